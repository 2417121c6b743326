"""Outside clocks: the shortest that may apply, and staff a business day earlier rather than later."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.calendar import local
from bot.domain.clocks import ClockFor, OutsideClock, normal_scheme, respond_by, rounded_earlier
from bot.domain.decide import decide
from bot.domain.playbook import Duration, Unit
from bot.domain.raising import deadline_of
from bot.domain.vocabulary import CaseType, Owes
from tests.unit.domain import kit

CHECKED = date(2026, 11, 20)


def clock(name: str, days: int, scheme: str = "", *countries: str, what: ClockFor = ClockFor.CHARGEBACK):
    return OutsideClock(name, what, Duration(days, Unit.DAYS), "somewhere", CHECKED, scheme, countries)


CLOCKS = (
    clock("amex", 14, "amex"),
    clock("visa", 18, "visa"),
    clock("visa_us", 9, "visa", "US", "CA"),
    clock("mastercard", 40, "mastercard"),
    clock("sepa", 1, "sepa", what=ClockFor.REFUND_RIGHT),
)
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("scheme", "countries", "until"),
    [
        ("Visa", ("DE", "GB"), date(2026, 3, 20)),
        ("VISA", ("US",), date(2026, 3, 11)),
        ("visa", ("DE", "CA"), date(2026, 3, 11)),  # whichever side it is on
        ("visa", ("", ""), date(2026, 3, 11)),  # nobody knows where: the shortest
        ("Master Card", ("US",), date(2026, 4, 10)),  # 11 April is a Saturday
        ("American Express", ("DE",), date(2026, 3, 16)),
        ("", ("DE",), date(2026, 3, 16)),  # nobody knows which: the shortest of all
        ("a new scheme", ("US",), date(2026, 3, 11)),
    ],
)
def test_without_a_word_of_the_processor_the_shortest_that_may_apply_counts(scheme, countries, until):
    assert respond_by(CLOCKS, scheme, countries, MONDAY, frozenset()) == until


def test_without_a_table_nothing_is_invented():
    assert respond_by((), "visa", ("US",), MONDAY, frozenset()) is None


def test_a_day_off_becomes_the_business_day_before():
    assert rounded_earlier(date(2026, 3, 8), {date(2026, 3, 6)}) == date(2026, 3, 5)


@pytest.mark.parametrize(("text", "name"), [("MC", "mastercard"), ("Visa Electron", "visa"), ("JCB", "jcb"), ("", "")])
def test_schemes_have_many_names(text, name):
    assert normal_scheme(text) == name


def opened(**more):
    more = {"case_type": CaseType.CHARGEBACK, "owes": Owes.OPEN, **more}
    rules = kit.rules(clocks=CLOCKS)
    return kit.fold(decide(None, kit.opening(**more), kit.open_question(), rules, kit.facts(), kit.MONDAY))


def test_a_chargeback_gets_its_deadline_from_the_day_on_which_it_happened():
    assert opened(card_scheme="visa", occurred_on=date(2026, 2, 27)).respond_by == date(2026, 3, 6)
    assert opened(card_scheme="visa").respond_by == date(2026, 3, 11)


def test_what_the_processor_says_comes_first():
    assert opened(card_scheme="visa", respond_by=date(2026, 5, 1)).respond_by == date(2026, 5, 1)


def test_only_chargebacks_have_such_a_clock():
    assert opened(case_type=CaseType.REFUND_REQUEST, card_scheme="visa").respond_by is None


def test_staff_have_until_the_business_day_before_a_deadline_on_a_sunday():
    case = opened(respond_by=date(2026, 3, 15))
    end = deadline_of(case, kit.rules(), kit.facts())
    assert local(end, kit.NEW_YORK).date() == date(2026, 3, 13)
