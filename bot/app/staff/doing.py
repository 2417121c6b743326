"""Plain commands of staff: load, decide, commit. What needs more than that has a module of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.app.context import Context
from bot.app.staff.at_hand import CaseAtHand, case_at_hand
from bot.app.staff.references import one_line
from bot.domain import events as e
from bot.domain.case import Case
from bot.domain.commands import (
    ApproveProposal,
    CarryOut,
    CorrectContact,
    DecideReply,
    LogCall,
    RecordPayment,
    SayByHand,
    StaffCommand,
    TakeBackPayment,
    TakeBackSaying,
)
from bot.domain.errors import Fault, Rejected
from bot.domain.rules import Staff

# These bring words, addresses or bank references that no command holds, or look at what the store knows.
WITH_MORE = (CorrectContact, DecideReply, RecordPayment, SayByHand, TakeBackPayment, TakeBackSaying)


def do(context: Context, reference: str, staff: Staff, command: StaffCommand) -> Case:
    """Act on a case; the log names the member of staff. Raises Rejected, with a sentence for them.

    Two approvals by one approver are decided one after the other, so that their cumulative ceiling counts both.
    """
    if isinstance(command, WITH_MORE):
        raise Fault(f"{type(command).__name__} has a use case of its own: it needs more than the command.")
    if isinstance(command, CarryOut):
        command = replace(command, reference=one_line(context, command.reference))
    spending = partial(_spenders, command) if isinstance(command, ApproveProposal) else None
    with case_at_hand(context, reference, staff, spending) as at_hand:
        _only_once(at_hand, command)
        at_hand.handle(command)
        return at_hand.save()


def _spenders(command: ApproveProposal, case: Case) -> set[str]:
    """The approver, and whoever approved before: when it is complete, it counts for all of them."""
    approvals = (approval.by for one in case.proposals if one.id == command.proposal_id for approval in one.approvals)
    return {command.actor.id, *approvals}


def _only_once(at_hand: CaseAtHand, command: StaffCommand) -> None:
    """A call counts for the caps: one that is logged twice would count twice."""
    if not isinstance(command, LogCall):
        return
    logged = (one.event for one in at_hand.unit.case_events(at_hand.case_id))
    if any(isinstance(event, e.CallLogged) and event.call_id == command.call_id for event in logged):
        raise Rejected("This call is logged already.")
