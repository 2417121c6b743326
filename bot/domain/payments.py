"""Payments and the ledger's corrections. Paid means silence."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Case, Proposal
from bot.domain.playbook import Happening
from bot.domain.proposals import close, confirm, invalidate
from bot.domain.reasons import root_cause_of
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
    TouchClass,
)


def see(turn: Turn, command: c.SeePayment) -> None:
    """Money came in. A payment that closes the gap cancels every queued chase and closes the case."""
    owed_before = turn.case.gap > 0
    turn.say(e.PaymentRecorded(command.payment_id, command.minor_units, command.paid_on, command.source, turn.now))
    if turn.case.state is CaseState.CLOSED:
        _maybe_reopen(turn, "more was paid than expected")
    elif turn.case.owes is Owes.WE or not owed_before:
        invalidate(turn)
    elif turn.case.gap > 0:
        _partly_paid(turn)
    else:
        _paid(turn, command.source)


def _partly_paid(turn: Turn) -> None:
    turn.cancel_chases("payment")
    if not turn.held:
        turn.react(Happening.PARTIAL_PAYMENT)
    invalidate(turn)


def _paid(turn: Turn, source: str) -> None:
    """Paid means silence: also what was to be told before is out of date."""
    turn.cancel("payment", lambda touch: touch.touch_class is not TouchClass.RESPONSE)
    if turn.case.promise is not None:
        turn.say(e.PromiseKept(turn.case.promise.day, turn.now))
        turn.react(Happening.PROMISE_KEPT)
    turn.react(Happening.PAYMENT_SEEN)
    _settled(turn, source)


def _settled(turn: Turn, source: str) -> None:
    outcome = turn.playbook.paid_outcome
    if turn.case.disputed > 0 or turn.case.case_type is CaseType.DISPUTED_CHARGE:
        outcome = Outcome.PAID_UNDER_DISPUTE
    late = turn.case.case_type is CaseType.MISSING_PAYMENT
    cause = RootCause.PROCESS_DELAY if late else root_cause_of(turn.case.reason)
    close(turn, outcome, cause, source or "payment")


def undo(turn: Turn, command: c.UndoPayment) -> None:
    """Money went out again: our refund left, a surplus became a credit elsewhere, or a payment was reversed."""
    turn.say(e.PaymentReversed(command.payment_id, command.minor_units, command.source, turn.now))
    case = turn.case
    if _is_our_refund(case, command) or _is_surplus_credited(case, command):
        _confirm_live(turn, command.source)
    elif case.state is CaseState.CLOSED:
        _maybe_reopen(turn, "a payment was undone")
    elif case.owes is Owes.WE and case.gap >= 0:
        _settled_without_us(turn, command.source)
    else:
        turn.cancel_chases("a payment was undone")
        if not turn.held:
            turn.react(Happening.PAYMENT_UNDONE)
        invalidate(turn)


def was_none(turn: Turn, command: c.UndoPayment) -> None:
    """A payment that a person recorded was a mistake: no money went out, so the customer hears nothing of it."""
    turn.say(e.PaymentReversed(command.payment_id, command.minor_units, command.source, turn.now))
    case = turn.case
    if case.state is CaseState.CLOSED:
        _reopen_if_grown(turn, "a payment was recorded by mistake")
    elif case.owes is Owes.WE and case.gap >= 0:  # nothing was paid too much: a person sees what is left of the case
        turn.cancel("a payment was recorded by mistake")
        turn.hold(HoldKind.STAFF, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within), level=1)
    else:
        turn.cancel_chases("a payment was recorded by mistake")
    invalidate(turn)


def _carried_out(case: Case, kind: ResolutionKind) -> Proposal | None:
    """The resolution of this kind that was carried out and that the ledger has not shown yet."""
    live = case.live_proposal
    waits = live is not None and live.state is ProposalState.CARRIED_OUT and live.kind is kind
    return live if waits else None


def _is_our_refund(case: Case, command: c.UndoPayment) -> bool:
    """Whether the ledger shows the refund that was carried out: as much as was approved, or the whole surplus."""
    live = _carried_out(case, ResolutionKind.REFUND)
    if live is None:
        return False
    return command.minor_units >= live.minor_units or (case.owes is Owes.WE and case.gap >= 0)


def _is_surplus_credited(case: Case, command: c.UndoPayment) -> bool:
    """Whether the ledger moved the surplus from this invoice to the customer's credit, as was carried out.

    No more than the surplus: a payment that is gone altogether was reversed.
    """
    live = _carried_out(case, ResolutionKind.CREDIT_NOTE)
    if live is None or case.owes is Owes.THEY:  # else a surplus may be what was credited
        return False
    return case.gap == 0 or (case.gap < 0 and command.minor_units >= live.minor_units)


def _confirm_live(turn: Turn, source: str) -> None:
    live = turn.case.live_proposal
    if live is not None:
        confirm(turn, c.ConfirmExecution(live.id, source))


def _settled_without_us(turn: Turn, source: str) -> None:
    """The customer's money went back although nobody carried a refund out: nothing may go out a second time."""
    turn.cancel("settled")
    live = turn.case.live_proposal
    if live is not None and live.state is ProposalState.CARRIED_OUT:  # a credit as well: paid twice
        turn.hold(HoldKind.STAFF, Role.SUPERVISOR, turn.staff_deadline(turn.rules.undecided_within))
    else:
        close(turn, Outcome.REFUNDED, RootCause.UNKNOWN, source or "ledger")


