"""Arithmetic of days that the standard library lacks. Pure."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on; the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(day.day, last_of_month(first).day))


def last_of_month(day: date) -> date:
    """Return the last day of the month in which the day lies."""
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def add_business_days(day: date, count: int) -> date:
    """Return the day so many days from Monday to Friday on, or back for a negative count."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= day.weekday() < _SATURDAY
    return day
