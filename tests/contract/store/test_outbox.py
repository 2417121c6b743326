"""Claiming, handing over, ending, and what becomes of it when a worker dies; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.app.records import CustomerChange, EarlyReceipt, Finish
from bot.domain.case import TouchKey
from bot.domain.events import TouchFailed, TouchRefused
from bot.domain.facts import PersonHistory
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind, TouchClass, TouchState
from tests.contract.store.making import (
    LEASE,
    NOW,
    claimed,
    customer,
    message,
    new_case,
    opened,
    queued,
    recorded,
    reply,
    sending,
    start,
    with_case,
    with_message,
)

LATER = NOW + timedelta(minutes=10)
CALL = timedelta(seconds=30)


def person(store, n=1):
    with store.begin() as unit:
        return unit.addresses([f"co{n}"])[f"co{n}"].person_keys


def history(store, n=1, at=NOW):
    with store.begin() as unit:
        return unit.bundles([f"cu{n}"], at)[f"cu{n}"].history


def finish(store, *finishes, at=NOW):
    with store.begin() as unit:
        unit.finish(finishes, at)


def state_of(store, case_id="ca1"):
    with store.begin() as unit:
        return [row.state for row in unit.outbox_of_case(case_id)]


def test_a_claimed_message_carries_its_touches(store):
    """A claim gives everything that composing needs, once."""
    with_message(store)
    with store.begin() as unit:
        (found,) = unit.claim(NOW, 10, NOW + LEASE, "w1")
        assert unit.claim(NOW, 10, NOW + LEASE, "w2") == []
    assert (found.id, found.customer_id, found.channel) == ("m-ca1-first", "cu1", Channel.EMAIL)
    assert found.available_at == NOW
    (touch,) = found.touches
    assert (touch.case_id, touch.key, touch.touch_class) == ("ca1", TouchKey("first"), TouchClass.CHASE)


def test_a_message_is_not_claimed_before_its_time(store):
    case = with_case(store)
    with store.begin() as unit:
        later = message(case, at=NOW + timedelta(seconds=1))
        unit.save([CustomerChange("cu1", (queued(case),), messages=(later,))], NOW)
    assert claimed(store) == []
    assert claimed(store, at=NOW + timedelta(seconds=1)) == ["m-ca1-first"]


def test_a_released_lease_may_be_claimed_again(store):
    with_message(store)
    claimed(store, "w1")
    with store.begin() as unit:
        assert unit.release("w2") == 0
        assert unit.release("w1") == 1
    assert claimed(store, "w2") == ["m-ca1-first"]


def test_only_the_holder_of_the_lease_may_begin(store):
    """Another token loses; the right one wins once."""
    with_message(store)
    claimed(store, "w1")
    assert sending(store, start("m-ca1-first"), token="w2") == set()
    assert sending(store, start("m-ca1-first"), token="w1") == {"m-ca1-first"}
    assert sending(store, start("m-ca1-first"), token="w1") == set()


def test_the_handed_over_words_are_archived_sealed(store):
    """The body comes back in clear, is not in the row, and has a digest."""
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        assert unit.bodies(["m-ca1-first"]) == {"m-ca1-first": "Dear Ada, please pay."}
        assert len(unit.body_digests(["m-ca1-first"])["m-ca1-first"]) == 64
        assert unit.senders(["m-ca1-first"]) == {"m-ca1-first": ("billing@acme.example", NOW)}
        sealed = bytes(unit.db.value("SELECT body_sealed FROM outbox"))
    assert b"Ada" not in sealed


def test_handing_over_counts_for_the_person(store):
    """A chase by e-mail counts for the phone as well, and a sent one stays counted."""
    with_message(store)
    keys = person(store)
    assert len(keys) == 2
    claimed(store)
    sending(store, start("m-ca1-first", *keys))
    finish(store, Finish("m-ca1-first", TouchState.SENT, "email", "<1@x>"))
    assert history(store).chases == (NOW,)
    assert history(store, at=NOW + timedelta(days=8)).chases == ()


def test_what_was_never_handed_over_does_not_count(store):
    """Queued again and failed give the counter back."""
    for n, state in enumerate((TouchState.QUEUED, TouchState.FAILED), 1):
        with_message(store, n)
        claimed(store)
        sending(store, start(f"m-ca{n}-first", *person(store, n)))
        finish(store, Finish(f"m-ca{n}-first", state, failure=FailureClass.SLOW_DOWN, available_at=LATER))
        assert history(store, n).chases == ()


def test_a_chase_since_the_gate_loses_and_is_gated_again(store):
    """Two clients' messages to one person: the second, weighed on the same history, does not go."""
    with store.begin() as unit:
        for n, client in ((1, "acme"), (2, "globex")):
            unit.put_customers([customer(n, client, email="same@example.org", phone="")], NOW)
            case = new_case(n, client=client)
            change = queued(case)
            unit.save([CustomerChange(f"cu{n}", (opened(case), change), messages=(message(case),))], NOW)
    (key,) = person(store, 1)
    assert person(store, 2) == (key,)
    claimed(store)
    starts = [start(f"m-ca{n}-first", key, seen=PersonHistory()) for n in (1, 2)]
    assert sending(store, *starts) == {"m-ca1-first"}
    assert history(store, 2).chases == (NOW,)
    assert claimed(store, "w2") == ["m-ca2-first"]


