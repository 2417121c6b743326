"""Receipts in suspense: what the client's ledger has taken in and applied to no invoice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from bot.app.suspense import StoredReceipt
from bot.store.part import Part
from bot.store.tables.ledger import unapplied_receipts

_COLUMNS: Final = (
    "client",
    "receipt_id",
    "customer_id",
    "currency",
    "minor_units",
    "received_on",
    "invoice",
    "import_id",
    "at",
)
_NEWS: Final = (
    "ON CONFLICT (client, receipt_id) DO UPDATE SET customer_id = excluded.customer_id, currency = excluded.currency,"
    " minor_units = excluded.minor_units, received_on = excluded.received_on, invoice = excluded.invoice,"
    " import_id = excluded.import_id, applied_at = NULL"
)


class Suspense(Part):
    def known_customers(self, ids: Collection[str]) -> set[str]:
        return {row[0] for row in self.db.rows("SELECT id FROM customers WHERE id IN [?]", list(ids))}

    def customers_of_invoices(self, client: str, invoices: Collection[str]) -> dict[str, str]:
        rows = self.db.rows(
            "SELECT invoice, min(customer_id) FROM cases WHERE client = ? AND state <> 'closed' AND invoice IN [?]"
            " GROUP BY invoice HAVING count(DISTINCT customer_id) = 1",
            client,
            list(invoices),
        )
        return {row[0]: row[1] for row in rows}

    def put_receipts(self, receipts: Sequence[StoredReceipt], now: datetime) -> int:
        rows = [
            (
                one.client,
                one.receipt_id,
                one.customer_id,
                one.currency,
                one.minor_units,
                one.received_on.isoformat() if one.received_on else None,
                one.invoice,
                one.import_id,
                now,
            )
            for one in sorted(receipts, key=lambda one: (one.client, one.receipt_id))
        ]
        known = 0
        for client in {one.client for one in receipts}:
            ids = [one.receipt_id for one in receipts if one.client == client]
            sql = "SELECT count(*) FROM unapplied_receipts WHERE client = ? AND receipt_id IN [?]"
            known += int(self.db.value(sql, client, ids) or 0)
        self.db.insert(unapplied_receipts, _COLUMNS, rows, _NEWS)
        return len(rows) - known

    def receipts_named(self, import_id: str, clients: Collection[str], ids: Collection[str]) -> list[StoredReceipt]:
        rows = self.db.rows(
            "SELECT client, receipt_id, customer_id, currency, minor_units, received_on, invoice, import_id"
            " FROM unapplied_receipts WHERE client IN [?] AND receipt_id IN [?] AND import_id = ?",
            list(clients),
            list(ids),
            import_id,
        )
        return [
            StoredReceipt(client, name, whose, currency, minor, date.fromisoformat(day) if day else None, invoice, by)
            for client, name, whose, currency, minor, day, invoice, by in rows
        ]

    def imports_in_suspense(self) -> list[str]:
        rows = self.db.rows("SELECT DISTINCT import_id FROM unapplied_receipts WHERE applied_at IS NULL")
        return [row[0] for row in rows]

    def receipts_gone(self, client: str, earlier: Collection[str], now: datetime) -> int:
        return self.db.run(
            "UPDATE unapplied_receipts SET applied_at = ? WHERE client = ? AND applied_at IS NULL AND import_id IN [?]",
            now,
            client,
            list(earlier),
        )

    def customers_in_suspense(self, client: str, after: str, limit: int) -> list[str]:
        rows = self.db.rows(
            "SELECT DISTINCT customer_id FROM unapplied_receipts WHERE applied_at IS NULL AND client = ?"
            " AND customer_id > ? ORDER BY customer_id LIMIT ?",
            client,
            after,
            limit,
        )
        return [row[0] for row in rows]
