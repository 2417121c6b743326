"""TOUCH-CAP counters: one row a person, found by the keyed hash of an address, whatever client or channel."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import orjson

from bot.domain.vocabulary import Channel
from bot.store.columns import from_micros, to_micros
from bot.store.database import Database, in_order
from bot.store.tables.people import person_counters

CHASES_KEPT: Final = timedelta(days=7)  # TOUCH-CAP looks back so far
_TICK: Final = timedelta(microseconds=1)
_CHANNELS: Final = {channel.value: channel for channel in Channel}


@dataclass(frozen=True, slots=True)
class Counter:
    chases: tuple[datetime, ...] = ()  # handed over, oldest first
    last_inbound_at: datetime | None = None
    unanswered: frozenset[Channel] = frozenset()

    def with_chase(self, at: datetime) -> Counter:
        """One more; what is older than the caps look back leaves. Two never share a time, so none is lost."""
        kept = [chase for chase in self.chases if chase > at - CHASES_KEPT]
        return replace(self, chases=(*kept, max(at, kept[-1] + _TICK) if kept else at))

    def without_chase(self, at: datetime) -> Counter:
        return replace(self, chases=tuple(chase for chase in self.chases if chase != at))

    def with_inbound(self, channel: Channel, at: datetime) -> Counter:
        latest = at if self.last_inbound_at is None else max(at, self.last_inbound_at)
        return replace(self, last_inbound_at=latest, unanswered=self.unanswered | {channel})

    def answered(self, channel: Channel) -> Counter:
        return replace(self, unanswered=self.unanswered - {channel})


_EMPTY: Final = Counter()


def read_counters(db: Database, keys: Collection[str], *, lock: bool = False) -> dict[str, Counter]:
    """The counters of these keys; locked in the order of the keys if asked. An absent one counts as empty."""
    sql = "SELECT address_key, chases, last_inbound_at, unanswered FROM person_counters WHERE address_key IN [?]"
    rows = db.rows(f"{sql} ORDER BY address_key FOR UPDATE" if lock else sql, in_order(keys))
    return {key: _counter(db, chases, inbound, unanswered) for key, chases, inbound, unanswered in rows}


def lock_counters(db: Database, keys: Collection[str]) -> dict[str, Counter]:
    """Every counter of these keys, locked. Those that are missing are made before any lock is held: no deadlock."""
    known = {
        row[0] for row in db.rows("SELECT address_key FROM person_counters WHERE address_key IN [?]", in_order(keys))
    }
    missing = [(key,) for key in in_order(keys) if key not in known]
    db.insert(person_counters, ("address_key",), missing, "ON CONFLICT DO NOTHING")
    return read_counters(db, keys, lock=True)


def write_counters(db: Database, counters: Iterable[tuple[str, Counter]]) -> None:
    rows = [
        (
            orjson.dumps([to_micros(at) for at in counter.chases]).decode(),
            counter.last_inbound_at,
            ",".join(sorted(counter.unanswered)),
            key,
        )
        for key, counter in counters
    ]
    db.update(person_counters, ("chases", "last_inbound_at", "unanswered"), ("address_key",), rows)


def _counter(db: Database, chases: str, inbound: object, unanswered: str) -> Counter:
    if chases == "[]" and inbound is None and not unanswered:
        return _EMPTY
    return Counter(
        tuple([from_micros(micros) for micros in orjson.loads(chases)]) if chases != "[]" else (),
        db.when(inbound),
        frozenset(_CHANNELS[name] for name in unanswered.split(",")) if unanswered else frozenset(),
    )
