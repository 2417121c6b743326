"""Replies that nobody was sure of: confirmed as shown, or corrected; bound to what was shown and to their case."""

from __future__ import annotations

import asyncio

from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import ANA, CARLA, OLIVIA, SOFIA, Bill, DeskWorld

OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00")
OTHER = Bill(number=8, customer=8, expected="90.00", paid="0.00")
MEANS = {"intents": ["how_to_pay"], "care": ["none"]}
UNSURE = "well you know how it is, let us see about the thing"


async def undecided(desk: DeskWorld) -> tuple[str, Carried]:
    """A case with a reply that a person must read, and what a button for it carries."""
    desk.bills(OWING, OTHER)
    ref = desk.case(OWING)
    desk.bills(OWING, OTHER)
    await desk.replied(OWING, UNSURE)
    view = desk.view(ref)
    assert view.undecided, view.case
    reply = view.undecided[0]
    return ref, Carried(ref=ref, reply=reply.id, reading=reply.digest)


async def test_a_reading_is_corrected_in_a_form(desk: DeskWorld):
    ref, carried = await undecided(desk)
    await desk.form(OLIVIA, ref, Deed.CORRECT_READING, carried)
    assert await desk.send(OLIVIA, MEANS) is None
    assert not desk.view(ref).undecided
    assert "goes on" in desk.told(OLIVIA)


async def test_a_reading_that_is_not_the_one_shown_is_not_confirmed(desk: DeskWorld):
    ref, carried = await undecided(desk)
    await desk.press(OLIVIA, ref, Deed.CONFIRM_READING, Carried(ref=ref, reply=carried.reply, reading="0" * 16))
    assert "changed" in desk.told(OLIVIA)
    assert desk.view(ref).undecided


async def test_a_reply_is_decided_on_its_own_case_only(desk: DeskWorld):
    ref, carried = await undecided(desk)
    other = str(desk.rows("SELECT ref FROM cases WHERE invoice = ?", OTHER.invoice)[0][0])
    before = desk.events(other)
    await desk.press(
        OLIVIA, other, Deed.CONFIRM_READING, Carried(ref=other, reply=carried.reply, reading=carried.reading)
    )
    assert desk.told(OLIVIA)
    assert desk.events(other) == before
    assert desk.view(ref).undecided


async def test_of_two_who_decide_at_once_one_does(desk: DeskWorld):
    ref, carried = await undecided(desk)
    for user in (OLIVIA, SOFIA):
        await desk.form(user, ref, Deed.CORRECT_READING, carried)
    await asyncio.gather(*(desk.send(user, MEANS) for user in (OLIVIA, SOFIA)))
    assert desk.events(ref).count("ReplyDecided") == 1


async def test_words_of_another_case_are_not_taken_back(desk: DeskWorld):
    desk.bills(OWING, OTHER)
    ref = desk.case(OWING)
    await desk.form(OLIVIA, ref, Deed.REPLY)
    await desk.send(OLIVIA, {"text": "We look into it."})
    await desk.send(OLIVIA)
    saying = desk.view(ref).sayings[0].id
    desk.bills(OWING, OTHER)
    other = str(desk.rows("SELECT ref FROM cases WHERE invoice = ?", OTHER.invoice)[0][0])
    await desk.press(SOFIA, other, Deed.UNDO_REPLY, Carried(ref=other, saying=saying))
    assert desk.view(ref).sayings
    await desk.press(CARLA, ref, Deed.UNDO_REPLY, Carried(ref=ref, saying=saying))
    assert "needs the role" in desk.told(CARLA)
    assert desk.view(ref).sayings


async def test_a_payment_is_recorded_and_taken_back(desk: DeskWorld):
    ref = desk.case(OWING)
    await desk.form(OLIVIA, ref, Deed.PAYMENT)
    day = str(desk.now.date())
    assert await desk.send(OLIVIA, {"amount": "50.00", "day": day, "reference": "BANK-1"}) is None
    assert desk.view(ref).case.paid == 5000
    await desk.form(ANA, ref, Deed.UNDO_PAYMENT)
    assert await desk.send(ANA, {"note": "It was another customer's."}) is None
    assert desk.view(ref).case.paid == 0


async def test_an_escalation_is_acknowledged_by_whoever_clicks_first(desk: DeskWorld):
    ref = desk.case(OWING)
    await desk.form(OLIVIA, ref, Deed.ESCALATE)
    assert await desk.send(OLIVIA, {"note": "They shout."}) is None
    live = desk.view(ref).case.escalation
    assert live is not None
    carried = Carried(ref=ref, escalation=live.id)
    await desk.press(SOFIA, ref, Deed.ACKNOWLEDGE, carried)
    assert "with you now" in desk.told(SOFIA)
    await desk.press(ANA, ref, Deed.ACKNOWLEDGE, carried)
    assert desk.events(ref).count("EscalationAcknowledged") == 1
    assert desk.told(ANA)
