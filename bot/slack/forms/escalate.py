"""Give the case to somebody who can decide more. It is held until they act."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, EscalateCase
from bot.domain.rules import Staff
from bot.domain.vocabulary import Role
from bot.slack.blocks.parts import section
from bot.slack.blocks.plain import ROLE
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import NOTE, about, modal, moment_fields, note_field, radio_field
from bot.slack.forms.office_hours import next_noon
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Escalate"
TO = (Role.SUPERVISOR, Role.APPROVER, Role.OPERATOR)


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    choices = [(ROLE[role].capitalize(), role.value) for role in TO]
    blocks = [
        about(view),
        section("Until somebody acts, nothing is sent to the customer by itself."),
        radio_field("role", "Who should look at it?", choices, Role.SUPERVISOR.value),
        *moment_fields(view, "Until when?", next_noon(view)),
        note_field("What is it about? (internal note)", optional=False),
    ]
    return modal(Deed.ESCALATE, TITLE, "Escalate", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    role = reader.word("role", Role, Role.SUPERVISOR)
    if role not in TO:
        reader.fail("role", "Please choose one from the list.")
    deadline = reader.moment()
    reader.text(NOTE, "Please say what it is about, so that nobody has to ask.")
    return reader.asked(EscalateCase(actor, role, deadline))


FORM = Form(Deed.ESCALATE, TITLE, _open, _read)
