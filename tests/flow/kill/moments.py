"""The awkward moments of a worker, and dying at one of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from threading import Lock
from typing import Any

from bot.app.messages import Handed, LookedUp, Outgoing, Transport
from bot.domain.vocabulary import Channel
from bot.store.unit import SqlUnit


class Moments:
    """Counts the moments that pass; at the chosen one the process kills itself with SIGKILL, from within.

    That is the same death as from outside, and hits the moment exactly.
    """

    def __init__(self, fatal: str = "", times: int = 1, tell: Callable[[str], None] | None = None) -> None:
        self._fatal, self._left, self._tell = fatal, times, tell
        self._lock = Lock()  # transactions run in threads

    def passed(self, name: str) -> None:
        if self._tell:
            self._tell(name)
        if name != self._fatal:
            return
        with self._lock:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Phase:
    """What the worker is at: the same transaction records an answer and settles a look-up."""

    now = "send"


class MomentsOfStore:
    """What a watched store calls: `record: before commit`, `record: committed` and so on."""

    def __init__(self, moments: Moments, phase: Phase) -> None:
        self._moments, self._phase = moments, phase

    def __call__(self, name: str, unit: SqlUnit | None) -> None:
        what = "settle" if name == "record" and self._phase.now == "look up" else name
        self._moments.passed(f"{what}: committed" if unit is None else f"{what}: before commit")


class MomentsOfTransport:
    """A transport that passes `call: begins`, `call: answered` and `look-up: answered`."""

    def __init__(self, inner: Transport, moments: Moments) -> None:
        self.channel: Channel = inner.channel
        self._inner, self._moments = inner, moments

    async def send(self, message: Outgoing) -> Handed:
        self._moments.passed(f"{self.channel} call: begins")
        handed = await self._inner.send(message)
        self._moments.passed(f"{self.channel} call: answered")
        return handed

    async def look_up(self, message: Outgoing) -> LookedUp:
        found = await self._inner.look_up(message)
        self._moments.passed("look-up: answered")
        return found

    async def close(self) -> None:
        await self._inner.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
