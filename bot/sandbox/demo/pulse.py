"""Tells open pages that something changed. One look at everything a fifth of a second, while a page is open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final, Protocol

import orjson

LOOK_SECONDS: Final = 0.2
HEARTBEAT_LOOKS: Final = 25  # then the clock's time is told anyway


class Watched(Protocol):
    def marks(self) -> dict[str, Any]:
        """A value for each part of the page; equal values = nothing changed. Called in a thread."""
        ...

    def time(self) -> dict[str, Any]:
        """The clock, told with every event."""
        ...


class Pulse:
    """Server-sent events: `changed` names the parts that changed since the last one."""

    def __init__(self, watched: Watched, run: str) -> None:
        """`run` names this run of the demo: a page of an earlier one loads itself anew."""
        self._watched = watched
        self._run = run
        self.closing = asyncio.Event()

    async def events(self) -> AsyncIterator[bytes]:
        """One stream: at once what there is, then every change, until the server stops."""
        known: dict[str, Any] = {}
        quiet = 0
        while not self.closing.is_set():
            marks = await asyncio.to_thread(self._watched.marks)
            changed = [part for part, mark in marks.items() if part not in known or known[part] != mark]
            quiet = 0 if changed else quiet + 1
            if changed or quiet >= HEARTBEAT_LOOKS:
                quiet, known = 0, marks
                yield _event({"run": self._run, "changed": changed, "clock": self._watched.time()})
            await self._pause()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self.closing.wait(), LOOK_SECONDS)
        except TimeoutError:
            return


def _event(data: dict[str, Any]) -> bytes:
    return b"event: changed\ndata: " + orjson.dumps(data) + b"\n\n"
