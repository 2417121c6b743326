"""How often and how many at once: bounds in the memory of one process."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from datetime import datetime, timedelta
from typing import Final

from bot.app.context import Clock

_MOST_KEYS: Final = 10_000  # the one that was quiet longest is forgotten first


class Rate:
    """At most `most` events of one key within `within`."""

    def __init__(self, most: int, within: timedelta, clock: Clock) -> None:
        self._most = most
        self._within = within
        self._clock = clock
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Count one event unless it is one too many."""
        now = self._clock()
        times = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        while times and times[0] <= now - self._within:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        if len(self._seen) > _MOST_KEYS:
            self._seen.popitem(last=False)
        return True


class Places:
    """So many at once, in all and of one key."""

    def __init__(self, in_all: int, of_one: int) -> None:
        self._in_all = in_all
        self._of_one = of_one
        self._taken: Counter[str] = Counter()

    def take(self, key: str) -> bool:
        if self._taken.total() >= self._in_all or self._taken[key] >= self._of_one:
            return False
        self._taken[key] += 1
        return True

    def leave(self, key: str) -> None:
        self._taken[key] -= 1
        if not self._taken[key]:
            del self._taken[key]
