"""Which case a reply belongs to, and by what that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.attribution import attribute, is_of_person
from bot.domain.case import Case
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadIntent, ReadReference
from bot.domain.vocabulary import CaseState, CaseType, DateRole, Intent, Owes, Question

AT = datetime(2026, 3, 3, 15, tzinfo=UTC)


def case(name: str, minor: int, **changes) -> Case:
    made = Case(
        id=name,
        ref=f"MP-0000000A{name}",
        client="acme",
        customer_id="cu1",
        case_type=CaseType.MISSING_PAYMENT,
        owes=Owes.THEY,
        state=CaseState.OPEN,
        opened_at=AT,
        currency="USD",
        expected=minor,
        paid=0,
        invoice=f"INV-204{name}",
        playbook="p",
    )
    return replace(made, **changes)


ONE, TWO, THREE = case("1", 12_000), case("2", 8_000), case("3", 4_500)
CLOSED = case("4", 1_000, state=CaseState.CLOSED, closed_at=AT)


def said(*intents: Intent, text: str = "", **more) -> Reading:
    return Reading(
        "en", 1.0, False, tuple(ReadIntent(one, 0.9) for one in intents), (), decided=True, stripped_text=text, **more
    )


def amount(minor: int, currency: str | None = "USD") -> tuple[ReadAmount, ...]:
    return (ReadAmount(minor, currency, (0, 3)),)


def named(text: str) -> tuple[ReadReference, ...]:
    return (ReadReference(text, "invoice", (0, len(text))),)


PAID = Intent.ALREADY_PAID
ASKED = replace(TWO, last_question=Question.WHICH_DAY, chases=1)
FRIDAY = (ReadDate(date(2026, 3, 6), DateRole.WILL_PAY_ON, (0, 6)),)
FOUND = [
    # what was read | the customer's cases | those of the thread | expected | by what
    (said(PAID, references=named("INV-2042")), (ONE, TWO), (), "2", "reference"),
    (said(PAID, references=named("inv 2042")), (ONE, TWO), (), "2", "reference"),
    (said(PAID, references=named("2042")), (ONE, TWO), (), "2", "reference"),
    (said(PAID, text="about mp-0000000a1"), (ONE, TWO), (), "1", "reference"),
    (said(PAID, references=named("INV-2042")), (ONE, TWO), ("1",), "2", "reference"),
    (said(PAID, references=named("INV-2044")), (CLOSED,), (), "4", "reference"),
    (said(PAID, references=named("INV-9999")), (ONE, TWO), ("1",), "1", "thread"),
    (said(PAID), (ONE, TWO), ("2",), "2", "thread"),
    (said(PAID), (ONE, TWO, THREE), ("1", "2"), "12", "thread"),
    (said(PAID, amounts=amount(8_000)), (ONE, TWO, THREE), ("1", "2"), "2", "amount"),
    (said(PAID), (ONE,), (), "1", "only case"),
    (said(PAID), (ONE, CLOSED), (), "1", "only case"),
    (said(PAID, amounts=amount(8_000)), (ONE, TWO), (), "2", "amount"),
    (said(PAID, amounts=amount(8_000, None)), (ONE, TWO), (), "2", "amount"),
    (said(PAID, amounts=amount(20_000)), (ONE, TWO), (), "12", "sum of amounts"),
    (said(Intent.PROMISE_TO_PAY, dates=FRIDAY), (ONE, ASKED), (), "2", "question"),
    (said(PAID), (ONE, replace(TWO, chases=1)), (), "2", "written about"),
    (said(PAID), (CLOSED,), (), "4", "last closed"),
]
UNSURE = [
    (said(PAID), (ONE, TWO), ()),
    (said(PAID, amounts=amount(8_000, "EUR")), (ONE, TWO), ()),
    (said(PAID, amounts=amount(9_999)), (ONE, TWO), ()),
    (said(PAID), (replace(ONE, chases=1), replace(TWO, chases=1)), ()),
    (said(PAID, references=named("INV-9999")), (ONE, TWO), ()),
]


@pytest.mark.parametrize(("reading", "cases", "known", "expected", "basis"), FOUND)
def test_the_case_is_found(reading: Reading, cases, known, expected: str, basis: str):
    found = attribute(reading, cases, known)
    assert ("".join(one.id for one in found.cases), found.certain, found.basis) == (expected, True, basis)


@pytest.mark.parametrize(("reading", "cases", "known"), UNSURE)
def test_what_fits_several_is_not_guessed(reading: Reading, cases, known):
    found = attribute(reading, cases, known)
    assert (found.cases, found.certain, found.basis) == (cases, False, "unclear")


def test_without_any_case_there_is_none():
    assert attribute(said(PAID), (), ()).cases == ()


@pytest.mark.parametrize(
    ("intents", "expected"),
    [
        ((Intent.HUMAN_REQUEST,), True),
        ((Intent.ACKNOWLEDGEMENT, Intent.CHANGE_CONTACT), True),
        ((Intent.HUMAN_REQUEST, Intent.ALREADY_PAID), False),
        ((), False),
    ],
)
def test_what_is_about_the_person(intents, expected: bool):
    assert is_of_person(said(*intents)) is expected
