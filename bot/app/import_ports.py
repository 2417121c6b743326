"""What an import hands over and asks of the store: the row, parsed once at the edge, and the methods beyond `Unit`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.app.ports import Unit
from bot.app.records import PaymentRecord
from bot.app.views import Note
from bot.domain.vocabulary import CaseType, CustomerKind

# --- what comes in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Original:
    """A row as it stood in its file, kept so that a rejected one can be given back whole."""

    line: int  # of its first character, from 1
    cells: tuple[str, ...]  # in the order of the file's columns; as many as there were
    raw: str = ""  # the text, where it could not be cut into cells


@dataclass(frozen=True, slots=True)
class RowCustomer:
    """The customer of a row; checked. Phone in E.164, languages and countries as ISO codes, "" = not said."""

    external_id: str
    name: str
    kind: CustomerKind
    email: str
    phone: str
    language: str
    country: str
    region: str
    zone: str
    zones: tuple[str, ...]  # candidate zones
    consent: str


@dataclass(frozen=True, slots=True)
class RowPayment:
    """How the money came, where the ledger says so."""

    reference: str = ""
    method: str = ""
    paid_on: date | None = None
    transaction_id: str = ""
    card_scheme: str = ""


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One invoice or discrepancy as the ledger has it. Amounts in minor units of `currency`.

    The three days say how the row stood as of a day: it exists from `issued_on`, is a discrepancy from
    `overdue_on`, and counts as paid from `paid_on`. None: `issued_on` and `overdue_on` always, `paid_on` never.
    """

    original: Original
    client: str
    identity: str  # unique within the client, see `identity_of`
    external_id: str
    invoice: str
    case_type: CaseType | None  # None = follows from the amounts
    customer: RowCustomer
    currency: str
    expected: int
    paid: int  # apart from `paid_on`
    disputed: int
    issued_on: date | None = None
    overdue_on: date | None = None
    paid_on: date | None = None
    due_on: date | None = None
    respond_by: date | None = None
    occurred_on: date | None = None
    payment: RowPayment = RowPayment()
    reason_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be understood, with everything that is wrong with it, a sentence each."""

    original: Original
    reasons: tuple[str, ...]


def identity_of(external_id: str, invoice: str) -> str:
    """The identity of a case within its client: the external id, else the invoice number.

    The prefix keeps an external id and an invoice number that look alike apart.
    """
    return f"id:{external_id}" if external_id else f"invoice:{invoice}"


def actor_of(import_id: str) -> str:
    """How the log names an import."""
    return f"import:{import_id}"


# --- what the store keeps --------------------------------------------------------------------------------------


class ImportState(StrEnum):
    RUNNING = "running"  # begun and not ended; what it did so far is done
    FINISHED = "finished"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class ImportRecord:
    id: str
    source: str  # the file's name without its folders
    source_digest: str  # SHA-256 of the file, "" unknown
    mapping: str  # name, "" = none
    as_of: date
    by: str  # staff id, or "cli"
    state: ImportState
    started_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What the client's ledger last said of a case that an import opened or met.

    It is not what the case holds: a reply may have contested an amount, a webhook may have seen a payment. Only
    what the ledger changes is a change.
    """

    client: str
    identity: str
    case_id: str
    customer_id: str
    currency: str
    expected: int
    paid: int
    disputed: int
    digest: str  # over amounts and customer; equal = the row says nothing new
    as_of: date

    @property
    def withdrawn(self) -> bool:
        """The import that opened the case was undone: the next row opens another."""
        return self.digest == WITHDRAWN


WITHDRAWN = "withdrawn"  # stands where the digest stood


class ChangeKind(StrEnum):
    OPENED = "opened"
    PAID = "paid"
    UNPAID = "unpaid"  # the ledger took a payment back
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class ImportChange:
    """One thing that an import did to one case: what its undoing needs."""

    import_id: str
    number: int  # within the import, rising
    kind: ChangeKind
    client: str
    identity: str
    case_id: str
    customer_id: str
    payment_id: str = ""
    minor_units: int = 0  # of the payment, as the case saw it
    expected_before: int = 0
    disputed_before: int = 0
    expected: int = 0
    disputed: int = 0


class ImportUnit(Unit, Protocol):
    """One transaction of an import. Implemented in `bot/store/imports.py`."""

    def start_import(self, record: ImportRecord) -> None:
        """Insert it."""
        ...

    def end_import(self, import_id: str, state: ImportState, counts: Mapping[str, object], now: datetime) -> None:
        """Set state, counts and `finished_at`."""
        ...

    def find_import(self, import_id: str) -> ImportRecord | None: ...

    def positions(self, client: str, identities: Collection[str]) -> dict[str, Position]:
        """What the ledger last said, by identity; withdrawn ones included. At most MAX_BATCH identities."""
        ...

    def put_positions(self, positions: Sequence[Position]) -> None:
        """Insert or update by (client, identity)."""
        ...

    def free_identities(self, case_ids: Collection[str]) -> None:
        """Withdrawn cases give their identities free, so that a later row opens anew."""
        ...

    def add_import_changes(self, changes: Sequence[ImportChange]) -> None: ...

    def import_changes(self, import_id: str, limit: int) -> list[ImportChange]:
        """The newest changes, newest first."""
        ...

    def drop_import_changes(self, import_id: str, number: int) -> None:
        """Forget the changes from this number on: they are undone. The cases' log keeps both."""
        ...

    def changed_later(self, import_id: str, case_ids: Collection[str]) -> set[str]:
        """Those of the cases that an import which began later changed."""
        ...

    def add_payments(self, payments: Sequence[PaymentRecord]) -> None: ...

    def add_note(self, note: Note, now: datetime) -> None:
        """Keep what the ledger said about a case in words, sealed."""
        ...

    def cover(self, client: str, day: date, now: datetime) -> None:
        """FRESHNESS: the client's feed covers this day; an earlier day changes nothing."""
        ...

    def wake_blocked(self, client: str, rule: str, now: datetime, limit: int) -> int:
        """Make customers due whose cases wait for this rule to lift; how many it were, at most `limit`."""
        ...


class ImportStore(Protocol):
    def begin(self) -> AbstractContextManager[ImportUnit]:
        """Open a unit; commit on success, roll back on an exception."""
        ...
