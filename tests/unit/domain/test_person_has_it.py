"""Who writes while a person has the case is told so: once, kindly, and not where only a person may answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import PERSON_HAS_IT
from bot.domain.facts import Pause
from bot.domain.vocabulary import CaseState, Channel, Flag, HoldKind, Intent, TouchClass
from tests.unit.domain import kit
from tests.unit.domain.kit import ANN, SUE, reading
from tests.unit.domain.world import World


def held(**more) -> World:
    """A case that a person has, since the customer asked for a plan, a minute ago."""
    world = World(**more)
    world.open()
    world.run(timedelta(hours=2))
    world.reply(reading(Intent.PAYMENT_PLAN))
    assert world.case.state is CaseState.HELD
    world.run(timedelta(minutes=1))
    return world


def told(world: World) -> list[e.TouchQueued]:
    return [event for event in world.said(e.TouchQueued) if event.template == PERSON_HAS_IT]


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
@pytest.mark.parametrize("intents", [(Intent.HOW_TO_PAY,), (Intent.OTHER,), (Intent.PROMISE_TO_PAY, Intent.DISPUTE)])
def test_who_writes_again_is_told_that_a_person_has_it_on_the_medium_that_they_used(intents, channel):
    world = held()
    world.reply(reading(*intents), channel=channel)
    (said,) = told(world)
    assert (said.channel, said.contact_id, said.touch_class) == (channel, "c1", TouchClass.RESPONSE)
    assert said.at == world.now
    assert world.case.told_of_person_at == world.now


def test_what_nobody_could_read_surely_is_answered_too():
    world = held()
    world.reply(reading(Intent.OTHER, decided=False))
    assert len(told(world)) == 1


def test_whoever_writes_while_a_proposal_is_decided_is_told_too():
    world = World()
    world.open(kit.overpaid())
    world.reply(reading(Intent.REFUND_REQUEST))
    assert world.case.state is CaseState.DECIDING
    assert told(world) == []
    world.reply(reading(Intent.DOCUMENT_REQUEST))
    assert len(told(world)) == 1


def test_a_second_request_of_an_answered_message_is_not_answered_once_more():
    world = World()
    world.open(kit.overpaid())
    events = world.reply(reading(Intent.REFUND_REQUEST, Intent.ALREADY_PAID))
    answers = [event.template for event in events if isinstance(event, e.TouchQueued)]
    assert answers
    assert PERSON_HAS_IT not in answers


def test_several_messages_on_one_day_get_one_answer():
    world = held()
    for minutes in (1, 20, 90):
        world.reply(reading(Intent.HOW_TO_PAY))
        world.run(timedelta(minutes=minutes))
    assert len(told(world)) == 1


def test_the_same_words_are_not_said_again_before_we_have_said_something_else():
    world = held()
    world.reply(reading(Intent.HOW_TO_PAY))
    for _ in range(3):
        world.run(timedelta(days=1))
        world.reply(reading(Intent.OTHER))
    assert len(told(world)) == 1
    world.do(c.SayByHand(ANN, "s1", Channel.EMAIL, "c1", world.now))
    world.run(timedelta(hours=1))
    world.reply(reading(Intent.HOW_TO_PAY))
    assert len(told(world)) == 2


def test_a_person_who_reached_them_by_telephone_has_said_something_too():
    world = held()
    world.reply(reading(Intent.HOW_TO_PAY))
    world.run(timedelta(days=1))
    world.do(c.LogCall(ANN, "call1", reached=True))
    world.reply(reading(Intent.HOW_TO_PAY))
    assert len(told(world)) == 2


def test_on_the_same_business_day_it_is_not_said_twice_whatever_was_said_between():
    world = held()
    world.reply(reading(Intent.HOW_TO_PAY))
    world.run(timedelta(hours=1))
    world.do(c.SayByHand(ANN, "s1", Channel.EMAIL, "c1", world.now))
    world.run(timedelta(hours=1))
    world.reply(reading(Intent.HOW_TO_PAY))
    assert len(told(world)) == 1


def test_a_week_end_belongs_to_the_business_day_that_follows():
    world = held()
    world.run(kit.moment("2026-03-07 15:00"))  # a Saturday
    world.reply(reading(Intent.HOW_TO_PAY))
    for day in ("2026-03-08 15:00", "2026-03-09 15:00", "2026-03-10 15:00"):
        world.do(c.SayByHand(ANN, f"s{day}", Channel.EMAIL, "c1", world.now))
        world.run(kit.moment(day))
        world.reply(reading(Intent.HOW_TO_PAY))
    assert [said.at.day for said in told(world)] == [7, 10]


@pytest.mark.parametrize(
    "said",
    [
        reading(Intent.ACKNOWLEDGEMENT),
        reading(Intent.AUTOMATIC_REPLY, automatic=True),
        reading(Intent.AUTOMATIC_REPLY, Intent.OTHER, decided=False),
        reading(Intent.OPT_IN),
        reading(Intent.OPT_OUT),
        reading(Intent.OPT_OUT, Intent.HOW_TO_PAY),
        reading(Intent.OPT_OUT, decided=False),
        reading(Intent.WRONG_PERSON),
        reading(Intent.LEGAL_NOTICE),
        reading(Intent.OTHER, flags=(Flag.BEREAVED,)),
        reading(Intent.HOW_TO_PAY, flags=(Flag.SELF_HARM,)),
    ],
    ids=lambda said: "+".join([*(read.intent.value for read in said.intents), *said.flags]),
)
def test_what_needs_no_answer_or_a_persons_gets_none_from_a_machine(said):
    world = held()
    world.reply(said)
    assert told(world) == []


@pytest.mark.parametrize("kind", [HoldKind.PERSON_ONLY, HoldKind.WRONG_PERSON])
def test_where_a_person_answers_or_nobody_a_machine_is_silent(kind):
    world = held()
    world.do(c.HoldCase(SUE, kind, world.now + timedelta(days=1)))
    world.reply(reading(Intent.HOW_TO_PAY))
    assert told(world) == []


def test_a_customer_whom_only_a_person_may_contact_is_not_told_by_a_machine_in_any_case():
    world = held()
    world.change(customer=kit.customer(kit.contact(), person_only=True))
    world.reply(reading(Intent.HOW_TO_PAY))
    assert told(world) == []


def test_a_medium_that_was_closed_stays_silent():
    world = held()
    world.reply(reading(Intent.OPT_OUT), channel=Channel.SMS)
    world.reply(reading(Intent.HOW_TO_PAY), channel=Channel.SMS)
    assert told(world) == []
    assert not [event for event in world.said(e.TaskRaised) if event.name == "answer the customer by hand"]


def test_a_person_who_decides_what_a_message_means_has_it_in_hand():
    world = held()
    world.change(pauses=(Pause("template", "nothing"),))
    world.do(c.HoldCase(SUE, HoldKind.STAFF, world.now + timedelta(days=1)))
    world.reply(reading(Intent.OTHER, decided=False))
    before = len(told(world))
    (waiting,) = world.case.undecided
    world.do(c.DecideReply(ANN, waiting.id, Channel.EMAIL, reading(Intent.HOW_TO_PAY), "c1"))
    assert len(told(world)) == before == 1


def test_a_closed_case_says_nothing():
    world = held()
    world.do(c.ReleaseHold(SUE))
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.state is CaseState.CLOSED
    world.reply(reading(Intent.HOW_TO_PAY))
    assert told(world) == []


def test_the_task_to_read_it_ends_no_later_than_what_the_customer_was_promised():
    world = held(rules={"acme": kit.rules(undecided_within=kit.business_days(4), answer_promise=kit.business_days(2))})
    world.reply(reading(Intent.HOW_TO_PAY))
    (task,) = world.said(e.TaskRaised)
    assert task.deadline.date() == kit.moment("2026-03-04 00:00").date()
