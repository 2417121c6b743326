"""TOUCH-CAP counters: one row a person, found by the keyed hash of an address, whatever client or channel."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

import orjson

from bot.domain.vocabulary import Channel
from bot.store.columns import from_micros, to_micros
from bot.store.database import Database, in_order
from bot.store.tables.people import person_counters

CHASES_KEPT: Final = timedelta(days=7)  # TOUCH-CAP looks back so far
_KEPT_MICROS: Final = CHASES_KEPT // timedelta(microseconds=1)
_CHANNELS: Final = {channel.value: channel for channel in Channel}
_READ: Final = "SELECT address_key, chases, last_inbound_at, unanswered FROM person_counters WHERE address_key IN [?]"

Micros = tuple[int, ...]  # microseconds since 1970: handled for every message, turned into times only for decisions


@dataclass(frozen=True, slots=True)
class Counter:
    chases: Micros = ()  # when they were handed over, oldest first
    last_inbound_at: datetime | None = None
    unanswered: frozenset[Channel] = frozenset()

    @property
    def newest(self) -> int:
        """When the last chase was handed over; 0 = none."""
        return self.chases[-1] if self.chases else 0

    def with_chase(self, at: int) -> Counter:
        """One more; what is older than the caps look back leaves. Two never share a time, so none is lost."""
        chases = self.chases
        if chases and chases[0] <= at - _KEPT_MICROS:
            chases = tuple([chase for chase in chases if chase > at - _KEPT_MICROS])
        new = max(at, chases[-1] + 1) if chases else at
        return Counter((*chases, new), self.last_inbound_at, self.unanswered)

    def without_chase(self, at: int) -> Counter:
        kept = tuple([chase for chase in self.chases if chase != at])
        return Counter(kept, self.last_inbound_at, self.unanswered)

    def with_inbound(self, channel: Channel, at: datetime) -> Counter:
        latest = at if self.last_inbound_at is None else max(at, self.last_inbound_at)
        return Counter(self.chases, latest, self.unanswered | {channel})

    def answered(self, channel: Channel) -> Counter:
        return Counter(self.chases, self.last_inbound_at, self.unanswered - {channel})


_EMPTY: Final = Counter()


_NOTHING: Final = ("[]", None, "")


def lock_counters(db: Database, keys: Collection[str]) -> dict[str, Counter]:
    """Every counter of these keys, locked in their order; makes those that are not there.

    `put_contacts` makes them ahead of time, so one is missing only for a sender whom nobody knows.
    """
    ordered = in_order(keys)
    found = _locked(db, ordered)
    missing = [(key,) for key in ordered if key not in found]
    if missing:
        db.insert(person_counters, ("address_key",), missing, "ON CONFLICT DO NOTHING")
        found = _locked(db, ordered)
    return found


def _locked(db: Database, ordered: list[str]) -> dict[str, Counter]:
    rows = db.rows(f"{_READ} ORDER BY address_key FOR UPDATE", ordered)
    return {row[0]: _EMPTY if row[1:] == _NOTHING else _counter(db, *row[1:]) for row in rows}


def write_counters(db: Database, counters: Iterable[tuple[str, Counter]]) -> None:
    rows = [
        (
            orjson.dumps(counter.chases).decode(),
            counter.last_inbound_at,
            ",".join(sorted(counter.unanswered)) if counter.unanswered else "",
            key,
        )
        for key, counter in counters
    ]
    db.update(person_counters, ("chases", "last_inbound_at", "unanswered"), ("address_key",), rows)


def count_chases(db: Database, counters: Iterable[tuple[str, Counter]]) -> None:
    """Write counters of which only the chases changed."""
    rows = [(orjson.dumps(counter.chases).decode(), key) for key, counter in counters]
    db.update(person_counters, ("chases",), ("address_key",), rows)


def _counter(db: Database, chases: str, inbound: object, unanswered: str) -> Counter:
    channels = frozenset(_CHANNELS[name] for name in unanswered.split(",")) if unanswered else _EMPTY.unanswered
    return Counter(as_micros(chases), db.when(inbound), channels)


@lru_cache(maxsize=50_000)
def as_micros(text: str) -> Micros:
    """Both addresses of a person hold the same list, and it is read several times within seconds."""
    return tuple(orjson.loads(text))


@lru_cache(maxsize=50_000)
def as_times(chases: Micros) -> tuple[datetime, ...]:
    return tuple([from_micros(micros) for micros in chases])


def newest_of(times: Iterable[datetime], default: datetime) -> int:
    """The latest of these times in microseconds."""
    return to_micros(max(times, default=default))
