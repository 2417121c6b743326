"""Receipts in suspense as the store keeps them; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.app.records import CustomerChange
from bot.app.suspense import StoredReceipt
from bot.domain.facts import UnappliedReceipt
from bot.domain.vocabulary import CaseState, CaseType, Outcome
from tests.contract.store.making import NOW, customer, new_case, opened, with_case

RECEIPT = StoredReceipt("acme", "R1", "cu1", "EUR", 12_000, date(2026, 3, 1), "INV-1", "i1")


def put(store, *receipts, now=NOW):
    with store.begin() as unit:
        return unit.put_receipts(receipts, now)


def unapplied(store, customer_id="cu1"):
    with store.begin() as unit:
        return unit.bundles([customer_id], NOW)[customer_id].unapplied


def test_a_receipt_is_new_once_and_known_by_its_customer(store):
    with_case(store)
    assert (put(store, RECEIPT), put(store, replace(RECEIPT, minor_units=9_000))) == (1, 0)
    assert unapplied(store) == (UnappliedReceipt("EUR", 9_000, "R1", date(2026, 3, 1), "INV-1"),)


def test_what_the_next_file_does_not_name_is_gone_and_may_come_back(store):
    with_case(store)
    put(store, RECEIPT, replace(RECEIPT, receipt_id="R2"), replace(RECEIPT, client="globex"))
    put(store, replace(RECEIPT, receipt_id="R2", import_id="i2"))
    with store.begin() as unit:
        assert sorted(unit.imports_in_suspense()) == ["i1", "i2"]
        assert unit.receipts_gone("acme", ["i1"], NOW) == 1
        assert unit.receipts_gone("acme", ["i1"], NOW) == 0
        assert unit.receipts_gone("acme", [], NOW) == 0
    assert [one.receipt_id for one in unapplied(store)] == ["R2", "R1"]  # that of another client, too
    assert put(store, replace(RECEIPT, import_id="i3"), now=NOW + timedelta(days=1)) == 0
    with store.begin() as unit:
        assert unit.db.value("SELECT count(*) FROM unapplied_receipts WHERE applied_at IS NULL") == 3


def test_what_an_import_named_is_known_as_it_stood(store):
    with_case(store)
    later = replace(RECEIPT, receipt_id="R2", received_on=None, customer_id="", import_id="i2")
    put(store, RECEIPT, later, replace(RECEIPT, client="globex"))
    with store.begin() as unit:
        assert unit.receipts_named("i2", ["acme"], ["R1", "R2"]) == [later]
        found = unit.receipts_named("i1", ["acme", "globex"], ["R1", "R2"])
    assert sorted(found, key=lambda one: one.client) == [RECEIPT, replace(RECEIPT, client="globex")]


def test_an_invoice_names_its_customer_while_a_case_is_open_and_only_one_has_it(store):
    with_case(store)
    with_case(store, 2)
    twice = replace(new_case(3, "cu2"), invoice="INV-1")
    closed = replace(new_case(4, "cu2"), state=CaseState.CLOSED, outcome=Outcome.REFUNDED, closed_at=NOW)
    with store.begin() as unit:
        unit.save([CustomerChange("cu2", (opened(twice), opened(closed)))], NOW)
        assert unit.customers_of_invoices("acme", ["INV-1", "INV-2", "INV-4", "INV-9"]) == {"INV-2": "cu2"}
        assert unit.known_customers(["cu1", "cu9"]) == {"cu1"}


def test_customers_in_suspense_come_in_pages(store):
    for n in (1, 2, 3):
        with_case(store, n)
    put(store, *(replace(RECEIPT, receipt_id=f"R{n}", customer_id=f"cu{n}") for n in (1, 2, 3)))
    put(store, replace(RECEIPT, receipt_id="R9", customer_id=""))
    with store.begin() as unit:
        assert unit.customers_in_suspense("acme", "", 2) == ["cu1", "cu2"]
        assert unit.customers_in_suspense("acme", "cu2", 2) == ["cu3"]


def test_closed_cases_by_which_money_went_back_come_with_the_customer(store):
    with_case(store)
    gave = replace(
        new_case(2, "cu1"),
        state=CaseState.CLOSED,
        outcome=Outcome.REFUNDED,
        closed_at=NOW,
        case_type=CaseType.REFUND_REQUEST,
        transaction="T1",
        paid=5_000,
    )
    other = replace(new_case(3, "cu1"), state=CaseState.CLOSED, outcome=Outcome.PAYMENT_RECEIVED, closed_at=NOW)
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
        unit.save([CustomerChange("cu1", (opened(gave), opened(other)))], NOW)
        bundle = unit.bundles(["cu1"], NOW)["cu1"]
    assert [case.id for case in bundle.cases] == ["ca1"]
    assert [(one.case_id, one.transaction, one.given_back) for one in bundle.gave_back] == [("ca2", "T1", 12_000)]
