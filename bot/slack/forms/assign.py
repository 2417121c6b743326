"""Give the case to a colleague who works for this client."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, AssignCase
from bot.domain.errors import Rejected
from bot.domain.roles import MAKERS
from bot.domain.rules import Staff
from bot.slack.blocks.plain import ROLE
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, note_field, select_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Assign"


def _colleagues(view: CaseView) -> list[Staff]:
    return sorted((one for one in view.staff if one.roles & MAKERS), key=lambda one: one.name)


def _open(view: CaseView, staff: Staff, _carried: Carried) -> Modal:
    people = _colleagues(view)
    if not people:
        raise Rejected("Nobody is set up to work for this client.")
    choices = [(f"{one.name} ({', '.join(sorted(ROLE[role] for role in one.roles))})", one.id) for one in people]
    known = {one.id for one in people}
    initial = view.case.assignee if view.case.assignee in known else staff.id
    blocks = [about(view), select_field("to", "Who takes the case?", choices, initial), note_field()]
    return modal(Deed.ASSIGN, TITLE, "Assign", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    to = reader.choice("to", "Please choose a colleague.")
    if to and to not in {one.id for one in _colleagues(view)}:
        reader.fail("to", "This colleague does not work for this client.")
    return reader.asked(AssignCase(actor, to))


FORM = Form(Deed.ASSIGN, TITLE, _open, _read)
