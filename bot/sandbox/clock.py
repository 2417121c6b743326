"""A clock that is turned by hand."""

from __future__ import annotations

from datetime import datetime, timedelta


class TurnedClock:
    """Calling it tells the time. It never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def turn_to(self, moment: datetime) -> None:
        """Turn to a moment; one that has passed changes nothing."""
        self._now = max(self._now, moment)

    def turn(self, by: timedelta) -> None:
        """Turn forward."""
        self._now += by
