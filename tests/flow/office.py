"""A whole application in this process with stand-ins and a clock that the test turns."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.app.acting import advance
from bot.app.messages import Handed, LookedUp, Outgoing, Transport
from bot.app.replying import process_replies
from bot.bootstrap import transports
from bot.channels.pipeline import Pipeline
from bot.domain.vocabulary import Channel
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import TwilioSandbox
from bot.store.store import SqlStore
from tests.flow import kit
from tests.flow.kit import Owed, Turned

MOST_ROUNDS = 30
MOST_LOOKS, LOOK_SECONDS = 300, 0.05


class Office:
    """Open it, bring in a ledger, turn the clock, let it work, count."""

    def __init__(self, store: SqlStore, folder: Path) -> None:
        self.store, self.folder, self.clock = store, folder, Turned()
        self.sms, self.smtp = TwilioSandbox(now=self.clock), SmtpSandbox(now=self.clock)

    async def open(self) -> None:
        urls = {"sms": await self.sms.start(), "smtp": await self.smtp.start()}
        self.app = kit.application(self.store, self.clock, **urls)
        self.doors: dict[Channel, Transport] = dict(transports(self.app, self.clock))
        self.pipeline = self.worker("w1")

    def worker(self, token: str, doors: Mapping[Channel, Transport] | None = None, **options: Any) -> Pipeline:
        return Pipeline(self.app.context, self.app.desk, doors or self.doors, token, **options)

    async def close(self) -> None:
        await self.pipeline.close()
        await self.sms.stop()
        await self.smtp.stop()

    def bring_in(self, owed: Iterable[Owed]) -> None:
        kit.bring_in(self.app, self.folder, owed)

    async def work(self) -> int:
        """All that the ticks do, once. Returns how much there was to do."""
        done = process_replies(self.app.context, self.app.understand)
        done += advance(self.app.context)
        done += (await self.pipeline.drain()).claimed
        return done + await self.pipeline.look_up_unknown()

    async def work_until_quiet(self) -> None:
        """Until there is nothing to do at this moment, which must come soon."""
        for _ in range(MOST_ROUNDS):
            if not await self.work():
                return
        raise AssertionError(f"it never becomes quiet: {kit.states(self.store)}")

    async def until(self, reached: Callable[[], bool]) -> None:
        """Let others work until then, which must come soon."""
        for _ in range(MOST_LOOKS):
            if reached():
                return
            await asyncio.sleep(LOOK_SECONDS)  # a server's task or thread is to come so far, and tells no test
        raise AssertionError(f"it never came so far: {kit.states(self.store)}")

    async def work_for(self, minutes: int) -> None:
        """Minute by minute."""
        for _ in range(minutes):
            await self.work()
            self.clock.turn(minutes=1)

    def count(self) -> kit.Tally:
        return kit.count(self.store, list(self.sms.accepted), list(self.smtp.accepted))

    def reached(self) -> Counter[str]:
        """How many messages each number and address got."""
        by_sms = Counter(one["to"] for one in self.sms.accepted)
        return by_sms + Counter(one["rcpt"][0] for one in self.smtp.accepted)


class Interfering:
    """A transport that does something right before its first call."""

    def __init__(self, inner: Transport, interfere: Any) -> None:
        self.channel = inner.channel
        self._inner, self._interfere = inner, interfere

    async def send(self, message: Outgoing) -> Handed:
        interfere, self._interfere = self._interfere, None
        if interfere:
            interfere()
        return await self._inner.send(message)

    async def look_up(self, message: Outgoing) -> LookedUp:
        return await self._inner.look_up(message)

    async def close(self) -> None:
        await self._inner.close()
