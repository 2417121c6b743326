from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import local
from bot.domain.rules import HOURS_DEFAULT, HOURS_US, Window
from bot.domain.windows import opens_at, opens_everywhere
from tests.unit.domain.kit import NEW_YORK, QUICK, moment

US = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
WORLD = ("Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata", "Europe/Paris", "America/New_York", "America/Los_Angeles")
HOLIDAY = frozenset({date(2026, 7, 3)})
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda minutes: moment("2026-01-01 00:00") + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-02 12:59", "2026-03-02 13:00"),  # 07:59 in New York
        ("2026-03-02 13:00", "2026-03-02 13:00"),  # 08:00 is inside
        ("2026-03-03 01:59", "2026-03-03 01:59"),  # 20:59
        ("2026-03-03 02:00", "2026-03-03 13:00"),  # 21:00 is outside
        ("2026-03-08 15:00", "2026-03-08 15:00"),  # Sundays are allowed
    ],
)
def test_us_hours_run_from_eight_to_nine_the_first_included_the_last_not(now, opens):
    assert opens_at(moment(now), HOURS_US, NEW_YORK, ()) == moment(opens)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-07 19:30", "2026-03-09 07:00"),  # Saturday 20:30 in Berlin: Sunday is left out
        ("2026-03-08 10:00", "2026-03-09 07:00"),
        ("2026-07-03 10:00", "2026-07-04 06:00"),  # a public holiday
        ("2026-03-28 20:00", "2026-03-30 06:00"),  # over the change of clocks
    ],
)
def test_elsewhere_sundays_and_holidays_are_left_out(now, opens):
    assert opens_at(moment(now), HOURS_DEFAULT, "Europe/Berlin", HOLIDAY) == moment(opens)


def test_several_zones_share_the_hours_that_are_inside_everywhere():
    early = moment("2026-03-02 13:30")  # 08:30 in New York, 05:30 in Los Angeles
    assert opens_everywhere(early, HOURS_US, (NEW_YORK, "America/Los_Angeles"), ()) == moment("2026-03-02 16:00")
    late = moment("2026-03-03 02:30")  # 21:30 in New York
    assert opens_everywhere(late, HOURS_US, (NEW_YORK, "America/Los_Angeles"), ()) == moment("2026-03-03 16:00")


def test_a_toll_free_number_with_all_us_zones_still_has_a_window():
    opens = opens_everywhere(moment("2026-03-02 05:00"), HOURS_US, US, ())
    assert opens == moment("2026-03-02 18:00")  # 08:00 in Honolulu, 13:00 in New York


def test_zones_around_the_world_have_no_common_window():
    assert opens_everywhere(moment("2026-03-02 05:00"), HOURS_US, WORLD, ()) is None


def test_no_zone_at_all_is_always_open():
    assert opens_everywhere(moment("2026-03-02 05:00"), HOURS_US, (), ()) == moment("2026-03-02 05:00")


@QUICK
@given(MOMENTS, st.lists(st.sampled_from(US), min_size=1, max_size=6, unique=True), st.booleans())
def test_what_opens_is_open_and_never_earlier(now, zones, american):
    window = HOURS_US if american else HOURS_DEFAULT
    opens = opens_everywhere(now, window, zones, HOLIDAY)
    assert opens is not None
    assert now <= opens <= now + timedelta(days=4)
    for zone in zones:
        here = local(opens, zone)
        assert window.start <= here.time() < window.end
        assert window.sundays or here.weekday() != 6
        assert window.holidays or here.date() not in HOLIDAY


def test_a_window_that_opens_in_the_repeated_hour_opens_in_its_second_run_too():
    window = Window(time(1, 30), time(5), sundays=True, holidays=True)
    second_quarter_past_one = moment("2026-11-01 06:15")  # after the clocks went back in New York
    assert opens_at(second_quarter_past_one, window, NEW_YORK, ()) == moment("2026-11-01 06:30")
