"""What members of staff do to a case. Roles are checked here, not in listeners."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Case, LiveTouch, WaitReason
from bot.domain.errors import Rejected
from bot.domain.inquiries import withdraw as withdraw_inquiries
from bot.domain.proposals import close
from bot.domain.roles import CHECKERS, MAKERS, require
from bot.domain.turn import SAY_CAUSE, Turn
from bot.domain.vocabulary import CaseState, HoldKind, Outcome, Owes, ProposalState, RootCause

# Outcomes that a person may give without a proposal: none of them moves money.
CLOSE_BY_HAND = frozenset(
    {
        Outcome.HANDED_OVER,
        Outcome.OPENED_BY_MISTAKE,
        Outcome.TRACE_FOUND,
        Outcome.DATA_CORRECTED,
        Outcome.APPLIED,
    }
)
PAID = frozenset({Outcome.PAYMENT_RECEIVED, Outcome.BALANCE_PAID, Outcome.PAID_UNDER_DISPUTE})
# Why a person may hold a case; the other kinds follow from what happened and carry duties of their own.
HOLD_BY_HAND = (
    HoldKind.STAFF,
    HoldKind.REQUEST,
    HoldKind.HUMAN_REQUEST,
    HoldKind.DISPUTE,
    HoldKind.TRACE,
    HoldKind.WRONG_PERSON,
    HoldKind.PERSON_ONLY,  # what was said on the telephone counts like what was written
)


def outcomes_by_hand(case: Case) -> frozenset[Outcome]:
    """With which outcomes a person may close this case without a proposal. Paid is what the ledger shows as paid."""
    paid = case.owes is Owes.WE or case.gap <= 0
    return CLOSE_BY_HAND | PAID if paid else CLOSE_BY_HAND


def hold_case(turn: Turn, command: c.HoldCase) -> None:
    """A person stops everything automatic until a time."""
    _worker(turn, command.actor)
    if command.kind not in HOLD_BY_HAND:
        raise Rejected(f"Nobody holds a case by hand as '{command.kind.value}'.")
    if command.until <= turn.now:
        raise Rejected("A hold needs a deadline in the future.")
    turn.hold(command.kind, command.actor.role, command.until, level=1)


def release(turn: Turn, command: c.ReleaseHold) -> None:
    """A person lifts a hold. PERSON-ONLY is lifted for the customer by an approver or a supervisor."""
    _worker(turn, command.actor)
    hold = turn.case.hold
    if hold is None:
        raise Rejected("The case is not held.")
    if hold.kind is HoldKind.PERSON_ONLY:
        require(turn.rules, turn.case, command.actor, CHECKERS)
        turn.say(e.PersonOnlyLifted(command.actor.id, turn.now))
    turn.lift_hold(command.actor.id)


def snooze(turn: Turn, command: c.SnoozeCase) -> None:
    """Nothing automatic until then; afterwards the ladder goes on."""
    _worker(turn, command.actor)
    if command.until <= turn.now:
        raise Rejected("A snooze ends in the future.")
    if turn.case.state not in (CaseState.OPEN, CaseState.WAITING):
        raise Rejected(f"A case that is {turn.case.state.value} cannot be snoozed.")
    wait = turn.case.wait
    if wait is not None and wait.reason is WaitReason.PROMISE and command.until < wait.until:
        raise Rejected("The customer promised to pay; the case is silent for longer than that already.")
    turn.wait(command.until, WaitReason.SNOOZE)


def assign(turn: Turn, command: c.AssignCase) -> None:
    """Give the case to a member of staff."""
    _worker(turn, command.actor)
    to = turn.rules.staff.get(command.to)
    if to is None:
        raise Rejected(f"{command.to} is no member of staff.")
    if to.clients and turn.case.client not in to.clients:
        raise Rejected(f"{command.to} does not work for this client.")
    turn.say(e.CaseAssigned(command.to, command.actor.id, turn.now))


def escalate(turn: Turn, command: c.EscalateCase) -> None:
    """Give the case to the next level: it is held until somebody acts."""
    _worker(turn, command.actor)
    if command.deadline <= turn.now:
        raise Rejected("An escalation needs a deadline in the future.")
    turn.say(e.CaseEscalated(command.to, command.actor.id, "staff", command.deadline, turn.now))
    turn.hold(HoldKind.STAFF, command.to, command.deadline, level=1)


def close_case(turn: Turn, command: c.CloseCase) -> None:
    """A person closes. What moves money needs an approved proposal instead."""
    _worker(turn, command.actor)
    live = turn.case.live_proposal
    if live is not None and live.state is ProposalState.CARRIED_OUT:
        raise Rejected("What was carried out is not confirmed yet: the case closes when the ledger shows it.")
    if command.outcome not in outcomes_by_hand(turn.case):
        if command.outcome in PAID:
            raise Rejected("The ledger still shows an open amount: the case closes when the payment is imported.")
        raise Rejected(f"'{command.outcome.value}' needs a proposal that is approved and carried out.")
    turn.lift_hold(command.actor.id)
    turn.cancel("closed by hand", _not_by_hand)
    close(turn, command.outcome, command.root_cause, command.actor.id)


def reopen(turn: Turn, command: c.ReopenCase) -> None:
    """A person opens a closed case again."""
    require(turn.rules, turn.case, command.actor, MAKERS)
    if turn.case.state is not CaseState.CLOSED:
        raise Rejected("The case is not closed.")
    turn.say(e.CaseReopened(command.actor.id, "staff", turn.now))


def retype(turn: Turn, command: c.RetypeCase) -> None:
    """The case turns out to be of another type; its log keeps both."""
    _worker(turn, command.actor)
    if turn.case.live_proposal is not None:
        raise Rejected("A proposal is live; withdraw it before the case is re-typed.")
    turn.cancel("re-typed", _not_by_hand)
    withdraw_inquiries(turn, "re-typed")
    if turn.case.hold is not None and turn.case.hold.kind is not HoldKind.PERSON_ONLY:
        turn.lift_hold(command.actor.id)
    turn.end_wait()
    turn.say(
        e.CaseRetyped(
            turn.case.case_type, command.case_type, command.owes, command.playbook, command.actor.id, turn.now
        )
    )


def log_call(turn: Turn, command: c.LogCall) -> None:
    """A call by hand is logged; it counts for the caps."""
    require(turn.rules, turn.case, command.actor, MAKERS)
    turn.say(e.CallLogged(command.call_id, command.actor.id, command.reached, turn.now))


def withdraw_case(turn: Turn, command: c.WithdrawCase) -> None:
    """The import that opened it is undone."""
    if turn.case.state is CaseState.CLOSED:
        return
    turn.lift_hold(command.source)
    turn.end_wait()
    turn.cancel("import undone")
    close(turn, Outcome.OPENED_BY_MISTAKE, RootCause.HUMAN_ERROR, command.source)


def _not_by_hand(touch: LiveTouch) -> bool:
    """Whether nobody of the staff wrote it: what a person has just said to the customer still goes out."""
    return not touch.key.cause.startswith(SAY_CAUSE)


def _worker(turn: Turn, actor: c.Actor) -> None:
    require(turn.rules, turn.case, actor, MAKERS)
    if turn.case.state is CaseState.CLOSED:
        raise Rejected("The case is closed.")
