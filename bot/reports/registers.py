"""The sixteen registers by name: which cases they are made of, which lines, which columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.app.registers import CasesWanted, RegisteredCase, RegisterUnit, SuspenseReceipt, cases_of, receipts_of
from bot.domain.vocabulary import CaseState, CaseType, ResolutionKind
from bot.reports import columns as c
from bot.reports.cells import Amount, Cell
from bot.reports.entries import (
    Entry,
    entries_by_hand,
    entries_by_type,
    entries_of_proposals,
    entry_of_dispute,
)
from bot.reports.telling import waiting_for

T = CaseType
R = ResolutionKind
Lines = Callable[[RegisteredCase], Iterator[Entry]]


@dataclass(frozen=True, slots=True)
class Register:
    """`lines` gives the entries of one case, `net` which cases may have any (`CasesWanted`, without the client)."""

    name: str
    about: str
    columns: tuple[c.Column, ...]
    lines: Lines
    net: dict[str, Any] = field(default_factory=dict)
    receipts: bool = False  # receipts in suspense stand in it, too


Row = tuple[Cell, ...]
_DAY = timedelta(days=1)


def rows_of(
    register: Register,
    unit: RegisterUnit,
    client: str,
    zone: str,
    first: date | None = None,
    last: date | None = None,
    *,
    screen: Callable[[str], str] = str,
) -> Iterator[Row]:
    """The rows of a client's register, those of cases in the order of opening, then receipts as we heard of them.

    `first` and `last` are days in the client's zone, both included. `screen` takes card numbers out of every text:
    a ledger may have brought one as an invoice's number or a reason (PCI-PAN).
    """
    for row in _rows(register, unit, client, zone, first, last):
        yield tuple(screen(cell) if isinstance(cell, str) else cell for cell in row)


def _rows(
    register: Register, unit: RegisterUnit, client: str, zone: str, first: date | None, last: date | None
) -> Iterator[Row]:
    wanted = CasesWanted(client, **register.net, **_bounds(zone, first, last))
    for about in cases_of(unit, wanted):
        for entry in register.lines(about):
            if _within(c.local_day(entry, zone), first, last):
                yield tuple(column.cell(entry, zone) for column in register.columns)
    if register.receipts:
        for receipt in receipts_of(unit, client):
            if _within(receipt.at.astimezone(ZoneInfo(zone)).date(), first, last):
                yield _receipt_row(register, receipt, zone)


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _bounds(zone: str, first: date | None, last: date | None) -> dict[str, Any]:
    """None for a day that lies at the end of all time: no moment of it is one in UTC."""
    found: dict[str, Any] = {}
    if first is not None and first - date.min > _DAY:
        found["moved_since"] = datetime.combine(first, time.min, ZoneInfo(zone))
    if last is not None and date.max - last > 2 * _DAY:
        found["opened_before"] = datetime.combine(last + _DAY, time.min, ZoneInfo(zone))
    return found


def _receipt_row(register: Register, receipt: SuspenseReceipt, zone: str) -> Row:
    told: dict[str, Cell] = {
        "day": receipt.at.astimezone(ZoneInfo(zone)).date(),
        "at": receipt.at,
        "client": receipt.client,
        "type": "receipt",
        "customer": receipt.customer,
        "invoice": receipt.invoice,
        "transaction_id": receipt.receipt_id,
        "counted": "yes",
        "currency": receipt.currency,
        "paid": Amount(receipt.minor_units, receipt.currency),
        "difference": Amount(receipt.minor_units, receipt.currency),
        "received_on": receipt.received_on,
        "state": "applied" if receipt.applied_at else "in suspense",
        "closed_at": receipt.applied_at,
    }
    return tuple(told.get(column.name) for column in register.columns)


# --- lines -----------------------------------------------------------------------------------------------------


def _of_types(*kinds: CaseType) -> dict[str, Any]:
    """Lines and net of a register that holds the cases of these types."""
    wanted = frozenset(kinds)
    return {"lines": lambda about: entries_by_type(about, wanted), "net": {"case_types": wanted}}


_ADJUSTMENTS = frozenset(
    {
        T.UNACKNOWLEDGED_ADJUSTMENT,
        T.MANUAL_ADJUSTMENT,
        T.CREDIT_OR_REFUND,
        T.PLAN_CHANGE,
        T.BILLING_ERROR,
        T.MERCHANT_ERROR,
        T.MISSED_DISCOUNT,
    }
)
_CREDITS = frozenset({T.CREDIT_OR_REFUND, T.REFUND_REQUEST, T.MISSED_DISCOUNT})
_GIVEN = frozenset({R.REFUND, R.CREDIT_NOTE})
_DISPUTED = frozenset({T.DISPUTED_CHARGE})
_MANUAL = frozenset({T.MANUAL_ADJUSTMENT})
_MISALLOCATED = frozenset({T.MISALLOCATED_PAYMENT})


def _disputes(about: RegisteredCase) -> Iterator[Entry]:
    """Cases of a dispute, and the others from when the customer contested a part."""
    named = list(entries_by_type(about, _DISPUTED))
    yield from named or entry_of_dispute(about)


def _manual(about: RegisteredCase) -> Iterator[Entry]:
    yield from entries_by_type(about, _MANUAL)
    yield from entries_by_hand(about)


def _credits(about: RegisteredCase) -> Iterator[Entry]:
    """Each refund and credit that was proposed; and the cases about one for which none was proposed yet."""
    given = list(entries_of_proposals(about, _GIVEN))
    yield from given or entries_by_type(about, _CREDITS)


def _allocations(about: RegisteredCase) -> Iterator[Entry]:
    moved = list(entries_of_proposals(about, frozenset({R.REALLOCATION})))
    yield from moved or entries_by_type(about, _MISALLOCATED)


def _follow_ups(about: RegisteredCase) -> Iterator[Entry]:
    """Adjustments that somebody must still acknowledge, decide, carry out or answer; unacknowledged ones for ever."""
    case = about.case
    for entry in entries_by_type(about, _ADJUSTMENTS):
        waits = case.state is not CaseState.CLOSED and bool(waiting_for(case)[0])
        if waits or case.case_type is T.UNACKNOWLEDGED_ADJUSTMENT:
            yield entry


# --- the list --------------------------------------------------------------------------------------------------

_CASE = (*c.DATED, *c.STANDING)
_OWED = (*_CASE, c.DUE, c.PROMISED, c.BROKEN, *c.STATE, c.COMMUNICATION)
_HELD = (*_CASE, *c.RESOLUTIONS, *c.STATE, c.COMMUNICATION)
_RECEIVED_ON = c.Column("received_on", lambda _entry, _zone: None)

_REGISTERS = (
    Register("overpayments", "paid more than invoiced", _HELD, **_of_types(T.OVERPAYMENT)),
    Register("underpayments", "paid less than invoiced", _OWED, **_of_types(T.UNDERPAYMENT)),
    Register("duplicates", "paid more than once", _HELD, **_of_types(T.DUPLICATE_PAYMENT)),
    Register(
        "missing_payments",
        "not received, or failed",
        (*_OWED, c.REASON),
        **_of_types(T.MISSING_PAYMENT, T.FAILED_PAYMENT),
    ),
    Register(
        "mismatches",
        "invoice, currency or data do not agree",
        (*_HELD, c.REASON),
        **_of_types(T.INVOICE_MISMATCH, T.CURRENCY_MISMATCH, T.DATA_MISMATCH),
    ),
    Register(
        "manual_adjustments",
        "what a person changed by hand: who, when, before and after",
        (*c.DATED, c.WHAT, c.WHO, *c.BEFORE_AND_AFTER, c.RESOLUTION, c.DECIDED_BY, c.REFERENCE, *c.STATE),
        _manual,
        {"case_types": _MANUAL, "by_hand": True, "proposed": True},
    ),
    Register(
        "chargebacks",
        "taken or asked back by a card issuer",
        (*_CASE, c.REASON, c.STAGE, c.RESPOND_BY, *c.BEFORE_AND_AFTER, *c.RESOLUTIONS, *c.STATE, c.COMMUNICATION),
        **_of_types(T.CHARGEBACK),
    ),
    Register(
        "reversals",
        "returned by a bank, or reversed by a system",
        (*_CASE, c.REASON, c.RESPOND_BY, *c.BEFORE_AND_AFTER, *c.RESOLUTIONS, *c.STATE, c.COMMUNICATION),
        **_of_types(T.BANK_REVERSAL, T.GATEWAY_REVERSAL),
    ),
    Register(
        "disputes",
        "contested by the customer, wholly or in part",
        (*_CASE, c.NATURE, *c.RESOLUTIONS, *c.STATE, c.COMMUNICATION),
        _disputes,
        {"case_types": _DISPUTED, "contested": True},
    ),
    Register(
        "approvals",
        "each resolution that was asked for, and who decided it",
        (
            *(*c.DATED, *c.RESOLUTIONS, c.ACCOUNT, c.MAKER, c.DUE_AT, c.NEEDED),
            *(c.DECIDED_BY, c.DECIDED_AT, c.CARRIED_OUT_BY, c.REFERENCE, *c.STATE),
        ),
        lambda about: entries_of_proposals(about, frozenset(R)),
        {"proposed": True},
    ),
    Register(
        "credits_and_refunds",
        "money that goes back",
        (*c.DATED, *c.RESOLUTIONS, c.ACCOUNT, c.WHY, c.MAKER, c.DECIDED_BY, c.CARRIED_OUT_BY, c.REFERENCE, *c.STATE),
        _credits,
        {"case_types": _CREDITS, "proposed": True},
    ),
    Register(
        "adjustment_follow_ups",
        "adjustments that wait for somebody",
        (*_CASE, c.WAITS_FOR, c.WAITS_SINCE, *c.STATE, c.COMMUNICATION),
        _follow_ups,
        {"case_types": _ADJUSTMENTS},
    ),
    Register("plan_changes", "a plan changed in mid-term", _HELD, **_of_types(T.PLAN_CHANGE)),
    Register(
        "allocations",
        "money on the wrong account, and where it went",
        (*_CASE, *c.RESOLUTIONS, c.MAKER, c.DECIDED_BY, c.CARRIED_OUT_BY, c.REFERENCE, *c.STATE),
        _allocations,
        {"case_types": _MISALLOCATED, "proposed": True},
    ),
    Register(
        "errors",
        "our errors, and those of systems: nature, steps, outcome",
        (*_CASE, c.NATURE, c.STEPS, *c.RESOLUTIONS, *c.STATE, c.COMMUNICATION),
        **_of_types(T.MERCHANT_ERROR, T.BILLING_ERROR, T.GATEWAY_REVERSAL),
    ),
    Register(
        "suspense",
        "money in that nobody has applied",
        (*_CASE, _RECEIVED_ON, *c.RESOLUTIONS, *c.STATE, c.COMMUNICATION),
        **_of_types(T.UNIDENTIFIED_PAYMENT),
        receipts=True,
    ),
)
REGISTERS = {register.name: register for register in _REGISTERS}
