"""Importing what is in suspense: receipts that fit no invoice yet. A file is the whole of it, as of now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Protocol

from bot.app.context import Context
from bot.app.identifiers import customer_id
from bot.app.import_ports import BadRow, actor_of
from bot.app.ports import MAX_BATCH, Unit
from bot.app.work import CustomerWork
from bot.domain import events as e
from bot.domain.commands import LookIntoSuspense
from bot.domain.rules import Rule
from bot.domain.vocabulary import CaseState


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """Money that is in. `customer` is the client's number of the payer, `invoice` the one that it names; "" unknown."""

    client: str
    receipt_id: str
    currency: str
    minor_units: int
    customer: str = ""
    invoice: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    client: str
    receipt_id: str
    customer_id: str  # "" = nobody knows whose it is
    currency: str
    minor_units: int
    received_on: date | None
    invoice: str
    import_id: str


class SuspenseUnit(Unit, Protocol):
    """One transaction of such an import. Implemented in `bot/store/suspense.py`."""

    def known_customers(self, ids: Collection[str]) -> set[str]:
        """Those of the customers that there are."""
        ...

    def customers_of_invoices(self, client: str, invoices: Collection[str]) -> dict[str, str]:
        """Customer id by invoice, of cases that are not closed; none for an invoice of several customers."""
        ...

    def put_receipts(self, receipts: Sequence[StoredReceipt], now: datetime) -> int:
        """Insert or update by (client, receipt id); what had left suspense is back in it. How many were new."""
        ...

    def receipts_gone(self, client: str, import_id: str, now: datetime) -> int:
        """Receipts of the client that this import did not name have been applied or returned. How many."""
        ...

    def customers_in_suspense(self, client: str, after: str, limit: int) -> list[str]:
        """Customers with receipts in suspense, by id."""
        ...


class SuspenseStore(Protocol):
    def begin(self) -> AbstractContextManager[SuspenseUnit]: ...


@dataclass(slots=True)
class SuspenseReport:
    import_id: str
    rows: int = 0
    new: int = 0
    unassigned: int = 0  # nobody knows whose they are
    gone: int = 0  # applied or returned since the last file
    fits: int = 0  # cases for which a person was asked to look
    rejected: int = 0
    clients: set[str] = field(default_factory=set)

    def facts(self) -> dict[str, object]:
        """As `--json` prints it."""
        return {
            "import": self.import_id,
            "rows": self.rows,
            "new": self.new,
            "unassigned": self.unassigned,
            "gone": self.gone,
            "fits": self.fits,
            "rejected": self.rejected,
        }


def import_receipts(
    context: Context,
    store: SuspenseStore,
    rows: Iterable[ReceiptRow | BadRow],
    import_id: str,
    client: str = "",
    *,
    reject: Callable[[BadRow], None],
) -> SuspenseReport:
    """Take over what is in suspense, and ask somebody to look where a receipt fits a case.

    The rows are the whole: a receipt that an earlier file named and this one does not has been applied or returned.
    Where a row was refused nothing is taken to be gone: it may have been that one. `client` counts as named also
    where no row is left of it.
    """
    report = SuspenseReport(import_id)
    if client:
        report.clients.add(client)
    for chunk in _chunks(rows):
        good = [row for row in chunk if isinstance(row, ReceiptRow)]
        for bad in (row for row in chunk if isinstance(row, BadRow)):
            reject(bad)
        report.rows += len(chunk)
        report.rejected += len(chunk) - len(good)
        report.clients.update(row.client for row in good)
        with store.begin() as unit:
            stored = _assigned(unit, good, import_id)
            report.new += unit.put_receipts(stored, context.clock())
        report.unassigned += sum(not one.customer_id for one in stored)
    for name in sorted(report.clients):
        _settle(context, store, report, name)
    return report


def _chunks(rows: Iterable[ReceiptRow | BadRow]) -> Iterator[list[ReceiptRow | BadRow]]:
    left = iter(rows)
    while chunk := list(islice(left, MAX_BATCH)):
        yield chunk


def _assigned(unit: SuspenseUnit, rows: Sequence[ReceiptRow], import_id: str) -> list[StoredReceipt]:
    """Whose receipts these are: the customer whom the row names, else the one whose open case has the invoice."""
    named = {(row.client, row.customer): customer_id(row.client, row.customer) for row in rows if row.customer}
    known = unit.known_customers(sorted(set(named.values())))
    by_invoice: dict[str, Mapping[str, str]] = {}
    for client in {row.client for row in rows}:
        invoices = sorted({row.invoice for row in rows if row.client == client and row.invoice})
        by_invoice[client] = unit.customers_of_invoices(client, invoices) if invoices else {}
    latest = {(row.client, row.receipt_id): row for row in rows}
    stored = []
    for row in latest.values():
        own = named.get((row.client, row.customer), "")
        whose = own if own in known else by_invoice[row.client].get(row.invoice, "")
        money = (row.currency, row.minor_units, row.received_on, row.invoice)
        stored.append(StoredReceipt(row.client, row.receipt_id, whose, *money, import_id))
    return stored


def _settle(context: Context, store: SuspenseStore, report: SuspenseReport, client: str) -> None:
    if not report.rejected:
        with store.begin() as unit:
            report.gone += unit.receipts_gone(client, report.import_id, context.clock())
    _look(context, store, report, client)
    woken = MAX_BATCH
    while woken == MAX_BATCH:  # what waited for a receipt that is gone may go on
        with store.begin() as unit:
            woken = unit.wake_blocked(client, Rule.SUSPENSE_MATCH, context.clock(), MAX_BATCH)


def _look(context: Context, store: SuspenseStore, report: SuspenseReport, client: str) -> None:
    """Each case that a receipt fits hears of it, 500 customers a transaction."""
    after = ""
    while True:
        now = context.clock()
        with store.begin() as unit:
            customers = unit.customers_in_suspense(client, after, MAX_BATCH)
            if not customers:
                return
            unit.lock_customers(customers)
            bundles = unit.bundles(customers, now)
            works = [CustomerWork(context, unit, bundles[name], now) for name in customers if name in bundles]
            told = [work for work in works if _tell(work, report)]
            unit.save([work.change() for work in told], now)
        after = customers[-1]


def _tell(work: CustomerWork, report: SuspenseReport) -> bool:
    said: list[e.Event] = []
    for case in tuple(work.cases.values()):
        if case.state is not CaseState.CLOSED:
            events = work.handle(case.id, LookIntoSuspense(), actor_of(report.import_id))
            report.fits += any(isinstance(event, e.ReceiptFits) for event in events)
            said += events
    return bool(said)