def _maybe_reopen(turn: Turn, reason: str) -> None:
    if _reopen_if_grown(turn, reason) and turn.case.owes is not Owes.WE:
        turn.react(Happening.PAYMENT_UNDONE)


def _reopen_if_grown(turn: Turn, reason: str) -> bool:
    """A closed case re-opens only if the gap grows, on the side that it is about."""
    case = turn.case
    ours = case.owes is Owes.WE
    grown = -case.gap > max(-case.closed_gap, 0) if ours else case.gap > max(case.closed_gap, 0)
    if grown:
        turn.say(e.CaseReopened("ledger", reason, turn.now))
    return grown


def revise(turn: Turn, command: c.ReviseAmounts) -> None:
    """The ledger corrected the invoice, or now calls a part of it contested.

    What the customer contested in a reply stays contested until it is decided: the ledger may know nothing of it.
    """
    before = turn.case
    contested = max(command.disputed, min(before.disputed_by_customer, max(command.expected - before.paid, 0)))
    if (before.expected, before.disputed) == (command.expected, contested):
        return
    turn.say(e.AmountsRevised(before.expected, command.expected, before.disputed, contested, command.source, turn.now))
    turn.cancel_chases("amounts were revised")
    case = turn.case
    if case.state is CaseState.CLOSED:
        _maybe_reopen(turn, "the ledger shows a larger gap")
    elif _is_booked_on_invoice(before, case):
        _confirm_live(turn, command.source)
    elif _settled_by_revision(before, case):
        close(turn, Outcome.INVOICE_REVISED, RootCause.INCORRECT_BILLING, command.source)
    else:
        if case.disputed > before.disputed and not turn.held:
            _contested_in_ledger(turn)
        invalidate(turn)


def _is_booked_on_invoice(before: Case, case: Case) -> bool:
    """Whether the ledger shows the credit or refund that was carried out in what it expects, not in what was paid.

    It expects less by a credit note, or by the charge that was refunded. Of money that was paid too much it expects
    exactly as much more: the surplus is used up.
    """
    credit, refund = _carried_out(case, ResolutionKind.CREDIT_NOTE), _carried_out(case, ResolutionKind.REFUND)
    live = credit or refund
    if live is None:
        return False
    less = before.expected - case.expected
    if case.owes is Owes.WE and less == -live.minor_units:
        return True
    return less >= live.minor_units and (credit is not None or case.owes is not Owes.WE)


def _settled_by_revision(before: Case, case: Case) -> bool:
    live = case.live_proposal
    if live is not None and live.state is ProposalState.CARRIED_OUT:
        return False  # the ledger must show that one first
    if case.owes is Owes.WE:
        return before.gap < 0 <= case.gap
    return before.gap > 0 >= case.gap


def _contested_in_ledger(turn: Turn) -> None:
    if turn.rules.chase_undisputed_rest and turn.case.chaseable_minor > 0:
        return
    turn.hold(HoldKind.DISPUTE, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))


def contested_at_opening(command: c.OpenCase) -> int:
    """Minor units contested when a case opens: what is said, else all of a disputed charge's gap."""
    if command.disputed or command.case_type is not CaseType.DISPUTED_CHARGE:
        return command.disputed
    return max(command.expected - command.paid, 0)
