"""What the web asks of the store: a contact's thread, wrong tries on links, readiness, numbers for metrics."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from alembic.script import ScriptDirectory

from bot.domain.vocabulary import Channel
from bot.store.dialects import Row
from bot.store.migrate import alembic_config
from bot.store.part import Part
from bot.store.sealing import Retention
from bot.store.tables.people import link_tries

# A chat message is there as soon as it is being sent; what goes through a provider once that has accepted it.
_VISIBLE: Final = (
    "(channel = 'chat' AND state IN ('sending', 'sent', 'delivered', 'unknown') OR state IN ('sent', 'delivered'))"
)
_THREAD_CHANNELS: Final = {channel.value: channel for channel in Channel}


@dataclass(frozen=True, slots=True)
class Contact:
    id: str
    customer_id: str
    client: str
    language: str  # the contact's, else the customer's; "" unknown
    country: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a contact's thread. `text` is that of chat; of an e-mail that we sent, its subject."""

    id: str
    at: datetime
    inbound: bool
    channel: Channel
    text: str
    by_person: bool = False  # a member of staff wrote it


class Pages(Part):
    """Made of a unit: `Pages.of(unit)` asks in the unit's own transaction."""

    @classmethod
    def of(cls, unit: Part) -> Pages:
        return cls(unit.db, unit.keys, unit.hasher)

    def contact(self, contact_id: str) -> Contact | None:
        """A contact of a customer who has not been erased."""
        row = self.db.row(
            "SELECT k.id, k.customer_id, k.client, k.language, c.language, c.country FROM contacts k"
            " JOIN customers c ON c.id = k.customer_id WHERE k.id = ? AND c.erased_at IS NULL",
            contact_id,
        )
        return Contact(row[0], row[1], row[2], row[3] or row[4], row[5]) if row else None

    def latest_reference(self, contact: Contact) -> str:
        """The reference of the last message to this contact: the code with which it is checked; "" without one."""
        found = self.db.value(
            "SELECT reference FROM outbox WHERE customer_id = ? AND contact_id = ? AND sending_at IS NOT NULL"
            " AND touch_class <> 'staff' ORDER BY sending_at DESC, id LIMIT 1",
            contact.customer_id,
            contact.id,
        )
        return str(found or "")

    def provider_id(self, message_id: str) -> str:
        """What the provider calls one of our messages; "" while that is not known."""
        return str(self.db.value("SELECT provider_id FROM outbox WHERE id = ?", message_id) or "")

    # --- the thread ------------------------------------------------------------------------------------------

    def thread(self, contact: Contact, limit: int) -> list[Said]:
        """The last messages to and from this contact, oldest first."""
        said = self._said_by_us(contact, limit) + self._said_by_them(contact, limit)
        return sorted(said, key=lambda one: (one.at, one.id))[-limit:]

    def _said_by_us(self, contact: Contact, limit: int) -> list[Said]:
        rows = self.db.rows(
            "SELECT id, sending_at, channel, body_sealed, staff_sealed IS NOT NULL FROM outbox"  # noqa: S608 - our own words
            " WHERE customer_id = ? AND contact_id = ? AND sending_at IS NOT NULL AND touch_class <> 'staff'"
            f" AND {_VISIBLE} ORDER BY sending_at DESC, id DESC LIMIT ?",
            contact.customer_id,
            contact.id,
            limit,
        )
        seal = self.keys.existing([contact.customer_id], Retention.CONVERSATION).get(contact.customer_id)
        found = []
        for message_id, at, name, body, by_person in rows:
            channel = _THREAD_CHANNELS[name]
            words = orjson.loads(seal.open(bytes(body), f"outbox/{message_id}/body")) if seal and body else {}
            text = _shown(channel, words)
            found.append(Said(f"o-{message_id}", self.db.instant(at), False, channel, text, bool(by_person)))
        return found

    def _said_by_them(self, contact: Contact, limit: int) -> list[Said]:
        rows = self.db.rows(
            "SELECT id, received_at, channel, payload_sealed, key_owner FROM inbox WHERE id IN"
            " (SELECT inbox_id FROM inbox_candidates WHERE customer_id = ?) AND contact_id = ? AND NOT automatic"
            " ORDER BY received_at DESC, id DESC LIMIT ?",
            contact.customer_id,
            contact.id,
            limit,
        )
        chat = [row for row in rows if row[2] == Channel.CHAT.value]
        seals = self.keys.existing({row[4] for row in chat}, Retention.CONVERSATION)
        texts = {
            row[0]: _text(seals[row[4]].open(bytes(row[3]), f"inbox/{row[0]}")) for row in chat if _open(row, seals)
        }
        return [
            Said(f"i-{row[0]}", self.db.instant(row[1]), True, _THREAD_CHANNELS[row[2]], texts.get(row[0], ""))
            for row in rows
        ]

    def marks(self, customer_ids: Collection[str]) -> dict[str, tuple[Any, ...]]:
        """Something that changes whenever a customer's page may look different."""
        ids = list(customer_ids)
        found: dict[str, tuple[Any, ...]] = dict.fromkeys(ids, ())
        for sql in (
            (
                "SELECT customer_id, count(*), max(sending_at), max(finished_at) FROM outbox"
                " WHERE customer_id IN [?] AND sending_at IS NOT NULL GROUP BY customer_id"
            ),
            "SELECT customer_id, count(*) FROM inbox_candidates WHERE customer_id IN [?] GROUP BY customer_id",
            "SELECT customer_id, sum(seq) FROM cases WHERE customer_id IN [?] GROUP BY customer_id",
        ):
            rows = {row[0]: tuple(row[1:]) for row in self.db.rows(sql, ids)}
            found = {one: (*mark, rows.get(one)) for one, mark in found.items()}
        return found

    # --- wrong tries -----------------------------------------------------------------------------------------

    def lock_tries(self, link: str) -> int:
        """How many wrong tries there were; nobody else may count until the transaction ends."""
        self.db.insert(link_tries, ("link",), [(link,)], "ON CONFLICT DO NOTHING")
        return int(self.db.value("SELECT wrong FROM link_tries WHERE link = ? FOR UPDATE", link) or 0)

    def forget_tries(self, link: str) -> None:
        """A right answer, or a person, unlocks the link."""
        self.db.run("UPDATE link_tries SET wrong = 0 WHERE link = ? AND wrong > 0", link)

    # --- the whole -------------------------------------------------------------------------------------------

    def schema_version(self) -> str:
        return str(self.db.value("SELECT version_num FROM alembic_version") or "")

    def sent_by_state(self) -> dict[tuple[str, str], int]:
        """(channel, state) -> messages. Reads the whole outbox: ask seldom."""
        rows = self.db.rows("SELECT channel, state, count(*) FROM outbox GROUP BY channel, state")
        return {(row[0], row[1]): int(row[2]) for row in rows}

    def unassigned_replies(self) -> int:
        """Replies that no case wanted: they wait for a person. Reads the whole inbox: ask seldom."""
        return int(self.db.value("SELECT count(*) FROM inbox WHERE state IN ('unassigned', 'stuck')") or 0)


def newest_schema() -> str:
    """The schema that this program needs."""
    return str(ScriptDirectory.from_config(alembic_config()).get_current_head() or "")


def _open(row: Row, seals: dict[str, Any]) -> bool:
    return bool(row[3]) and row[4] in seals


def _text(payload: str) -> str:
    return str(orjson.loads(payload).get("text", ""))


def _shown(channel: Channel, words: dict[str, Any]) -> str:
    match channel:
        case Channel.CHAT:
            return str(words.get("text", ""))
        case Channel.EMAIL:
            return str(words.get("subject", ""))
        case _:
            return ""
