"""Amounts, references, addresses, numbers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.amounts import AmountContext, find_amounts
from bot.conversation.cleaning import clean, fold
from bot.conversation.contacts import find_emails, find_phones
from bot.conversation.entities import find_entities
from bot.conversation.references import find_references
from bot.conversation.reply import ReplyIn
from bot.conversation.words import read_words
from bot.domain.money import Money
from bot.domain.vocabulary import DateRole

US = AmountContext("US", Money(48250, "USD"))


def amounts(text: str, context: AmountContext = US) -> list[tuple[int, str | None]]:
    return [(found.minor_units, found.currency) for found in find_amounts(fold(text), (), context)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$1,234.56", (123456, "USD")),
        ("1.234,50 €", (123450, "EUR")),
        ("€20", (2000, "EUR")),
        ("USD 482.50", (48250, "USD")),
        ("usd482", (48200, "USD")),
        ("50 bucks", (5000, "USD")),
        ("fifty dollars", (5000, "USD")),
        ("2k dollars", (200000, "USD")),
        ("JPY 5000", (5000, "JPY")),
        ("KWD 1.234", (1234, "KWD")),
        ("MX$300", (30000, "MXN")),
        ("£1 234.50", (123450, "GBP")),
        ("200 euros", (20000, "EUR")),
        ("I paid 200", (20000, "USD")),
        ("482.50", (48250, "USD")),
        ("half", (24125, "USD")),
        ("the full amount", (48250, "USD")),
        ("la mitad", (24125, "USD")),
        ("12,5 €", (1250, "EUR")),
    ],
)
def test_amounts(text: str, wanted: tuple[int, str]) -> None:
    assert amounts(text) == [wanted]


def test_the_rest_is_what_remains_of_the_open_amount() -> None:
    assert amounts("100 dollars now and the rest later") == [(10000, "USD"), (38250, "USD")]
    assert amounts("half now and half later") == [(24125, "USD"), (24125, "USD")]


def test_a_dollar_or_peso_is_that_of_the_country_or_of_the_case() -> None:
    assert amounts("500 pesos", AmountContext("MX")) == [(50000, "MXN")]
    assert amounts("$500", AmountContext("CA")) == [(50000, "CAD")]
    assert amounts("$500", AmountContext("US", Money(1, "MXN"))) == [(50000, "MXN")]
    assert amounts("$500", AmountContext("")) == [(50000, None)]


@pytest.mark.parametrize(
    "text",
    [
        "paid 3 days ago",
        "paid 11/27",
        "half an hour",
        "2 invoices",
        "call 5551234",
        "room 12",
        "50%ish",
        "at 10:30",
        "pay in 3 parts",
        "the rest of us",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert amounts(text, AmountContext("US")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ref 88213", ("88213", "transaction")),
        ("Reference: AB-99120", ("AB-99120", "transaction")),
        ("folio 123456", ("123456", "transaction")),
        ("check #1042", ("1042", "transaction")),
        ("TX8821399A", ("TX8821399A", "transaction")),
        ("ch_3NabcDEF12345678", ("ch_3NabcDEF12345678", "transaction")),
        ("for inv 00123 please", ("inv 00123", "invoice")),
        ("INV-00123", ("INV-00123", "invoice")),
        ("invoice 4471", ("4471", "invoice")),
        ("ES91 2100 0418 4502 0005 1332 gracias", ("ES91 2100 0418 4502 0005 1332", "iban")),
    ],
)
def test_references(text: str, wanted: tuple[str, str]) -> None:
    found = find_references(text, fold(text), ["INV-00123"], asked=False, taken=())
    assert [(reference.text, reference.kind) for reference in found] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "the reference is wrong",
        "ref. 11/27/2026",
        "check it on Friday",
        "ES92 2100 0418 4502 0005 1332 x",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert not [
        found
        for found in find_references(text, fold(text), ["INV-00123"], asked=False, taken=())
        if found.kind != "transaction"
    ]


def test_contacts() -> None:
    text = "write to Joe.Doe+x@mail.example.com or call (212) 555-0147"
    assert [found.text for found in find_emails(text)] == ["Joe.Doe+x@mail.example.com"]
    assert [found.text for found in find_phones(text, (), "US")] == ["(212) 555-0147"]
    assert [found.text for found in find_phones("+34 612 345 678", (), "")] == ["+34 612 345 678"]
    assert find_phones("2026-11-27 and 12345", (), "US") == ()


@given(st.text(max_size=300))
def test_spans_are_of_the_text(raw: str) -> None:
    text = clean(raw)
    folded = fold(text)
    assert len(folded) == len(text)
    for found in (
        *find_references(text, folded, ["A-1234"], asked=True, taken=()),
        *find_emails(text),
        *find_phones(text, (), "US"),
    ):
        assert text[found.span[0] : found.span[1]] == found.text
    for amount in find_amounts(folded, (), US):
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)
        assert amount.minor_units > 0


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("I sent 50 on Monday, the rest on the 28th", "en-US", "2026-11-28"),
        ("CHF 350 habe ich am Montag geschickt, den Rest am 28. November", "de-CH", "2026-11-28"),
        ("ya deposité 100 el lunes, el resto el 28", "es-MX", "2026-11-28"),
        ("Ein Drittel kann ich am 1.12. überweisen", "de-DE", "2026-12-01"),
        ("100 € kann ich am 1.12. überweisen", "de-DE", "2026-12-01"),
    ],
)
def test_an_amount_beside_a_day_hides_nothing_that_tells_what_the_day_is_for(text: str, locale: str, day: str) -> None:
    reply = ReplyIn(
        text,
        locale=locale,
        received_at=datetime(2026, 11, 18, 12, tzinfo=UTC),  # a Wednesday
        open_amount=Money(81000, {"en-US": "USD", "de-CH": "CHF", "es-MX": "MXN"}.get(locale, "EUR")),
    )
    found = find_entities(reply, text, read_words(text), locale[:2], frozenset())
    assert [one.date.isoformat() for one in found.dates if one.role is DateRole.WILL_PAY_ON] == [day]
