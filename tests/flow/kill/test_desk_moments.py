"""A worker that posts to staff is killed at each of its awkward moments: every card, line and ping stands once."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta

import pytest

from bot.sandbox.script import Action, Wrong
from tests.flow.kill.desk_field import DeskField

IN_PASSING = (
    "take post: before commit",
    "take post: committed",  # `sending`, its queue is leased, and no call was made
    "slack post: begins",
    "slack post: answered",  # Slack has it; nothing is recorded
    "slack update: begins",
    "slack update: answered",
    "sms post: begins",
    "sms post: answered",
    "record post: before commit",
    "record post: committed",
)
LOOKING_UP = (
    "look up post: before commit",
    "look up post: committed",
    "slack look-up: answered",
    "settle post: before commit",
    "settle post: committed",
)


async def busy(field: DeskField) -> None:
    """Cards stand; one is to be changed, one is new, people are pinged, customers are written to."""
    field.bills(range(1, 4))
    await field.until_quiet()
    field.bills(range(1, 5))
    first, second, *_ = field.refs()
    field.assign(first, "omar")
    field.escalate(second)


@pytest.mark.parametrize("moment", IN_PASSING)
async def test_killed_in_passing_nothing_is_lost_or_posted_twice(desk, moment):
    await busy(desk)
    await desk.die_at(moment)
    desk.assign(desk.refs()[0], "olivia")
    await desk.settle()
    desk.check()
    assert [post for post in desk.ids() if post.startswith("ping:")]
    assert sum(desk.texted().values()) == 2


@pytest.mark.parametrize("moment", LOOKING_UP)
async def test_killed_while_looking_up_nothing_is_lost_or_posted_twice(desk, moment):
    await busy(desk)
    await desk.die_at("slack post: answered")
    await desk.die_at(moment)
    await desk.settle()
    desk.check()


@pytest.mark.parametrize("of", ["slack", "sms"])
async def test_killed_while_the_provider_has_it_and_does_not_answer(desk, of):
    await busy(desk)
    if of == "slack":
        desk.slack.fail_next("chat.postMessage", hang=True, times=3)
        worker = await desk.worker(talks=True)
        await asyncio.to_thread(_until, worker, "slack post: begins")
    else:
        desk.sms.fail(Wrong(Action.HANG))
        worker = await desk.worker(talks=True)
        await asyncio.to_thread(_until, worker, "sms post: begins")
    code = await asyncio.to_thread(worker.kill)
    assert code == -signal.SIGKILL
    desk.clock.turn(timedelta(minutes=3))
    await desk.settle()
    desk.check()


def _until(worker, moment: str) -> None:
    worker.nursery.wait_for(lambda said: said["token"] == worker.token and said.get("moment") == moment)


async def test_a_ping_nobody_answers_goes_once_a_repeat_whatever_dies(desk):
    """Level by level, each person once by each way; then somebody takes it, and no ping goes out any more."""
    await busy(desk)
    for moment, minutes in (("slack post: answered", 91), ("sms post: answered", 21)):
        await desk.die_at(moment)
        await desk.settle()
        desk.clock.turn(timedelta(minutes=minutes))  # first half of the owner's three hours, then the chain's own wait
    await desk.settle()
    desk.check()
    pings = {tuple(post.split(":")[2:]) for post in desk.ids() if post.startswith("ping:")}
    assert len({(level, repeat) for level, repeat, *_ in pings}) >= 2
    desk.take(desk.refs()[1])
    await desk.settle()
    before = desk.ids(), desk.texted()
    desk.clock.turn(timedelta(minutes=30))
    await desk.settle()
    assert {one for one in desk.ids() if one.startswith("ping:")} == {
        one for one in before[0] if one.startswith("ping:")
    }
    assert desk.texted() == before[1]
