"""Replies win: stored once, sealed, and in the way of every queued chase; on both databases."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from bot.app.records import CustomerChange
from bot.domain.vocabulary import Channel, TouchClass
from tests.contract.store.making import (
    LEASE,
    NOW,
    claimed,
    customer,
    message,
    queued,
    reply,
    sending,
    start,
    with_case,
    with_message,
)


def add(store, made):
    with store.begin() as unit:
        return unit.add_reply(made)


def done(store, *ids, customer_id="cu1"):
    with store.begin() as unit:
        unit.save([CustomerChange(customer_id, replies_done=ids)], NOW)


def test_a_reply_is_stored_once(store):
    """A repeated delivery changes nothing, even under another id."""
    with_case(store)
    assert add(store, reply(1))
    assert not add(store, reply(1))
    assert not add(store, reply(1, id="in9"))
    with store.begin() as unit:
        (found,) = unit.unread_replies(10)
    assert found.payload == {"text": "I paid on Monday.", "sender": "ada1@example.org"}
    assert found.candidates == ("cu1",)


def test_a_reply_is_sealed_and_its_digest_is_that_of_the_ciphertext(store):
    with_case(store)
    add(store, reply(1))
    with store.begin() as unit:
        (found,) = unit.unread_replies(10)
        sealed = bytes(unit.db.value("SELECT payload_sealed FROM inbox"))
    assert b"Monday" not in sealed
    assert found.text_digest == hashlib.sha256(sealed).hexdigest()


def test_a_reply_freezes_queued_chases(store):
    with_message(store)
    add(store, reply(1))
    assert claimed(store) == []
    with store.begin() as unit:
        assert unit.bundles(["cu1"], NOW)["cu1"].facts.unread_replies == 1
    done(store, "in1")
    assert claimed(store) == ["m-ca1-first"]
    with store.begin() as unit:
        assert unit.bundles(["cu1"], NOW)["cu1"].facts.unread_replies == 0
        assert unit.unread_replies(10) == []


def test_a_reply_takes_back_what_is_claimed(store):
    """Nothing whose `sending` commits after the reply goes out."""
    with_message(store)
    claimed(store)
    add(store, reply(1))
    assert sending(store, start("m-ca1-first")) == set()
    assert claimed(store, "w2") == []


def test_a_reply_that_fits_several_customers_freezes_them_all(store):
    with_message(store, 1)
    with_message(store, 2)
    with_message(store, 3)
    add(store, reply(1, "cu1", "cu2"))
    assert claimed(store) == ["m-ca3-first"]
    done(store, "in1")
    assert claimed(store) == ["m-ca1-first", "m-ca2-first"]


def test_a_second_unread_reply_keeps_it_frozen(store):
    """The first reply is dealt with; the second has not been read."""
    with_message(store)
    add(store, reply(1))
    add(store, reply(2, "cu1"))
    done(store, "in1")
    assert claimed(store) == []
    done(store, "in2")
    assert claimed(store) == ["m-ca1-first"]


def test_a_response_is_not_frozen(store):
    """Only chases wait for a reply to be read."""
    case = with_case(store)
    with store.begin() as unit:
        answer = message(case, touch_class=TouchClass.RESPONSE)
        unit.save([CustomerChange("cu1", (queued(case),), messages=(answer,))], NOW)
    add(store, reply(1))
    assert claimed(store) == ["m-ca1-first"]


def test_an_automatic_reply_freezes_nothing(store):
    """RFC 3834: it is never "the customer replied"."""
    with_message(store)
    add(store, reply(1, automatic=True))
    assert claimed(store) == ["m-ca1-first"]
    with store.begin() as unit:
        bundle = unit.bundles(["cu1"], NOW)["cu1"]
        assert len(unit.unread_replies(10)) == 1
    assert bundle.history.last_inbound_at is None
    assert bundle.facts.unread_replies == 0


def test_a_reply_of_an_unknown_person_waits_for_somebody(store):
    """Nobody fits: it is kept, sealed with a key of its own, and can be closed as unassigned."""
    add(store, reply(1, candidates=(), contact_id=""))
    with store.begin() as unit:
        (found,) = unit.unread_replies(10)
        unit.close_reply(found.id, "unassigned", NOW)
    with store.begin() as unit:
        assert unit.unread_replies(10) == []
        assert unit.replies(["in1"])["in1"].payload["text"] == "I paid on Monday."


def test_an_unread_reply_past_its_deadline_is_listed(store):
    with_case(store)
    add(store, reply(1))
    with store.begin() as unit:
        assert unit.late_replies(NOW, 10) == []
        assert [name for name, _ in unit.late_replies(NOW + timedelta(days=2), 10)] == ["in1"]


def test_a_reply_is_answered_where_it_came_from(store):
    """The case says on which channel the customer last wrote; writing in the chat makes the chat reachable."""
    with_case(store)
    add(store, reply(1, channel=Channel.CHAT))
    with store.begin() as unit:
        bundle = unit.bundles(["cu1"], NOW)["cu1"]
    assert bundle.respond_on == {"ca1": Channel.CHAT}
    assert Channel.CHAT in bundle.facts.contacts[0].reachable


def test_the_sender_of_a_reply_is_known_by_the_address(store):
    """Without a contact the person's counters are found by the address that the message came from."""
    with_case(store)
    add(store, reply(1, contact_id=""))
    with store.begin() as unit:
        assert unit.bundles(["cu1"], NOW)["cu1"].history.last_inbound_at == NOW


@pytest.mark.parametrize("spelling", ["ADA1@example.org", " ada1@example.org "])
def test_contacts_are_found_by_any_spelling_of_the_address(store, spelling):
    with store.begin() as unit:
        unit.put_customers([customer(1), customer(1, "globex", id="cu8", contact_id="co8")], NOW)
        assert unit.find_contacts(Channel.EMAIL, spelling) == [("co1", "cu1", "acme"), ("co8", "cu8", "globex")]
        assert unit.find_contacts(Channel.SMS, "+1 (212) 555-0001") == [
            ("co1", "cu1", "acme"),
            ("co8", "cu8", "globex"),
        ]
        assert unit.find_contacts(Channel.EMAIL, "nobody@example.org") == []


def test_a_chase_queued_before_a_reply_is_claimed_when_the_reply_is_closed_without_a_case(store):
    with_message(store)
    add(store, reply(1))
    with store.begin() as unit:
        unit.close_reply("in1", "unassigned", NOW)
        assert [m.id for m in unit.claim(NOW, 10, NOW + LEASE, "w")] == ["m-ca1-first"]
