"""What a decision changes about a person: opt-outs, PERSON-ONLY, unverified contacts, replies dealt with, calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.app.records import CustomerChange
from bot.domain.vocabulary import Channel, FailureClass
from bot.store.columns import to_micros
from bot.store.counters import count_chases, lock_counters
from bot.store.database import in_order
from bot.store.part import Part
from bot.store.tables.ledger import approvals_spent
from bot.store.tables.people import suppressions

# Why an address is not used any more on a channel, rather than only not trusted.
DOES_NOT_ARRIVE: Final = frozenset(
    {FailureClass.BAD_ADDRESS.value, FailureClass.STOP_CHANNEL.value, "bounced", "wrong_person"}
)
_SUPPRESSION: Final = ("address_key", "channel", "reason", "at")
_AGAIN: Final = (
    "ON CONFLICT (address_key, channel) DO UPDATE SET reason = excluded.reason, at = excluded.at, lifted_at = NULL"
    " WHERE suppressions.lifted_at IS NOT NULL"
)
_ALL: Final = "all"

ContactKeys = tuple[str | None, str | None]  # of the e-mail address, of the phone number


class PersonChanges(Part):
    def change_people(self, changes: Sequence[CustomerChange], now: datetime) -> None:
        self._unverify(changes)
        self._speak(changes)
        self._person_only(changes)
        self._suppress(changes, now)
        self._allow(changes, now)
        self._spend(changes, now)
        self._count_calls(changes)
        done = in_order(reply for change in changes for reply in change.replies_done)
        if done:
            self.replies_done(done, now)

    def replies_done(self, ids: list[str], now: datetime) -> None:
        """Unfreeze what these replies froze, unless another unread reply of the customer keeps it frozen."""
        self.db.run("UPDATE inbox SET state = 'done', done_at = ? WHERE id IN [?]", now, ids)
        self.db.run("UPDATE inbox_candidates SET freezes = false WHERE inbox_id IN [?]", ids)
        self.db.lock("SELECT id FROM outbox WHERE frozen_by IN [?] ORDER BY id FOR UPDATE", ids)
        self.db.run(
            "UPDATE outbox SET frozen_by = (SELECT min(c.inbox_id) FROM inbox_candidates c"
            " WHERE c.customer_id = outbox.customer_id AND c.freezes) WHERE frozen_by IN [?]",
            ids,
        )
        self.db.run(
            "UPDATE customers SET next_action_at = ? WHERE (next_action_at IS NULL OR next_action_at > ?) AND id IN"
            " (SELECT c.customer_id FROM inbox_candidates c JOIN cases k ON k.customer_id = c.customer_id"
            "  WHERE c.inbox_id IN [?] AND k.blocked_rule = 'REPLY-FIRST')",
            now,
            now,
            ids,
        )

    def _unverify(self, changes: Sequence[CustomerChange]) -> None:
        for change in changes:
            for contact_id, channel, reason in change.unverify:
                self.db.run("UPDATE contacts SET verified = false WHERE id = ?", contact_id)
                if reason in DOES_NOT_ARRIVE:
                    self._mark_bad(contact_id, channel)

    def _speak(self, changes: Sequence[CustomerChange]) -> None:
        """An import that still brings the language which was replaced has no news about it."""
        for change in changes:
            for contact_id, language in change.languages:
                self.db.run(
                    "UPDATE contacts SET ledger_language = coalesce(ledger_language, language), language = ?"
                    " WHERE id = ?",
                    language,
                    contact_id,
                )

    def _mark_bad(self, contact_id: str, channel: Channel) -> None:
        bad = self.db.value("SELECT bad_channels FROM contacts WHERE id = ?", contact_id)
        names = sorted({channel.value, *filter(None, (bad or "").split(","))})
        self.db.run("UPDATE contacts SET bad_channels = ? WHERE id = ?", ",".join(names), contact_id)

    def _person_only(self, changes: Sequence[CustomerChange]) -> None:
        for value in (True, False):
            ids = [change.customer_id for change in changes if change.person_only is value]
            if ids:
                self.db.run("UPDATE customers SET person_only = ? WHERE id IN [?]", value, ids)

    def _contact_keys(self, contact_ids: list[str]) -> dict[str, ContactKeys]:
        rows = self.db.rows("SELECT id, email_key, phone_key FROM contacts WHERE id IN [?]", contact_ids)
        return {row[0]: (row[1], row[2]) for row in rows}

    def _suppress(self, changes: Sequence[CustomerChange], now: datetime) -> None:
        wanted = [entry for change in changes for entry in change.suppress]
        if not wanted:
            return
        contacts = self._contact_keys(in_order(contact for contact, _, _ in wanted))
        rows = {
            (key, channel.value if channel else _ALL): reason
            for contact, channel, reason in wanted
            for key in _keys_for(contacts.get(contact, (None, None)), channel)
        }
        self.suppress_keys([(key, channel, reason) for (key, channel), reason in sorted(rows.items())], now)

    def close_address(self, address: str, channel: Channel, reason: str, now: datetime) -> None:
        """For somebody who is no contact (yet)."""
        key = self.hasher.key(address)
        if key is not None:
            self.suppress_keys([(key, channel.value, reason)], now)

    def suppress_keys(self, entries: Sequence[tuple[str, str, str]], now: datetime) -> None:
        """(address key, channel or "all", reason): from now on, for every client."""
        self.db.insert(suppressions, _SUPPRESSION, [(*entry, now) for entry in entries], _AGAIN)

    def _allow(self, changes: Sequence[CustomerChange], now: datetime) -> None:
        wanted = [entry for change in changes for entry in change.allow]
        contacts = self._contact_keys(in_order(contact for contact, _ in wanted)) if wanted else {}
        for contact, channel in wanted:
            keys = _keys_for(contacts.get(contact, (None, None)), channel)
            self._split_all(keys, channel, now)
            self.db.run(
                "UPDATE suppressions SET lifted_at = ? WHERE address_key IN [?] AND channel IN [?]"
                " AND lifted_at IS NULL",
                now,
                keys,
                [channel.value, _ALL],
            )

    def _split_all(self, keys: list[str], channel: Channel, now: datetime) -> None:
        """Opting in to one medium after having closed all leaves the others closed."""
        rows = self.db.rows(
            "SELECT address_key, reason FROM suppressions WHERE address_key IN [?] AND channel = ?"
            " AND lifted_at IS NULL",
            keys,
            _ALL,
        )
        others = [other.value for other in Channel if other is not channel]
        self.suppress_keys([(key, other, reason) for key, reason in rows for other in others], now)

    def _spend(self, changes: Sequence[CustomerChange], now: datetime) -> None:
        approved = {change.customer_id: change for change in changes if change.approvals}
        if not approved:
            return
        clients = self.db.rows("SELECT id, client FROM customers WHERE id IN [?]", in_order(approved))
        rows = [
            (client, whose, staff, currency, minor, now)
            for customer_id, client in clients
            # The customer gets it once, however many approved it.
            for whose, told in (
                (customer_id, approved[customer_id].approvals),
                ("", approved[customer_id].co_approvals),
            )
            for staff, currency, minor in told
        ]
        columns = ("client", "customer_id", "staff_id", "currency", "minor_units", "at")
        self.db.insert(approvals_spent, columns, rows)

    def _count_calls(self, changes: Sequence[CustomerChange]) -> None:
        calls = {change.customer_id: change.calls for change in changes if change.calls}
        if not calls:
            return
        rows = self.db.rows(
            "SELECT customer_id, email_key, phone_key FROM contacts WHERE customer_id IN [?]", in_order(calls)
        )
        called = {key: calls[row[0]] for row in rows for key in row[1:] if key}
        counters = lock_counters(self.db, called)
        for key, times in called.items():
            for at in times:
                counters[key] = counters[key].with_chase(to_micros(at))
        count_chases(self.db, counters.items())


def _keys_for(keys: ContactKeys, channel: Channel | None) -> list[str]:
    """The addresses that a channel uses; "all" and chat concern every address of the contact."""
    email, phone = keys
    match channel:
        case Channel.EMAIL:
            wanted = [email]
        case Channel.SMS | Channel.WHATSAPP | Channel.VOICE:
            wanted = [phone]
        case Channel.CHAT | Channel.SLACK | None:
            wanted = [email, phone]
    return [key for key in wanted if key]
