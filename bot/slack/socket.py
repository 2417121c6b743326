"""Socket Mode: we open the connection, and what Slack sends comes over it to the same listeners."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.slack.app import SlackInbox
from bot.slack.proxies import straight

log = structlog.get_logger(__name__)

PING_SECONDS: Final = 10.0


class SocketMode:
    """One connection. It comes up when Slack can be reached, and again whenever it is lost."""

    def __init__(self, inbox: SlackInbox, app_token: str, *, ping_seconds: float = PING_SECONDS) -> None:
        self._inbox = inbox
        self._app_token = app_token
        self._ping_seconds = ping_seconds

    def start(self) -> None:
        """Begin to connect, in the running loop. A Slack that is away holds nothing else up."""
        self._handler = AsyncSocketModeHandler(
            self._inbox.app, self._app_token, web_client=self._inbox.ws.client, ping_interval=self._ping_seconds
        )
        straight(self._handler.client, self._inbox.ws.client.base_url)
        self._connecting = asyncio.create_task(self._connect())

    async def connected(self) -> None:
        """Return when it is up."""
        await asyncio.shield(self._connecting)

    async def stop(self) -> None:
        """End what was begun, then close."""
        await self._inbox.settle()
        self._connecting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._connecting
        client = self._handler.client
        tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
        await client.close()  # type: ignore[no-untyped-call]
        await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)

    async def _connect(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("slack.connected")