def test_a_merged_message_counts_once(store):
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
        cases = [new_case(1), new_case(2, "cu1")]
        changes = [change for case in cases for change in (opened(case), queued(case))]
        unit.save([CustomerChange("cu1", tuple(changes), messages=(message(*cases),))], NOW)
    claimed(store)
    sending(store, start("m-ca1-first", *person(store)))
    assert history(store).chases == (NOW,)


def test_the_first_contact_is_noted(store):
    """LIVE-LIST: contacted before, and one of the client's first contacts of the day."""
    with_message(store)
    with store.begin() as unit:
        before = unit.bundles(["cu1"], NOW)["cu1"]
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        after = unit.bundles(["cu1"], NOW)["cu1"]
        tomorrow = unit.bundles(["cu1"], NOW + timedelta(days=1))["cu1"]
    assert (before.facts.contacted_before, before.ramp_used) == (False, 0)
    assert (after.facts.contacted_before, after.ramp_used) == (True, 1)
    assert tomorrow.ramp_used == 0


def test_a_sent_message_is_done(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    finish(store, Finish("m-ca1-first", TouchState.SENT, "email", "<1@x>"))
    with store.begin() as unit:
        (row,) = unit.outbox_of_case("ca1")
        assert unit.db.value("SELECT state FROM touches") == "sent"
        assert unit.expire_leases(NOW + timedelta(days=1), NOW + timedelta(days=1)) == (0, 0)
    assert (row.state, row.tries, row.finished_at, row.steps) == ("sent", 1, NOW, ("first",))


def test_a_message_queued_again_waits_for_its_time(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    finish(store, Finish("m-ca1-first", TouchState.QUEUED, available_at=LATER))
    assert claimed(store, "w2") == []
    with store.begin() as unit:
        (found,) = unit.claim(LATER, 10, LATER + LEASE, "w2")
    assert found.tries == 1


def test_an_expired_claim_is_queued_again(store):
    """A worker died before the call: nothing was handed over."""
    with_message(store)
    claimed(store)
    with store.begin() as unit:
        assert unit.expire_leases(NOW + LEASE, NOW) == (0, 0)
        assert unit.expire_leases(LATER, LATER - CALL) == (1, 0)
    assert claimed(store, "w2", LATER) == ["m-ca1-first"]


def test_an_expired_call_is_unknown(store):
    """A worker died during the call: nobody knows; it is leased for a look-up, once."""
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        assert unit.expire_leases(LATER, LATER - CALL) == (0, 1)
    with store.begin() as unit:
        (found,) = unit.unknown_messages(LATER, 10, LATER + LEASE, "w2")
        assert unit.unknown_messages(LATER, 10, LATER + LEASE, "w3") == []
    assert found.id == "m-ca1-first"
    assert found.touches
    assert not found.sent_before


def test_an_unknown_message_that_was_found_is_sent(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first", *person(store)))
    finish(store, Finish("m-ca1-first", TouchState.UNKNOWN))
    assert state_of(store) == ["unknown"]
    finish(store, Finish("m-ca1-first", TouchState.SENT, "sms", "SM1"))
    assert state_of(store) == ["sent"]
    assert history(store).chases == (NOW,)


def test_an_unknown_message_that_nobody_can_be_asked_about_goes_once_more(store):
    """SMTP: sent again with `sent_before`, and then counted as a possible duplicate."""
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    finish(store, Finish("m-ca1-first", TouchState.UNKNOWN))
    finish(store, Finish("m-ca1-first", TouchState.QUEUED, available_at=NOW, sent_before=True))
    with store.begin() as unit:
        (found,) = unit.claim(NOW, 10, NOW + LEASE, "w2")
    assert found.sent_before
    sending(store, start("m-ca1-first"), token="w2")
    finish(store, Finish("m-ca1-first", TouchState.SENT, "email", "<1@x>"))
    with store.begin() as unit:
        assert unit.counts().possible_duplicates == 1


def test_a_late_success_is_believed(store):
    """The lease ran out, the message was queued again, and then the first worker reports that it was accepted."""
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        unit.expire_leases(LATER, LATER - CALL)
    finish(store, Finish("m-ca1-first", TouchState.QUEUED, available_at=LATER))
    finish(store, Finish("m-ca1-first", TouchState.SENT, "sms", "SM1"))
    assert claimed(store, "w2", LATER) == []
    assert state_of(store) == ["sent"]


def test_a_postponed_message_waits(store):
    with_message(store)
    claimed(store)
    with store.begin() as unit:
        unit.postpone([("m-ca1-first", LATER)])
    assert sending(store, start("m-ca1-first")) == set()
    assert claimed(store, "w2") == []
    assert claimed(store, "w2", LATER) == ["m-ca1-first"]


def test_a_cancelled_touch_takes_a_claimed_message_back(store):
    """Of two touches one is cancelled after the claim: the worker loses, and the next one composes without it."""
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
        cases = [new_case(1), new_case(2, "cu1")]
        changes = [change for case in cases for change in (opened(case), queued(case))]
        unit.save([CustomerChange("cu1", tuple(changes), messages=(message(*cases),))], NOW)
    claimed(store)
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", cancelled=(("ca2", TouchKey("first")),))], NOW)
    assert sending(store, start("m-ca1-first")) == set()
    with store.begin() as unit:
        (found,) = unit.claim(NOW, 10, NOW + LEASE, "w2")
    assert [touch.case_id for touch in found.touches] == ["ca1"]


def test_what_is_being_sent_cannot_be_cancelled(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", cancelled=(("ca1", TouchKey("first")),))], NOW)
    assert state_of(store) == ["sending"]


def test_a_refused_and_a_failed_touch_end_their_message(store):
    """The gate's refusal and a message that could not be composed take the row out of the outbox."""
    ends = (
        TouchRefused(TouchKey("first"), "FLOOR", "Too little.", None, "the amount rises", NOW),
        TouchFailed(TouchKey("first"), "m-ca2-first", FailureClass.CONTENT, "template", NOW),
    )
    for n, event in enumerate(ends, 1):
        case = with_message(store, n)
        claimed(store)
        after = replace(case, seq=case.seq + 1, touches=())
        with store.begin() as unit:
            change = replace(queued(case), after=after, events=(recorded(event),))
            unit.save([CustomerChange(f"cu{n}", (change,))], NOW)
    assert state_of(store, "ca1") == ["cancelled"]
    assert state_of(store, "ca2") == ["failed"]
    with store.begin() as unit:
        assert unit.db.rows("SELECT state FROM touches ORDER BY case_id") == [("refused",), ("failed",)]


def test_receipts_only_rise(store):
    """Repeated, late and lower receipts say nothing new; every raw one is kept."""
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    finish(store, Finish("m-ca1-first", TouchState.SENT, "sms", "SM1"))
    heard = []
    for kind in ("sent", "delivered", "delivered", "queued", "failed", "read"):
        with store.begin() as unit:
            heard.append(unit.add_receipt("twilio", "SM1", ReceiptKind(kind), "", {"MessageStatus": kind}, NOW))
    assert heard == ["m-ca1-first", "m-ca1-first", None, None, None, "m-ca1-first"]
    assert state_of(store) == ["delivered"]
    with store.begin() as unit:
        assert unit.db.value("SELECT count(*) FROM receipts") == 5


def test_a_receipt_before_the_record_is_not_lost(store):
    """The callback overtakes the answer to our own call: it is applied when the message gets its provider's id."""
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    ended = Finish("m-ca1-first", TouchState.SENT, "sms", "SM1")
    with store.begin() as unit:
        assert unit.add_receipt("twilio", "SM1", ReceiptKind.DELIVERED, "", {}, NOW) is None
    with store.begin() as unit:
        unit.finish([ended], NOW)
        assert unit.early_receipts([ended]) == [EarlyReceipt("m-ca1-first", ReceiptKind.DELIVERED, None, "")]
    assert state_of(store) == ["delivered"]


def test_a_message_knows_whose_it_is(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    finish(store, Finish("m-ca1-first", TouchState.SENT, "sms", "SM1"))
    with store.begin() as unit:
        owner = unit.message_owner("m-ca1-first")
        assert owner.touches == (("ca1", TouchKey("first")),)
        assert unit.message_owner_by_provider("twilio", "SM1", "") == owner
        assert unit.message_owner_by_provider("twilio", "SM9", "Rca1first") == owner
        assert unit.message_owner_by_provider("twilio", "SM9", "") is None
        assert unit.contact_owner("co1") == "cu1"
        assert unit.contact_owner("nobody") is None


def test_staff_words_are_sealed_until_they_are_claimed(store):
    case = with_case(store)
    with store.begin() as unit:
        written = message(case, staff_text="Your credit note is on its way.")
        unit.save([CustomerChange("cu1", (queued(case),), messages=(written,))], NOW)
    with store.begin() as unit:
        (found,) = unit.claim(NOW, 10, NOW + LEASE, "w1")
    assert found.staff_text == "Your credit note is on its way."


def test_a_response_uses_up_the_right_to_answer(store):
    """REPLY-ONCE: after our answer on that medium none is owed there any more."""
    case = with_case(store)
    with store.begin() as unit:
        unit.add_reply(reply(1, channel=Channel.SMS))
    assert history(store).unanswered == {Channel.SMS}
    with store.begin() as unit:
        answer = message(case, channel=Channel.SMS, touch_class=TouchClass.RESPONSE)
        unit.save([CustomerChange("cu1", (queued(case, channel=Channel.SMS),), messages=(answer,))], NOW)
    claimed(store)
    sending(store, start("m-ca1-first"))
    assert history(store).unanswered == set()
    assert history(store).last_inbound_at == NOW
