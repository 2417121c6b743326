"""Feasts that people name days by. Easter by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.days.candidate import WEEK

_FIXED = {
    "christmas": (12, 25),
    "christmas_eve": (12, 24),
    "new_year": (1, 1),
    "new_years_eve": (12, 31),
    "epiphany": (1, 6),
}
_THURSDAY = 3


def coming_feast(name: str, today: date) -> date:
    """Return the day of the feast that comes next, today among them."""
    days = [feast(name, year) for year in (today.year, today.year + 1)]
    return next(day for day in days if day >= today)


def feast(name: str, year: int) -> date:
    """Return the day of the feast in a year. Raises KeyError for one that is not known."""
    if name == "easter":
        return easter(year)
    if name == "thanksgiving":  # of the United States: the fourth Thursday of November
        first = date(year, 11, 1)
        return first + timedelta(days=(_THURSDAY - first.weekday()) % WEEK + 3 * WEEK)
    month, day = _FIXED[name]
    return date(year, month, day)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
