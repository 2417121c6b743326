"""GDPR-ERASE: destroying a customer's keys, and every ciphertext and keyed hash that is only theirs."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Rejected
from bot.store.database import Database
from bot.store.part import Part
from bot.store.posting import erase_posts


def refuse_for_erased(db: Database, customer_id: str) -> None:
    """What a person wrote about an erased customer is not kept. Raises Rejected, with a sentence for them."""
    if db.value("SELECT erased_at FROM customers WHERE id = ?", customer_id) is not None:
        raise Rejected("The data of this customer was erased: no words and no address are kept with it any more.")


class Erasing(Part):
    def erase_customer(self, customer_id: str, now: datetime) -> None:
        """Make the customer's texts unreadable for ever, in backups as well once their keys' rows are gone there.

        The log stays whole: it holds digests of ciphertexts, no texts. Opt-outs stay, as keyed hashes. A reply that
        fitted several customers goes for all of them, and so does what a person said that it means. What was posted to
        staff is deleted there, too. Raises Rejected while a case of the customer is not closed.
        """
        self.db.lock("SELECT id FROM customers WHERE id = ? FOR UPDATE", customer_id)
        running = self.db.value(
            "SELECT ref FROM cases WHERE customer_id = ? AND state <> 'closed' ORDER BY ref LIMIT 1", customer_id
        )
        if running is not None:
            raise Rejected(f"The customer cannot be erased: case {running} is not closed.")
        replies = [
            row[0] for row in self.db.rows("SELECT inbox_id FROM inbox_candidates WHERE customer_id = ?", customer_id)
        ]
        for owner in (customer_id, *(f"inbox:{reply}" for reply in replies)):
            self.keys.destroy(owner, now)
        self.db.run("UPDATE inbox SET payload_sealed = NULL WHERE id IN [?]", replies)
        self.db.run("DELETE FROM lessons WHERE customer_id = ? OR reply_id IN [?]", customer_id, replies)
        self._blank(customer_id, now)
        erase_posts(self.db, customer_id, now)

    def _blank(self, customer_id: str, now: datetime) -> None:
        self.db.run(
            "UPDATE customers SET name_sealed = NULL, next_action_at = NULL, erased_at = ? WHERE id = ?",
            now,
            customer_id,
        )
        for statement in (
            (
                "UPDATE contacts SET email_sealed = NULL, email_key = NULL, phone_sealed = NULL, phone_key = NULL,"
                " ledger_email_key = NULL, ledger_phone_key = NULL, consent = '' WHERE customer_id = ?"
            ),
            "UPDATE outbox SET body_sealed = NULL, staff_sealed = NULL, counted_keys = NULL WHERE customer_id = ?",
            "UPDATE notes SET body_sealed = NULL WHERE customer_id = ?",
            (
                "UPDATE payments SET reference = '', transaction_id = '' WHERE case_id IN"
                " (SELECT id FROM cases WHERE customer_id = ?)"
            ),
        ):
            self.db.run(statement, customer_id)

    def rewrap_keys(self, limit: int) -> int:
        """After a change of the master key: wrap up to `limit` keys anew with the first one. Returns how many."""
        return self.keys.rewrap(limit)
