"""Single messages: whose they are, moving them, and those whose fate is unknown."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from bot.app.records import ClaimedMessage, EarlyReceipt, Finish, MessageOwner
from bot.domain.case import TouchKey
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind, TouchState
from bot.store.database import in_order
from bot.store.outbox import MESSAGE_COLUMNS, Claims
from bot.store.receipts import RANKS, Receipts
from bot.store.sealing import Retention
from bot.store.tables.outbox import outbox

_OWNER: Final = "SELECT id, client, customer_id, contact_id, channel FROM outbox WHERE"


class Messages(Claims, Receipts):
    def message_owner(self, message_id: str) -> MessageOwner | None:
        return self._owner(f"{_OWNER} id = ?", message_id)

    def message_state(self, message_id: str) -> str | None:
        """What became of a message, which nobody else moves until the end of the unit; None = there is none."""
        found: str | None = self.db.value("SELECT state FROM outbox WHERE id = ? FOR UPDATE", message_id)
        return found

    def message_owner_by_provider(self, provider: str, provider_id: str, reference: str) -> MessageOwner | None:  # noqa: ARG002
        """By the provider's id (unique across providers), else by our own reference."""
        return (provider_id and self._owner(f"{_OWNER} provider_id = ?", provider_id)) or (
            self._owner(f"{_OWNER} reference = ?", reference) if reference else None
        )

    def _owner(self, sql: str, value: str) -> MessageOwner | None:
        row = self.db.row(sql, value)
        if row is None:
            return None
        touches = self.db.rows(
            "SELECT case_id, cause, occurrence FROM touches WHERE message_id = ? ORDER BY case_id, cause, occurrence",
            row[0],
        )
        keys = tuple((case_id, TouchKey(cause, occurrence)) for case_id, cause, occurrence in touches)
        return MessageOwner(row[0], row[1], row[2], row[3], Channel(row[4]), keys)

    def contact_owner(self, contact_id: str) -> str | None:
        found: str | None = self.db.value("SELECT customer_id FROM contacts WHERE id = ?", contact_id)
        return found

    def latest_closed_cases(self, customer_ids: Collection[str]) -> set[str]:
        rows = self.db.rows(
            "SELECT customer_id, id FROM cases WHERE customer_id IN [?] AND state = 'closed' ORDER BY closed_at, id",
            list(customer_ids),
        )
        return set({row[0]: row[1] for row in rows}.values())

    def postpone(self, messages: Sequence[tuple[str, datetime]]) -> None:
        rows = [(at, message_id) for message_id, at in sorted(messages)]
        self.db.lock("SELECT id FROM outbox WHERE id IN [?] ORDER BY id FOR UPDATE", [row[1] for row in rows])
        self.db.update(
            outbox,
            ("available_at",),
            ("id",),
            rows,
            extra="state = 'queued', lease_token = NULL, lease_until = NULL",
            more="t.state IN ('claimed', 'queued')",
        )

    def unknown_messages(self, now: datetime, limit: int, lease_until: datetime, token: str) -> list[ClaimedMessage]:
        """Lease messages whose fate is unknown, to look them up; none before `available_at`.

        `finish` settles each as sent or queued.
        """
        rows = self.db.rows(
            "UPDATE outbox SET lease_token = ?, lease_until = ? WHERE id IN"
            " (SELECT id FROM outbox WHERE state = 'unknown' AND available_at <= ?"
            " AND (lease_until IS NULL OR lease_until < ?) ORDER BY finished_at LIMIT ? FOR UPDATE SKIP LOCKED)"
            f" RETURNING {MESSAGE_COLUMNS}",
            token,
            lease_until,
            now,
            now,
            limit,
        )
        return self.messages_of(rows)

    def bodies(self, message_ids: Collection[str]) -> dict[str, str]:
        """The archived words of messages that were handed over; none for an erased customer."""
        rows = self.db.rows(
            "SELECT id, customer_id, body_sealed FROM outbox WHERE id IN [?] AND body_sealed IS NOT NULL",
            list(message_ids),
        )
        seals = self.keys.existing({row[1] for row in rows}, Retention.CONVERSATION)
        return {row[0]: seals[row[1]].open(bytes(row[2]), f"outbox/{row[0]}/body") for row in rows if row[1] in seals}

    def senders(self, message_ids: Collection[str]) -> dict[str, tuple[str, datetime]]:
        """(sender address, when the call began) of messages that were handed over: what a look-up asks with."""
        rows = self.db.rows(
            "SELECT id, sender_address, sending_at FROM outbox WHERE id IN [?] AND sending_at IS NOT NULL",
            list(message_ids),
        )
        return {row[0]: (row[1], self.db.instant(row[2])) for row in rows}

    def early_receipts(self, finishes: Sequence[Finish]) -> list[EarlyReceipt]:
        sent = {f.provider_id: f.message_id for f in finishes if f.state is TouchState.SENT and f.provider_id}
        rows = self.db.rows(
            "SELECT provider_id, kind, code, failure FROM receipts WHERE provider_id IN [?]", in_order(sent)
        )
        best: dict[str, EarlyReceipt] = {}
        for provider_id, word, code, failure in rows:
            message_id = sent[provider_id]
            news = EarlyReceipt(message_id, ReceiptKind(word), FailureClass(failure) if failure else None, code)
            if message_id not in best or RANKS[news.kind] > RANKS[best[message_id].kind]:
                best[message_id] = news
        for message_id in sorted(best):
            self.advance_receipt(message_id, best[message_id].kind, best[message_id].code)
        return [best[message_id] for message_id in sorted(best)]
