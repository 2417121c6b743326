"""Set the case aside for a while; afterwards the playbook goes on by itself."""

from __future__ import annotations

from datetime import timedelta

from bot.app.staff.views import CaseView
from bot.domain.case import WaitReason
from bot.domain.commands import Actor, SnoozeCase
from bot.domain.rules import Staff
from bot.slack.blocks.figures import when
from bot.slack.blocks.parts import section
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, moment_fields, note_field
from bot.slack.forms.office_hours import next_noon
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Snooze"
PROMISED = (
    "The customer promised to pay. A snooze takes the place of that wait: nobody is told if the promise is broken."
)
DAYS = 3  # working days that are suggested


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    wait = view.case.wait
    suggested = next_noon(view, DAYS)
    if wait is not None:
        suggested = max(suggested, wait.until + timedelta(minutes=1))  # a form tells no seconds
    promised = [section(PROMISED)] if wait is not None and wait.reason is WaitReason.PROMISE else []
    blocks = [about(view), *promised, *moment_fields(view, "Nothing is sent by itself before", suggested), note_field()]
    return modal(Deed.SNOOZE, TITLE, "Snooze", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    until = reader.moment()
    wait = view.case.wait
    if wait is not None and wait.reason is WaitReason.PROMISE and not reader.errors and until < wait.until:
        reader.fail("day", f"The customer promised to pay: nothing is sent before {when(view, wait.until)} anyway.")
    return reader.asked(SnoozeCase(actor, until))


FORM = Form(Deed.SNOOZE, TITLE, _open, _read)
