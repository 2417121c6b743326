"""Socket Mode: connections that the app opens, envelopes to it, acknowledgements from it.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import secrets
import uuid
from typing import Any

import orjson
from aiohttp import WSMsgType, web


class Sockets:
    """The open connections. An envelope goes to one of them, in turn."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._open: list[web.WebSocketResponse] = []
        self._asked: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0
        self._some = asyncio.Event()  # set while one is open

    @property
    def connected(self) -> bool:
        return bool(self._open)

    async def ready(self) -> None:
        """Wait until the app is connected."""
        await self._some.wait()

    def ticket(self) -> str:
        """For one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Talk to one connection until it ends. Refuses a ticket that is unknown or was used."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="unknown ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        await socket.send_str(self._hello())
        self._open.append(socket)
        self._some.set()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._gone(socket)
        return socket

    async def ask(self, envelope: dict[str, Any]) -> Any:
        """Send an envelope and wait for the payload of its acknowledgement."""
        envelope_id = str(uuid.uuid4())
        accepts = envelope["type"] != "events_api"
        self._turn += 1
        socket = self._open[self._turn % len(self._open)]
        answer = self._asked[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            sent = {"envelope_id": envelope_id, "accepts_response_payload": accepts, **envelope}
            await socket.send_str(orjson.dumps(sent).decode())
            return await answer
        finally:
            del self._asked[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to be renewed, then close it: "warning" only warns."""
        said = orjson.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}).decode()
        for socket in list(self._open):
            await socket.send_str(said)
            if reason != "warning":
                self._gone(socket)
                await socket.close()

    async def close(self) -> None:
        for socket in list(self._open):
            await socket.close()

    def _gone(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)
        if not self._open:
            self._some.clear()

    def _hello(self) -> str:
        info = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        hello = {"type": "hello", "connection_info": {"app_id": self._app_id}, "debug_info": info}
        return orjson.dumps({**hello, "num_connections": len(self._open) + 1}).decode()

    def _acknowledged(self, data: str) -> None:
        try:
            said = orjson.loads(data)
        except orjson.JSONDecodeError:
            return
        answer = self._asked.get(said.get("envelope_id", ""))
        if answer is not None and not answer.done():
            answer.set_result(said.get("payload") or None)
