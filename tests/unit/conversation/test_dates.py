"""Days in a reply, with what they mean. Received on Wednesday 2026-11-18."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.calendar_arithmetic import add_business_days, add_months, last_of_month
from bot.conversation.cleaning import fold
from bot.conversation.date_roles import DateContext, ambiguous, read_dates
from bot.domain.vocabulary import DateRole, Intent, Question

TODAY = date(2026, 11, 18)


def days(
    text: str,
    region: str = "US",
    *,
    question: Question | None = Question.WHICH_DAY,
    intents: frozenset[Intent] = frozenset(),
) -> list[str]:
    context = DateContext(TODAY, region, intents, question)
    return [found.date.isoformat() for found in read_dates(fold(text), context)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-18"),
        ("tomorrow", "2026-11-19"),
        ("the day after tomorrow", "2026-11-20"),
        ("Friday", "2026-11-20"),
        ("this friday", "2026-11-20"),
        ("on Wednesday", "2026-11-25"),
        ("by the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of the week", "2026-11-20"),
        ("the 15th", "2026-12-15"),
        ("on the 20th", "2026-11-20"),
        ("first of the month", "2026-12-01"),
        ("in two weeks", "2026-12-02"),
        ("in 3 days", "2026-11-21"),
        ("in a week", "2026-11-25"),
        ("two weeks from now", "2026-12-02"),
        ("in 5 business days", "2026-11-25"),
        ("in a month", "2026-12-18"),
        ("11/27", "2026-11-27"),
        ("11/27/26", "2026-11-27"),
        ("11-27-2026", "2026-11-27"),
        ("2026-11-27", "2026-11-27"),
        ("Nov 27", "2026-11-27"),
        ("Nov. 27th", "2026-11-27"),
        ("27 November", "2026-11-27"),
        ("the 27th of November", "2026-11-27"),
        ("January 5", "2027-01-05"),
        ("Friday, Nov 27", "2026-11-27"),
        ("mañana", "2026-11-19"),
        ("manana", "2026-11-19"),
        ("pasado mañana", "2026-11-20"),
        ("el viernes", "2026-11-20"),
        ("el próximo viernes", "2026-11-20"),
        ("el viernes que viene", "2026-11-20"),
        ("el día 15", "2026-12-15"),
        ("el 30", "2026-11-30"),
        ("a fin de mes", "2026-11-30"),
        ("a finales de mes", "2026-11-30"),
        ("en dos semanas", "2026-12-02"),
        ("dentro de dos semanas", "2026-12-02"),
        ("dentro de 10 días", "2026-11-28"),
        ("27 de noviembre", "2026-11-27"),
        ("el 5 de enero de 2027", "2027-01-05"),
        ("mañana por la mañana", "2026-11-19"),
    ],
)
def test_a_day_ahead(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("paid yesterday", "2026-11-17"),
        ("paid on Friday", "2026-11-13"),
        ("sent it last friday", "2026-11-13"),
        ("paid on the 20th", "2026-10-20"),
        ("paid Dec 20", "2025-12-20"),
        ("sent 3 days ago", "2026-11-15"),
        ("paid two weeks ago", "2026-11-04"),
        ("pagué ayer", "2026-11-17"),
        ("pagué anteayer", "2026-11-16"),
        ("pagué el viernes pasado", "2026-11-13"),
        ("lo envié hace dos semanas", "2026-11-04"),
        ("pagué el 3 de noviembre", "2026-11-03"),
    ],
)
def test_a_day_behind(text: str, day: str) -> None:
    assert days(text, question=None) == [day]


def test_the_country_decides_which_number_is_the_month() -> None:
    assert days("03/04/2026", "US") == ["2026-03-04"]
    assert days("03/04/2026", "MX") == ["2026-04-03"]
    assert days("27/11", "US") == ["2026-11-27"]


def test_next_friday_has_two_readings_that_share_a_span() -> None:
    context = DateContext(TODAY, "US", frozenset(), Question.WHICH_DAY)
    found = read_dates("next friday", context)
    assert [day.date.isoformat() for day in found] == ["2026-11-27", "2026-11-20"]
    assert ambiguous(found)
    assert found[0].span == found[1].span == (0, 11)


@pytest.mark.parametrize(
    "text",
    [
        "when I get paid",
        "1/2 now",
        "24/7",
        "99/99/2026",
        "2099-01-01",
        "13 of them",
        "version 1.2.3.4",
        "may I ask",
        "the second invoice",
        "Nov 2031 maybe",
        "por la mañana",
        "la mañana",
        "I sat there",
        "the 2nd reminder",
        "30 de junio de 2031",
        "31/31",
        "room 12-14",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert days(text) == []


def test_the_invoice_of_a_day_is_not_paid_on_it() -> None:
    text = "I will pay the invoice dated 11/3 on 11/27"
    context = DateContext(TODAY, "US", frozenset({Intent.PROMISE_TO_PAY}), None)
    roles = [(day.date.day, day.role) for day in read_dates(text.lower(), context)]
    assert roles == [(3, DateRole.OTHER), (27, DateRole.WILL_PAY_ON)]


@given(
    st.text(alphabet="0123456789/-. abcdefnovtuesdaymñ", max_size=120), st.dates(date(1990, 1, 2), date(2099, 12, 30))
)
def test_no_day_is_further_than_two_years(text: str, today: date) -> None:
    for found in read_dates(fold(text), DateContext(today)):
        assert abs((found.date - today).days) <= 732
        assert 0 <= found.span[0] < found.span[1] <= len(text)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(-300, 300))
def test_calendar_arithmetic(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == min(day.day, last_of_month(moved).day)
    assert (last_of_month(day) + timedelta(days=1)).day == 1
    assert count == 0 or add_business_days(day, count).weekday() < 5
