"""What holds for days in every language: spans, the order of figures, the local day, slips, hostile texts."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.cleaning import fold
from bot.conversation.date_roles import DateContext, ambiguous, read_dates
from bot.conversation.days.holidays import easter, feast
from bot.conversation.days.lexicon import TABLES
from bot.conversation.days.trie import Trie
from bot.conversation.reply import ReplyIn
from bot.domain.vocabulary import DateRole, Intent

TODAY = date(2026, 11, 18)  # a Wednesday
SECONDS = 3.0  # for 100,000 characters; more is no longer linear


def days(text: str, language: str = "en", region: str = "", **more: object) -> list[str]:
    context = DateContext(TODAY, region, languages=(language,), **more)  # type: ignore[arg-type]
    return [day.date.isoformat() for day in read_dates(fold(text), context)]


@pytest.mark.parametrize(
    ("language", "region", "wanted"),
    [
        ("en", "US", ["2026-12-05"]),
        ("en", "GB", ["2027-05-12"]),
        ("en", "IN", ["2027-05-12"]),
        ("en", "", ["2027-05-12", "2026-12-05"]),
        ("en", "CA", ["2027-05-12", "2026-12-05"]),
        ("fr", "CA", ["2027-05-12"]),
        ("es", "US", ["2026-12-05"]),
        ("es", "", ["2027-05-12"]),
        ("de", "", ["2027-05-12"]),
    ],
)
def test_the_country_then_the_language_says_which_figure_is_the_month(language, region, wanted):
    assert days("12/05", language, region) == wanted


def test_two_readings_share_a_span_and_are_asked_back():
    found = read_dates("i will pay on 03/12/2026", DateContext(TODAY, languages=("en",)))
    assert [day.date.isoformat() for day in found] == ["2026-12-03", "2026-03-12"]
    assert ambiguous(found)


def test_figures_that_can_only_be_read_one_way_are_not_ambiguous():
    assert days("27/11") == days("11/27") == ["2026-11-27"]


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("I will pay on Dec 3rd, not sooner", "en", "Dec 3rd"),
        ("Paid 10/28/2026.", "en", "10/28/2026"),
        ("Je paierai le 28 novembre, merci", "fr", "28 novembre"),
        ("Ich zahle übermorgen.", "de", "übermorgen"),
        ("zapłacę w ciągu 10 dni", "pl", "w ciągu 10 dni"),
        ("pago a finales de mes", "es", "a finales de mes"),
    ],
)
def test_the_span_is_what_names_the_day(text, language, written):
    (found,) = read_dates(fold(text), DateContext(TODAY, "US", languages=(language,)))
    assert text[slice(*found.span)] == written


@pytest.mark.parametrize(
    ("slip", "language", "day"),
    [
        ("tomorow", "en", "2026-11-19"),
        ("tommorow", "en", "2026-11-19"),
        ("tomorroww", "en", "2026-11-19"),
        ("thrusday", "en", "2026-11-19"),
        ("fridaaaay", "en", "2026-11-20"),
        ("wendsday", "en", "2026-11-25"),
        ("jueve", "es", "2026-11-19"),
        ("biernes", "es", "2026-11-20"),
        ("vendrdi", "fr", "2026-11-20"),
        ("apres demain", "fr", "2026-11-20"),
        ("donerstag", "de", "2026-11-19"),
        ("uebermorgen", "de", "2026-11-20"),
        ("amanha", "pt", "2026-11-19"),
        ("dopodmani", "it", "2026-11-20"),
        ("vrydag", "nl", "2026-11-20"),
        ("overmogen", "nl", "2026-11-20"),
        ("PIONTEK", "pl", "2026-11-20"),
        ("pojutzre", "pl", "2026-11-20"),
    ],
)
def test_slips_are_understood(slip, language, day):
    assert days(slip, language) == [day]


def test_today_is_that_of_the_customer():
    late = datetime(2026, 11, 19, 5, 30, tzinfo=UTC)  # 23:30 of the day before in Chicago
    assert ReplyIn("today", received_at=late, timezone="America/Chicago").today == date(2026, 11, 18)
    assert ReplyIn("today", received_at=late, timezone="Europe/Warsaw").today == date(2026, 11, 19)


@pytest.mark.parametrize(
    "text", ["1 January 2031", "3/4/2099", "in 900 days", "in 500 weeks", "2019-01-01", "32/13/2026"]
)
def test_what_is_further_than_two_years_is_no_day(text):
    assert days(text, "en", "US") == []


def test_a_reply_about_something_else_is_not_held_to_a_day_by_a_helping_verb():
    text = "i will be there until friday"
    legal = frozenset({Intent.LEGAL_NOTICE})
    (found,) = read_dates(text, DateContext(TODAY, "US", legal, languages=("en",)))
    assert found.role is DateRole.OTHER


def test_what_the_reply_is_about_settles_what_no_word_tells():
    for intent, day, role in (
        (Intent.ALREADY_PAID, "2026-11-09", DateRole.PAID_ON),
        (Intent.PROMISE_TO_PAY, "2026-12-09", DateRole.WILL_PAY_ON),
    ):
        (found,) = read_dates("the 9th, as agreed", DateContext(TODAY, "US", frozenset({intent}), languages=("en",)))
        assert (found.date.isoformat(), found.role) == (day, role)


@pytest.mark.parametrize(
    "piece", ["friday ", "in the next ", "1/", "15 ", "12.", "the first of ", "not ", "?", "a ", "until ", "zum 15. "]
)
def test_hostile_texts_take_linear_time(piece):
    text = (piece * 100_000)[:100_000]
    began = time.process_time()
    read_dates(text, DateContext(TODAY, "US", languages=("en", "de")))
    assert time.process_time() - began < SECONDS


@given(st.text(max_size=200), st.sampled_from([*TABLES, ""]))
def test_any_text_is_read(text, language):
    folded = fold(text)
    for found in read_dates(folded, DateContext(TODAY, languages=(language,))):
        assert 0 <= found.span[0] < found.span[1] <= len(folded)


def test_easter_moves():
    assert [easter(year) for year in (2024, 2025, 2026, 2027, 2038)] == [
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ]
    assert feast("thanksgiving", 2026) == date(2026, 11, 26)


def test_a_pattern_without_words_is_refused():
    with pytest.raises(ValueError, match="would match anything"):
        Trie({}).add("may?", "none", "en", at_home=False)
