"""A person sees that a reply was taken for something else: what must not wait is done, the case is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import UndecidedReply
from bot.domain.errors import Rejected
from bot.domain.sentences import sentence
from bot.domain.vocabulary import CaseState, Channel, Flag, HoldKind, Intent, Outcome, RootCause, TouchClass
from tests.unit.domain import kit
from tests.unit.domain.world import World

MINUTE = timedelta(minutes=1)


def read_as(world: World, *intents: Intent, **more: object) -> UndecidedReply:
    """The customer writes something that is read surely; what it was taken for."""
    (came,) = [one for one in world.reply(kit.reading(*intents, **more)) if isinstance(one, e.ReplyReceived)]
    return UndecidedReply(came.reply_id, came.channel, came.at, came.intents, came.flags)


def corrects(before: UndecidedReply, *intents: Intent, actor: c.Actor = kit.ANN, **more: object) -> c.DecideReply:
    return c.DecideReply(actor, before.id, Channel.EMAIL, kit.reading(*intents, **more), "c1", taken_for=before)


@pytest.fixture
def world() -> World:
    made = World()
    made.open()
    made.run(MINUTE)
    return made


def case(world: World):
    return world.cases["C1"]


def test_whoever_sees_it_has_the_case_and_nothing_goes_on_by_itself(world):
    before = read_as(world, Intent.HOW_TO_PAY)
    events = world.do(corrects(before, Intent.DOCUMENT_REQUEST))
    assert (case(world).state, case(world).hold.kind) == (CaseState.HELD, HoldKind.STAFF)
    assert case(world).hold.owner is kit.ANN.role
    assert case(world).hold.deadline > world.now
    assert case(world).assignee == "ann"
    assert not [one for one in events if isinstance(one, e.TouchQueued)], "what was to be said instead is for a person"
    assert not [one for one in events if isinstance(one, e.EscalationRaised)], "nobody else is called"
    assert not [touch for touch in case(world).touches if touch.touch_class is TouchClass.CHASE]


def test_what_was_read_as_a_promise_is_not_broken(world):
    before = read_as(world, Intent.PROMISE_TO_PAY, dates=kit.will_pay(kit.MONDAY.date() + timedelta(days=3)).dates)
    assert case(world).promise is not None
    world.do(corrects(before, Intent.ALREADY_PAID))
    assert case(world).promise is None
    world.do(c.ReleaseHold(kit.ANN))
    world.run(timedelta(days=12))
    assert case(world).promises_broken == 0


@pytest.mark.parametrize(
    ("intent", "flags", "kind"),
    [
        (Intent.OPT_OUT, (), HoldKind.STAFF),
        (Intent.WRONG_PERSON, (), HoldKind.WRONG_PERSON),
        (Intent.LEGAL_NOTICE, (), HoldKind.PERSON_ONLY),
        (Intent.OTHER, (Flag.BEREAVED,), HoldKind.PERSON_ONLY),
    ],
)
def test_what_must_not_wait_is_done_at_once(world, intent, flags, kind):
    before = read_as(world, Intent.ACKNOWLEDGEMENT)
    events = world.do(corrects(before, intent, flags=flags))
    assert case(world).hold.kind is kind
    assert any(isinstance(one, e.MediumSuppressed) for one in events) is (intent is Intent.OPT_OUT)
    assert world.known["acme"].customer.person_only is (kind is HoldKind.PERSON_ONLY)


def test_what_answered_it_already_is_not_said_again(world):
    before = read_as(world, Intent.WRONG_PERSON)
    answered = tuple(one.key.cause for one in case(world).touches if one.key.cause.startswith(before.id))
    assert answered
    again = replace(before, intents=(), answers=answered)  # as if nobody had seen it then
    events = world.do(corrects(again, Intent.WRONG_PERSON))
    assert not [one for one in events if isinstance(one, e.TouchQueued)]


def test_a_dispute_is_contested_once(world):
    before = read_as(world, Intent.DISPUTE)
    contested = case(world).disputed
    world.do(corrects(before, Intent.DISPUTE, Intent.COMPLAINT))
    assert case(world).disputed == contested == 10_000
    other = World()
    other.open()
    other.do(corrects(read_as(other, Intent.ACKNOWLEDGEMENT), Intent.DISPUTE))
    assert case(other).disputed == 10_000


def test_a_closed_case_is_open_again_for_whoever_saw_it(world):
    before = read_as(world, Intent.ACKNOWLEDGEMENT)
    world.do(c.CloseCase(kit.ANN, Outcome.OPENED_BY_MISTAKE, RootCause.UNKNOWN))
    world.do(corrects(before, Intent.COMPLAINT))
    assert case(world).state is CaseState.HELD


def test_only_makers_say_so_and_the_log_tells_it(world):
    before = read_as(world, Intent.ACKNOWLEDGEMENT)
    with pytest.raises(Rejected):
        world.do(corrects(before, Intent.COMPLAINT, actor=kit.AUD))
    (said,) = [one for one in world.do(corrects(before, Intent.COMPLAINT)) if isinstance(one, e.ReplyDecided)]
    assert sentence(said) == "ann says that the customer's message was misunderstood. It means: complaint."
