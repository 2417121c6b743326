"""How late messages are when so many customers a second come due, with the real ticker and the real pipeline."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import uvloop

from bot.app.acting import act
from bot.app.identifiers import case_id, case_reference
from bot.app.messages import Handed, Outgoing
from bot.bootstrap import transports
from bot.channels.pipeline import Pipeline
from bot.domain.commands import Actor, SnoozeCase
from bot.domain.vocabulary import CaseType, Channel, Role
from bot.scheduler.ticking import Ticker
from tests.benchmarks.world import CLIENT, World, fill

_ACTOR = Actor("omar", Role.OPERATOR)
_LEAD = 2.0  # seconds between the start of the ticker and the first due time


class _Watched:
    """The SMS transport, with the moment at which each recipient's message was handed to it."""

    channel = Channel.SMS

    def __init__(self, inner, clock):
        self._inner, self._clock = inner, clock
        self.at: dict[str, datetime] = {}
        self.enough = asyncio.Event()
        self.wanted = 0

    async def send(self, message: Outgoing) -> Handed:
        self.at[message.to] = self._clock()
        handed = await self._inner.send(message)
        if len(self.at) >= self.wanted:
            self.enough.set()
        return handed

    async def look_up(self, message):
        return await self._inner.look_up(message)

    async def close(self):
        await self._inner.close()


def measure(world: World, per_second: int, seconds: int) -> list[float]:
    """Seconds from each due time to the hand-over of its message, in ascending order."""
    count = per_second * seconds
    world.clock.stop()
    fill(world, count)
    begins = world.clock() + timedelta(seconds=_LEAD)
    due = [begins + timedelta(seconds=number / per_second) for number in range(count)]
    _snooze(world, due)
    world.clock.go_on()
    sent = uvloop.run(_run(world, count, seconds))
    late = [(sent[f"+1202{number:07d}"] - due[number]).total_seconds() for number in range(count)]
    return sorted(late)


def _snooze(world: World, due: list[datetime]) -> None:
    """Each case sleeps until its own moment, and then its first message is due at once."""
    for number, at in enumerate(due):
        reference = case_reference(CaseType.MISSING_PAYMENT, case_id(CLIENT, f"id:{number}"))
        act(world.application.context, reference, SnoozeCase(_ACTOR, at), _ACTOR.id)


async def _run(world: World, count: int, seconds: int) -> dict[str, datetime]:
    watched = _Watched(transports(world.application, world.clock)[Channel.SMS], world.clock)
    watched.wanted = count
    pipeline = Pipeline(world.application.context, world.application.desk, {Channel.SMS: watched}, "bench")
    ticker = Ticker(world.application, pipeline)
    ticker.start()
    try:
        await asyncio.wait_for(watched.enough.wait(), seconds * 3 + 60)
    finally:
        await ticker.stop()
    return watched.at
