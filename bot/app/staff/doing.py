"""Plain commands of staff: load, decide, commit. What needs more than that has a module of its own."""

from __future__ import annotations

from bot.app.context import Context
from bot.app.staff.at_hand import CaseAtHand, case_at_hand
from bot.domain import events as e
from bot.domain.case import Case
from bot.domain.commands import LogCall, StaffCommand
from bot.domain.errors import Rejected
from bot.domain.rules import Staff


def do(context: Context, reference: str, staff: Staff, command: StaffCommand) -> Case:
    """Act on a case; the log names the member of staff. Raises Rejected, with a sentence for them.

    Two approvals by one approver are decided one after the other, so that their cumulative ceiling counts both.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        _only_once(at_hand, command)
        at_hand.handle(command)
        return at_hand.save()


def _only_once(at_hand: CaseAtHand, command: StaffCommand) -> None:
    """A call counts for the caps: one that is logged twice would count twice."""
    if not isinstance(command, LogCall):
        return
    logged = (one.event for one in at_hand.unit.case_events(at_hand.case_id))
    if any(isinstance(event, e.CallLogged) and event.call_id == command.call_id for event in logged):
        raise Rejected("This call is logged already.")
