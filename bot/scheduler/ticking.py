"""APScheduler ticks; SQL decides what is due. There is never a job per case."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app.acting import advance
from bot.app.ports import MAX_BATCH
from bot.app.replying import process_replies
from bot.bootstrap import Application
from bot.channels.pipeline import Pipeline
from bot.scheduler.housekeeping import forget_marks, refresh_cards
from bot.scheduler.watching import watch
from bot.slack.poster import Poster
from bot.store.audit import publish_heads

log = structlog.get_logger(__name__)

TICK_SECONDS = 0.25  # an empty tick costs 0.03 ms on SQLite, 0.2 ms on PostgreSQL
LOOK_UP_SECONDS = 15.0
HEADS_SECONDS = 10.0
WATCH_SECONDS = 30.0
CARDS_SECONDS = 300.0  # of which one after midnight finds something
MARKS_SECONDS = 3600.0
MAX_ROUNDS = 20  # batches of one tick: after that the other jobs get their turn


@dataclass(frozen=True, slots=True)
class Tick:
    """One job of the scheduler."""

    name: str
    seconds: float
    work: Callable[[], Awaitable[object]]


class Ticker:
    """The clock's hand: advances due customers, reads replies, sends the outbox, posts to staff, watches."""

    def __init__(self, application: Application, pipeline: Pipeline, poster: Poster | None = None) -> None:
        self._application = application
        self._pipeline = pipeline
        self._poster = poster
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._running: set[asyncio.Task[object]] = set()
        self._resting_replies: dict[str, datetime] = {}

    def ticks(self) -> tuple[Tick, ...]:
        """All jobs. Their number does not depend on the number of cases."""
        return (
            Tick("replies", TICK_SECONDS, self.read_replies),
            Tick("advance", TICK_SECONDS, self.advance),
            Tick("send", TICK_SECONDS, self.send),
            Tick("look up", LOOK_UP_SECONDS, self._pipeline.look_up_unknown),
            Tick("heads", HEADS_SECONDS, self.publish),
            Tick("forget marks", MARKS_SECONDS, self.forget_marks),
            Tick("watch", WATCH_SECONDS, self.watch),
            *self._posting(),
        )

    def _posting(self) -> tuple[Tick, ...]:
        """What tells staff, where that is configured."""
        if self._poster is None:
            return ()
        return (
            Tick("post", TICK_SECONDS, self._poster.drain),
            Tick("look up posts", LOOK_UP_SECONDS, self._poster.look_up_unknown),
            Tick("refresh cards", CARDS_SECONDS, self.refresh_cards),
        )

    async def refresh_cards(self) -> int:
        """Bring cards up to date whose days have turned."""
        return await asyncio.to_thread(refresh_cards, self._application.context, self._application.store)

    async def forget_marks(self) -> int:
        """Forget deliveries that nobody repeats any more."""
        return await asyncio.to_thread(forget_marks, self._application.context, self._application.store)

    async def watch(self) -> int:
        """Alarm people of what should have happened and did not."""
        found = await asyncio.to_thread(watch, self._application.context, self._application.store)
        return len(found)

    async def read_replies(self) -> int:
        """Understand what customers wrote, before anything else goes out."""
        application = self._application
        return await asyncio.to_thread(
            process_replies, application.context, application.understand, resting=self._resting_replies
        )

    async def advance(self) -> int:
        """Advance the customers that are due, batch after batch."""
        total = 0
        for _ in range(MAX_ROUNDS):
            due = await asyncio.to_thread(advance, self._application.context)
            total += due
            if due < MAX_BATCH:
                break
        if total:
            await self.send()  # what is due now goes now, not at the next tick
        return total

    async def send(self) -> int:
        """Send what is due."""
        return (await self._pipeline.drain(most=MAX_ROUNDS * MAX_BATCH)).claimed

    async def react(self) -> None:
        """Something came in: read it and answer now."""
        await self.read_replies()
        await self.send()

    async def publish(self) -> int:
        """Append the heads of changed chains to the file outside the database."""
        folder = self._application.settings.audit_dir
        if folder is None:
            return 0
        return await asyncio.to_thread(
            publish_heads, self._application.store, folder, self._application.context.clock()
        )

    def start(self) -> None:
        """Begin to tick. APScheduler drops what is a second late unless told otherwise; here no late tick is lost."""
        for tick in self.ticks():
            self._scheduler.add_job(
                self._guarded,
                "interval",
                args=[tick],
                seconds=tick.seconds,
                id=tick.name,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()

    async def _guarded(self, tick: Tick) -> None:
        """The outermost loop: whatever a tick raises is logged, and the next tick comes all the same.

        Shielded, because APScheduler cancels what runs when it shuts down: a batch cut off between its calls and
        their record would leave messages whose fate nobody knows.
        """
        task = asyncio.ensure_future(tick.work())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await asyncio.shield(task)
        except Exception:  # what was due is due at the next tick, too
            log.exception("tick.failed", tick=tick.name)

    async def stop(self) -> None:
        """Stop gracefully: what runs ends, leases are given back."""
        self._scheduler.pause()
        if self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
        self._scheduler.shutdown(wait=False)
        await self._pipeline.close()
        if self._poster is not None:
            await self._poster.close()
