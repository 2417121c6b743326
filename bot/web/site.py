"""What listeners share, made once for an application."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import structlog
from starlette.background import BackgroundTask
from starlette.requests import Request

from bot.bootstrap import Application
from bot.web.assets import Assets
from bot.web.limits import Places, Rate
from bot.web.live import Live
from bot.web.metrics import Metrics
from bot.web.seals import Seals
from bot.web.texts import Language, Texts

log = structlog.get_logger(__name__)

MESSAGES_A_MINUTE: Final = 10  # of one contact
STREAMS: Final = 1_000  # of one process
STREAMS_OF_ONE: Final = 5  # contact
HEARTBEAT_SECONDS: Final = 15.0

UnderstandNow = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Site:
    application: Application
    texts: Texts
    assets: Assets
    metrics: Metrics
    live: Live
    seals: Seals
    messages: Rate
    streams: Places
    understand_now: UnderstandNow | None
    heartbeat: float
    _understanding: asyncio.Lock = field(default_factory=asyncio.Lock)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def render(self, language: Language, template: str, values: Mapping[str, Any]) -> str:
        return language.render(template, {"asset": self.assets.url, "phrase": language.phrase, **values})

    def afterwards(self, customer_id: str = "") -> BackgroundTask:
        """After the answer went out: read what came in, where this process does that, and show it."""
        return BackgroundTask(self._react, customer_id)

    def react_soon(self) -> None:
        """The same for what came in without a request."""
        task = asyncio.create_task(self._react(""))
        self._tasks.add(task)  # asyncio itself holds tasks weakly
        task.add_done_callback(self._tasks.discard)

    async def _react(self, customer_id: str) -> None:
        self.live.wake(customer_id)
        if self.understand_now is None:
            return
        try:
            async with self._understanding:
                await self.understand_now()
        except Exception:  # the reply is stored: the clock's next tick reads it
            log.exception("web.understanding_failed")
        self.live.wake(customer_id)


def make_site(
    application: Application,
    texts: Texts,
    *,
    understand_now: UnderstandNow | None = None,
    heartbeat: float = HEARTBEAT_SECONDS,
    look_every: float,
) -> Site:
    clock = application.context.clock
    return Site(
        application=application,
        texts=texts,
        assets=Assets(),
        metrics=Metrics(application),
        live=Live(application.store, every=look_every),
        seals=Seals(application.links.signer, clock),
        messages=Rate(MESSAGES_A_MINUTE, timedelta(minutes=1), clock),
        streams=Places(STREAMS, STREAMS_OF_ONE),
        understand_now=understand_now,
        heartbeat=heartbeat,
    )


def site_of(request: Request) -> Site:
    """The site of the application that serves this request."""
    site: Site = request.app.state.site
    return site
