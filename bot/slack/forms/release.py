"""Lift a hold: the playbook goes on."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, ReleaseHold
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import HoldKind
from bot.slack.blocks.parts import section
from bot.slack.blocks.plain import HOLD
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, note_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Release the case"
ALL_OF_THEM = (
    "⚠️ The bot may then write to this customer by itself again: in every case of theirs, not only in this one."
)


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    hold = view.case.hold
    if hold is None:
        raise Rejected("The case is not held any more.")
    blocks = [about(view), section(f"It is held: {HOLD[hold.kind]}. Afterwards the playbook goes on by itself.")]
    if hold.kind is HoldKind.PERSON_ONLY:
        blocks.append(section(ALL_OF_THEM))
    blocks.append(note_field())
    return modal(Deed.RELEASE, TITLE, "Release", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    return Reader(view, sent).asked(ReleaseHold(actor))


FORM = Form(Deed.RELEASE, TITLE, _open, _read)
