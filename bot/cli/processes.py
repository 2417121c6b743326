"""What a process runs: the web server, the work of the clock, or both; and how it stops."""

from __future__ import annotations

import asyncio
import signal
import uuid
from dataclasses import dataclass

import structlog

from bot.bootstrap import Application, transports
from bot.channels.pipeline import Pipeline
from bot.memory import settle_collector
from bot.scheduler.ticking import Ticker
from bot.web.serve import serve as serve_web

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    web: bool
    work: bool


async def serve(application: Application, parts: Parts) -> None:
    """Run until SIGINT or SIGTERM; then finish what runs and give back leases."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopping.set)
    ticker = _ticker(application) if parts.work else None
    settle_collector()
    if ticker:
        ticker.start()
        log.info("worker.started", channels=sorted(transports_of(application)))
    react = ticker.react if ticker else None  # an answer on the page is not kept waiting for the next tick
    server = asyncio.ensure_future(serve_web(application, stopping, understand_now=react)) if parts.web else None
    waiting = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({task for task in (server, waiting) if task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.set()
        if ticker:
            await ticker.stop()
        if server:
            await server
        log.info("stopped")


def transports_of(application: Application) -> list[str]:
    """The channels that are configured."""
    settings = application.settings
    found = {"chat": True, "sms": bool(settings.twilio_account_sid), "email": bool(settings.smtp_url)}
    return [name for name, on in found.items() if on]


def _ticker(application: Application) -> Ticker:
    token = uuid.uuid4().hex
    return Ticker(application, Pipeline(application.context, application.desk, transports(application), token))
