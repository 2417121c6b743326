"""Whether a bundle that was read before still shows all cases of a customer, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.records import CustomerChange
from bot.domain.vocabulary import CaseState
from tests.contract.store.making import NOW, customer, message, new_case, opened, queued


@pytest.fixture
def bundle(store):
    """The bundle of a customer with one open case."""
    with store.begin() as unit:
        unit.put_customers([customer(1), customer(2)], NOW)
        unit.save([CustomerChange("cu1", (opened(new_case(1)),))], NOW)
        return unit.bundles(["cu1"], NOW)["cu1"]


def still(store, bundle):
    with store.begin() as unit:
        return unit.still({"cu1": bundle})


def test_a_bundle_holds_while_nothing_happens(store, bundle):
    """The cases stand at the event at which they were read."""
    assert still(store, bundle) == {"cu1"}


def test_an_event_of_a_case_ends_it(store, bundle):
    """Whatever happened, the case has moved on."""
    case = bundle.cases[0]
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", (queued(case),), messages=(message(case),))], NOW)
    assert still(store, bundle) == set()


def test_another_case_of_the_customer_ends_it(store, bundle):
    """A case that the bundle does not know."""
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", (opened(new_case(2, customer_id="cu1")),))], NOW)
    assert still(store, bundle) == set()


def test_a_case_of_another_customer_does_not(store, bundle):
    """It is none of this customer's."""
    with store.begin() as unit:
        unit.save([CustomerChange("cu2", (opened(new_case(2)),))], NOW)
    assert still(store, bundle) == {"cu1"}


def test_a_closed_case_among_them_is_read_anew(store, bundle):
    """Closed cases are in a bundle only when they were asked for."""
    closed = replace(bundle.cases[0], id="ca9", state=CaseState.CLOSED, closed_at=NOW)
    assert still(store, replace(bundle, cases=(*bundle.cases, closed))) == set()
