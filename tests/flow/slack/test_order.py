"""What waits keeps its place: a thread reads in the order in which things happened, whatever went wrong in between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.acting import act
from bot.app.staff.noting import note
from bot.app.staff.posts import CardsWanted, NewPost, PostKind, line_id
from bot.domain.commands import AssignCase
from bot.sandbox.slack.pace import Pace
from tests.flow.slack.posting import OPERATOR, SETTLED
from tests.flow.web.world import Bill

NOTES = ("Called, nobody there.", "Called again: they will pay.", "Paid, says the bank.")


async def with_notes(world, **trouble) -> list[str]:
    """A case whose card stands; three notes are written, the first of which meets trouble. What the thread reads."""
    ref = world.case()
    world.escalate(ref)
    await world.post()
    (card,) = world.posted()
    before = len(world.sandbox.messages(world.acme, card["ts"]))
    world.sandbox.fail_next("chat.postMessage", channel=world.acme, **trouble)
    ((case, customer),) = world.rows("SELECT id, customer_id FROM cases")
    olivia = world.app.texts.configuration.staff["olivia"]
    for number, text in enumerate(NOTES):
        note(world.app.context, world.app.desk, ref, olivia, f"n{number}", text)
        new = NewPost(
            line_id(f"n{number}", case), PostKind.LINE, "acme", case, customer, "slack", "", f"n{number}", world.now
        )
        with world.store.begin() as unit:
            unit.queue_posts([new], world.now)
        world.turn(seconds=1)
    for _ in range(8):
        await world.post(rounds=10)
        world.turn(seconds=SETTLED.total_seconds())
        await world.poster.look_up_unknown()
    shown = [str(message) for message in world.sandbox.messages(world.acme, card["ts"])[before:]]
    return [next(text for text in NOTES if text in message) for message in shown if any(t in message for t in NOTES)]


@pytest.mark.parametrize(
    "trouble",
    [{"error": "service_unavailable"}, {"status": 502}, {"drop_before": True}, {"retry_after": 3, "status": 429}],
)
async def test_a_line_that_is_tried_again_still_stands_before_what_was_said_later(world, trouble):
    assert await with_notes(world, **trouble) == list(NOTES)


async def test_what_is_tried_again_for_long_counts_as_stuck_from_its_first_moment(world):
    world.cards(CardsWanted.ALL)
    world.case()
    began = world.now
    world.sandbox.fail_next("chat.postMessage", error="service_unavailable", times=1000)
    for _ in range(30):
        await world.poster.drain()
        world.turn(minutes=1)
    with world.store.read() as unit:
        (stuck,) = unit.stuck_queues(world.now - timedelta(minutes=15), 10)
        assert stuck.oldest == began
        assert unit.post_counts().oldest_queued == began


async def test_what_a_person_looks_at_goes_before_cards_that_nobody_asked_for(world):
    world.cards(CardsWanted.ALL)
    ref = world.case()
    await world.post()
    world.sandbox.pace = Pace(burst=1)
    world.bills(Bill(), *(Bill(number=n, customer=n) for n in range(2, 42)))
    world.turn(seconds=1)
    act(world.app.context, ref, AssignCase(OPERATOR, "omar"), "olivia")
    for _ in range(3):
        await world.poster.drain()
        world.turn(seconds=1)
    assert "Omar" in str(world.posted()[0]["blocks"])
    await world.post()
    assert len(world.posted()) == 41


async def test_a_case_that_comes_to_need_a_person_goes_before_cards_that_nobody_asked_for(world):
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 42)))
    world.turn(seconds=1)
    (ref,) = world.rows("SELECT ref FROM cases WHERE invoice = 'INV-41'")[0]
    world.escalate(ref)
    for _ in range(4):
        await world.poster.drain()
        world.turn(seconds=1)
    assert any(ref in card["text"] for card in world.posted()[:2])
