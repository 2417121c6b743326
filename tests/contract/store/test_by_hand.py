"""What the store does for people at the desk: corrected addresses, the lines of a case, locks; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest

from bot.app.records import CustomerChange, NewContact
from bot.domain.errors import Fault
from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import Channel
from tests.contract.store.making import (
    NOW,
    claimed,
    customer,
    message,
    new_case,
    opened,
    queued,
    reply,
    sending,
    start,
    with_case,
    with_message,
)

BETTER = "better@example.org"


def correct(store, channel=Channel.EMAIL, address=BETTER, zones=(), *, verified=True, contact="co1"):
    with store.begin() as unit:
        unit.correct_address(contact, channel, address, zones, verified=verified)


def ledger(store, n=1, **changes):
    with store.begin() as unit:
        unit.put_customers([customer(n, **changes)], NOW)


def address(store, contact="co1"):
    with store.begin() as unit:
        return unit.addresses([contact])[contact]


def contact(store, customer_id="cu1"):
    with store.begin() as unit:
        return unit.bundles([customer_id], NOW)[customer_id].facts.contacts[0]


def test_a_corrected_address_is_sealed_and_found(store):
    with_case(store)
    correct(store)
    assert address(store).email == BETTER
    with store.begin() as unit:
        assert [found[0] for found in unit.find_contacts(Channel.EMAIL, BETTER)] == ["co1"]
        assert unit.find_contacts(Channel.EMAIL, "ada1@example.org") == []
        assert BETTER.encode() not in bytes(unit.db.value("SELECT email_sealed FROM contacts"))


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_the_ledgers_old_address_is_no_news_and_another_one_is(store, channel):
    field = "email" if channel is Channel.EMAIL else "phone"
    better, third = ("b@x.org", "c@x.org") if field == "email" else ("+13105550100", "+13105550101")
    with_case(store)
    correct(store, channel, better, ("America/Los_Angeles",))
    ledger(store, language="es")
    assert getattr(address(store), field) == better
    assert contact(store).language == "es"
    if field == "phone":
        assert contact(store).zones == ("America/Los_Angeles",)
    ledger(store, **{field: third})
    assert getattr(address(store), field) == third
    ledger(store)
    assert getattr(address(store), field) == getattr(customer(), field)


def test_a_ledger_without_an_address_does_not_take_away_a_persons(store):
    ledger(store, email="")
    correct(store)
    ledger(store, email="")
    assert address(store).email == BETTER
    ledger(store, email="found@example.org")
    assert address(store).email == "found@example.org"


def test_what_was_unverified_stays_so_although_the_ledger_speaks_again(store):
    with_case(store)
    correct(store, verified=False)
    ledger(store)
    assert contact(store).verified is False


def test_a_correction_forgives_only_the_media_of_its_address(store):
    with_case(store)
    with store.begin() as unit:
        bad = (("co1", Channel.EMAIL, "bounced"), ("co1", Channel.SMS, "bounced"))
        unit.save([CustomerChange("cu1", unverify=bad)], NOW)
    correct(store)
    assert Channel.EMAIL in contact(store).reachable
    assert Channel.SMS not in contact(store).reachable


def test_another_customers_address_makes_both_shared(store):
    with_case(store)
    ledger(store, 2)
    correct(store, address="ada2@example.org")
    assert contact(store).shared
    assert contact(store, "cu2").shared
    correct(store)
    assert not contact(store).shared


def test_an_address_of_another_contact_of_the_same_customer_is_not_shared(store):
    with_case(store)
    with store.begin() as unit:
        unit.put_contacts([NewContact("co9", "cu1", "acme", ContactRole.ESCALATION, "en", "second@example.org")])
    correct(store, address="second@example.org")
    assert not contact(store).shared


def test_caps_of_the_new_address_count(store):
    with_case(store)
    correct(store)
    with store.begin() as unit:
        keys = unit.addresses(["co1"])["co1"].person_keys
        known = {row[0] for row in unit.db.rows("SELECT address_key FROM person_counters")}
    assert set(keys) <= known


def test_erasing_a_customer_forgets_what_was_replaced(store):
    with_case(store)
    correct(store)
    with store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer("cu1", NOW)
        assert unit.db.rows("SELECT email_key, ledger_email_key FROM contacts") == [(None, None)]


def test_an_unknown_contact_is_a_fault(store):
    with pytest.raises(Fault):
        correct(store, contact="nobody")


def test_the_lines_of_a_case_are_its_messages_and_replies_and_nobody_elses(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    second = new_case(2, "cu1")
    change = queued(second)
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", (opened(second), change), messages=(message(second),))], NOW)
        unit.add_reply(replace(reply(), received_at=NOW + timedelta(minutes=1)))
        unit.add_reply(replace(reply(2, "cu1"), received_at=NOW))
        lines = unit.case_lines("ca1", ["in1"], 10)
        assert [(line.id, line.inbound, line.text) for line in lines] == [
            ("m-ca1-first", False, "Dear Ada, please pay."),
            ("in1", True, "I paid on Monday."),
        ]
        assert [line.id for line in unit.case_lines("ca1", ["in1"], 1)] == ["in1"], "the last ones are kept"
        assert unit.case_lines("ca2", [], 10) == [], "what has no words yet is no line"


def test_a_persons_words_are_a_line_before_they_go_out(store):
    case = with_case(store)
    with store.begin() as unit:
        written = message(case, staff_text="Your credit note is on its way.")
        unit.save([CustomerChange("cu1", (queued(case),), messages=(written,))], NOW)
        (line,) = unit.case_lines("ca1", [], 10)
    assert (line.text, line.state) == ("Your credit note is on its way.", "queued")


def test_the_state_of_a_message_and_the_owner_of_a_case_are_told(store):
    with_message(store)
    with store.begin() as unit:
        assert unit.message_state("m-ca1-first") == "queued"
        assert unit.message_state("nothing") is None
        assert unit.customer_of_case("ca1") == "cu1"
        assert unit.customer_of_case("nothing") is None
        assert unit.ledger_paid("ca1") is None


def test_who_acts_as_the_same_person_waits(store):
    """On SQLite because there is one writer; on PostgreSQL by a lock on the person."""
    first, done = Event(), Event()
    order = []

    def other() -> None:
        first.wait()
        with store.begin() as unit:
            unit.lock_staff(["ana", "ben"])
            order.append("second")
        done.set()

    waiting = Thread(target=other)
    waiting.start()
    with store.begin() as unit:
        unit.lock_staff(["ben"])
        first.set()
        assert not done.wait(0.3)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]
