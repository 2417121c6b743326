"""Public holidays as plain days."""

from __future__ import annotations

from datetime import date

from bot.app.calendars import HolidayCalendar

CALENDAR = HolidayCalendar()


def test_holidays_of_a_country():
    days = CALENDAR.days("US", "", 2013, 2014)
    assert {date(2013, 7, 4), date(2014, 7, 4)} <= days
    assert {day.year for day in days} == {2013, 2014}


def test_a_region_adds_its_own():
    assert date(2024, 1, 6) in CALENDAR.days("DE", "BY", 2024, 2024)
    assert date(2024, 1, 6) not in CALENDAR.days("DE", "", 2024, 2024)
    assert CALENDAR.days("de", "de-by", 2024, 2024) == CALENDAR.days("DE", "BY", 2024, 2024)


def test_an_unknown_region_falls_back_to_its_country():
    assert CALENDAR.days("US", "ZZ", 2024, 2024) == CALENDAR.days("US", "", 2024, 2024)
    assert not CALENDAR.knows_region("US", "ZZ")
    assert CALENDAR.knows_region("US", "US-CA")


def test_an_unknown_country_has_none_and_says_so():
    assert CALENDAR.days("XX", "", 2024, 2024) == frozenset()
    assert CALENDAR.days("", "", 2024, 2024) == frozenset()
    assert not CALENDAR.knows("XX")
    assert CALENDAR.knows("es")


def test_a_holiday_on_a_weekend_counts_with_its_observed_day():
    assert {date(2021, 7, 4), date(2021, 7, 5)} <= CALENDAR.days("US", "", 2021, 2021)
