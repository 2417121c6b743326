from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import (
    add_business_days,
    add_duration,
    after,
    at_local,
    is_business_day,
    last_business_day_before,
    local,
    next_at_local,
)
from bot.domain.playbook import Duration, Unit
from tests.unit.domain.kit import QUICK, business_days, days, hours, moment

ZONES = st.sampled_from(
    [
        "America/New_York",
        "America/St_Johns",
        "America/Sao_Paulo",
        "Europe/London",
        "Europe/Berlin",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Apia",
        "UTC",
    ]
)
DAYS = st.dates(date(2011, 1, 1), date(2035, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
MOMENTS = st.integers(1_300_000_000, 2_050_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
HOLIDAYS = frozenset({date(2026, 1, 1), date(2026, 12, 25), date(2026, 7, 3)})


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        (date(2026, 3, 8), time(2, 30), "America/New_York", "2026-03-08 07:00"),  # the clock jumps from 2 to 3
        (date(2026, 3, 29), time(1, 30), "Europe/London", "2026-03-29 01:00"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-03 15:30"),  # a gap of half an hour
        (date(2011, 12, 30), time(10), "Pacific/Apia", "2011-12-30 10:00"),  # the whole day was left out
    ],
)
def test_a_time_that_daylight_saving_skips_becomes_the_first_after_the_gap(day, at, zone, utc):
    assert at_local(day, at, zone) == moment(utc)


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        (date(2026, 11, 1), time(1, 30), "America/New_York", "2026-11-01 05:30"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25 00:30"),
    ],
)
def test_a_time_that_happens_twice_is_the_first(day, at, zone, utc):
    assert at_local(day, at, zone) == moment(utc)
    over = moment(utc) + timedelta(minutes=45)
    assert next_at_local(over, day, at, zone) == moment(utc) + timedelta(hours=1)


@QUICK
@given(DAYS, TIMES, ZONES)
def test_a_local_time_comes_back_unless_it_does_not_exist(day, at, zone):
    back = local(at_local(day, at, zone), zone).replace(tzinfo=None)
    assert back == datetime.combine(day, at) or back > datetime.combine(day, at)


@QUICK
@given(DAYS, TIMES, TIMES, ZONES)
def test_local_times_keep_their_order(day, one, other, zone):
    first, second = sorted((one, other))
    assert at_local(day, first, zone) <= at_local(day, second, zone)


def test_business_days_jump_week_ends_and_holidays():
    thursday = date(2026, 7, 2)
    assert add_business_days(thursday, 1, HOLIDAYS) == date(2026, 7, 6)  # Friday is a holiday
    assert add_business_days(date(2026, 7, 4), 0, HOLIDAYS) == date(2026, 7, 6)
    assert add_business_days(date(2026, 7, 6), -1, HOLIDAYS) == thursday
    assert last_business_day_before(date(2026, 7, 6), HOLIDAYS) == thursday
    assert add_duration(thursday, hours(50), HOLIDAYS) == thursday


@QUICK
@given(DAYS, st.integers(-40, 40))
def test_business_days_end_on_one_and_count_right(day, count):
    end = add_business_days(day, count, HOLIDAYS)
    assert is_business_day(end, HOLIDAYS)
    low, high = sorted((day, end))
    between = [low + timedelta(days=i) for i in range((high - low).days + 1)]
    working = sum(is_business_day(d, HOLIDAYS) for d in between if d != day)
    assert working == (abs(count) if count or is_business_day(day, HOLIDAYS) else 1)


@QUICK
@given(MOMENTS, st.sampled_from(list(Unit)), st.integers(0, 30), ZONES)
def test_later_is_never_earlier(now, unit, amount, zone):
    assert after(now, Duration(amount, unit), zone, HOLIDAYS) >= now


def test_days_later_is_the_same_local_time_over_the_change_of_clocks():
    before = moment("2026-03-06 15:00")  # 10:00 in New York
    assert after(before, days(3), "America/New_York", ()) == moment("2026-03-09 14:00")
    assert after(before, business_days(1), "America/New_York", ()) == moment("2026-03-09 14:00")
    assert after(before, hours(72), "America/New_York", ()) == moment("2026-03-09 15:00")
