"""Open a closed case again: its playbook starts anew."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, ReopenCase
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseState
from bot.slack.blocks.parts import section
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import NOTE, about, modal, note_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Re-open the case"


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    if view.case.state is not CaseState.CLOSED:
        raise Rejected("The case is open again already.")
    blocks = [
        about(view),
        section("The playbook starts again, and may write to the customer by itself."),
        note_field("Why? (internal note)", optional=False),
    ]
    return modal(Deed.REOPEN, TITLE, "Re-open", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    reader.text(NOTE, "Please say why.")
    return reader.asked(ReopenCase(actor))


FORM = Form(Deed.REOPEN, TITLE, _open, _read)
