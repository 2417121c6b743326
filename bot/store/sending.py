"""Handing over: `claimed -> sending` right before the call, and how the call ended."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import orjson

from bot.app.records import Finish, Start
from bot.domain.vocabulary import Channel, TouchState
from bot.store.columns import from_micros, to_micros
from bot.store.counters import CHASES_KEPT, count_chases, lock_counters, newest_of, write_counters
from bot.store.database import in_order
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.sealing import Retention
from bot.store.tables.outbox import outbox, touches
from bot.store.tables.people import first_contacts

_SENDING: Final = ("sending_at", "counted_keys", "sender_address", "body_sealed", "body_digest")
_FINISH: Final = ("state", "provider", "provider_id", "failure", "code", "available_at", "finished_at")
_BEGUN: Final = "state = 'sending', tries = tries + 1"
_UNLEASED: Final = "lease_token = NULL, lease_until = NULL"
# A late "sent" is the truth whatever was assumed meanwhile; any other end needs a call that is still open.
_OPEN: Final = ("sending", "unknown")
_LATE: Final = (*_OPEN, "queued", "claimed", "cancelled")
_ENDS_FROM: Final = {True: f"t.state IN {_LATE}", False: f"t.state IN {_OPEN}"}

_ENDED: Final = {True: f"{_UNLEASED}, possible_duplicate = t.sent_before", False: _UNLEASED}


class Sending(Part):
    def begin_sending(self, starts: Sequence[Start], token: str, now: datetime) -> set[str]:
        wanted = {start.message_id: start for start in starts}
        rows = self.db.rows(
            "SELECT id, customer_id, client, contact_id, channel, touch_class FROM outbox WHERE id IN [?]"
            " AND state = 'claimed' AND lease_token = ? AND frozen_by IS NULL ORDER BY id FOR UPDATE",
            in_order(wanted),
            token,
        )
        counted, losers = self._count([wanted[row[0]] for row in rows], now)
        winners = [row for row in rows if row[0] not in losers]
        self._write_sending(winners, wanted, counted, now)
        self._gate_again(losers)
        self._note_first_contacts(winners, now)
        self._note_answers(winners)
        return {row[0] for row in winners}

    def _count(self, starts: Sequence[Start], now: datetime) -> tuple[dict[str, int], set[str]]:
        """Take the persons' counters. Returns (message -> time counted, messages whose person was chased meanwhile).

        One message counts once, whatever it carries; of two to one person in a batch the second loses.
        """
        keys = {key for start in starts for key in start.person_keys}
        if not keys:
            return {}, set()
        counters = lock_counters(self.db, keys)
        moment, forgotten = to_micros(now), now - CHASES_KEPT
        counted: dict[str, int] = {}
        losers: set[str] = set()
        taken: set[str] = set()
        for start in starts:
            own = start.person_keys
            if not own:
                continue
            newest = max([counters[key].newest for key in own])
            if start.seen is not None and newest > newest_of(start.seen.chases, forgotten):
                losers.add(start.message_id)
                continue
            counted[start.message_id] = at = max(moment, newest + 1)
            for key in own:
                counters[key] = counters[key].with_chase(at)
            taken.update(own)
        count_chases(self.db, [(key, counters[key]) for key in taken])
        return counted, losers

    def _write_sending(
        self, winners: Sequence[Row], wanted: dict[str, Start], counted: dict[str, int], now: datetime
    ) -> None:
        seals = self.keys.for_sealing({row[1]: row[2] for row in winners}, Retention.CONVERSATION)
        rows = []
        for message_id, customer_id, *_ in winners:
            start = wanted[message_id]
            body = seals[customer_id].seal(start.body, f"outbox/{message_id}/body")
            keys = orjson.dumps(start.person_keys).decode() if message_id in counted else None
            digest = hashlib.sha256(body).hexdigest()
            at = from_micros(counted[message_id]) if keys else now
            rows.append((at, keys, start.sender_address, body, digest, message_id))
        self.db.update(outbox, _SENDING, ("id",), rows, extra=_BEGUN)

    def _gate_again(self, losers: Collection[str]) -> None:
        if losers:
            self.db.run(f"UPDATE outbox SET state = 'queued', {_UNLEASED} WHERE id IN [?]", in_order(losers))

    def _note_first_contacts(self, winners: Sequence[Row], now: datetime) -> None:
        """LIVE-LIST: when a customer was first contacted; staff messages do not count."""
        rows = {row[1]: (row[1], row[2], now) for row in winners if row[5] != "staff"}
        columns = ("customer_id", "client", "at")
        self.db.insert(first_contacts, columns, [rows[i] for i in sorted(rows)], "ON CONFLICT DO NOTHING")

    def _note_answers(self, winners: Sequence[Row]) -> None:
        """REPLY-ONCE: a response uses up the right to answer on that medium at a quiet time."""
        responses = {row[3]: Channel(row[4]) for row in winners if row[5] == "response" and row[3]}
        if not responses:
            return
        rows = self.db.rows("SELECT id, email_key, phone_key FROM contacts WHERE id IN [?]", in_order(responses))
        answered = {key: responses[row[0]] for row in rows for key in row[1:] if key}
        counters = lock_counters(self.db, answered)
        write_counters(self.db, [(key, counters[key].answered(channel)) for key, channel in answered.items()])

    def finish(self, finishes: Sequence[Finish], now: datetime) -> set[str]:
        finishes = self._still_open(finishes)
        self.give_back([f.message_id for f in finishes if f.state in (TouchState.QUEUED, TouchState.FAILED)])
        for sent in (True, False):
            chosen = [f for f in finishes if (f.state is TouchState.SENT) is sent]
            rows = [_finish_row(f, now) for f in chosen if f.state is not TouchState.QUEUED]
            self.db.update(outbox, _FINISH, ("id",), rows, extra=_ENDED[sent], more=_ENDS_FROM[sent])
        self._queue_again([f for f in finishes if f.state is TouchState.QUEUED], now)
        self.db.update(
            touches,
            ("state",),
            ("message_id",),
            [(f.state.value, f.message_id) for f in finishes],
            more="t.state IN ('queued', 'unknown')",
        )
        return {f.message_id for f in finishes}

    def _still_open(self, finishes: Sequence[Finish]) -> list[Finish]:
        """Those that hold: an end that somebody else wrote meanwhile stays."""
        if not finishes:
            return []
        rows = self.db.rows(
            "SELECT id, state, lease_token FROM outbox WHERE id IN [?] ORDER BY id FOR UPDATE",
            in_order(f.message_id for f in finishes),
        )
        standing = {message_id: (state, token) for message_id, state, token in rows}
        return [f for f in finishes if _holds(f, *standing.get(f.message_id, ("", None)))]

    def _queue_again(self, finishes: Sequence[Finish], now: datetime) -> None:
        rows = [(f.available_at or now, _text(f.failure), f.code, f.message_id) for f in finishes]
        twice = in_order(f.message_id for f in finishes if f.sent_before)
        if twice:
            self.db.run(f"UPDATE outbox AS t SET sent_before = true WHERE id IN [?] AND {_ENDS_FROM[False]}", twice)
        self.db.update(
            outbox,
            ("available_at", "failure", "code"),
            ("id",),
            rows,
            extra=f"state = 'queued', {_UNLEASED}",
            more=_ENDS_FROM[False],
        )

    def give_back(self, message_ids: Sequence[str]) -> None:
        """What was never handed over does not count against the person."""
        rows = (
            self.db.rows(
                "SELECT counted_keys, sending_at FROM outbox WHERE id IN [?] AND counted_keys IS NOT NULL"
                " AND state IN ('sending', 'unknown')",
                list(message_ids),
            )
            if message_ids
            else []
        )
        if not rows:
            return
        taken = [(key, to_micros(self.db.instant(at))) for keys, at in rows for key in orjson.loads(keys)]
        counters = lock_counters(self.db, {key for key, _ in taken})
        for key, at in taken:
            counters[key] = counters[key].without_chase(at)
        count_chases(self.db, counters.items())
        self.db.run("UPDATE outbox SET counted_keys = NULL WHERE id IN [?]", list(message_ids))

    def body_digests(self, message_ids: Collection[str]) -> dict[str, str]:
        """SHA-256 of each archived (sealed) body."""
        rows = self.db.rows(
            "SELECT id, body_digest FROM outbox WHERE id IN [?] AND body_digest IS NOT NULL", list(message_ids)
        )
        return {row[0]: row[1] for row in rows}


def _holds(finish: Finish, state: str, token: str | None) -> bool:
    if finish.token:
        return token == finish.token and state in _OPEN
    return state in (_LATE if finish.state is TouchState.SENT else _OPEN)


def _finish_row(finish: Finish, now: datetime) -> Row:
    return (
        finish.state.value,
        finish.provider,
        finish.provider_id or None,
        _text(finish.failure),
        finish.code,
        finish.available_at or now,
        now,
        finish.message_id,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
