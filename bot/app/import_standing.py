"""How a row stood as of a day: a discrepancy, or why not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.app.import_ports import IntakeRow
from bot.domain.vocabulary import CaseType

# The customer owes and nothing else: when the money is there, there is no case.
_ENDED_BY_PAYMENT = frozenset({CaseType.MISSING_PAYMENT, CaseType.FAILED_PAYMENT, CaseType.UNDERPAYMENT})


class Skip(StrEnum):
    """Why a row opens no case."""

    NOT_YET_ISSUED = "not_yet_issued"  # it does not exist yet on that day
    SETTLED = "settled"  # nothing is open
    NOT_DUE = "not_due"  # money is missing, and there is time
    OLDER = "older_than_known"  # the ledger already told us about a later day


@dataclass(frozen=True, slots=True)
class Standing:
    """`paid` in minor units as of the day; `skip` None = a discrepancy."""

    paid: int
    skip: Skip | None


def standing(row: IntakeRow, as_of: date, days_ahead: int = 0) -> Standing:
    """How the row stood at the end of that day. `days_ahead`: how long before its due day the client writes."""
    paid_by_then = row.paid_on is None or row.paid_on <= as_of
    paid = row.paid if paid_by_then else 0
    if row.issued_on is not None and as_of < row.issued_on:
        return Standing(paid, Skip.NOT_YET_ISSUED)
    if _is_settled(row, paid):
        return Standing(paid, Skip.SETTLED)
    if row.overdue_on is not None and as_of < row.overdue_on and not _is_near(row, as_of, days_ahead):
        return Standing(paid, Skip.NOT_DUE)
    return Standing(paid, None)


def _is_near(row: IntakeRow, as_of: date, days_ahead: int) -> bool:
    return days_ahead > 0 and row.due_on is not None and as_of >= row.due_on - timedelta(days=days_ahead)


def case_type_of(row: IntakeRow, paid: int) -> CaseType:
    """The type that the row names, else the one that its amounts show."""
    if row.case_type is not None:
        return row.case_type
    if row.disputed:
        return CaseType.DISPUTED_CHARGE
    if paid > row.expected:
        return CaseType.OVERPAYMENT
    return CaseType.UNDERPAYMENT if paid else CaseType.MISSING_PAYMENT


def _is_settled(row: IntakeRow, paid: int) -> bool:
    if row.paid_on is not None or row.case_type in _ENDED_BY_PAYMENT:
        return paid >= row.expected
    # A type that a person or a system named is a discrepancy of its own, whatever the amounts.
    return row.case_type is None and not row.disputed and paid == row.expected
