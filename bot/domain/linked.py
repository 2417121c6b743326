"""Linked cases: about the same transaction. Counted once in money, and exactly one of them may move money.

Whichever a chargeback, a bank reversal or a dispute takes hold of, the others leave alone: a refund beside a chargeback
pays twice. The order of precedence is that of the trade (docs/glossary.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.facts import Facts, SiblingFacts
from bot.domain.money import Money
from bot.domain.schemes import never_written_to
from bot.domain.vocabulary import CaseState, CaseType, Outcome, Owes, ProposalState, ResolutionKind

# Resolutions that give, take, forgive or move money. The others say something, or leave it to a person.
MOVES_MONEY = frozenset(
    {
        ResolutionKind.REFUND,
        ResolutionKind.CREDIT_NOTE,
        ResolutionKind.WRITE_OFF,
        ResolutionKind.INVOICE_REVISION,
        ResolutionKind.REALLOCATION,
        ResolutionKind.RETRY,
        ResolutionKind.EXTRA_CHARGE,
        ResolutionKind.ACCEPT_CHARGEBACK,
    }
)
GIVES_BACK = frozenset({ResolutionKind.REFUND, ResolutionKind.CREDIT_NOTE, ResolutionKind.ACCEPT_CHARGEBACK})
GAVE_BACK = frozenset({Outcome.REFUNDED, Outcome.CREDITED, Outcome.CHARGEBACK_ACCEPTED})
DECIDED = frozenset({ProposalState.APPROVED, ProposalState.CARRIED_OUT, ProposalState.CONFIRMED})

PRECEDENCE = {CaseType.CHARGEBACK: 0, CaseType.BANK_REVERSAL: 1, CaseType.DISPUTED_CHARGE: 2}
THE_REST = 3

# Types about money of one invoice: somebody owes it, holds too much of it, or wants it back. Where no transaction is
# known, two cases of one invoice are about the same money if their types differ and both are among these.
_OWED = frozenset(
    {CaseType.MISSING_PAYMENT, CaseType.FAILED_PAYMENT, CaseType.UNDERPAYMENT, CaseType.CURRENCY_MISMATCH}
)
_TOO_MUCH = frozenset({CaseType.OVERPAYMENT, CaseType.DUPLICATE_PAYMENT})
_EITHER_WAY = frozenset(
    {
        CaseType.CHARGEBACK,
        CaseType.BANK_REVERSAL,
        CaseType.GATEWAY_REVERSAL,
        CaseType.DISPUTED_CHARGE,
        CaseType.REFUND_REQUEST,
        CaseType.MERCHANT_ERROR,
        CaseType.MISSED_DISCOUNT,
        CaseType.BILLING_ERROR,
        CaseType.INVOICE_MISMATCH,
        CaseType.CREDIT_OR_REFUND,
    }
)


def sibling(case: Case) -> SiblingFacts:
    """A case as the customer's other cases see it."""
    live = case.live_proposal
    return SiblingFacts(
        case_id=case.id,
        owes=case.owes,
        state=case.state,
        currency=case.currency,
        open_minor=case.open_minor,
        held_minor=case.held_minor,
        ref=case.ref,
        case_type=case.case_type,
        invoice=case.invoice,
        transaction=case.transaction,
        parent=case.parent,
        opened_at=case.opened_at,
        expected=case.expected,
        live=live.kind if live is not None else None,
        live_state=live.state if live is not None else None,
        given_back=_given_back(case),
        silent=never_written_to(case) and case.state is not CaseState.CLOSED,
    )


def _given_back(case: Case) -> int:
    """Minor units that the customer got back, or certainly will, by this case."""
    decided = [p.minor_units for p in case.proposals if p.kind in GIVES_BACK and p.state in DECIDED]
    if not decided and case.state is CaseState.CLOSED and case.outcome in GAVE_BACK:
        return max(case.expected, case.paid, 0)  # the ledger showed it, without our doing
    return sum(decided)


# --- which cases belong together -------------------------------------------------------------------------------


def are_linked(one: SiblingFacts, other: SiblingFacts) -> bool:
    """Whether two cases of a customer and client are about the same transaction."""
    if one.case_id == other.case_id:
        return True
    if one.parent and one.parent in (other.case_id, other.parent):
        return True
    if other.parent and other.parent == one.case_id:
        return True
    if one.transaction and other.transaction:
        return one.transaction == other.transaction
    return bool(one.invoice) and one.invoice == other.invoice and _siblings(one.case_type, other.case_type)


def _siblings(one: CaseType | None, other: CaseType | None) -> bool:
    kinds = {one, other}
    if one is other or not kinds <= _OWED | _TOO_MUCH | _EITHER_WAY:
        return False
    return not (kinds & _OWED and kinds & _TOO_MUCH)


def linked_to(case: Case, facts: Facts) -> tuple[SiblingFacts, ...]:
    """The cases about the same transaction as this one, without it: those that are open, and those that gave it back.

    What is linked with a linked case is linked, too.
    """
    rest = [other for other in facts.siblings if other.case_id != case.id]
    return tuple(_reached(sibling(case), rest)) if any(_may_link(case, other) for other in rest) else ()


