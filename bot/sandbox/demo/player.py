"""Lets the real system work: at the pace of the wall's clock, or moment by moment while the story's clock is turned."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.bootstrap import Application
from bot.domain.errors import Rejected
from bot.sandbox.demo.bank import Bank
from bot.sandbox.demo.clock import RunningClock
from bot.sandbox.demo.feed import Feed
from bot.scheduler.ticking import Tick

log = structlog.get_logger(__name__)

BEAT_SECONDS: Final = 0.2
A_SECOND: Final = timedelta(seconds=1)
LONGEST_WAIT: Final = timedelta(minutes=2)  # of story time, for what is paced to come to rest at the end of a turn
_NEXT_POST: Final = (
    "SELECT min(max(p.available_at, q.held_until)) FROM posts p JOIN post_queues q ON q.queue = p.queue"
    " WHERE p.state = 'queued'"
)
_SAME_MOMENT: Final = 4  # rounds: what is still due then is paced, and waits for the next second


@dataclass(slots=True)
class Turning:
    """How far a turn of the clock has come; the page shows it."""

    start: datetime
    end: datetime
    now: datetime

    @property
    def share(self) -> float:
        """0 to 1."""
        whole = (self.end - self.start).total_seconds()
        return 1.0 if whole <= 0 else min((self.now - self.start).total_seconds() / whole, 1.0)


class Player:
    def __init__(
        self,
        application: Application,
        ticks: Sequence[Tick],
        clock: RunningClock,
        feed: Feed,
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        """`settled` returns when the stand-ins have no delivery to the product under way."""
        self._application = application
        self._ticks = ticks
        self._clock = clock
        self._feed = feed
        self._bank = Bank(application, feed)
        self._settled = settled
        self._last: dict[str, float] = {}
        self._working = asyncio.Lock()
        self._turn = asyncio.Lock()
        self._beating: asyncio.Task[None] | None = None
        self._export_at = clock()
        self._over = False
        self.turning: Turning | None = None

    # --- at the wall's pace ---

    def start(self) -> None:
        """Begin to beat; the clock runs."""
        self._clock.run()
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """End at the next moment, also in the middle of a turn; a turn afterwards is refused."""
        self._over = True
        await self.quiet()
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
            self._beating = None
        async with self._working:  # what runs in a thread ends
            pass

    async def _beat(self) -> None:
        """The outermost loop: whatever a tick raises is logged, and the next beat comes all the same."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            if self.turning is None:
                try:
                    await asyncio.shield(self._beat_once())
                except Exception:  # the demo goes on: what was due is due at the next beat, too
                    log.exception("demo.beat_failed")

    async def _beat_once(self) -> None:
        now = time.monotonic()
        async with self._working:
            await self._export_when_due()
            for tick in self._ticks:
                if now - self._last.get(tick.name, 0.0) >= tick.seconds:
                    self._last[tick.name] = now
                    await tick.work()

    async def react(self) -> None:
        """Something came in: everything that is due is done now."""
        await asyncio.shield(self._work())

    # --- turning ---

    async def turn_to(self, end: datetime) -> None:
        """Play every moment until `end` in order, each at its own time; then the clock runs on from there.

        Raises Rejected when the demo is over.
        """
        async with self._turn:
            if self._over:
                raise Rejected("The demo is over.")
            running = self._beating is not None
            self.turning = Turning(self._clock(), end, self._clock())
            self._clock.stand()
            try:
                await self._until(end)
                if not self._over:
                    self._clock.turn_to(end)
                    await self._come_to_rest()
            finally:
                self.turning = None
                if running:
                    self._clock.run()

    async def quiet(self) -> None:
        """Until no turn is under way."""
        await asyncio.sleep(0)
        async with self._turn:
            return

    async def next_moment(self) -> datetime | None:
        """When the system does something next by itself."""
        return await asyncio.to_thread(self._next)

    async def _until(self, end: datetime) -> None:
        before, same = None, 0
        while not self._over:
            moment = await asyncio.to_thread(self._next_of_all)
            if moment > end:
                return
            moment = max(moment, self._clock())
            same = same + 1 if moment == before else 0
            before = moment
            if same > _SAME_MOMENT:
                moment += A_SECOND
                if moment > end:
                    return
            await self._play(moment)

    async def _play(self, moment: datetime) -> None:
        self._clock.turn_to(moment)
        if self.turning is not None:
            self.turning.now = moment
        await asyncio.shield(self._work(export=True))
        await self._settled()

    async def _come_to_rest(self) -> None:
        """What the last moment set off: receipts, cards, what a sender's pace kept for the next second."""
        limit = self._clock() + LONGEST_WAIT
        for _ in range(int(LONGEST_WAIT / A_SECOND)):
            done = await asyncio.shield(self._work())
            await self._settled()
            due = await asyncio.to_thread(self._next_of_all)
            if not done and due > self._clock() + A_SECOND:
                return
            if self._clock() < limit:
                self._clock.turn_to(self._clock() + A_SECOND)

    async def _work(self, *, export: bool = False) -> bool:
        """All that the ticks do, once; callers shield it, so that it is whole when they are cancelled.

        Returns whether there was anything to do.
        """
        async with self._working:
            if export:
                await self._export_when_due()
            done = [await tick.work() for tick in self._ticks]
            return any(done)

    def _next(self) -> datetime | None:
        with self._application.store.begin() as unit:
            return unit.next_moment()

    def _next_of_all(self) -> datetime:
        """The next moment of the product, of its posts to staff (which are paced), and of the nightly export."""
        with self._application.store.begin() as unit:
            posting = unit.db.value(_NEXT_POST)
            found = (unit.next_moment(), unit.db.when(posting), self._export_at)
        return min(moment for moment in found if moment is not None)

    async def _export_when_due(self) -> None:
        if self._clock() >= self._export_at:
            self._export_at = self._feed.next_export(self._clock())
            await asyncio.to_thread(self._bank.book)
            await asyncio.to_thread(self._feed.export, self._application)
