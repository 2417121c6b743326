"""Skip a planned step, send it now, or move it to another time."""

from __future__ import annotations

from bot.app.staff.views import CaseView, StepView
from bot.domain.commands import Actor, ShiftStep, SkipStep
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.slack.blocks.figures import clock
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, moment_fields, note_field, radio_field, select_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "A planned step"
SKIP, NOW, MOVE = "skip", "now", "move"
CHOICES = [("Move it to the time below", MOVE), ("Do it now", NOW), ("Skip it", SKIP)]
RULES_HOLD = "The contact rules still hold: at night, or too soon after the last message, it waits until it may go out."


def _movable(view: CaseView) -> list[StepView]:
    return [step for step in view.steps if not step.under_way]


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    steps = _movable(view)
    if not steps:
        raise Rejected("No step is planned that could be moved or skipped.")
    choices = [(_said(view, step), step.id) for step in steps]
    first = next((step for step in steps if step.id == carried.step), steps[0])
    blocks = [
        about(view),
        select_field("step", "Which step?", choices, first.id),
        radio_field("what", "What should happen to it?", CHOICES, MOVE, hint=RULES_HOLD),
        *moment_fields(view, "New day (only to move it)", first.due_at, optional=True),
        note_field(),
    ]
    return modal(Deed.STEP, TITLE, "Change the plan", blocks, Carried(view.case.ref))


def _said(view: CaseView, step: StepView) -> str:
    return f"{step.what}, {clock(view, step.due_at) if step.due_at else 'no time yet'}"


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    step = reader.choice("step", "Please choose a step.")
    if step and step not in {one.id for one in _movable(view)}:
        reader.fail("step", "This step is done or under way already.")
    what = reader.choice("what")
    if what == SKIP:
        return reader.asked(SkipStep(actor, step))
    return reader.asked(ShiftStep(actor, step, view.now if what == NOW else reader.moment()))


FORM = Form(Deed.STEP, TITLE, _open, _read)
