"""Raw HTTP: kept connections that write bytes and wait for an answer. The limit that no client can beat by much."""

from __future__ import annotations

import asyncio
import base64
import re
from functools import cache
from urllib.parse import quote_plus

from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing
from bot.domain.vocabulary import Channel
from tests.benchmarks.machine import Stopwatch, Took
from tests.benchmarks.provider import ACCOUNT, PATH, TOKEN

_AUTHORIZATION = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
_HEAD = (
    f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {_AUTHORIZATION}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
)


class RawConnection(asyncio.Protocol):
    """One request at a time."""

    def __init__(self):
        self._answer: asyncio.Future[bytes] | None = None
        self._received = b""

    def connection_made(self, transport):
        self._transport = transport
        self._loop = asyncio.get_running_loop()

    def data_received(self, data):
        data = self._received + data if self._received else data
        end = data.find(b"\r\n\r\n")
        if end < 0 or len(data) < end + 4 + _length(data, end):
            self._received = data
            return
        self._received = b""
        self._answer.set_result(data)

    def connection_lost(self, exc):
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())

    def post(self, request: bytes) -> asyncio.Future[bytes]:
        self._answer = self._loop.create_future()
        self._transport.write(request)
        return self._answer

    def close(self):
        self._transport.close()


def _length(data: bytes, end: int) -> int:
    at = data.find(b"Content-Length:", 0, end)
    return int(data[at + 15 : data.index(b"\r\n", at)]) if at >= 0 else 0


_SPECIAL = re.compile(r"[^A-Za-z0-9_.~ -]")


@cache
def _escape(character: str) -> str:
    return quote_plus(character)


def _quoted(text: str) -> str:
    """As `quote_plus`, which looks at each letter by itself and costs three times as much."""
    return _SPECIAL.sub(lambda found: _escape(found[0]), text).replace(" ", "+")


def request_of(sender: str, to: str, body: str, status_url: str) -> bytes:
    """The bytes of the same request that Twilio's SDK makes."""
    form = f"To={_quoted(to)}&StatusCallback={_quoted(status_url)}&From={_quoted(sender)}&Body={_quoted(body)}"
    return (_HEAD % len(form) + form).encode()


async def open_connections(port: int, count: int) -> list[RawConnection]:
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(RawConnection, "127.0.0.1", port) for _ in range(count)]
    return [connection for _, connection in made]


async def raw_seconds(port: int, requests: list[bytes], connections: int) -> Took:
    """How long it takes to post these requests and do nothing else."""
    opened = await open_connections(port, connections)
    left = iter(requests)

    async def post_all(connection: RawConnection) -> None:
        for request in left:
            await connection.post(request)

    watch = Stopwatch()
    await asyncio.gather(*(post_all(connection) for connection in opened))
    took = watch.took()
    for connection in opened:
        connection.close()
    return took


class RawTwilio:
    """A transport that speaks Twilio's protocol through raw connections: what the flow costs without an SDK."""

    channel = Channel.SMS

    def __init__(self, port: int, connections: int):
        self._port, self._count = port, connections
        self._idle: list[RawConnection] = []
        self._opened = False

    async def open(self) -> None:
        self._idle = await open_connections(self._port, self._count)

    async def send(self, message: Outgoing) -> Handed:
        connection = self._idle.pop()
        try:
            answer = await connection.post(
                request_of(message.sender, message.to, message.rendered.text, message.status_url)
            )
        finally:
            self._idle.append(connection)
        at = answer.find(b'"sid": "') + 8
        return Handed(HandOver.ACCEPTED, provider_id=answer[at : at + 34].decode())

    async def look_up(self, message: Outgoing) -> LookedUp:
        return LookedUp(LookUp.NOT_FOUND)

    async def close(self) -> None:
        for connection in self._idle:
            connection.close()
