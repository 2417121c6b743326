"""What looking ahead and migrating read besides bundles."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection

from bot.app.records import ClaimedMessage
from bot.store.outbox import MESSAGE_COLUMNS, Claims


class Foreseeing(Claims):
    def customers_with_cases(self, client: str, after: str, limit: int) -> list[str]:
        """Ids of customers with cases that are not closed, by id, after this one; "" = every client, the first."""
        rows = self.db.rows(
            "SELECT DISTINCT customer_id FROM cases WHERE state <> 'closed' AND customer_id > ?"
            " AND (? = '' OR client = ?) ORDER BY customer_id LIMIT ?",
            after,
            client,
            client,
            limit,
        )
        return [row[0] for row in rows]

    def queued_messages(self, customer_ids: Collection[str]) -> list[ClaimedMessage]:
        """Messages in the outbox that no call has begun for and no reply freezes."""
        rows = self.db.rows(
            f"SELECT {MESSAGE_COLUMNS} FROM outbox WHERE state IN ('queued', 'claimed') AND frozen_by IS NULL"
            " AND customer_id IN [?]",
            list(customer_ids),
        )
        return self.messages_of(rows)

    def person_keys(self, contact_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The keyed hashes of each contact's addresses."""
        rows = self.db.rows("SELECT id, email_key, phone_key FROM contacts WHERE id IN [?]", list(contact_ids))
        return {row[0]: tuple(key for key in row[1:] if key) for row in rows}

    def customers_under_other_versions(
        self, client: str, case_types: Collection[str], digest: str, after: str, limit: int
    ) -> list[str]:
        """Customers of a client, by id, with open cases of these types under another playbook than this digest."""
        rows = self.db.rows(
            "SELECT DISTINCT customer_id FROM cases WHERE state <> 'closed' AND client = ? AND case_type IN [?]"
            " AND playbook <> ? AND customer_id > ? ORDER BY customer_id LIMIT ?",
            client,
            list(case_types),
            digest,
            after,
            limit,
        )
        return [row[0] for row in rows]

    def playbooks_beginning_with(self, digest: str) -> list[str]:
        """The canonical forms of all kept versions whose digest begins so, two at most. Hex digits only."""
        rows = self.db.rows("SELECT canonical FROM playbooks WHERE digest LIKE ? LIMIT 2", f"{digest}%")
        return [row[0] for row in rows]
