"""Stop everything automatic on this case until a time."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, HoldCase
from bot.domain.rules import Staff
from bot.domain.staff import HOLD_BY_HAND
from bot.domain.vocabulary import HoldKind
from bot.slack.blocks.plain import HOLD
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, moment_fields, note_field, radio_field
from bot.slack.forms.office_hours import next_noon
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Hold the case"


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    choices = [(HOLD[kind].capitalize(), kind.value) for kind in HOLD_BY_HAND]
    blocks = [
        about(view),
        radio_field("kind", "Why?", choices, HoldKind.STAFF.value),
        *moment_fields(view, "Until when? Then it goes one level up.", next_noon(view)),
        note_field(),
    ]
    return modal(Deed.HOLD, TITLE, "Hold", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    kind = reader.word("kind", HoldKind, HoldKind.STAFF)
    if kind not in HOLD_BY_HAND:
        reader.fail("kind", "Please choose one from the list.")
    return reader.asked(HoldCase(actor, kind, reader.moment()))


FORM = Form(Deed.HOLD, TITLE, _open, _read)
