"""Questions to others than the customer: asked, no longer needed, and the ladder that stands still meanwhile."""

from __future__ import annotations

from datetime import datetime

from bot.domain import events as e
from bot.domain.case import Case, Inquiry, WaitReason
from bot.domain.playbook import Inquire
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, InquiryState


def ask(turn: Turn, action: Inquire, cause: str) -> None:
    """Ask, unless the same question is open already. `cause` is the step's id, else the trigger and a number."""
    case = turn.case
    earlier = [inquiry for inquiry in case.inquiries if inquiry.cause == cause]
    if case.state is CaseState.CLOSED or any(inquiry.open for inquiry in earlier):
        return
    occurrence = len(earlier) + 1
    inquiry = Inquiry(
        id=f"{case.id}.{cause}.{occurrence}",
        cause=cause,
        occurrence=occurrence,
        party=action.party,
        to=action.to,
        template=action.template,
        offers=action.offers,
        asked_at=turn.now,
        due_at=turn.staff_deadline(action.within),
        waits=action.waits,
    )
    turn.say(e.InquiryMade(inquiry))


def withdraw(turn: Turn, reason: str) -> None:
    """Nobody needs the answers any more."""
    for inquiry in turn.case.inquiries:
        if inquiry.open:
            turn.say(e.InquiryWithdrawn(inquiry.id, reason, turn.now))


def settle(turn: Turn) -> None:
    """The ladder stands still while it waits for an answer, whatever else began or ended meanwhile."""
    case = turn.case
    if not case.inquiries:
        return
    until, wait = _waits_until(case), case.wait
    waits_for_it = wait is not None and wait.reason is WaitReason.INQUIRY
    if until is None:
        if waits_for_it:
            turn.end_wait()
    elif case.state is CaseState.OPEN or (waits_for_it and wait is not None and wait.until != max(until, turn.now)):
        turn.wait(until, WaitReason.INQUIRY)


def _waits_until(case: Case) -> datetime | None:
    """When the last of the answers that the ladder waits for is due; None while it waits for none."""
    return max((inquiry.due_at for inquiry in case.inquiries if inquiry.holds_ladder), default=None)


def missed(inquiry: Inquiry) -> str:
    """The cause of what follows when nobody answered in time."""
    return f"{inquiry.cause}.no_answer"


def due_next(case: Case) -> datetime | None:
    """When the next answer is due that nobody has missed yet."""
    if not case.inquiries:
        return None
    due = (inquiry.due_at for inquiry in case.inquiries if inquiry.state is InquiryState.ASKED)
    return min(due, default=None)
