"""Who is looking at which customer's page, and waking them when something changed.

One look at the store a second serves all open pages of a process; without an open page there is none.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import structlog

from bot.domain.errors import FollowupError
from bot.store.pages import Pages
from bot.store.store import SqlStore

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0


class Live:
    def __init__(self, store: SqlStore, *, every: float = LOOK_SECONDS) -> None:
        self._store = store
        self._every = every
        self._watchers: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._marks: dict[str, tuple[Any, ...]] = {}
        self.closing = asyncio.Event()

    @contextmanager
    def watch(self, customer_id: str) -> Iterator[asyncio.Event]:
        """An event that is set when the customer's page may look different, or when the server stops."""
        changed = asyncio.Event()
        self._watchers[customer_id].add(changed)
        try:
            yield changed
        finally:
            self._watchers[customer_id].discard(changed)
            if not self._watchers[customer_id]:
                del self._watchers[customer_id]
                self._marks.pop(customer_id, None)

    def wake(self, customer_id: str) -> None:
        for changed in self._watchers.get(customer_id, ()):
            changed.set()

    async def run(self) -> None:
        """Look until `close`. A store that does not answer is asked again."""
        while not self.closing.is_set():
            try:
                await self._look()
            except FollowupError:
                log.exception("page.live_failed")
            try:
                await asyncio.wait_for(self.closing.wait(), self._every)
            except TimeoutError:
                continue

    async def _look(self) -> None:
        ids = list(self._watchers)
        if not ids:
            return
        marks = await asyncio.to_thread(self._read, ids)
        for customer_id, mark in marks.items():
            if customer_id in self._watchers and self._marks.get(customer_id, mark) != mark:
                self.wake(customer_id)
            if customer_id in self._watchers:
                self._marks[customer_id] = mark

    def _read(self, ids: list[str]) -> dict[str, tuple[Any, ...]]:
        with self._store.read() as unit:
            return Pages.of(unit).marks(ids)

    def close(self) -> None:
        """End every stream: the server stops."""
        self.closing.set()
        for watchers in self._watchers.values():
            for changed in watchers:
                changed.set()
