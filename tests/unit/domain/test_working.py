"""The staff's hours: exact across daylight saving, week-ends and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import DAY, at_local, local
from bot.domain.chains import StaffHours
from bot.domain.playbook import Duration, Unit
from bot.domain.working import after_working, into_hours, no_later_in_hours
from tests.unit.domain import kit
from tests.unit.domain.kit import NEW_YORK, moment

NONE: frozenset[date] = frozenset()
NINE_TO_SIX = StaffHours()
ZONES = st.sampled_from(
    [NEW_YORK, "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "America/Sao_Paulo"]
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - st adds it
DAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@st.composite
def staff_hours(draw) -> StaffHours:
    start = draw(st.integers(0, 22 * 60))
    end = draw(st.integers(start + 60, 24 * 60 - 1))
    return StaffHours(time(*divmod(start, 60)), time(*divmod(end, 60)), draw(DAYS))


def worked(start: datetime, end: datetime, hours: StaffHours, zone: str, holidays: frozenset[date]) -> timedelta:
    """How long staff work between two moments: the plain definition, day by day."""
    total, day = timedelta(0), local(start, zone).date() - DAY
    while day <= local(end, zone).date() + DAY:
        if day.weekday() in hours.days and day not in holidays:
            begins, ends = at_local(day, hours.start, zone), at_local(day, hours.end, zone)
            total += max(min(ends, end) - max(begins, start), timedelta(0))
        day += DAY
    return total


@kit.THOROUGH
@given(MOMENTS, st.integers(1, 90), st.sampled_from([Unit.HOURS, Unit.MINUTES]), staff_hours(), ZONES, st.data())
def test_exactly_so_much_is_worked_until_then_and_less_until_any_moment_before(start, amount, unit, hours, zone, data):
    holidays = frozenset(data.draw(st.lists(st.dates(start.date(), start.date() + 20 * DAY), max_size=4)))
    length = timedelta(hours=amount) if unit is Unit.HOURS else timedelta(minutes=amount)
    end = after_working(start, Duration(amount, unit), hours, zone, holidays)
    assert worked(start, end, hours, zone, holidays) == length
    assert worked(start, end - timedelta(microseconds=1), hours, zone, holidays) < length


@kit.THOROUGH
@given(MOMENTS, staff_hours(), ZONES, st.integers(1, 6), st.sampled_from([Unit.DAYS, Unit.BUSINESS_DAYS]))
def test_days_end_while_staff_work_and_never_before_they_began(start, hours, zone, amount, unit):
    end = after_working(start, Duration(amount, unit), hours, zone, NONE)
    assert end >= into_hours(start, hours, zone, NONE) > start - timedelta(microseconds=1)
    assert into_hours(end, hours, zone, NONE) == end
    if unit is Unit.BUSINESS_DAYS:
        begun, day = into_hours(start, hours, zone, NONE), local(end, zone).date()
        between = (local(begun, zone).date() + n * DAY for n in range(1, (day - local(begun, zone).date()).days + 1))
        assert sum(one.weekday() in hours.days for one in between) == amount


@kit.THOROUGH
@given(MOMENTS, staff_hours(), ZONES)
def test_what_must_be_seen_in_time_is_never_said_later(at, hours, zone):
    earlier = no_later_in_hours(at, hours, zone, NONE)
    assert earlier <= at
    assert into_hours(earlier, hours, zone, NONE) == earlier


@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        ("2026-03-02 15:00", 4, "2026-03-02 19:00"),  # a Monday, 10:00 to 14:00
        ("2026-03-02 22:00", 2, "2026-03-03 15:00"),  # 17:00: an hour today, one tomorrow
        ("2026-03-06 22:00", 2, "2026-03-09 14:00"),  # Friday; over the week-end the clocks are put forward
        ("2026-03-07 03:00", 9, "2026-03-09 22:00"),  # at night: a whole Monday, in summer time
        ("2026-10-30 21:00", 2, "2026-11-02 15:00"),  # Friday 17:00; the clocks are put back
    ],
)
def test_hours_run_while_the_office_is_open(since, hours, until):
    assert after_working(moment(since), kit.hours(hours), NINE_TO_SIX, NEW_YORK, NONE) == moment(until)


def test_a_holiday_is_passed_over():
    friday = frozenset({date(2026, 7, 3)})
    thursday = moment("2026-07-02 21:00")  # 17:00
    assert after_working(thursday, kit.hours(2), NINE_TO_SIX, NEW_YORK, friday) == moment("2026-07-06 14:00")


def test_a_night_without_an_hour_is_shorter_where_staff_work_through_it():
    """29 March 2026, Madrid: 02:00 does not exist."""
    nights = StaffHours(time(0), time(8), (6,))
    end = after_working(moment("2026-03-28 23:00"), kit.hours(7), nights, "Europe/Madrid", NONE)
    assert end == moment("2026-03-29 06:00")  # 08:00: seven hours, not eight


@pytest.mark.parametrize("amount", [kit.hours(5), kit.business_days(2), kit.days(2), Duration(5, Unit.MINUTES)])
def test_hours_that_never_come_end_all_the_same(amount):
    never = StaffHours(days=())
    assert after_working(kit.MONDAY, amount, never, NEW_YORK, NONE) >= kit.MONDAY
    assert no_later_in_hours(kit.MONDAY, never, NEW_YORK, NONE) == kit.MONDAY


def test_the_last_call_of_a_shift_shorter_than_an_hour_is_its_beginning():
    short = StaffHours(time(9), time(9, 30))
    assert no_later_in_hours(moment("2026-03-03 01:00"), short, NEW_YORK, NONE) == moment("2026-03-02 14:00")
