"""What people said that replies mean, sealed with the customer's key; and what became of replies, from the log."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import orjson

from bot.app.lessons import Lesson, Source, Understood
from bot.domain.codec import decode_event
from bot.domain.events import ReplyDecided, ReplyReceived
from bot.domain.vocabulary import Flag, Intent, Question
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.sealing import Retention, SealingKey
from bot.store.tables.lessons import lessons

_COLUMNS: Final = (*("reply_id", "case_id", "client", "customer_id", "staff", "at", "source", "digest", "body_sealed"),)
_NEWS: Final = (
    "ON CONFLICT (reply_id, case_id) DO UPDATE SET staff = excluded.staff, at = excluded.at,"
    " source = excluded.source, digest = excluded.digest, body_sealed = excluded.body_sealed"
)
_OF_REPLIES: Final = "type IN ('ReplyReceived', 'ReplyDecided')"  # as the partial index has it


class Lessons(Part):
    def keep_lesson(self, lesson: Lesson) -> None:
        """Keep it in place of an earlier one of the same reply and case; not of a customer who was erased."""
        if self.db.value("SELECT erased_at FROM customers WHERE id = ?", lesson.customer_id) is not None:
            return
        owner = lesson.customer_id
        seal = self.keys.for_sealing({owner: lesson.client}, Retention.CONVERSATION)[owner]
        body = seal.seal(orjson.dumps(_body(lesson)).decode(), _bound(lesson.reply_id, lesson.case_id))
        ids = (lesson.reply_id, lesson.case_id, lesson.client, owner, lesson.by)
        self.db.insert(lessons, _COLUMNS, [(*ids, lesson.at, lesson.source.value, lesson.digest, body)], _NEWS)

    def lessons(self, without: Collection[str] = ()) -> list[Lesson]:
        """All lessons but those of these clients, the oldest first."""
        rows = self.db.rows(f"SELECT {', '.join(_COLUMNS)} FROM lessons ORDER BY at, reply_id, case_id")
        wanted = [row for row in rows if row[2] not in without]
        seals = self.keys.existing({row[3] for row in wanted}, Retention.CONVERSATION)
        return [self._lesson(row, seals[row[3]]) for row in wanted if row[8] and row[3] in seals]

    def _lesson(self, row: Row, seal: SealingKey) -> Lesson:
        reply_id, case_id, client, customer_id, staff, at, source, digest, sealed = row
        body: dict[str, Any] = orjson.loads(seal.open(bytes(sealed), _bound(reply_id, case_id)))
        return Lesson(
            reply_id=reply_id,
            case_id=case_id,
            client=client,
            customer_id=customer_id,
            by=staff,
            at=self.db.instant(at),
            source=Source(source),
            digest=digest,
            text=body["text"],
            language=body["language"],
            intents=tuple(map(Intent, body["intents"])),
            flags=tuple(map(Flag, body["flags"])),
            question=Question(body["question"]) if body["question"] else None,
            dates=tuple((day, role) for day, role in body["dates"]),
            amounts=tuple((minor, currency) for minor, currency in body["amounts"]),
        )

    def understood(self, since: datetime, clients: Collection[str] = ()) -> list[Understood]:
        """What became of each customer's reply that came in since then, the oldest first; of these clients, or of all.

        A reply that concerns several cases is one; automatic mail is none, unless a person says that it was a reply.
        """
        rows = self.db.rows(
            f"SELECT client, type, data, at FROM events WHERE {_OF_REPLIES} AND at >= ? ORDER BY at, case_id, seq",
            since,
        )
        return _understood([(row[0], row[1], row[2], self.db.instant(row[3])) for row in rows], clients)


def _understood(rows: Sequence[tuple[str, str, str, datetime]], clients: Collection[str]) -> list[Understood]:
    came: dict[str, tuple[str, ReplyReceived, datetime]] = {}
    said: dict[str, ReplyDecided] = {}
    misread: set[str] = set()
    for client, name, data, at in rows:
        event = decode_event(name, orjson.loads(data))
        if clients and client not in clients:
            continue
        if isinstance(event, ReplyReceived):
            came.setdefault(event.reply_id, (client, event, at))
        elif isinstance(event, ReplyDecided):
            said[event.reply_id] = event
            misread |= {event.reply_id} if event.misread else set()
    return [
        Understood(
            client=client,
            reply_id=event.reply_id,
            at=at,
            language=event.language,
            decided=event.decided,
            read=event.intents,
            said=said[event.reply_id].intents if event.reply_id in said else None,
            misread=event.reply_id in misread,
        )
        for client, event, at in came.values()
        if not event.automatic or event.reply_id in said
    ]


def _body(lesson: Lesson) -> dict[str, Any]:
    return {
        "text": lesson.text,
        "language": lesson.language,
        "intents": lesson.intents,
        "flags": lesson.flags,
        "question": lesson.question,
        "dates": lesson.dates,
        "amounts": lesson.amounts,
    }


def _bound(reply_id: str, case_id: str) -> str:
    return f"lessons/{reply_id}/{case_id}"
