"""Contact windows: at which moments a person may be contacted in all the zones where they may be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from bot.domain.calendar import DAY, SUNDAY, at_local, local, next_at_local
from bot.domain.rules import Window

# A common window of several zones is looked for within so many moves: each opens one zone's next window.
MAX_MOVES = 120


def opens_at(moment: datetime, window: Window, zone: str, holidays: Collection[date]) -> datetime:
    """The first moment, not before `moment`, at which the window is open in one zone."""
    here = local(moment, zone)
    day = here.date()
    if _allowed(day, window, holidays):
        at = here.time()
        if window.start <= at < window.end:
            return moment
        if at < window.start:
            return next_at_local(moment, day, window.start, zone)
    day += DAY
    while not _allowed(day, window, holidays):
        day += DAY
    return at_local(day, window.start, zone)


def opens_everywhere(
    moment: datetime, window: Window, zones: Collection[str], holidays: Collection[date]
) -> datetime | None:
    """The first moment at which the window is open in every zone; None when there is no common one."""
    for _ in range(MAX_MOVES):
        latest = max((opens_at(moment, window, zone, holidays) for zone in zones), default=moment)
        if latest == moment:
            return moment
        moment = latest
    return None


def _allowed(day: date, window: Window, holidays: Collection[date]) -> bool:
    return (window.sundays or day.weekday() != SUNDAY) and (window.holidays or day not in holidays)
