"""Payments by hand: the money is counted once, whatever the ledger learns and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.app.staff.money import record_payment, take_back_payment
from bot.domain.vocabulary import CaseState, Outcome
from tests.flow.staff.desk import Bill, Desk, refused

BILL = Bill()  # 120.00, nothing paid


def record(desk: Desk, minor: int = 12_000, name: str = "h1", who: str = "olivia", bank: str = "BANK-77", **more):
    day = more.get("day", desk.now.date())
    return record_payment(desk.app.context, desk.ref(BILL), desk.who(who), name, minor, day, bank)


def take_back(desk: Desk, name: str = "h1", who: str = "olivia"):
    return take_back_payment(desk.app.context, desk.ref(BILL), desk.who(who), name)


def ledger(desk: Desk, paid: str) -> None:
    """The next day's import."""
    desk.turn(days=1)
    desk.bills(replace(BILL, paid=paid))


def test_a_payment_by_hand_silences_and_closes_and_is_kept_with_the_banks_reference(desk: Desk):
    desk.bills(BILL)
    case = record(desk)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.PAYMENT_RECEIVED)
    assert desk.rows("SELECT reference, method, minor_units FROM payments") == [("BANK-77", "by hand", 12_000)]
    assert [(one.id, one.minor_units, one.by) for one in desk.view(BILL).payments] == [("h1", 12_000, "olivia")]


@pytest.mark.parametrize("minor", [12_000, 5_000])
def test_an_import_that_shows_the_same_total_adds_nothing(desk: Desk, minor: int):
    desk.bills(BILL)
    record(desk, minor)
    ledger(desk, f"{minor / 100:.2f}")
    assert desk.case(BILL).paid == minor
    ledger(desk, f"{minor / 100:.2f}")
    assert desk.case(BILL).paid == minor


def test_an_import_that_shows_more_adds_the_difference(desk: Desk):
    desk.bills(BILL)
    record(desk, 5_000)
    ledger(desk, "80.00")
    assert desk.case(BILL).paid == 8_000
    ledger(desk, "120.00")
    assert (desk.case(BILL).paid, desk.case(BILL).state) == (12_000, CaseState.CLOSED)


async def test_an_import_that_does_not_know_it_yet_leaves_the_case_quiet(desk: Desk):
    desk.bills(BILL)
    record(desk)
    for _ in range(4):
        ledger(desk, "0.00")
        await desk.work()
    assert desk.case(BILL).state is CaseState.CLOSED
    assert desk.mail.taken == []


def test_a_ledger_that_catches_up_in_parts_counts_nothing_twice(desk: Desk):
    desk.bills(BILL)
    record(desk, 10_000)
    for paid in ("40.00", "70.00", "100.00"):
        ledger(desk, paid)
        assert desk.case(BILL).paid == 10_000
    ledger(desk, "120.00")
    assert desk.case(BILL).paid == 12_000


def test_a_payment_that_the_ledger_takes_back_leaves_the_one_by_hand(desk: Desk):
    paid = replace(BILL, paid="50.00")
    desk.bills(paid)
    record(desk, 4_000)
    ledger(desk, "30.00")
    assert desk.case(BILL).paid == 7_000


async def test_what_was_recorded_by_mistake_is_taken_back_once_and_the_customer_hears_nothing(desk: Desk):
    desk.bills(BILL)
    record(desk)
    case = take_back(desk)
    assert (case.state, case.paid) == (CaseState.OPEN, 0)
    assert not case.touches
    assert "taken back already" in refused(take_back, desk)
    assert desk.view(BILL).payments == ()
    assert "recorded already" in refused(record, desk)


def test_a_payment_that_the_ledger_shows_by_now_is_not_taken_back(desk: Desk):
    desk.bills(BILL)
    record(desk)
    ledger(desk, "120.00")
    assert "ledger shows this payment" in refused(take_back, desk)
    assert desk.case(BILL).state is CaseState.CLOSED


def test_after_it_was_taken_back_the_ledger_counts_as_ever(desk: Desk):
    desk.bills(BILL)
    record(desk, 5_000)
    take_back(desk)
    ledger(desk, "50.00")
    assert desk.case(BILL).paid == 5_000


def test_a_double_click_counts_once(desk: Desk):
    desk.bills(BILL)
    record(desk, 5_000)
    assert "recorded already" in refused(record, desk, 5_000)
    assert desk.case(BILL).paid == 5_000


def test_the_day_of_a_payment_is_that_of_the_clients_desk(desk: Desk):
    """Acme sits in New York: at three in the morning UTC it is still yesterday there."""
    desk.bills(BILL)
    desk.turn(hours=(27 - desk.now.hour) % 24)
    assert "not come yet" in refused(record, desk, day=desk.now.date())
    record(desk, day=desk.now.date() - timedelta(days=1))
    assert desk.case(BILL).state is CaseState.CLOSED


@pytest.mark.parametrize(
    ("minor", "bank", "days", "why"),
    [(0, "B", 0, "above zero"), (-1, "B", 0, "above zero"), (5, "  ", 0, "reference"), (5, "B", 2, "not come yet")],
)
def test_a_payment_needs_an_amount_a_reference_and_a_day_that_has_been(desk: Desk, minor, bank, days, why):
    desk.bills(BILL)
    day: date = desk.now.date() + timedelta(days=days)
    assert why in refused(record, desk, minor, bank=bank, day=day)
    assert desk.rows("SELECT * FROM payments") == []


def test_only_who_works_the_case_touches_its_money(desk: Desk):
    desk.bills(BILL)
    for name in ("ivo", "adele", "carla"):
        assert "You are" in refused(record, desk, who=name)
    assert "no payment" in refused(take_back, desk).lower() or "such a payment" in refused(take_back, desk)
