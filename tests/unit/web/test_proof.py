"""What counts as a fact from the bill."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import to_decimal
from bot.web.proof import amounts_in, proves, shown_end
from tests.contract.store.making import new_case

CASE = replace(new_case(), invoice="INV-2026-20481", expected=123_450, paid=3_450, currency="USD")


@pytest.mark.parametrize(
    "said",
    [
        "INV-2026-20481",
        " inv 2026 20481 ",
        "inv202620481",
        "２０２６-２０４８１",
        "2620481",
        "1234.50",
        "1,234.50",
        "1.234,50",
        "$1,234.50",
        "1234,50 USD",
        "USD 1234.50",
        "1 234,50 €",
        "1200",
        "1,200.00",
        "34.50",
    ],
)
def test_the_number_its_long_end_and_exact_amounts_prove(said: str):
    assert proves(said, [CASE])


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "-",
        "0481",
        "20481",
        "INV",
        "INV-2026",
        "1234",
        "1234.5",
        "1234.51",
        "0",
        "0.00",
        "123450",
        "12,34.50",
        "INV-2026-20482",
        "x" * 500,
    ],
)
def test_what_is_shown_anyway_or_nearly_right_proves_nothing(said: str):
    assert not proves(said, [CASE])


def test_a_case_without_an_invoice_number_is_proved_by_its_amount_only():
    case = replace(CASE, invoice="")
    assert proves("1234.50", [case])
    assert not proves(case.ref, [case])
    assert not proves("", [case])


def test_nothing_is_proved_without_a_case():
    assert not proves("INV-2026-20481", [])


@given(st.text(alphabet="ABC0123456789-", min_size=1, max_size=20))
def test_what_the_page_shows_never_opens_it(invoice: str):
    case = replace(CASE, invoice=invoice, expected=10**9 + 7, paid=0)
    shown = shown_end(case)
    assert len(shown) <= 4
    assert not proves(shown, [case]) or shown == "".join(c for c in invoice if c.isalnum())


@given(st.integers(1, 10**9), st.sampled_from(["USD", "JPY", "KWD"]), st.booleans())
def test_every_amount_is_recognised_however_it_is_written(minor: int, currency: str, comma: bool):
    plain = str(to_decimal(minor, currency))
    grouped = f"{to_decimal(minor, currency):,}"
    for text in (plain, grouped):
        swapped = text.translate(str.maketrans(",.", ".,")) if comma else text
        assert minor in amounts_in(swapped, currency)


def test_yen_have_no_decimals():
    assert amounts_in("1.234", "JPY") == {1234}
    assert amounts_in("1.234", "KWD") == {1234, 1_234_000}


@given(st.text(max_size=80))
def test_nothing_that_anybody_types_raises(said: str):
    assert not proves(said, [CASE]) or any(sign.isalnum() for sign in said)  # nothing proves nothing
