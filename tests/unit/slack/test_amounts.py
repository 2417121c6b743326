"""Amounts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Rejected
from bot.domain.money import exponent, to_decimal
from bot.slack.forms.amounts import amount_text, read_amount
from tests.unit.domain.kit import QUICK

CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD", "CLF"])
MINOR = st.integers(1, 10**13)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1.234,50", "EUR", 123_450),
        ("1,234.50", "EUR", 123_450),
        ("1 234,50", "EUR", 123_450),
        ("1'234.50", "CHF", 123_450),
        ("1\u00a0234,50 EUR", "EUR", 123_450),
        ("EUR 1.234.567,8", "EUR", 123_456_780),
        ("1,234,567", "USD", 123_456_700),
        ("120", "USD", 12_000),
        ("120.5", "USD", 12_050),
        ("0,05", "USD", 5),
        ("0,500", "KWD", 500),
        ("1234.500", "KWD", 1_234_500),
        ("1.2340", "KWD", 1_234),
        ("1,234", "JPY", 1_234),
        ("1.234.567", "JPY", 1_234_567),
        ("usd 12", "USD", 1_200),
    ],
)
def test_what_can_be_read_in_one_way_is_read(text, currency, minor):
    assert read_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "says"),
    [
        ("1.234", "EUR", "1234 or 1.23\\."),  # what is offered can be written
        ("1.234", "KWD", "1234 or 1.2340"),
        ("1,234", "USD", "two ways"),
        ("12 50", "EUR", "such as 120.00"),
        ("12.345,6.7", "EUR", "marks"),
        ("1.23.456", "EUR", "marks"),
        ("12,34.5", "EUR", "marks"),
        ("0.005", "EUR", "at most 2 decimals"),
        ("12.5", "JPY", "no decimals"),
        ("-5", "EUR", "such as"),
        ("1e3", "EUR", "such as"),
        ("١٢", "EUR", "such as"),
        ("", "EUR", "such as"),
        ("nan", "EUR", "such as"),
        ("9" * 40, "EUR", "too large"),
        ("USD 12", "EUR", "such as"),
    ],
)
def test_what_cannot_is_refused_with_a_sentence(text, currency, says):
    with pytest.raises(Rejected, match=says):
        read_amount(text, currency)


@QUICK
@given(MINOR, CURRENCIES)
def test_what_a_field_is_filled_in_with_is_read_back(minor, currency):
    assert read_amount(amount_text(minor, currency), currency, shown=minor) == minor


@QUICK
@given(MINOR, CURRENCIES, st.booleans())
def test_a_grouped_amount_is_read_as_it_was_meant_or_refused_but_never_as_another(minor, currency, english):
    text = f"{to_decimal(minor, currency):,}"
    if not english:
        text = text.translate(str.maketrans(",.", ".,"))
    read, refusal = outcome(text, currency)
    assert read == minor or ("two ways" in refusal and exponent(currency) in (0, 3))


@QUICK
@given(st.text(max_size=40), CURRENCIES)
def test_no_text_makes_it_fail_in_another_way(text, currency):
    read, refusal = outcome(text, currency)
    assert refusal.endswith(".") if read is None else read >= 0


def outcome(text: str, currency: str) -> tuple[int | None, str]:
    """What is read, or None and the sentence."""
    try:
        return read_amount(text, currency), ""
    except Rejected as refused:
        return None, str(refused)
