"""What was paid, what is owed, and why. Amounts in minor units of the case's currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.vocabulary import Stage

# Begins the source of a payment that a person recorded; the staff id follows.
BY_STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class PaymentRecorded:
    payment_id: str
    minor_units: int
    paid_on: date | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentReversed:
    payment_id: str
    minor_units: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptFits:
    """A receipt in suspense fits what is owed: somebody looks before the customer is asked for anything."""

    receipt_id: str
    minor_units: int
    currency: str
    received_on: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ReasonRevised:
    reason_before: str
    stage_before: Stage | None
    respond_by_before: date | None
    reason: str
    stage: Stage | None
    respond_by: date | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AmountsRevised:
    expected_before: int
    expected: int
    disputed_before: int
    disputed: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisputeRecorded:
    minor_units: int
    reply_id: str
    at: datetime


MoneyEvent = PaymentRecorded | PaymentReversed | ReceiptFits | ReasonRevised | AmountsRevised | DisputeRecorded