def _may_link(case: Case, other: SiblingFacts) -> bool:
    """Cheap: most customers have no two cases of one invoice, transaction or family."""
    return bool(
        (case.invoice and case.invoice == other.invoice)
        or (case.transaction and case.transaction == other.transaction)
        or case.parent
        or other.parent
    )


def _reached(start: SiblingFacts, rest: Sequence[SiblingFacts]) -> list[SiblingFacts]:
    found: list[SiblingFacts] = []
    ahead = [start]
    while ahead:
        one = ahead.pop()
        for other in rest:
            if other not in found and are_linked(one, other):
                found.append(other)
                ahead.append(other)
    return sorted(found, key=_rank)


def silenced_by(case: Case, facts: Facts) -> SiblingFacts | None:
    """The linked chargeback of which the cardholder may hear nothing; None = there is none."""
    return next((other for other in linked_to(case, facts) if other.silent), None)


def parent_of(case: Case, facts: Facts) -> str:
    """The id of the earliest case about the same transaction that was opened before; "" = none."""
    before = [other for other in linked_to(case, facts) if other.opened_at is not None]
    first = min(before, key=lambda other: (other.opened_at or case.opened_at, other.case_id), default=None)
    return (first.parent or first.case_id) if first is not None else ""


# --- who moves the money ---------------------------------------------------------------------------------------


def _rank(one: SiblingFacts) -> tuple[int, str, str]:
    rank = PRECEDENCE.get(one.case_type, THE_REST) if one.case_type is not None else THE_REST
    return rank, one.opened_at.isoformat() if one.opened_at is not None else "", one.case_id


def owner_of(case: Case, facts: Facts) -> SiblingFacts:
    """Of the linked cases that are open, the one that may move money; the case itself where it stands alone."""
    running = [other for other in linked_to(case, facts) if other.state is not CaseState.CLOSED]
    return min((sibling(case), *running), key=_rank)


def other_owner(case: Case, facts: Facts) -> SiblingFacts | None:
    """The linked case that moves the money in this one's place; None = this one may."""
    owner = owner_of(case, facts)
    return None if owner.case_id == case.id else owner


def bar_to_move(case: Case, facts: Facts, kind: ResolutionKind, minor_units: int) -> str:
    """The sentence for whoever wants a resolution that this case may not have; "" = nothing is in its way."""
    if kind not in MOVES_MONEY:
        return ""
    owner = other_owner(case, facts)
    if owner is not None:
        return (
            f"{case.ref} is about the same transaction as {owner.ref}, and only one of them may move money: "
            f"decide it in {owner.ref}."
        )
    return _bar_to_give_twice(case, facts, minor_units) if kind in GIVES_BACK else ""


def _bar_to_give_twice(case: Case, facts: Facts, minor_units: int) -> str:
    """What was given back for a transaction counts, whichever case it was: never more than there was.

    In another currency it cannot be told how much of it is left; then nothing more goes back by this case.
    """
    gave = [one for one in linked_to(case, facts) if one.given_back]
    foreign = next((one for one in gave if one.currency != case.currency), None)
    if foreign is not None:
        back = Money(foreign.given_back, foreign.currency)
        return f"{back} of this transaction were given back in {foreign.ref} already: decide the rest there."
    given = sum(one.given_back for one in gave)
    most = max(case.expected, case.paid, *(one.expected for one in gave), 0) if gave else 0
    if not gave or given + minor_units <= most:
        return ""
    names = " and ".join(one.ref for one in gave)
    return f"{Money(given, case.currency)} of this transaction were given back in {names} already."


def require_may_move(case: Case, facts: Facts, kind: ResolutionKind, minor_units: int) -> None:
    """Raise Rejected, naming the case that moves the money, where this one may not."""
    bar = bar_to_move(case, facts, kind, minor_units)
    if bar:
        raise Rejected(bar)


# --- counted once ----------------------------------------------------------------------------------------------


def counted_once(cases: Iterable[SiblingFacts]) -> tuple[SiblingFacts, ...]:
    """One case for each transaction: the one that may move the money. For sums over a customer's cases."""
    left = sorted(cases, key=_rank)
    counted: list[SiblingFacts] = []
    while left:
        first = left.pop(0)
        group = _reached(first, left)
        left = [one for one in left if one not in group]
        counted.append(first)
    return tuple(counted)


def owed_to_customer(facts: Facts, currency: str, without: str) -> int:
    """Minor units of this currency that we hold of the customer's in the other cases, each transaction once."""
    ours = (
        one
        for one in facts.siblings
        if (one.owes is Owes.WE or one.held_minor) and one.currency == currency and one.case_id != without
        if one.state is not CaseState.CLOSED
    )
    return sum(one.open_minor if one.owes is Owes.WE else one.held_minor for one in counted_once(ours))
