"""A running case moves to another version of its playbook: on purpose, and without saying late what is past."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook
from bot.domain.timing import due_at
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState


def migrate(turn: Turn, command: c.MigrateCase) -> None:
    """What was done stays done: steps are known by their ids. What is queued under a step that is gone is cancelled.

    A new step whose time has passed is skipped: nobody gets on one day what the new version would have said last month.
    """
    before, after = turn.playbook, command.playbook
    if turn.case.state is CaseState.CLOSED:
        raise Rejected(f"{turn.case.ref} is closed.")
    if turn.case.case_type not in after.case_types:
        raise Rejected(f"The playbook {after.name} is not for {turn.case.case_type.value}.")
    if after.digest == turn.case.playbook:
        return
    kept = {step.id for step in after.steps}
    turn.cancel("another version of the playbook", lambda touch: bool(touch.step) and touch.step not in kept)
    turn.say(e.PlaybookMigrated(turn.case.playbook, after.digest, command.by, turn.now))
    turn.playbook = after
    _skip_what_is_past(turn, before)


def _skip_what_is_past(turn: Turn, before: Playbook) -> None:
    known = {step.id for step in before.steps}
    if not turn.case.steps:
        return  # the ladder has not begun: rung one is still to come
    for step in turn.playbook.steps:
        if step.id in known or turn.case.record(step.id) is not None:
            continue
        due = due_at(step, turn.case, turn.playbook, turn.facts, turn.rules)
        if due is not None and due < turn.now:
            turn.say(e.StepSkipped(step.id, turn.now))
