"""Cards, lines and pings in a stand-in Slack: each once, in order, whatever Slack and the network do."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta

import pytest

from bot.app.acting import act
from bot.app.posting import prepare, take
from bot.app.staff.posts import CardsWanted
from bot.domain.commands import AcknowledgeEscalation, Actor, AssignCase
from bot.domain.vocabulary import Role
from bot.sandbox.slack.pace import Pace
from bot.scheduler.ticking import Ticker
from tests.flow.slack.posting import OPERATOR, SAMUEL, SETTLED, SOFIA
from tests.flow.web.world import Bill


def once(ids) -> bool:
    return bool(ids) and set(ids.values()) == {1}


async def test_a_card_appears_when_a_case_needs_a_person_with_what_was_said_before(world):
    ref = world.case()
    await world.work()
    await world.post()
    assert world.posted() == []  # the case runs by itself
    assert len(world.mail.taken) == 1
    world.escalate(ref)
    await world.post()
    (card,) = world.posted()
    assert ref in card["text"]
    thread = world.sandbox.messages(world.acme, card["ts"])
    assert any("We wrote by" in message["text"] for message in thread)
    assert once(world.ids())


async def test_every_case_has_a_card_where_the_client_wants_so(world):
    world.cards(CardsWanted.ALL)
    world.case()
    await world.post()
    assert len(world.posted()) == 1


async def test_a_hundred_changes_are_few_updates(world):
    ref = world.case()
    world.escalate(ref)
    await world.post()
    before = world.called("chat.update")
    for number in range(100):
        to = ("olivia", "omar")[number % 2]
        act(world.app.context, ref, AssignCase(OPERATOR, to), "olivia")
        if number % 25 == 0:
            await world.poster.run_once()
    await world.post()
    assert world.called("chat.update") - before <= 5
    assert "Omar" in str(world.posted()[0]["blocks"])


async def test_nothing_is_called_when_the_card_would_look_the_same(world):
    ref = world.case()
    world.escalate(ref)
    await world.post()
    world.turn(minutes=1)
    with world.store.begin() as unit:
        unit.db.run("UPDATE posts SET state = 'queued' WHERE kind = 'card'")
    before = len(world.sandbox.calls)
    await world.post()
    assert len(world.sandbox.calls) == before


async def test_pings_go_to_the_channel_and_to_persons_and_are_over_for_all_when_one_takes_the_case(world):
    ref = world.case()
    world.escalate(ref)
    await world.post()
    (card,) = world.posted()
    (mention,) = [m for m in world.sandbox.messages(world.acme, card["ts"]) if "needs you" in m["text"]]
    assert f"<@{SOFIA}>" in mention["text"]
    assert [len(world.sandbox.dms(user)) for user in (SOFIA, SAMUEL)] == [1, 1]
    live = world.rows("SELECT about FROM posts WHERE kind = 'ping'")[0][0]
    taken = AcknowledgeEscalation(Actor("sofia", Role.SUPERVISOR), live)
    act(world.app.context, ref, taken, "sofia")
    await world.post()
    for message in (
        *world.sandbox.dms(SOFIA),
        *world.sandbox.dms(SAMUEL),
        *[m for m in world.sandbox.messages(world.acme, card["ts"]) if m["ts"] == mention["ts"]],
    ):
        assert "has taken it" in message["text"]
        assert "actions" not in [block["type"] for block in message["blocks"]]
    assert once(world.ids())


async def test_a_ping_that_has_not_gone_out_does_not_when_the_case_is_taken(world):
    ref = world.case()
    world.escalate(ref)
    live = world.rows("SELECT about FROM posts WHERE kind = 'ping'")[0][0]
    act(world.app.context, ref, AcknowledgeEscalation(Actor("sofia", Role.SUPERVISOR), live), "sofia")
    await world.post()
    assert world.sandbox.dms(SAMUEL) == []
    assert [key for key in world.ids() if key.startswith("ping")] == []


@pytest.mark.parametrize("trouble", [{"hang": True}, {"drop_after_accept": True}, {"drop_before": True}])
async def test_a_post_without_an_answer_is_looked_up_and_never_stands_twice(world, trouble: dict[str, bool]):
    ref = world.case()
    world.sandbox.fail_next("chat.postMessage", **trouble)
    world.sandbox.fail_next("chat.postMessage", **trouble)
    world.escalate(ref)
    await world.post(rounds=10)
    for _ in range(3):
        world.turn(seconds=SETTLED.total_seconds())
        await world.poster.look_up_unknown()
        await world.post(rounds=10)
    assert once(world.ids()), world.ids()
    assert set(world.states()) <= {"sent", "cancelled"}
    assert len(world.posted()) == 1


async def test_killed_before_the_call_or_before_the_record_a_post_stands_once(world):
    ref = world.case()
    world.escalate(ref)
    dead = world.another()
    for _ in range(4):  # a worker that dies: some calls are made, none is recorded
        for number, post in enumerate(take(dead._desk, "dead", ["slack"])):
            errand = prepare(dead._desk, post)
            if number % 2 == 0:
                await dead._called(errand)
        world.turn(seconds=SETTLED.total_seconds())
        await world.poster.look_up_unknown()
    await world.post()
    assert once(world.ids()), world.ids()
    assert set(world.states()) == {"sent"}


async def test_slow_down_holds_the_channel_for_every_worker_and_nobody_else(postgresql_world, open_other):
    world = postgresql_world
    ref = world.case()
    world.sandbox.fail_next("chat.postMessage", retry_after=30, error="ratelimited", channel=world.acme)
    world.escalate(ref)
    other = world.another(open_other())
    await world.poster.drain()
    world.turn(seconds=2)
    await other.drain()
    assert world.posted() == []
    assert len(world.sandbox.dms(SOFIA)) == 1
    world.turn(seconds=29)
    await world.post(other)
    assert len(world.posted()) == 1
    assert once(world.ids())


@pytest.mark.parametrize("pace", [Pace(burst=1), None], ids=["Slack watches", "Slack would take more"])
async def test_the_pace_of_a_channel_is_kept_by_all_workers_together(postgresql_world, open_other, pace):
    """By ourselves: Slack has nothing to refuse."""
    world = postgresql_world
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 9)))
    workers = [world.another(), world.another(open_other())]
    world.sandbox.pace = pace
    at: list[int] = []
    for _ in range(12):
        await asyncio.gather(*(one.drain() for one in workers))
        at.append(len(world.posted()))
        world.turn(seconds=1)
    assert max(b - a for a, b in itertools.pairwise(at)) == 1
    assert at[-1] == 8
    assert once(world.ids())


async def test_two_workers_lose_nothing_and_post_nothing_twice(postgresql_world, open_other):
    world = postgresql_world
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 6)))
    await world.work()
    workers = [world.another(), world.another(open_other())]
    for trouble in ({"hang": True}, {"drop_after_accept": True}, {"error": "internal_error"}, {"status": 502}):
        world.sandbox.fail_next("chat.postMessage", **trouble)
    for _ in range(40):
        await asyncio.gather(*(one.drain() for one in workers))
        world.turn(seconds=10)
        await asyncio.gather(*(one.look_up_unknown() for one in workers))
    assert set(world.states()) <= {"sent", "cancelled"}
    assert once(world.ids()), world.ids()
    assert len(world.posted()) == 5


async def test_changes_and_posts_at_the_same_time_end_with_the_truth(postgresql_world, open_other):
    world = postgresql_world
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 5)))
    refs = [row[0] for row in world.rows("SELECT ref FROM cases ORDER BY ref")]
    workers = [world.another(), world.another(open_other())]

    def change(number: int) -> None:
        act(world.app.context, refs[number % 4], AssignCase(OPERATOR, ("olivia", "omar")[number // 4 % 2]), "olivia")

    for round_ in range(8):
        changes = [asyncio.to_thread(change, 4 * round_ + number) for number in range(4)]
        await asyncio.gather(*changes, *(one.drain() for one in workers))
        world.turn(seconds=1)
    await world.post(*workers)
    assert once(world.ids())
    assert all("Omar" in str(card["blocks"]) for card in world.posted())


async def test_a_wrong_configuration_waits_for_a_person_and_then_goes_on(sqlite_world, caplog):
    world = sqlite_world
    world.sandbox.kick(world.acme, world.sandbox.bot_user_id)
    ref = world.case()
    world.escalate(ref)
    for _ in range(5):
        await world.poster.drain()
        world.turn(seconds=2)
    assert world.called("chat.postMessage") <= 3 + 1  # direct messages, and one try in the channel
    with world.store.read() as unit:
        (stuck,) = unit.stuck_queues(world.now - timedelta(hours=1), 10)
    assert (stuck.client, stuck.why) == ("acme", "not_in_channel")
    world.sandbox.invite(world.acme, world.sandbox.bot_user_id)
    world.turn(minutes=6)
    await world.post()
    assert len(world.posted()) == 1
    with world.store.read() as unit:
        assert unit.stuck_queues(world.now, 10) == []


async def test_the_clock_of_a_worker_posts_and_looks_up(sqlite_world):
    world = sqlite_world
    world.escalate(world.case())
    ticks = {tick.name: tick for tick in Ticker(world.app, world.pipeline, world.poster).ticks()}
    assert {"post", "look up posts", "watch"} <= set(ticks)
    await ticks["post"].work()
    assert len(world.posted()) == 1
    assert await ticks["look up posts"].work() == 0
    assert await ticks["watch"].work() == 0


async def test_blocks_that_slack_refuses_are_posted_as_plain_words(sqlite_world):
    world = sqlite_world
    world.sandbox.fail_next("chat.postMessage", error="invalid_blocks", channel=world.acme)
    ref = world.case()
    world.escalate(ref)
    await world.post()
    (card,) = world.posted()
    assert ref in card["text"]
    assert set(world.states()) == {"sent"}


async def test_a_card_that_somebody_deleted_is_posted_anew(sqlite_world):
    world = sqlite_world
    ref = world.case()
    world.escalate(ref)
    await world.post()
    (card,) = world.posted()
    world.sandbox.workspace.channels[world.acme].messages.pop(card["ts"])
    act(world.app.context, ref, AssignCase(OPERATOR, "omar"), "olivia")
    await world.post()
    (again,) = world.posted()
    assert again["ts"] != card["ts"]


async def test_a_dead_slack_delays_no_customer_and_holds_no_transaction(world):
    world.cards(CardsWanted.ALL)
    world.sandbox.fail_next("chat.postMessage", hang=True, times=50)
    world.case()
    posting = asyncio.create_task(world.another(call_seconds=20).drain())
    await world.until_called("chat.postMessage")
    await world.work()  # while the call hangs
    assert len(world.mail.taken) == 1
    assert world.rows("SELECT state FROM outbox") == [("sent",)]
    posting.cancel()


async def test_erasing_a_customer_takes_their_words_out_of_slack(sqlite_world):
    world = sqlite_world
    ref = world.case()
    await world.work()
    world.escalate(ref)
    await world.post()
    (card,) = world.posted()
    assert len(world.sandbox.messages(world.acme, card["ts"])) > 1
    with world.store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer(unit.db.value("SELECT customer_id FROM cases"), world.now)
    await world.post()
    (card,) = world.posted()
    assert "was erased" in card["text"]
    assert [block["type"] for block in card["blocks"]] == ["section"]
    assert set(world.ids()) == {post for post in world.ids() if post.startswith("card:")}
    assert world.sandbox.dms(SOFIA) == []
