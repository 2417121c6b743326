"""Customers, cases, bundles and saving, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.records import CustomerChange
from bot.domain.case import TouchKey
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel, CustomerKind
from tests.contract.store.making import NOW, customer, message, new_case, opened, queued, with_case, with_message


def test_nothing_is_due_in_an_empty_store(store):
    """A tick of an empty store finds nothing."""
    with store.begin() as unit:
        assert unit.due_customers(NOW, 500) == []


def test_customers_come_due_when_their_time_is_reached(store):
    """The earliest comes first, the future one not at all."""
    cases = [new_case(n) for n in (1, 2, 3)]
    with store.begin() as unit:
        unit.put_customers([customer(n) for n in (1, 2, 3)], NOW)
        times = (NOW, NOW - timedelta(hours=1), NOW + timedelta(microseconds=1))
        unit.save(
            [
                CustomerChange(case.customer_id, (opened(case),), next_action_at=at)
                for case, at in zip(cases, times, strict=True)
            ],
            NOW,
        )
    with store.begin() as unit:
        assert unit.due_customers(NOW, 500) == ["cu2", "cu1"]
        assert unit.due_customers(NOW, 1) == ["cu2"]


def test_a_bundle_gives_back_what_was_put(store):
    """Customer, contact and case come back as they went in."""
    case = with_case(store)
    with store.begin() as unit:
        bundle = unit.bundles(["cu1", "nobody"], NOW)["cu1"]
    assert bundle.cases == (case,)
    assert bundle.imports == {"ca1": "imp1"}
    assert bundle.facts.kind is CustomerKind.CONSUMER
    (contact,) = bundle.facts.contacts
    assert contact.reachable == {Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.VOICE}
    assert contact.zones == ("America/New_York",)
    assert contact.verified
    assert not contact.shared
    assert not bundle.facts.contacted_before


def test_putting_a_customer_again_keeps_the_id(store):
    """The ledger's news replaces the old; the ids that the store gave stay."""
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
    with store.begin() as unit:
        ids = unit.put_customers(
            [customer(1, id="other", contact_id="else", name="Ada New", email="new@example.org")], NOW
        )
        assert ids == {("acme", "X1"): "cu1"}
        assert unit.customer_names(["cu1"]) == {"cu1": "Ada New"}
        assert unit.addresses(["co1"])["co1"].email == "new@example.org"


def test_a_case_that_moved_underneath_is_a_fault(store):
    """Two commands decided on the same state: the second does not get in."""
    case = with_case(store)
    change = CustomerChange("cu1", (queued(case),), messages=(message(case),))
    with store.begin() as unit:
        unit.save([change], NOW)
    late = replace(change, messages=(message(case, id="other", reference="other"),))
    with pytest.raises(Fault, match="moved underneath"), store.begin() as unit:
        unit.save([late], NOW)


def test_a_touch_is_queued_once(store):
    """The same key a second time is a Fault, and nothing of it stays."""
    case = with_message(store)
    again = queued(case)
    with pytest.raises(Fault, match="second time"), store.begin() as unit:
        unit.save([CustomerChange("cu1", (again,), messages=(message(case, id="m2", reference="R2"),))], NOW)
    with store.begin() as unit:
        assert len(list(unit.case_events("ca1"))) == 2
        assert len(unit.claim(NOW, 10, NOW, "w")) == 1


def test_a_queued_touch_needs_its_message(store):
    """An event without a row, and a row without an event, are bugs."""
    case = with_case(store)
    with pytest.raises(Fault, match="queued touches"), store.begin() as unit:
        unit.save([CustomerChange("cu1", (queued(case),))], NOW)
    with pytest.raises(Fault, match="queued touches"), store.begin() as unit:
        unit.save([CustomerChange("cu1", messages=(message(case),))], NOW)


def test_an_exception_leaves_nothing(store):
    """A crash in the middle of a unit takes everything of it back."""
    with pytest.raises(ZeroDivisionError), store.begin() as unit:  # noqa: PT012 - the unit is what breaks off
        unit.put_customers([customer(1)], NOW)
        unit.save([CustomerChange("cu1", (opened(new_case(1)),))], NOW)
        raise ZeroDivisionError
    with store.begin() as unit:
        assert unit.bundles(["cu1"], NOW) == {}
        assert unit.case_ids_by_ref(["MP-1"]) == {}
        unit.put_customers([customer(1)], NOW)
        assert unit.customer_names(["cu1"]) == {"cu1": "Ada Example 1"}


def test_two_commands_on_one_case_in_one_batch_chain(store):
    """A batch may hold several changes of a case."""
    case = new_case(1)
    first, second = opened(case), queued(case)
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
        unit.save([CustomerChange("cu1", (first, second), messages=(message(case),))], NOW)
    with store.begin() as unit:
        assert unit.bundles(["cu1"], NOW)["cu1"].cases == (second.after,)
        events = list(unit.case_events("ca1"))
    assert events == [*first.events, *second.events]


def test_cancelling_takes_the_message_out(store):
    """A message whose only touch is cancelled is not claimed any more."""
    with_message(store)
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", cancelled=(("ca1", TouchKey("first")),))], NOW)
        assert unit.claim(NOW, 10, NOW, "w") == []


def test_identities_and_references_are_found(store):
    with_case(store)
    with store.begin() as unit:
        assert unit.cases_by_identity("acme", ["id:ca1", "id:no"]) == {"id:ca1": ("ca1", "cu1")}
        assert unit.cases_by_identity("other", ["id:ca1"]) == {}
        assert unit.case_ids_by_ref(["MP-1"]) == {"MP-1": ("ca1", "cu1")}


def test_recent_cases_are_counted_where_that_is_asked_for(store):
    """Of the customer itself, within the client's days, open or closed; without asking nothing is counted."""
    mine = [new_case(1), new_case(2, "cu1"), replace(new_case(3, "cu1"), opened_at=NOW - timedelta(days=30))]
    other = new_case(4, "cu2", client="beta")
    with store.begin() as unit:
        unit.put_customers([customer(1), customer(2, "beta"), customer(3)], NOW)
        unit.save([CustomerChange("cu1", tuple(opened(case) for case in mine))], NOW)
        unit.save([CustomerChange("cu2", (opened(other),))], NOW)
    with store.begin() as unit:
        plain = unit.bundles(["cu1"], NOW)
        counted = unit.bundles(["cu1", "cu2", "cu3"], NOW, recent_days={"acme": 30})
        longer = unit.bundles(["cu1", "cu2"], NOW, recent_days={"acme": 31, "beta": 1})
        nobody = unit.bundles(["nobody"], NOW, recent_days={"acme": 31})
    assert plain["cu1"].recent_cases == 0
    assert {name: bundle.recent_cases for name, bundle in counted.items()} == {"cu1": 2, "cu2": 0, "cu3": 0}
    assert {name: bundle.recent_cases for name, bundle in longer.items()} == {"cu1": 3, "cu2": 1}
    assert nobody == {}
