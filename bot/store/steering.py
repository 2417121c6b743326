"""What people set: go-live releases, wrong tries on links, notes, waking what a rule blocked."""

from __future__ import annotations

from datetime import datetime

from bot.app.views import Note
from bot.store.erasing import refuse_for_erased
from bot.store.part import Part
from bot.store.sealing import Retention
from bot.store.tables.control import releases
from bot.store.tables.ledger import unapplied_receipts
from bot.store.tables.people import link_tries, notes


class Steering(Part):
    def release_customers(self, client: str, customer_id: str, by: str, reason: str, now: datetime) -> None:
        """LIVE-LIST: release one customer, or ("") the whole client."""
        self.db.insert(
            releases,
            ("client", "customer_id", "released_by", "reason", "at"),
            [(client, customer_id, by, reason, now)],
            "ON CONFLICT DO NOTHING",
        )

    def defer_customer(self, customer_id: str, until: datetime) -> None:
        self.db.run("UPDATE customers SET next_action_at = ? WHERE id = ?", until, customer_id)

    def wake_blocked(self, client: str, rule: str, now: datetime, limit: int) -> int:
        """Make customers due whose cases wait for this rule to lift ("" = every client); at most `limit`, how many."""
        return self.db.run(
            "UPDATE customers SET next_action_at = ? WHERE id IN (SELECT c.id FROM customers c WHERE c.id IN"
            " (SELECT k.customer_id FROM cases k WHERE k.blocked_rule <> '' AND k.blocked_rule = ?"
            " AND (? = '' OR k.client = ?))"
            " AND (c.next_action_at IS NULL OR c.next_action_at > ?) ORDER BY c.id LIMIT ? FOR UPDATE OF c)",
            now,
            rule,
            client,
            client,
            now,
            limit,
        )

    def wrong_try(self, link: str, now: datetime) -> int:
        """Count a wrong try on a customer's link; how many it were so far."""
        self.db.insert(link_tries, ("link",), [(link,)], "ON CONFLICT DO NOTHING")
        self.db.run("UPDATE link_tries SET wrong = wrong + 1, last_at = ? WHERE link = ?", now, link)
        return self.wrong_tries(link)

    def wrong_tries(self, link: str) -> int:
        return int(self.db.value("SELECT wrong FROM link_tries WHERE link = ?", link) or 0)

    def add_note(self, note: Note, now: datetime) -> None:
        """Keep a staff member's words about a case, sealed like the conversation. Raises Rejected once it is erased."""
        refuse_for_erased(self.db, note.customer_id)
        seal = self.keys.for_sealing({note.customer_id: note.client}, Retention.CONVERSATION)[note.customer_id]
        body = seal.seal(note.text, f"notes/{note.id}")
        columns = ("id", "client", "customer_id", "case_id", "author", "at", "body_sealed")
        row = (note.id, note.client, note.customer_id, note.case_id, note.author, now, body)
        self.db.insert(notes, columns, [row])

    def notes_of_case(self, case_id: str) -> list[Note]:
        rows = self.db.rows(
            "SELECT id, client, customer_id, case_id, author, at, body_sealed FROM notes WHERE case_id = ?"
            " ORDER BY at, id",
            case_id,
        )
        seals = self.keys.existing({row[2] for row in rows}, Retention.CONVERSATION)
        return [
            Note(
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                seals[row[2]].open(bytes(row[6]), f"notes/{row[0]}"),
                self.db.instant(row[5]),
            )
            for row in rows
            if row[6] and row[2] in seals
        ]

    def add_unapplied(
        self, client: str, receipt_id: str, customer_id: str, currency: str, minor_units: int, now: datetime
    ) -> bool:
        """SUSPENSE-MATCH: a receipt that fits no invoice yet. False = known already."""
        columns = ("client", "receipt_id", "customer_id", "currency", "minor_units", "at")
        row = (client, receipt_id, customer_id, currency, minor_units, now)
        return self.db.insert(unapplied_receipts, columns, [row], "ON CONFLICT DO NOTHING") == 1

    def apply_receipt(self, client: str, receipt_id: str, now: datetime) -> bool:
        """The receipt has found its invoice. False = it is not an open one."""
        changed = self.db.run(
            "UPDATE unapplied_receipts SET applied_at = ? WHERE client = ? AND receipt_id = ? AND applied_at IS NULL",
            now,
            client,
            receipt_id,
        )
        return changed == 1
