"""What a process runs: the web server, the work of the clock, or both; and how it stops."""

from __future__ import annotations

import asyncio
import signal
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.bootstrap import Application, poster, slack_inbox, transports
from bot.channels.pipeline import Pipeline
from bot.memory import settle_collector
from bot.scheduler.ticking import Ticker
from bot.web.serve import serve as serve_web

if TYPE_CHECKING:  # Bolt is slow to load, and not everybody works in Slack
    from bot.slack.app import SlackInbox
    from bot.slack.socket import SocketMode

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
    inbox = slack_inbox(application) if parts.web else None
    socket = _socket(application, inbox)
    serving = serve_web(application, stopping, understand_now=react, inbox=inbox) if parts.web else None
    server = asyncio.ensure_future(serving) if serving else None
    waiting = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({task for task in (server, waiting) if task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.set()
        if socket:
            await socket.stop()
        if ticker:
            await ticker.stop()
        if server:
            await server
        log.info("stopped")


def _socket(application: Application, inbox: SlackInbox | None) -> SocketMode | None:
    """Socket Mode, where its token is set. It comes up by itself; nothing waits for it."""
    if inbox is None or not application.settings.slack_app_token:
        return None
    from bot.slack.socket import SocketMode  # noqa: PLC0415

    socket = SocketMode(inbox, application.settings.slack_app_token)
    socket.start()
    return socket


def transports_of(application: Application) -> list[str]:
    """The channels that are configured."""
    settings = application.settings
    found = {"chat": True, "sms": bool(settings.twilio_account_sid), "email": bool(settings.smtp_url)}
    return [name for name, on in found.items() if on]


def _ticker(application: Application) -> Ticker:
    token = uuid.uuid4().hex
    doors = transports(application)
    pipeline = Pipeline(application.context, application.desk, doors, token)
    return Ticker(application, pipeline, poster(application, doors))
