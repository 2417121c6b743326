"""Business days, local times and daylight saving. Holidays are passed in; zones are IANA names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.playbook import Duration, Unit

SATURDAY = 5
SUNDAY = 6
DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def zone_info(name: str) -> ZoneInfo:
    """The zone with this IANA name. The tz database is data that ships with Python or the `tzdata` package."""
    return ZoneInfo(name)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Whether banks and offices work: no week-end, no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def add_business_days(day: date, amount: int, holidays: Collection[date]) -> date:
    """Move by so many business days. Zero moves a day off to the next business day."""
    if isinstance(holidays, frozenset):  # as of a customer: what each case of theirs asks again and again
        return _business_days_of(day, amount, holidays)
    return _business_days(day, amount, holidays)


def _business_days(day: date, amount: int, holidays: Collection[date]) -> date:
    step = DAY if amount >= 0 else -DAY
    left = abs(amount)
    while left or not is_business_day(day, holidays):
        day += step
        if is_business_day(day, holidays):
            left -= 1 if left else 0
    return day


_business_days_of = lru_cache(maxsize=16_384)(_business_days)


def add_duration(day: date, duration: Duration, holidays: Collection[date]) -> date:
    """Move a day by a duration in days or business days; hours and minutes count as part of the same day."""
    match duration.unit:
        case Unit.DAYS:
            return day + timedelta(days=duration.amount)
        case Unit.BUSINESS_DAYS:
            return add_business_days(day, duration.amount, holidays)
        case Unit.HOURS | Unit.MINUTES:
            return day


def local(moment: datetime, zone: str) -> datetime:
    """The moment as local time in the zone."""
    return moment.astimezone(zone_info(zone))


def at_local(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a local time. A time that daylight saving skips becomes the first one after the gap.

    A time that happens twice is the first of the two.
    """
    return _at_local(day, at, zone, at.fold)


@lru_cache(maxsize=16_384)
def _at_local(day: date, at: time, zone: str, fold: int) -> datetime:  # noqa: ARG001 - times are equal whatever fold
    naive = datetime.combine(day, at)
    instant = naive.replace(tzinfo=zone_info(zone)).astimezone(UTC)
    back = instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    if back == naive:
        return instant
    # PEP 495: in a gap the two folds straddle it; the later offset (fold=1) gives the instant before the jump.
    return _end_of_gap(naive, zone)


def _end_of_gap(naive: datetime, zone: str) -> datetime:
    info = zone_info(zone)
    low = naive.replace(tzinfo=info, fold=1).astimezone(UTC)
    high = naive.replace(tzinfo=info, fold=0).astimezone(UTC)
    low, high = min(low, high), max(low, high)
    before = low.astimezone(info).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(info).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def next_at_local(moment: datetime, day: date, at: time, zone: str) -> datetime:
    """As `at_local`, but of a time that happens twice the second one where the first is over at `moment`."""
    first = at_local(day, at, zone)
    if first >= moment:
        return first
    second = datetime.combine(day, at).replace(tzinfo=zone_info(zone), fold=1).astimezone(UTC)
    return max(second, moment)


def length(duration: Duration) -> timedelta | None:
    """A duration in hours or minutes as it is measured; None for days, whose length the calendar decides."""
    match duration.unit:
        case Unit.HOURS:
            return timedelta(hours=duration.amount)
        case Unit.MINUTES:
            return timedelta(minutes=duration.amount)
        case Unit.DAYS | Unit.BUSINESS_DAYS:
            return None


def after(moment: datetime, duration: Duration, zone: str, holidays: Collection[date]) -> datetime:
    """The moment this long after another: hours exactly, days at the same local time of the later day."""
    exact = length(duration)
    if exact is not None:
        return moment + exact
    if isinstance(holidays, frozenset):
        return _days_after_of(moment, duration, zone, holidays)
    return _days_after(moment, duration, zone, holidays)


def _days_after(moment: datetime, duration: Duration, zone: str, holidays: Collection[date]) -> datetime:
    here = local(moment, zone)
    day = add_duration(here.date(), duration, holidays)
    if day == here.date():
        return moment
    return at_local(day, here.time().replace(tzinfo=None), zone)


_days_after_of = lru_cache(maxsize=16_384)(_days_after)


def last_business_day_before(day: date, holidays: Collection[date]) -> date:
    """The last completed bank business day as of a day."""
    day -= DAY
    while not is_business_day(day, holidays):
        day -= DAY
    return day
