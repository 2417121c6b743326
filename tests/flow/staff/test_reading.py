"""A reply that nobody was sure of is decided by a person, once, as it was shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.staff.reading import decide_reply
from bot.domain.reading import Reading, ReadIntent
from bot.domain.vocabulary import CaseState, HoldKind, Intent
from tests.flow.staff.desk import Bill, Desk, refused

BILL = Bill()
UNCLEAR = "A refund, or a credit on the next bill?"


def reading(*intents: Intent) -> Reading:
    found = tuple(ReadIntent(intent, 1.0) for intent in intents)
    return Reading("en", 1.0, automatic=False, intents=found, flags=(), decided=True)


@pytest.fixture
async def waiting(desk: Desk) -> Desk:
    """The customer wrote something that nobody is sure of."""
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, UNCLEAR)
    await desk.work()
    assert desk.case(BILL).hold.kind is HoldKind.UNDECIDED_REPLY
    return desk


def decide(desk: Desk, reply: str, name: str = "olivia", **how):
    who = desk.who(name) if isinstance(name, str) else name
    return decide_reply(desk.app.context, desk.app.understand, desk.ref(BILL), who, reply, **how)


async def test_a_correction_is_acted_upon_and_answers_the_reply(waiting: Desk):
    (reply,) = waiting.view(BILL).undecided
    case = decide(waiting, reply.id, chosen=reading(Intent.DISPUTE))
    assert case.disputed == 12_000
    assert case.hold.kind is HoldKind.DISPUTE
    before = len(waiting.mail.taken)
    waiting.turn(minutes=1)
    await waiting.work()
    assert len(waiting.mail.taken) == before + 1
    assert waiting.view(BILL).undecided == ()
    (actor,) = waiting.rows("SELECT DISTINCT actor FROM events WHERE type = 'ReplyDecided'")[0]
    assert actor == "olivia"


async def test_a_confirmation_is_bound_to_what_was_shown(waiting: Desk):
    (reply,) = waiting.view(BILL).undecided
    assert "has changed since it was shown" in refused(decide, waiting, reply.id, digest="0" * 16)
    if reply.reading.intents:
        decide(waiting, reply.id, digest=reply.digest)
        assert waiting.view(BILL).undecided == ()
    else:
        assert "Choose what it means" in refused(decide, waiting, reply.id, digest=reply.digest)


async def test_a_reply_is_decided_once(waiting: Desk):
    (reply,) = waiting.view(BILL).undecided
    decide(waiting, reply.id, chosen=reading())
    assert waiting.case(BILL).state is CaseState.OPEN
    assert "waits for nobody" in refused(decide, waiting, reply.id, chosen=reading(Intent.DISPUTE))
    assert len(waiting.events("ReplyDecided")) == 1


async def test_only_who_works_the_clients_cases_decides_and_only_what_came_in_there(waiting: Desk):
    (reply,) = waiting.view(BILL).undecided
    assert "You are" in refused(decide, waiting, reply.id, "ivo", chosen=reading())
    lucia = waiting.who("lucia", "northwind")
    assert refused(decide, waiting, reply.id, lucia, chosen=reading()) == f"There is no case {waiting.ref(BILL)}."
    other = Bill(number=9, customer=2)
    waiting.bills(BILL, other)
    context, understand = waiting.app.context, waiting.app.understand
    args = (context, understand, waiting.ref(other), waiting.who("olivia"), reply.id)
    for how in ({"chosen": reading(Intent.DISPUTE)}, {"digest": reply.digest}, {"digest": "0" * 16}):
        elsewhere = refused(decide_reply, *args, **how)
        assert "waits for nobody" in elsewhere
        assert elsewhere == refused(decide, waiting, "made-up", **how)


async def test_what_a_person_chose_counts_although_it_is_not_marked_as_decided(waiting: Desk):
    (reply,) = waiting.view(BILL).undecided
    case = decide(waiting, reply.id, chosen=replace(reading(Intent.HUMAN_REQUEST), decided=False))
    assert case.hold.kind is HoldKind.HUMAN_REQUEST


async def test_what_a_person_decides_is_answered_in_the_language_of_the_message(desk: Desk):
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, "Buenas tardes, un reembolso a mi tarjeta o saldo a favor para la próxima factura")
    await desk.work()
    (reply,) = desk.view(BILL).undecided
    assert '"answer_in":"es"' in desk.events("ReplyReceived")[-1]
    decide(desk, reply.id, chosen=reading(Intent.HOW_TO_PAY))
    queued = [event for event in desk.events("TouchQueued") if "common/how_to_pay" in event]
    assert '"language":"es"' in queued[-1]
