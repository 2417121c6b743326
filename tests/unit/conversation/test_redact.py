"""Card numbers and codes go; everything else that has digits stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.redact import is_card, is_iban, redact

_PIECES = [
    *(
        "4111111111111111",
        "4111 1111 1111 1111",
        " ",
        ", ",
        "\n",
        " 123",
        " 1234 ",
        "12/27",
        "|",
        " cvv ",
        "cvc:",
        " code ",
    ),
    *("three digits on the back ", "security code ", "one two three", " pin ", "[code removed]", "[card ending 1111]"),
]


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("my card is 4111111111111111", "my card is [card ending 1111]"),
        ("4111 1111 1111 1111", "[card ending 1111]"),
        ("4111-1111-1111-1111.", "[card ending 1111]."),
        ("4111.1111.1111.1111", "[card ending 1111]"),
        ("amex 3782 822463 10005 ok", "amex [card ending 0005] ok"),
        ("Visa4111111111111111", "Visa[card ending 1111]"),
        ("4111 1111\n1111 1111", "[card ending 1111]"),
        ("4111\u200b1111\u00ad1111\u200d1111", "[card ending 1111]"),
        ("4111\u2009\u202e1111\u20091111\u30001111", "[card ending 1111]"),
        ("5555555555554444 and 4012888888881881", "[card ending 4444] and [card ending 1881]"),
        ("4111 1111 1111 1111 12/27 123", "[card ending 1111] 12/27 [code removed]"),
        ("pin 55 4111111111111111 12/27", "pin 55 [card ending 1111] 12/27"),
        ("cvv 123", "cvv [code removed]"),
        ("CVC2: 9876", "CVC2: [code removed]"),
        ("the security code is 321", "the security code is [code removed]"),
        ("el código de seguridad es 987", "el código de seguridad es [code removed]"),
        ("Prüfnummer 456", "Prüfnummer [code removed]"),
        ("cryptogramme : 456", "cryptogramme : [code removed]"),
        ("codice di sicurezza 111", "codice di sicurezza [code removed]"),
        ("123 is my cvv", "[code removed] is my cvv"),
        ("card 4111111111111111 cvc is 123", "card [card ending 1111] cvc is [code removed]"),
        ("4111111111111111|12|27|123", "[card ending 1111]|12|27|[code removed]"),
        ("4111111111111111 1227 123", "[card ending 1111] 1227 [code removed]"),
        ("4111, 1111, 1111, 1111", "[card ending 1111]"),
        ("4111•1111•1111•1111", "[card ending 1111]"),
        ("+4111111111111111", "+[card ending 1111]"),
        ("5555555555554444 valid thru 09/28 code 987", "[card ending 4444] valid thru 09/28 code [code removed]"),
        ("visa 4111111111111111 123", "visa [card ending 1111] [code removed]"),
        ("four one one one, " + "one " * 11 + "one", "[card ending 1111]"),
        ("cvv: one two three", "cvv: [code removed]"),
        ("cvv\n123", "cvv\n[code removed]"),
        ("c.v.v. 123", "c.v.v. [code removed]"),
        ("my card pin is 1234", "my card pin is [code removed]"),
        ("the three digits on the back are 123", "the three digits on the back are [code removed]"),
        ("los tres números de atrás son 123", "los tres números de atrás son [code removed]"),
        ("les 3 chiffres au dos : 123", "les 3 chiffres au dos : [code removed]"),
        ("die drei Ziffern hinten sind 123", "die drei Ziffern hinten sind [code removed]"),
        ("os três números atrás são 123", "os três números atrás são [code removed]"),
        ("le tre cifre sul retro sono 123", "le tre cifre sul retro sono [code removed]"),
        ("de drie cijfers achterop zijn 123", "de drie cijfers achterop zijn [code removed]"),
        ("trzy cyfry z tyłu to 123", "trzy cyfry z tyłu to [code removed]"),
        ("veiligheidscode 123", "veiligheidscode [code removed]"),
        ("código verificador 123", "código verificador [code removed]"),
        ("kod zabezpieczający 123", "kod zabezpieczający [code removed]"),
        ("４１１１１１１１１１１１１１１１", "[card ending 1111]"),
    ],
)
def test_card_data_is_taken_out(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "call +1 212 555 0147 or +52 1 55 1234 5678",
        "(212) 555-0147",
        "invoice INV4111111111111111",
        "invoice 2026-000123 of 2026-11-27 10:15",
        "IBAN ES91 2100 0418 4502 0005 1332",
        "iban DE89370400440532013000",
        "GB29 NWBK 6016 1331 9268 19",
        "paid 1,234.56 on 11/27/2026",
        "4111 1111 1111 1112",  # the check digit is wrong
        "1234567890123456",  # no brand begins so
        "0000000000000000",
        "folio 8837261, total 482.50, 3 items",
        "my code is 123456",
        "the last 4 digits are 1234",
        "terminan en 1234, los últimos 4 dígitos 1234",
        "facturas 5563, 5571, 5580 y 5590",
        "paid 300, 400 and 500 on 12/27",
        "one two three, testing",
        "call the number on the back",
        "pin 560001",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text) == text


@given(st.text(alphabet="0123456789 -./xcv\n", max_size=200))
def test_redacting_twice_changes_nothing_and_no_card_is_left(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_redacting_twice_changes_nothing_whatever_stands_together(pieces: list[str]) -> None:
    once = redact("".join(pieces))
    assert redact(once) == once
    apart = redact("; ".join(pieces))
    assert redact(apart) == apart
    assert not {"4111111111111111", "4111 1111 1111 1111"} & set(apart.split("; "))


@given(st.text())
def test_it_never_raises(text: str) -> None:
    assert isinstance(redact(text), str)


def test_check_digits() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")
    assert not is_card("4" * 12)
    assert is_iban("ES91 2100 0418 4502 0005 1332")
    assert not is_iban("ES92 2100 0418 4502 0005 1332")
    assert not is_iban("ES91")


@pytest.mark.parametrize(
    "unit",
    [
        "4",
        "4 ",
        "1 2 3 ",
        "ES91 ",
        "cvv ",
        "security ",
        "4111 ",
        "a1",
        "one ",
        "cvv [",
        "3 digits ",
        "[card ending 1111] ",
        "c v ",
        "4111,",
    ],
)
def test_a_megabyte_takes_little_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.perf_counter()
    redact(text)
    assert time.perf_counter() - begun < 2
