"""Slack wants an answer within 3 seconds. What takes longer goes on, and is answered when it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any, Final, TypeVar

import structlog

log = structlog.get_logger(__name__)

ANSWER_WITHIN: Final = 2.0  # seconds; Slack waits 3, the way there and back takes some of it
LANDED: Final = 0.4  # seconds after which an answer that we gave has surely been applied by Slack

Result = TypeVar("Result")


class Patience:
    """Runs the work of listeners. Nothing that was begun is dropped when the process stops."""

    def __init__(self, seconds: float = ANSWER_WITHIN) -> None:
        self._seconds = seconds
        self._running: set[asyncio.Task[Any]] = set()

    async def start(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Begin it. Returns when it is done or when Slack must be answered, whichever comes first."""
        task = self.keep(work)
        await asyncio.wait({task}, timeout=self._seconds)
        return task

    def keep(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Run it beside everything else; `settle` waits for it."""
        task = asyncio.ensure_future(work)
        self._running.add(task)  # asyncio itself holds tasks weakly
        task.add_done_callback(self._done)
        return task

    async def afterwards(self, task: Awaitable[Result]) -> Result:
        """The result of something late, not before Slack has applied the answer that was given meanwhile."""
        result = await task
        await asyncio.sleep(LANDED)
        return result

    async def settle(self) -> None:
        """Wait until everything that was begun has ended."""
        while self._running:
            await asyncio.wait(set(self._running))

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("slack.work_failed", error=type(task.exception()).__name__)
