"""A case begins, reaches a time, goes on under another playbook, or was opened by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseType, Owes, Stage


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A discrepancy was found. Amounts in minor units of `currency`."""

    case_id: str
    ref: str
    client: str
    customer_id: str
    case_type: CaseType
    owes: Owes
    currency: str
    expected: int
    paid: int
    invoice: str
    disputed: int = 0
    due_on: date | None = None
    respond_by: date | None = None
    parent: str = ""
    source: str = ""  # import id, staff id or reply id
    reason: str = ""  # the bank's or the scheme's code, without the stage
    stage: Stage | None = None  # of a chargeback; None = it has gone through
    earlier_cases: int = 0  # other cases of the customer lately
    transaction: str = ""  # the id that the bank or the card scheme gave it
    card_scheme: str = ""
    occurred_on: date | None = None  # the day on which it happened; None = not said


@dataclass(frozen=True, slots=True)
class PassTime:
    """The clock reached the time at which something of this case is due."""


@dataclass(frozen=True, slots=True)
class MigrateCase:
    """The running case goes on under another version of its playbook. `by` is the staff id or process."""

    playbook: Playbook
    by: str


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """The import that opened the case is undone."""

    source: str


LifeCommand = OpenCase | PassTime | MigrateCase | WithdrawCase
