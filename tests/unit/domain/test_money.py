from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Rejected
from bot.domain.money import EXPONENTS, Money, check_currency, exponent, to_decimal, to_minor
from tests.unit.domain.kit import QUICK, amount, reading

CURRENCIES = st.sampled_from([*EXPONENTS, "USD", "EUR", "GBP"])


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.50", "USD", 123_450),
        ("500", "JPY", 500),
        ("1.234", "KWD", 1_234),
        ("-0.01", "EUR", -1),
        (" 7 ", "USD", 700),
    ],
)
def test_decimal_strings_become_minor_units_by_the_currencys_exponent(text, currency, minor):
    assert to_minor(text, currency) == minor


@pytest.mark.parametrize(("text", "currency"), [("0.5", "JPY"), ("1.2345", "KWD"), ("0.001", "USD")])
def test_more_decimals_than_the_currency_has_are_refused(text, currency):
    with pytest.raises(Rejected, match="decimals"):
        to_minor(text, currency)


@pytest.mark.parametrize("text", ["", "abc", "1,5", "NaN", "Infinity", "1.2.3"])
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(Rejected):
        to_minor(text, "USD")


@pytest.mark.parametrize("code", ["usd", "US", "USDX", "U$D", "ÄÖÜ", ""])
def test_what_is_no_currency_code_is_refused(code):
    with pytest.raises(Rejected):
        check_currency(code)


@QUICK
@given(st.integers(-(10**12), 10**12), CURRENCIES)
def test_minor_units_survive_the_way_to_a_decimal_and_back(minor, currency):
    assert to_minor(to_decimal(minor, currency), currency) == minor


def test_amounts_are_shown_with_the_currencys_places():
    assert [str(Money(*pair)) for pair in ((500, "JPY"), (1_234, "KWD"), (5, "USD"))] == [
        "500 JPY",
        "1.234 KWD",
        "0.05 USD",
    ]
    assert exponent("JPY") == 0
    assert exponent("KWD") == 3
    assert to_decimal(1, "KWD") == Decimal("0.001")


def test_different_currencies_are_never_added():
    with pytest.raises(Rejected):
        Money(1, "USD") + Money(1, "EUR")
    assert Money(3, "USD") - Money(1, "USD") == Money(2, "USD")


@pytest.mark.parametrize(
    ("minor", "said", "currency", "expected"),
    [
        (50_000, None, "JPY", (500,)),  # "500": minor units of an unknown currency have two decimals
        (50_050, None, "JPY", ()),  # no half yen
        (1_250, None, "KWD", (12_500,)),
        (1_250, "KWD", "KWD", (1_250,)),
        (1_250, "USD", "KWD", ()),
    ],
)
def test_an_amount_in_a_reply_is_read_in_the_currency_of_the_case(minor, said, currency, expected):
    assert reading(amounts=(amount(minor, said),)).amounts_in(currency) == expected
