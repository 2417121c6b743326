"""A worker that also posts to staff, as its own process: `python -m tests.flow.kill.desk_worker`, see worker.py."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.app.acting import advance
from bot.app.replying import process_replies
from bot.app.staff.post_ports import Door, Errand, Landed
from bot.app.staff.posts import CardsWanted, Post
from bot.bootstrap import Application, build, poster, staff_posts, transports
from bot.channels.pipeline import Pipeline
from bot.logs import configure
from bot.sandbox.twilio import ACCOUNT_SID, AUTH_TOKEN
from bot.settings import Settings
from bot.slack.poster import Poster
from bot.store.engine import open_store
from tests.conftest import MASTER_KEY
from tests.flow.inquiries.asking import asking_files
from tests.flow.kill.clock import SharedClock
from tests.flow.kill.moments import Moments, MomentsOfStore, MomentsOfTransport, Phase
from tests.flow.kill.worker import Nursery, say
from tests.flow.kit import Turned, Watched
from tests.flow.web.world import PUBLIC

NAP_SECONDS = 0.02
QUIET_NAPS = 6  # after so many with nothing to do a worker that does not stay ends
CALL_SECONDS = 0.3  # that a call of Slack may take


@dataclass(frozen=True)
class Places:
    """Where everything is."""

    database: str
    clock: str
    sms: str
    smtp: str
    slack: str
    bot_token: str


@dataclass(frozen=True)
class DeskJob(Places):
    """What a worker is told."""

    token: str
    fatal: str = ""  # the moment at which it kills itself
    times: int = 1  # ... when it passes for this time
    stays: bool = False
    only_posts: bool = False
    talks: bool = False


@cache
def _wired() -> Application:
    """As it ships, with a chain that pings by every way at once, again after twenty minutes; underpayments ask others."""
    folder = Path(tempfile.mkdtemp(prefix="followup-desk-"))
    try:
        config = asking_files(folder, "underpayment")
        chains = config / "escalations.yaml"
        text = chains.read_text(encoding="utf-8")
        calm = "lead:\n    repeats: 2\n    levels:\n      - {role: supervisor, by: [channel, dm], within: 2 hours}"
        loud = (
            "lead:\n    working hours: no\n    repeats: 2\n    levels:\n"
            "      - {role: supervisor, by: [channel, dm, sms], within: 20 minutes}"
        )
        assert calm in text
        chains.write_text(text.replace(calm, loud), encoding="utf-8")
        settings = Settings(
            master_keys=(MASTER_KEY,),
            public_url=PUBLIC,
            twilio_account_sid=ACCOUNT_SID,
            twilio_auth_tokens=(AUTH_TOKEN,),
        )
        return build(settings, config, store=open_store("sqlite://", [MASTER_KEY]))
    finally:
        shutil.rmtree(folder)


def desk_application(store: Any, clock: Callable[[], datetime], places: Places) -> Application:
    """A whole application whose every case has a card."""
    wired = _wired()
    settings = replace(
        wired.settings,
        twilio_api_base=places.sms,
        smtp_url=places.smtp,
        slack_bot_token=places.bot_token,
        slack_signing_secret="a secret of the tests",
        slack_api_base=places.slack,
    )
    posts = staff_posts(settings, wired.texts.configuration)
    assert posts is not None
    posts = replace(posts, cards=dict.fromkeys(posts.channels, CardsWanted.ALL))
    shelf = replace(wired.context.shelf, known={})
    shelf.keep(store, wired.texts.playbooks.all(), clock())
    context = replace(wired.context, store=store, clock=clock, shelf=shelf, staff_posts=posts)
    return replace(wired, settings=settings, store=store, context=context)


class MomentsOfDoor:
    """A door that passes `slack post: begins`, `slack update: answered`, `sms look-up: answered` and so on."""

    def __init__(self, name: str, inner: Door, moments: Moments) -> None:
        self._name, self._inner, self._moments = name, inner, moments

    async def deliver(self, errand: Errand) -> Landed:
        what = f"{self._name} {errand.move}"
        self._moments.passed(f"{what}: begins")
        landed = await self._inner.deliver(errand)
        self._moments.passed(f"{what}: answered")
        return landed

    async def look_up(self, post: Post) -> Landed | None:
        found = await self._inner.look_up(post)
        self._moments.passed(f"{self._name} look-up: answered")
        return found

    async def close(self) -> None:
        await self._inner.close()


async def work(job: DeskJob) -> None:
    """Do everything that is due, over and over."""
    tell = (lambda moment: say(token=job.token, now="passed", moment=moment)) if job.talks else None
    moments = Moments(job.fatal, job.times, tell)
    store = Watched(open_store(job.database, [MASTER_KEY]), MomentsOfStore(moments, Phase()))
    clock = SharedClock(Path(job.clock))
    app = desk_application(store, clock, job)
    doors: Any = {name: MomentsOfTransport(door, moments) for name, door in transports(app, clock).items()}
    pipeline = Pipeline(app.context, app.desk, doors, job.token)
    made = poster(app, doors, call_seconds=CALL_SECONDS)
    assert made is not None
    ways: Any = {way: MomentsOfDoor(way.value, door, moments) for way, door in made._doors.items()}
    posting = Poster(made._desk, ways, job.token)
    say(token=job.token, now="ready")
    quiet = 0
    while job.stays or quiet < QUIET_NAPS:
        done = 0 if job.only_posts else await _for_customers(app, pipeline)
        done += await posting.look_up_unknown()
        done += await posting.drain(1)
        quiet = 0 if done else quiet + 1
        if quiet == QUIET_NAPS:
            say(token=job.token, now="idle")
        await asyncio.sleep(0 if done else NAP_SECONDS)  # it polls as the real ticks do
    await pipeline.close()
    await posting.close()
    store.close()


async def _for_customers(app: Application, pipeline: Pipeline) -> int:
    done = await asyncio.to_thread(process_replies, app.context, app.understand)
    done += await asyncio.to_thread(advance, app.context)
    done += (await pipeline.drain()).claimed
    return done + await pipeline.look_up_unknown()


def rehearse() -> None:
    """A forked worker finds everything imported and read."""
    nowhere = Places("", "", "http://127.0.0.1:9", "smtp://127.0.0.1:9", "http://127.0.0.1:9/api/", "nothing")
    store, clock = open_store("sqlite://", [MASTER_KEY]), Turned()
    app = desk_application(store, clock, nowhere)
    poster(app, transports(app, clock))
    store.close()


if __name__ == "__main__":
    configure("critical")
    Nursery(DeskJob, work).serve(rehearse)
