"""A call by hand: what to say, whether somebody was reached, and what was said."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, LogCall
from bot.domain.rules import Staff
from bot.slack.blocks.guide import script_blocks
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import NOTE, about, modal, note_field, radio_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Log a call"
REACHED = "reached"
NOBODY = "nobody"


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    choices = [("I spoke to somebody", REACHED), ("Nobody answered", NOBODY)]
    blocks = [
        about(view),
        *script_blocks(view),
        radio_field(
            "reached", "How did it go?", choices, hint="A call counts for how often a customer may be contacted."
        ),
        note_field("What was said? (internal note)"),
    ]
    return modal(Deed.LOG_CALL, TITLE, "Log the call", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    reached = reader.choice("reached", "Please say whether somebody answered.") == REACHED
    if reached:
        reader.text(NOTE, "Please write in a few words what was said.")
    return reader.asked(LogCall(actor, new_id, reached))


FORM = Form(Deed.LOG_CALL, TITLE, _open, _read)
