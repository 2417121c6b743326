"""What was asked for as evidence has come to a member of staff."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, RecordEvidence
from bot.domain.rules import Staff
from bot.slack.blocks.parts import section
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import NOTE, about, modal, note_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Evidence received"


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    blocks = [
        about(view),
        section(
            "What was asked for has come, by post, by telephone or from a colleague. The playbook goes on with it."
        ),
        note_field("What has come, and where is it kept?", optional=False),
    ]
    return modal(Deed.EVIDENCE, TITLE, "Record", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    reader.text(NOTE, "Please write what has come and where it is kept.")
    return reader.asked(RecordEvidence(actor))


FORM = Form(Deed.EVIDENCE, TITLE, _open, _read)
