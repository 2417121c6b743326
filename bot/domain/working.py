"""The hours in which staff work: when they next do, and when so much of their time has passed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from bot.domain.calendar import DAY, after, at_local, length, local
from bot.domain.chains import StaffHours
from bot.domain.playbook import Duration, Unit

Shift = tuple[datetime, datetime]  # UTC; the end is excluded
# Nobody is away for longer; hours that never come (no day of the week, holidays without an end) end the search.
DAYS_LOOKED_AT = 4000
# What must be seen before the staff leave is said this long before.
LAST_CALL = timedelta(hours=1)


def into_hours(moment: datetime, hours: StaffHours, zone: str, holidays: Collection[date]) -> datetime:
    """The moment itself while staff work, else when they next begin."""
    return next((start for start, _ in _shifts(moment, hours, zone, holidays)), moment)


def no_later_in_hours(moment: datetime, hours: StaffHours, zone: str, holidays: Collection[date]) -> datetime:
    """The moment itself while staff work, else shortly before they last left: staff deadlines round earlier."""
    start, _ = next(_shifts(moment, hours, zone, holidays), (moment, moment))
    if start == moment:
        return moment
    day = local(moment, zone).date()
    for _ in range(DAYS_LOOKED_AT):
        shift = _shift_of(day, hours, zone, holidays)
        if shift is not None and shift[1] <= moment:
            return max(shift[0], shift[1] - LAST_CALL)
        day -= DAY
    return moment


def after_working(
    moment: datetime, duration: Duration, hours: StaffHours, zone: str, holidays: Collection[date]
) -> datetime:
    """The first moment by which staff have worked this long after another.

    Hours and minutes run only while staff work. Business days are days on which staff work, at the same local time;
    days are those of the calendar, moved on into the staff's hours. Exact across daylight saving: an hour is an hour.
    """
    exact = length(duration)
    if exact is not None:
        return _worked(moment, exact, hours, zone, holidays)
    begun = into_hours(moment, hours, zone, holidays)
    if duration.unit is Unit.DAYS:
        return into_hours(after(begun, duration, zone, holidays), hours, zone, holidays)
    here = local(begun, zone)
    day = _staff_day(here.date(), duration.amount, hours, holidays)
    return at_local(day, here.time().replace(tzinfo=None), zone)


def worked_between(
    start: datetime, end: datetime, hours: StaffHours, zone: str, holidays: Collection[date]
) -> timedelta:
    """How long staff work between two moments."""
    total = timedelta(0)
    for begin, leave in _shifts(start, hours, zone, holidays):
        if begin >= end:
            break
        total += min(leave, end) - begin
    return total


def half_worked(start: datetime, end: datetime, hours: StaffHours, zone: str, holidays: Collection[date]) -> datetime:
    """When staff have worked half of the time between two moments, while they work; `end` at the latest."""
    half = worked_between(start, end, hours, zone, holidays) / 2
    return min(into_hours(_worked(start, half, hours, zone, holidays), hours, zone, holidays), end)


def _worked(moment: datetime, left: timedelta, hours: StaffHours, zone: str, holidays: Collection[date]) -> datetime:
    for start, end in _shifts(moment, hours, zone, holidays):
        if end - start >= left:
            return start + left
        left -= end - start
    return moment + left


def _staff_day(day: date, amount: int, hours: StaffHours, holidays: Collection[date]) -> date:
    later = day
    for _ in range(DAYS_LOOKED_AT):
        if amount <= 0:
            return later
        later += DAY
        amount -= _is_staff_day(later, hours, holidays)
    return day


def _is_staff_day(day: date, hours: StaffHours, holidays: Collection[date]) -> bool:
    return day.weekday() in hours.days and day not in holidays


def _shift_of(day: date, hours: StaffHours, zone: str, holidays: Collection[date]) -> Shift | None:
    """The working time of a day; None when nobody works."""
    if not _is_staff_day(day, hours, holidays):
        return None
    start, end = at_local(day, hours.start, zone), at_local(day, hours.end, zone)
    return (start, end) if start < end else None


def _shifts(moment: datetime, hours: StaffHours, zone: str, holidays: Collection[date]) -> Iterator[Shift]:
    """The working times from a moment on; the first may be under way."""
    day = local(moment, zone).date()
    for _ in range(DAYS_LOOKED_AT):
        shift = _shift_of(day, hours, zone, holidays)
        if shift is not None and shift[1] > moment:
            yield max(shift[0], moment), shift[1]
        day += DAY
