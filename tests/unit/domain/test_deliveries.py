"""What became of touches, in whatever order it is heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import StepFate
from bot.domain.vocabulary import CaseState, Channel, FailureClass, Intent, ReceiptKind, Role
from tests.unit.domain import kit
from tests.unit.domain.kit import reading
from tests.unit.domain.world import World

LOST = [FailureClass.BAD_ADDRESS, FailureClass.STOP_CHANNEL]
OURS = [FailureClass.CONFIGURATION, FailureClass.REGISTRATION, FailureClass.FILTERED, FailureClass.CONTENT]


def sent() -> World:
    world = World()
    world.open()
    world.run(timedelta(hours=1))
    return world


def receipt(world: World, kind: ReceiptKind, failure: FailureClass | None = None, contact: str = "") -> list[e.Event]:
    touch = world.sent[0].touch
    return world.do(c.RecordReceipt(touch.key, "m1", touch.channel, kind, failure, contact_id=contact))


def test_a_touch_handed_over_is_done_and_counted():
    world = sent()
    assert world.case.chases == 1
    record = world.case.record("first")
    assert record is not None
    assert (record.fate, record.done) == (StepFate.DONE, 1)
    assert world.case.touches == ()


def test_the_same_word_twice_counts_once():
    world = sent()
    world.do(c.RecordHandOver(world.sent[0].touch.key, "m1"))
    assert world.case.chases == 1
    assert world.case.rungs == 1


@pytest.mark.parametrize("kind", [k for k in ReceiptKind if k not in (ReceiptKind.FAILED, ReceiptKind.UNDELIVERED)])
def test_a_good_receipt_only_goes_into_the_log(kind):
    world = sent()
    before = world.case
    assert [type(event) for event in receipt(world, kind)] == [e.ReceiptRecorded]
    assert world.case.steps == before.steps


@pytest.mark.parametrize("failure", LOST)
def test_a_bounce_after_hand_over_loses_the_address_and_sends_the_step_on_the_next_channel(failure):
    world = sent()
    receipt(world, ReceiptKind.UNDELIVERED, failure)
    assert Channel.EMAIL not in world.known["acme"].customer.contacts[0].reachable
    world.run(timedelta(days=4))
    assert [(s.touch.step, s.touch.channel) for s in world.sent] == [
        ("first", Channel.EMAIL),
        ("first", Channel.SMS),  # three days after the first: the provider had accepted it
    ]


def test_a_failure_that_is_told_twice_is_acted_upon_once():
    world = sent()
    receipt(world, ReceiptKind.UNDELIVERED, FailureClass.BAD_ADDRESS)
    again = receipt(world, ReceiptKind.FAILED, FailureClass.BAD_ADDRESS)
    assert [type(event) for event in again] == [e.ReceiptRecorded]


def test_the_contact_that_the_message_was_for_is_the_one_that_is_lost():
    world = World()
    world.known["acme"] = kit.facts(kit.contact("c0"), kit.contact("c1"))
    world.open()
    world.run(timedelta(hours=1))
    receipt(world, ReceiptKind.FAILED, FailureClass.BAD_ADDRESS, contact="c1")
    assert [event.contact_id for event in world.said(e.ContactUnverified)] == ["c1"]


def test_a_touch_on_a_lost_address_leaves_the_outbox():
    world = sent()
    world.reply(reading(Intent.HOW_TO_PAY), channel=Channel.EMAIL)
    receipt(world, ReceiptKind.FAILED, FailureClass.BAD_ADDRESS, contact="c1")
    assert world.case.touches == ()


@pytest.mark.parametrize("failure", OURS)
def test_trouble_that_is_ours_alarms_an_administrator_and_rests(failure):
    world = sent()
    receipt(world, ReceiptKind.FAILED, failure)
    assert world.said(e.CaseEscalated)[0].to is Role.ADMIN
    assert world.case.not_before == world.now + timedelta(hours=4)
    assert world.case.state is CaseState.OPEN


def test_a_late_failure_does_not_shorten_a_rest():
    world = sent()
    world.reply(reading(Intent.ACKNOWLEDGEMENT))
    rests = world.case.not_before
    receipt(world, ReceiptKind.FAILED, FailureClass.TEMPORARY)
    assert world.case.not_before == rests


def test_a_failed_answer_is_a_task_for_a_person():
    world = sent()
    world.fails = lambda _: FailureClass.TEMPORARY
    world.reply(reading(Intent.HOW_TO_PAY))
    world.run(timedelta(minutes=1))
    assert [event.name for event in world.said(e.TaskRaised)] == ["answer the customer by hand"]


@pytest.mark.parametrize("failure", list(FailureClass))
def test_what_comes_after_closing_changes_the_person_not_the_case(failure):
    world = sent()
    world.do(c.SeePayment("p1", 10_000))
    receipt(world, ReceiptKind.FAILED, failure)
    assert world.case.state is CaseState.CLOSED
    assert world.case.hold is None
    assert world.case.not_before is None
    lost = Channel.EMAIL not in world.known["acme"].customer.contacts[0].reachable
    assert lost is (failure in LOST)


def test_a_refusal_of_a_touch_that_is_gone_says_nothing():
    world = sent()
    refusal = c.RefuseTouch(world.sent[0].touch.key, "PAUSED", "The stop button is pressed.", None, "resumed")
    assert world.do(refusal) == []


def test_a_refusal_with_a_time_moves_the_touch_and_one_without_waits_for_the_event():
    world = World()
    world.open()
    key = world.case.touches[0].key
    later = world.now + timedelta(hours=5)
    world.do(c.RefuseTouch(key, "HOURS-US", "It is outside the hours.", later, "the hours begin"))
    assert [touch.key for touch in world.case.touches] == [key]
    assert world.outbox[0].at == later
    world.do(c.RefuseTouch(key, "PAUSED", "The stop button is pressed.", None, "somebody resumes it"))
    assert world.case.touches == ()
    assert world.case.planned is not None
    assert (world.case.planned.rule, world.case.planned.at) == ("PAUSED", None)
    assert world.case.planned.key.occurrence == key.occurrence + 1


def test_an_opt_out_that_the_provider_tells_is_no_bad_address():
    world = sent()
    receipt(world, ReceiptKind.FAILED, FailureClass.OPTED_OUT)
    assert world.said(e.TaskRaised) == []
    assert world.known["acme"].customer.contacts[0].verified


def test_an_answer_that_bounces_after_hand_over_loses_the_address_too():
    world = sent()
    world.reply(reading(Intent.HOW_TO_PAY))
    world.run(timedelta(minutes=1))
    answer = world.sent[-1].touch
    world.do(c.RecordReceipt(answer.key, "m2", answer.channel, ReceiptKind.FAILED, FailureClass.BAD_ADDRESS))
    assert Channel.EMAIL not in world.known["acme"].customer.contacts[0].reachable
