"""Payments and the ledger's corrections. Paid means silence."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Case
from bot.domain.playbook import Happening
from bot.domain.proposals import close, confirm
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    HoldKind,
    Outcome,
    Owes,
    ProposalState,
    ResolutionKind,
    Role,
    RootCause,
)


def see(turn: Turn, command: c.SeePayment) -> None:
    """Money came in. A payment that closes the gap cancels every queued chase and closes the case."""
    owed_before = turn.case.gap > 0
    turn.say(e.PaymentRecorded(command.payment_id, command.minor_units, command.paid_on, command.source, turn.now))
    if turn.case.state is CaseState.CLOSED or turn.case.owes is Owes.WE or not owed_before:
        return
    turn.cancel_chases("payment")
    if turn.case.promise is not None and turn.case.gap <= 0:
        turn.say(e.PromiseKept(turn.case.promise.day, turn.now))
        turn.react(Happening.PROMISE_KEPT)
    if turn.case.gap <= 0:
        _settled(turn, command.source)
    elif not turn.held:
        turn.react(Happening.PARTIAL_PAYMENT)


def _settled(turn: Turn, source: str) -> None:
    outcome = turn.playbook.paid_outcome
    if turn.case.disputed > 0 or turn.case.case_type is CaseType.DISPUTED_CHARGE:
        outcome = Outcome.PAID_UNDER_DISPUTE
    cause = RootCause.PROCESS_DELAY if turn.case.case_type is CaseType.MISSING_PAYMENT else RootCause.UNKNOWN
    close(turn, outcome, cause, source or "payment")


def undo(turn: Turn, command: c.UndoPayment) -> None:
    """Money went out again: a payment was reversed, or our refund left."""
    turn.say(e.PaymentReversed(command.payment_id, command.minor_units, command.source, turn.now))
    case = turn.case
    if case.owes is Owes.WE:
        _refunded(turn, command.source)
    elif case.state is CaseState.CLOSED:
        _maybe_reopen(turn, "a payment was undone")
    else:
        turn.cancel_chases("a payment was undone")
        if not turn.held:
            turn.react(Happening.PAYMENT_UNDONE)


def _refunded(turn: Turn, source: str) -> None:
    """The ledger shows that the customer's money went back."""
    live = turn.case.live_proposal
    if live is not None and live.state is ProposalState.CARRIED_OUT and live.kind is ResolutionKind.REFUND:
        confirm(turn, c.ConfirmExecution(live.id, source))
    elif turn.case.state is not CaseState.CLOSED and turn.case.gap >= 0:
        turn.cancel("settled")
        if live is None:
            turn.lift_hold("settled")
            close(turn, Outcome.REFUNDED, RootCause.UNKNOWN, source or "ledger")


def _maybe_reopen(turn: Turn, reason: str) -> None:
    """A closed case re-opens only if the gap grows."""
    if turn.case.gap <= max(turn.case.closed_gap, 0):
        return
    turn.say(e.CaseReopened("ledger", reason, turn.now))
    turn.react(Happening.PAYMENT_UNDONE)


def revise(turn: Turn, command: c.ReviseAmounts) -> None:
    """The ledger corrected the invoice, or now calls a part of it contested."""
    before = turn.case
    if (before.expected, before.disputed) == (command.expected, command.disputed):
        return
    turn.say(
        e.AmountsRevised(before.expected, command.expected, before.disputed, command.disputed, command.source, turn.now)
    )
    turn.cancel_chases("amounts were revised")
    case = turn.case
    if case.state is CaseState.CLOSED:
        _maybe_reopen(turn, "the ledger shows a larger gap")
    elif before.gap > 0 and case.gap <= 0:
        close(turn, Outcome.INVOICE_REVISED, RootCause.INCORRECT_BILLING, command.source)
    elif case.disputed > before.disputed and not turn.held:
        _contested_in_ledger(turn)


def _contested_in_ledger(turn: Turn) -> None:
    if turn.rules.chase_undisputed_rest and turn.case.chaseable_minor > 0:
        return
    turn.hold(HoldKind.DISPUTE, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))


def contested_at_opening(command: c.OpenCase) -> int:
    """Minor units contested when a case opens: what is said, else all of a disputed charge's gap."""
    if command.disputed or command.case_type is not CaseType.DISPUTED_CHARGE:
        return command.disputed
    return max(command.expected - command.paid, 0)


def is_paid(case: Case) -> bool:
    """Whether a customer who owed does not owe any more."""
    return case.owes is not Owes.WE and case.gap <= 0
