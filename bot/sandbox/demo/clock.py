"""The story's clock: it runs like any clock, and can be turned forward."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta


class RunningClock:
    """Calling it tells the story's time, aware UTC. It never goes back."""

    def __init__(self, start: datetime, *, seconds: Callable[[], float] = time.monotonic) -> None:
        """It stands still until `run`; `seconds` is the wall's own clock."""
        self._seconds = seconds
        self._at = start
        self._since: float | None = None

    def __call__(self) -> datetime:
        if self._since is None:
            return self._at
        return self._at + timedelta(seconds=self._seconds() - self._since)

    def run(self) -> None:
        """From now on it runs in real time."""
        self._at, self._since = self(), self._seconds()

    def stand(self) -> None:
        """It stands still, for the time in which it is turned from moment to moment."""
        self._at, self._since = self(), None

    def turn_to(self, moment: datetime) -> None:
        """Turn to a moment; one that has passed changes nothing."""
        if moment > self():
            running = self._since is not None
            self._at, self._since = moment, self._seconds() if running else None
