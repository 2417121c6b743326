"""A whole application that posts to a stand-in Slack: real HTTP, a turned clock, as many posters as a test wants."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app.acting import act, advance
from bot.app.posting import CALL_TIMEOUT, LEASE
from bot.app.staff.posts import CardsWanted
from bot.bootstrap import poster, staff_posts
from bot.domain.commands import Actor, EscalateCase
from bot.domain.vocabulary import Channel, Role
from bot.sandbox.slack import SlackSandbox
from bot.slack.names import METADATA_EVENT
from bot.slack.poster import Poster
from bot.store.store import SqlStore
from tests.flow.web.world import Bill, World

OLIVIA, SOFIA, SAMUEL, ANA = "U0OLIVIA1", "U0SOFIA01", "U0SAMUEL1", "U0ANA0001"
PEOPLE = (OLIVIA, SOFIA, SAMUEL, ANA, "U0OMAR001", "U0LUCIA01", "U0BEN0001", "U0ADELE01", "U0CARLA01", "U0IVO0001")
SETTLED = LEASE + CALL_TIMEOUT + timedelta(seconds=1)  # after so long nobody can still be inside a call
OPERATOR = Actor("olivia", Role.OPERATOR)


class PostingWorld(World):
    """`acme` is the channel's id."""

    def __init__(self, store: SqlStore, folder: Path, sandbox: SlackSandbox, url: str) -> None:
        super().__init__(store, folder, slack_bot_token=sandbox.bot_token, slack_api_base=url)
        self.sandbox = sandbox
        for user in PEOPLE:
            sandbox.add_user(user, user.removeprefix("U0").title())
        self.acme = sandbox.add_channel("acme-followup", members=list(PEOPLE))
        self.cards(CardsWanted.NEEDED)
        self._posters: list[Poster] = []
        self.poster = self.another()

    def cards(self, wanted: CardsWanted) -> None:
        """Which cases have a card."""
        posts = staff_posts(self.app.settings, self.app.texts.configuration)
        assert posts is not None
        posts = replace(posts, cards=dict.fromkeys(posts.channels, wanted))
        self.app = replace(self.app, context=replace(self.app.context, staff_posts=posts))

    def another(self, store: SqlStore | None = None, call_seconds: float = 0.3) -> Poster:
        """A poster as a further process has it."""
        app = self.app
        if store is not None:
            app = replace(app, store=store, context=replace(app.context, store=store))
        made = poster(app, {Channel.SMS: self.sms}, call_seconds=call_seconds)
        assert made is not None
        self._posters.append(made)
        return made

    async def stop(self) -> None:
        for one in self._posters:
            await one.close()
        await self.sandbox.settled()

    # --- what happens ----------------------------------------------------------------------------------------

    def case(self, bill: Bill | None = None) -> str:
        """A bill comes in; returns its case's reference. The first chase is queued."""
        bill = bill or Bill()
        self.bills(bill)
        advance(self.app.context)
        return str(self.rows("SELECT ref FROM cases WHERE invoice = ?", bill.invoice)[0][0])

    def escalate(self, ref: str) -> None:
        """An operator hands the case up."""
        act(self.app.context, ref, EscalateCase(OPERATOR, Role.SUPERVISOR, self.now + timedelta(hours=4)), "olivia")

    async def post(self, *posters: Poster, rounds: int = 60) -> None:
        """Post until nothing waits, second by second."""
        for _ in range(rounds):
            done = [await one.drain() for one in posters or (self.poster,)]
            waiting = self.rows("SELECT count(*) FROM posts WHERE state = 'queued'")[0][0]
            if not any(done) and not waiting:
                return
            self.turn(seconds=1)

    # --- what Slack has --------------------------------------------------------------------------------------

    def ids(self) -> Counter[str]:
        """How often each of our posts stands in Slack."""
        found: Counter[str] = Counter()
        for channel in self.sandbox.workspace.channels.values():
            for message in channel.messages.values():
                told = message.get("metadata") or {}
                if told.get("event_type") == METADATA_EVENT:
                    found[str(told["event_payload"]["id"])] += 1
        return found

    def posted(self) -> list[dict[str, Any]]:
        """What stands in the channel itself, oldest first."""
        return list(self.sandbox.messages(self.acme))

    def states(self) -> Counter[str]:
        return Counter(row[0] for row in self.rows("SELECT state FROM posts"))

    def called(self, method: str) -> int:
        """How often a method of the Web API was called."""
        return sum(call.method == method for call in self.sandbox.calls)

    async def until_called(self, method: str) -> None:
        """Until a call of a method is under way."""
        await until(lambda: self.called(method) > 0)


async def until(seen: Callable[[], bool], seconds: float = 30) -> None:
    """Until something is so in a thread or in the stand-in, which tell nobody; it takes as long as it takes."""
    async with asyncio.timeout(seconds):
        while not seen():  # noqa: ASYNC110
            await asyncio.sleep(0.001)
