"""The case turns out to be of another type: that type's playbook takes over."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseType
from bot.slack.blocks.parts import section
from bot.slack.blocks.plain import TYPE
from bot.slack.forms.form import Asked, Form, Modal, NewType, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, note_field, select_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Change the type"


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    now = view.case.case_type
    choices = [(TYPE[kind], kind.value) for kind in view.types if kind is not now]
    if not choices:
        raise Rejected("No other type has a playbook here.")
    blocks = [
        about(view),
        section(f"It is a case of {TYPE[now].lower()}. The playbook of the new type takes over; the log keeps both."),
        select_field("type", "What is it really?", choices),
        note_field("Why? (internal note)"),
    ]
    return modal(Deed.RETYPE, TITLE, "Change", blocks, Carried(view.case.ref))


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    chosen = reader.word("type", CaseType, view.case.case_type)
    if chosen is view.case.case_type:
        reader.fail("type", "It is of this type already.")
    return reader.asked(NewType(chosen))


FORM = Form(Deed.RETYPE, TITLE, _open, _read)
