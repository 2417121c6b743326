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
from bot.app.import_ports import BadRow, Original, actor_of
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
    original: Original | None = None  # as it stood in the file


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

    def receipts_named(self, import_id: str, clients: Collection[str], ids: Collection[str]) -> list[StoredReceipt]:
        """Those of these receipts of these clients that this import has named already."""
        ...

    def imports_in_suspense(self) -> list[str]:
        """The imports that last named what is in suspense now."""
        ...

    def receipts_gone(self, client: str, earlier: Collection[str], now: datetime) -> int:
        """Receipts of the client that none since these imports named have been applied or returned. How many."""
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
    whole: bool = True  # what it does not name is gone

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
    whole: bool = True,
) -> SuspenseReport:
    """Take over what is in suspense, and ask somebody to look where a receipt fits a case.

    The rows are the whole: a receipt that an earlier file named and this one does not has been applied or returned.
    Not where they are only a part (`whole`), and not where a row was refused: it may have been that one. Of two
    imports at once neither takes away what the other brings. `client` counts as named also where no row is left of it.
    """
    report = SuspenseReport(import_id, whole=whole)
    if client:
        report.clients.add(client)
    with store.begin() as unit:
        earlier = unit.imports_in_suspense()
    for chunk in _chunks(rows):
        with store.begin() as unit:
            stored, refused = _assigned(unit, chunk, import_id)
            report.new += unit.put_receipts(stored, context.clock())
        for bad in refused:
            reject(bad)
        report.rows += len(chunk)
        report.rejected += len(refused)
        report.clients.update(one.client for one in stored)
        report.unassigned += sum(not one.customer_id for one in stored)
    for name in sorted(report.clients):
        _settle(context, store, report, name, earlier)
    return report


def _chunks(rows: Iterable[ReceiptRow | BadRow]) -> Iterator[list[ReceiptRow | BadRow]]:
    left = iter(rows)
    while chunk := list(islice(left, MAX_BATCH)):
        yield chunk


def _assigned(
    unit: SuspenseUnit, chunk: Sequence[ReceiptRow | BadRow], import_id: str
) -> tuple[list[StoredReceipt], list[BadRow]]:
    """The receipts of a chunk, each once, with whose they are; and what is refused, in the order of the file."""
    rows = [row for row in chunk if isinstance(row, ReceiptRow)]
    whose = _whose(unit, rows)
    clients, ids = ({row.client for row in rows}, {row.receipt_id for row in rows})
    named = unit.receipts_named(import_id, sorted(clients), sorted(ids))
    known = {(one.client, one.receipt_id): one for one in named}
    fresh: list[StoredReceipt] = []
    refused: list[BadRow] = []
    for row in chunk:
        if isinstance(row, BadRow):
            refused.append(row)
            continue
        money = (row.currency, row.minor_units, row.received_on, row.invoice)
        one = StoredReceipt(row.client, row.receipt_id, whose(row), *money, import_id)
        before = known.setdefault((row.client, row.receipt_id), one)
        if before is one:
            fresh.append(one)
        elif before != one:
            refused.append(_contradicts(row))
    return fresh, refused


def _contradicts(row: ReceiptRow) -> BadRow:
    """Which of two is right nobody can tell."""
    sentence = f"external_id: '{row.receipt_id}' stands in this file before, and there it says something else."
    return BadRow(row.original or Original(0, ()), (sentence,))


def _whose(unit: SuspenseUnit, rows: Sequence[ReceiptRow]) -> Callable[[ReceiptRow], str]:
    """Whose a receipt is: the customer whom the row names, else the one whose open case has the invoice; "" unknown."""
    named = {(row.client, row.customer): customer_id(row.client, row.customer) for row in rows if row.customer}
    known = unit.known_customers(sorted(set(named.values())))
    by_invoice: dict[str, Mapping[str, str]] = {}
    for client in {row.client for row in rows}:
        invoices = sorted({row.invoice for row in rows if row.client == client and row.invoice})
        by_invoice[client] = unit.customers_of_invoices(client, invoices) if invoices else {}

    def find(row: ReceiptRow) -> str:
        own = named.get((row.client, row.customer), "")
        return own if own in known else by_invoice[row.client].get(row.invoice, "")

    return find


def _settle(
    context: Context, store: SuspenseStore, report: SuspenseReport, client: str, earlier: Collection[str]
) -> None:
    if report.whole and not report.rejected:
        with store.begin() as unit:
            report.gone += unit.receipts_gone(client, earlier, context.clock())
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
