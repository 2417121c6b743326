"""The client's own ledger: exported every night, and a line of the bank when somebody pays."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from bot.app.importing import ImportReport
from bot.bootstrap import Application
from bot.conversation.redact import redact
from bot.domain.calendar import at_local, local
from bot.domain.errors import Rejected
from bot.intake.command_line import ImportOrder, import_file
from bot.sandbox.demo.story import BOOKED_FROM, EXPORT_ZONE, EXPORTED_AT, LEDGER

_CENTS: Final = Decimal("0.01")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Invoice:
    """One line of the ledger, as the page shows it. Amounts are decimal strings."""

    number: str
    client: str
    customer: str
    name: str  # of the customer
    currency: str
    expected: str
    paid: str
    disputed: str

    @property
    def settled(self) -> bool:
        return self.expected == self.paid and not Decimal(self.disputed)

    @property
    def missing(self) -> str:
        return str(max(Decimal(self.expected) - Decimal(self.paid), Decimal(0)).quantize(_CENTS))


class Feed:
    """What the client exports. The product learns of it only by importing files."""

    def __init__(self, folder: Path) -> None:
        with LEDGER.open(encoding="utf-8", newline="") as stream:
            self._rows = list(csv.DictReader(stream))
        self._columns = tuple(self._rows[0])
        self._folder = folder
        self.last: ImportReport | None = None
        self.imports = 0

    @property
    def rows(self) -> tuple[Mapping[str, str], ...]:
        return tuple(self._rows)

    def invoices(self, customer: str = "") -> tuple[Invoice, ...]:
        """The invoices of a customer, or all."""
        return tuple(_invoice(row) for row in self._rows if customer in ("", row["customer_id"]))

    def text(self, rows: Iterable[Mapping[str, str]] | None = None) -> str:
        """The file as it is exported now."""
        written = io.StringIO()
        writer = csv.DictWriter(written, self._columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self._rows if rows is None else rows)
        return written.getvalue()

    def export(self, application: Application) -> ImportReport:
        """The nightly export of everything, imported."""
        now = application.context.clock()
        day = local(now, EXPORT_ZONE).date()
        rows = [row for row in self._rows if now >= BOOKED_FROM or _invoice(row).settled]
        return self._import(application, f"ledger-{day.isoformat()}.csv", rows, day)

    def pay(self, application: Application, number: str, amount: Decimal | None = None) -> ImportReport:
        """Somebody pays an invoice: the whole rest, or an amount. The bank's line is imported at once."""
        row = self._row(number)
        rest = Decimal(row["amount_expected"]) - Decimal(row["amount_paid"])
        paying = rest if amount is None else amount
        if paying <= 0:
            raise Rejected(f"Nothing of {number} is open.")
        _move(row, "amount_paid", paying)
        row["payment_reference"] = f"TR-{60000 + self.imports}"
        row["payment_method"] = row["payment_method"] or "transfer"
        day = local(application.context.clock(), EXPORT_ZONE).date()
        return self._import(application, f"bank-{self.imports + 1}.csv", [row], day)

    def lower_paid(self, number: str, amount: Decimal) -> None:
        """Money left the invoice, back to the customer or to their credit: the next export shows it."""
        _move(self._row(number), "amount_paid", -amount)

    def lower_expected(self, number: str, amount: Decimal) -> None:
        """A credit was booked: the next export expects less, and what was contested is settled by so much."""
        row = self._row(number)
        _move(row, "amount_expected", -amount)
        _move(row, "amount_disputed", -min(amount, Decimal(row["amount_disputed"])))

    def next_export(self, now: datetime) -> datetime:
        """When the next nightly export comes."""
        today = local(now, EXPORT_ZONE).date()
        first = at_local(today, EXPORTED_AT, EXPORT_ZONE)
        return first if first > now else at_local(today + _DAY, EXPORTED_AT, EXPORT_ZONE)

    def _import(
        self, application: Application, name: str, rows: Iterable[Mapping[str, str]], day: date
    ) -> ImportReport:
        path = self._folder / name
        path.write_text(self.text(rows), encoding="utf-8")
        order = ImportOrder(path, day, by="demo", rejects=self._folder / f"{name}.rejected.csv")
        found = import_file(application.context, application.store, order, progress=lambda _: None, redact=redact)
        self.imports += 1
        self.last = found.report
        return found.report

    def _row(self, number: str) -> dict[str, str]:
        found = next((row for row in self._rows if row["invoice_number"] == number), None)
        if found is None:
            raise Rejected(f"The ledger has no invoice {number}.")
        return found


def _move(row: dict[str, str], column: str, amount: Decimal) -> None:
    row[column] = str((Decimal(row[column]) + amount).quantize(_CENTS))


def _invoice(row: Mapping[str, str]) -> Invoice:
    return Invoice(
        number=row["invoice_number"],
        client=row["client"],
        customer=row["customer_id"],
        name=row["customer_name"],
        currency=row["currency"],
        expected=row["amount_expected"],
        paid=row["amount_paid"],
        disputed=row["amount_disputed"],
    )
