"""What ledgers, banks, and other cases say of this one's money. Amounts in minor units of its currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class SeePayment:
    """A payment, or a raised amount paid, was seen. `minor_units` is what came in addition."""

    payment_id: str
    minor_units: int
    paid_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class UndoPayment:
    payment_id: str
    minor_units: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReviseAmounts:
    """The ledger now says something else about what was expected or is contested (minor units)."""

    expected: int
    disputed: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReviseReason:
    """The bank or the scheme now says something else of why, how far it has gone, or until when to answer."""

    reason: str
    stage: Stage | None
    respond_by: date | None = None  # None = it says nothing
    card_scheme: str = ""
    occurred_on: date | None = None  # when the stage began
    source: str = ""


@dataclass(frozen=True, slots=True)
class LookIntoSuspense:
    """Receipts in suspense changed: does one of them fit this case?"""


@dataclass(frozen=True, slots=True)
class StandAside:
    """A linked case moves the money of the transaction from now on: nothing of this one's may be on its way."""


@dataclass(frozen=True, slots=True)
class ConfirmExecution:
    """The next ledger or bank import shows what was carried out."""

    proposal_id: str
    source: str


MoneyCommand = (
    SeePayment | UndoPayment | ReviseAmounts | ReviseReason | LookIntoSuspense | StandAside | ConfirmExecution
)
