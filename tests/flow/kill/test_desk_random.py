"""Workers that post to staff are killed at random moments while Slack fails in every way; clicks come in meanwhile."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta
from random import Random
from typing import Any

from tests.flow.kill.desk_field import SETTLED, DeskField

KILLS = 30
MOMENTS = 25  # that a worker passes at most before it is killed
LONGEST = 0.03  # seconds from the last of them to the kill
TROUBLES: tuple[dict[str, Any], ...] = (
    {"status": 429, "retry_after": 5},
    {"hang": True},
    {"drop_after_accept": True},
    {"drop_before": True},
    {"status": 502},
    {"error": "service_unavailable"},
)
METHODS = ("chat.postMessage", "chat.postMessage", "chat.update", "conversations.open", "conversations.replies")


def change(field: DeskField, dice: Random, number: int) -> None:
    """Something happens to a case, or a new one comes in."""
    refs = field.refs()
    match dice.randrange(4):
        case 0:
            field.bills(range(1, len(refs) + 2))
        case 1:
            field.escalate(dice.choice(refs))
        case _:
            field.assign(dice.choice(refs), ("olivia", "omar")[number % 2])


async def live_and_die(field: DeskField, dice: Random, workers: int) -> int:
    """Some workers live for a while; all are killed. Returns how many were."""
    living = [await field.worker(stays=True, talks=True) for _ in range(workers)]
    for one in living:
        await asyncio.to_thread(one.passes, dice.randint(1, MOMENTS))
    await asyncio.sleep(dice.uniform(0, LONGEST))  # no wait for anything: the moment of the kill is what is random
    codes = [await asyncio.to_thread(one.kill) for one in living]
    assert set(codes) <= {-signal.SIGKILL}, field.nursery.errors()
    return len(codes)


async def kill_at_random(field: DeskField, seed: int, workers: int) -> None:
    dice, kills = Random(seed), 0
    field.bills(range(1, 4))
    while kills < KILLS:
        change(field, dice, kills)
        for _ in range(dice.randrange(3)):
            field.slack.fail_next(dice.choice(METHODS), **dice.choice(TROUBLES))
        kills += await live_and_die(field, dice, workers)
        if dice.random() < 0.5:  # else the next one meets living leases
            field.clock.turn(SETTLED)
    field.slack.api.faults.clear()
    field.clock.turn(SETTLED)
    await field.settle()
    print(f"{kills} kills: {len(field.ids())} messages in Slack, {sum(field.texted().values())} text messages")


async def test_killed_at_random_moments_nothing_is_lost_or_posted_twice(desk):
    await kill_at_random(desk, 1, workers=1)
    desk.check()


async def test_two_workers_that_are_killed_post_nothing_twice(desk_on_postgresql):
    await kill_at_random(desk_on_postgresql, 2, workers=2)
    desk_on_postgresql.check()


async def test_a_week_asleep_wakes_nobody_twice(desk):
    """The clock jumps a week ahead: of all the pings that were due meanwhile only those of one level go out."""
    desk.bills(range(1, 3))
    await desk.until_quiet()
    desk.escalate(desk.refs()[0])
    await desk.settle()
    before = {post for post in desk.ids() if post.startswith("ping:")}
    texts = sum(desk.texted().values())
    desk.clock.turn(timedelta(days=7))
    await desk.settle()
    fresh = {post for post in desk.ids() if post.startswith("ping:")} - before
    assert len({tuple(post.split(":")[1:4]) for post in fresh}) <= 2  # the escalation's, and one for the overdue hold
    assert sum(desk.texted().values()) - texts <= 4
    desk.check()


async def test_two_thousand_cards_keep_no_ping_waiting(desk):
    """An urgent ping goes within seconds; the cards follow at the pace of the channel."""
    desk.bills(range(1, 2001))
    waiting = desk.rows("SELECT count(*) FROM posts WHERE kind = 'card' AND state = 'queued'")[0][0]
    assert waiting == 2000
    desk.escalate(desk.refs()[1234])
    began = desk.clock()
    worker = await desk.worker(stays=True, only_posts=True)
    while True:
        await asyncio.sleep(0.01)  # the worker is another process, and Slack tells no test
        if {post.split(":")[-2] for post in desk.ids() if post.startswith("ping:")} == {"slack"} and desk.texted():
            channel = [post for post in desk.ids() if post.endswith("slack:")]
            if channel:
                break
        assert desk.clock() - began < timedelta(minutes=2), desk.ids()
    took = desk.clock() - began
    assert await asyncio.to_thread(worker.kill) == -signal.SIGKILL
    print(f"the channel's ping stood after {took.total_seconds():.0f} s of the clock")
