"""Inbound messages: stored once, sealed, and at once in the way of every queued chase."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import orjson

from bot.app.records import NewReply, StoredReply
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel
from bot.store.counters import lock_counters, write_counters
from bot.store.database import in_order
from bot.store.dialects import Row
from bot.store.person_changes import PersonChanges
from bot.store.sealing import Retention, SealingKey
from bot.store.tables.inbox import inbox, inbox_candidates

_INBOX: Final = (
    "id",
    "client",
    "provider",
    "provider_message_id",
    "channel",
    "received_at",
    "key_owner",
    "payload_sealed",
    "text_digest",
    "candidates",
    "case_ids",
    "contact_id",
    "deadline",
    "automatic",
    "state",
)
_STORED: Final = (
    "id, provider, channel, received_at, payload_sealed, candidates, case_ids, contact_id, text_digest, key_owner"
)


class Replies(PersonChanges):
    def add_reply(self, reply: NewReply) -> bool:
        if self.db.value(
            "SELECT 1 FROM inbox WHERE provider = ? AND provider_message_id = ?",
            reply.provider,
            reply.provider_message_id,
        ):
            return False
        candidates = in_order(reply.candidates)
        rows = self.db.rows("SELECT id, client FROM customers WHERE id IN [?]", candidates)
        clients: dict[str, str] = {row[0]: row[1] for row in rows}
        if not self._insert(reply, candidates, clients):
            return False
        self.db.lock("SELECT id FROM customers WHERE id IN [?] ORDER BY id FOR UPDATE", candidates)
        links = [(reply.id, customer, clients.get(customer, ""), not reply.automatic) for customer in candidates]
        self.db.insert(inbox_candidates, ("inbox_id", "customer_id", "client", "freezes"), links)
        if not reply.automatic:
            self._freeze(reply.id, candidates)
            self._note_inbound(reply, candidates)
        return True

    def _insert(self, reply: NewReply, candidates: Sequence[str], clients: dict[str, str]) -> bool:
        named = {clients[customer] for customer in candidates if customer in clients}
        client = named.pop() if len(named) == 1 else ""
        owner = candidates[0] if len(candidates) == 1 else f"inbox:{reply.id}"
        seal = self.keys.for_sealing({owner: client}, Retention.CONVERSATION)[owner]
        payload = seal.seal(orjson.dumps(reply.payload).decode(), f"inbox/{reply.id}")
        row = (
            reply.id,
            client,
            reply.provider,
            reply.provider_message_id,
            reply.channel.value,
            reply.received_at,
            owner,
            payload,
            hashlib.sha256(payload).hexdigest(),
            orjson.dumps(candidates).decode(),
            orjson.dumps(reply.case_ids).decode(),
            reply.contact_id,
            reply.deadline,
            reply.automatic,
            "unread",
        )
        # Its id is made of the provider's: with only these named, two at the same moment could collide on it.
        return self.db.insert(inbox, _INBOX, [row], "ON CONFLICT DO NOTHING") == 1

    def _freeze(self, reply_id: str, candidates: list[str]) -> None:
        """Nothing whose `sending` commits after this goes out: a claimed row loses its lease as well."""
        self.db.run(
            "UPDATE outbox SET frozen_by = coalesce(frozen_by, ?), state = 'queued', lease_token = NULL,"
            " lease_until = NULL WHERE id IN (SELECT id FROM outbox WHERE customer_id IN [?]"
            " AND state IN ('queued', 'claimed') AND touch_class = 'chase' ORDER BY id FOR UPDATE)",
            reply_id,
            candidates,
        )

    def _note_inbound(self, reply: NewReply, candidates: list[str]) -> None:
        self.db.run("UPDATE customers SET replied_on = ? WHERE id IN [?]", reply.channel.value, candidates)
        if reply.channel is Channel.CHAT:
            self.db.run("UPDATE contacts SET chat_at = ? WHERE id = ?", reply.received_at, reply.contact_id)
        keys = self._person_keys(reply)
        counters = lock_counters(self.db, keys) if keys else {}
        write_counters(
            self.db, [(key, c.with_inbound(reply.channel, reply.received_at)) for key, c in counters.items()]
        )

    def _person_keys(self, reply: NewReply) -> set[str]:
        """The person who wrote: by the contact, else by the address that it came from."""
        row = self.db.row("SELECT email_key, phone_key FROM contacts WHERE id = ?", reply.contact_id)
        sender = reply.payload.get("sender")
        found = row or (self.hasher.key(sender) if isinstance(sender, str) else None,)
        return {key for key in found if key}

    def close_reply(self, reply_id: str, state: str, now: datetime) -> None:
        """End a reply without a case: `unassigned` waits for a person. What it froze is free again."""
        self.replies_done([reply_id], now)
        self.db.run("UPDATE inbox SET state = ? WHERE id = ?", state, reply_id)

    def park_reply(self, reply_id: str) -> None:
        """Take a reply that keeps failing out of the queue; what it froze stays frozen until a person has read it."""
        self.db.run("UPDATE inbox SET state = 'stuck' WHERE id = ?", reply_id)

    def unread_replies(self, limit: int) -> list[StoredReply]:
        rows = self.db.rows(
            f"SELECT {_STORED} FROM inbox WHERE state = 'unread' ORDER BY received_at, id LIMIT ?"
            " FOR UPDATE SKIP LOCKED",
            limit,
        )
        return self._opened(rows)

    def replies(self, ids: Collection[str]) -> dict[str, StoredReply]:
        """Inbound messages by id, whatever became of them."""
        rows = self.db.rows(f"SELECT {_STORED} FROM inbox WHERE id IN [?]", list(ids))
        return {reply.id: reply for reply in self._opened(rows)}

    def _opened(self, rows: Sequence[Row]) -> list[StoredReply]:
        seals = self.keys.existing({row[9] for row in rows}, Retention.CONVERSATION)
        found = []
        for row in rows:
            seal = seals.get(row[9])
            payload = _payload(seal, row)
            found.append(
                StoredReply(
                    id=row[0],
                    provider=row[1],
                    channel=Channel(row[2]),
                    received_at=self.db.instant(row[3]),
                    payload=payload,
                    candidates=tuple(orjson.loads(row[5])),
                    case_ids=tuple(orjson.loads(row[6])),
                    contact_id=row[7],
                    text_digest=row[8],
                )
            )
        return found


def _payload(seal: SealingKey | None, row: Row) -> dict[str, object]:
    """What was written; empty where the key is gone or the row does not open: a person is told, nobody waits."""
    if seal is None or not row[4]:
        return {}
    try:
        payload: dict[str, object] = orjson.loads(seal.open(bytes(row[4]), f"inbox/{row[0]}"))
    except Fault:
        return {}
    return payload
