"""Amounts and days are written as readers of a language and country write them."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.segments import Encoding, encoding_of
from bot.channels.words.formats import amount_format, day, locale_of
from bot.domain.errors import Rejected
from bot.domain.money import to_decimal

PLACES = ["en_US", "en_GB", "en_IN", "es_MX", "es_ES", "es_CO", "es_AR", "de_DE", "fr_FR", "pt_BR", "de_CH"]
CURRENCIES = ["USD", "EUR", "GBP", "JPY", "KWD", "MXN", "INR", "COP", "CHF"]


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(minor=st.integers(-(10**12), 10**12), place=st.sampled_from(PLACES), currency=st.sampled_from(CURRENCIES))
def test_amounts_are_written_as_babel_writes_them(minor, place, currency):
    locale = Locale.parse(place)
    ours = amount_format(currency, locale).write(minor)
    decimals = str(to_decimal(abs(1), currency)).partition(".")[2]
    pattern = locale.currency_formats["standard"].pattern.replace("0.00", "0." + "0" * len(decimals)).rstrip(".")
    pattern = pattern.replace("0. ", "0 ").replace("0.\u00a0", "0\u00a0").replace("0.;", "0;")
    theirs = format_currency(to_decimal(minor, currency), currency, pattern, locale=locale, currency_digits=False)
    assert squeezed(ours) == squeezed(theirs)


@pytest.mark.parametrize(
    ("minor", "currency", "place", "written"),
    [
        (125_000, "USD", "en_US", "$1,250.00"),
        (125_000, "USD", "es_MX", "USD\u00a01,250.00"),
        (125_000, "EUR", "es_ES", "1.250,00\u00a0€"),
        (125_000, "JPY", "en_US", "¥125,000"),
        (125_000, "KWD", "en_US", "KWD\u00a0125.000"),
        (5, "GBP", "en_GB", "£0.05"),
        (-1_234_567_89, "INR", "en_IN", "-₹12,34,567.89"),
        (0, "EUR", "de_DE", "0,00\u00a0€"),
    ],
)
def test_decimals_are_those_of_the_currency(minor, currency, place, written):
    assert amount_format(currency, Locale.parse(place)).write(minor) == written


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("currency", CURRENCIES)
def test_an_amount_in_a_text_does_not_cost_the_cheap_alphabet(place, currency):
    written = amount_format(currency, Locale.parse(place), plain=True).write(123_456_789)
    assert encoding_of(written.replace("’", "'")) is Encoding.GSM_7


def test_what_is_no_currency_is_refused():
    with pytest.raises(Rejected, match="ISO 4217"):
        amount_format("<b>", Locale.parse("en"))


@pytest.mark.parametrize(
    ("language", "country", "found"),
    [("es", "MX", "es_MX"), ("es-MX", "US", "es_US"), ("en", "MX", "en"), ("en", "", "en"), ("es", "??", "es")],
)
def test_a_place_that_cldr_does_not_know_falls_back_to_the_language(language, country, found):
    assert str(locale_of(language, country)) == found


def test_days_have_their_month_in_words():
    assert day(date(2026, 5, 3), Locale.parse("es_MX")) == "3 de mayo de 2026"
    assert day(date(2026, 5, 3), Locale.parse("en_GB")) == "3 May 2026"
