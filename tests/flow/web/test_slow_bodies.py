"""Bodies that never end: whoever sends octet by octet holds nothing for long, whatever the address."""

from __future__ import annotations

import asyncio
import time

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from bot.web.app import web_app
from bot.web.bodies import read_body
from bot.web.serve import WebServer
from tests.flow.web.world import World

ADDRESSES = ("/slack/events", "/webhooks/twilio/sms", "/webhooks/email", "/u/x", "/c/x/say", "/c/x/leave")


def request(receive) -> Request:
    return Request({"type": "http", "method": "POST", "path": "/", "headers": []}, receive)


async def test_a_body_that_stops_in_the_middle_is_given_up():
    """Not one octet more comes, and nobody hangs up."""
    first = iter([b"{"])

    async def receive() -> Message:
        for body in first:
            return {"type": "http.request", "body": body, "more_body": True}
        return await asyncio.get_running_loop().create_future()

    with pytest.raises(HTTPException) as refused:
        await read_body(request(receive), 1000, seconds=0.01)
    assert refused.value.status_code == 408
    assert refused.value.headers == {"Connection": "close"}


async def test_a_body_that_comes_octet_by_octet_has_one_time_for_the_whole():
    octets = 0

    async def receive() -> Message:
        nonlocal octets
        octets += 1
        await asyncio.sleep(0)  # no time passes: others have their turn between two octets, as on a real line
        return {"type": "http.request", "body": b"x", "more_body": True}

    began = time.monotonic()
    with pytest.raises(HTTPException) as refused:
        await read_body(request(receive), 10**9, seconds=0.05)
    assert refused.value.status_code == 408
    assert octets > 1
    assert time.monotonic() - began < 5


async def test_a_body_in_time_is_read_whole():
    parts = iter([(b"a", True), (b"b", False)])

    async def receive() -> Message:
        body, more = next(parts)
        return {"type": "http.request", "body": body, "more_body": more}

    assert await read_body(request(receive), 1000, seconds=5) == b"ab"


async def asked_slowly(web: Starlette, *paths: str) -> dict[str, bytes]:
    server = WebServer(web, "127.0.0.1", 0)
    await server.start()
    try:
        answers = await asyncio.gather(*(slowly(server.port, path) for path in paths))
    finally:
        await server.stop()
    return dict(zip(paths, answers, strict=True))


async def slowly(port: int, path: str) -> bytes:
    """A request that announces more than it sends: the answer, once the connection is closed from there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    kind = "Content-Type: application/x-www-form-urlencoded"
    writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\n{kind}\r\nContent-Length: 500\r\n\r\ntext=".encode())
    answer = await reader.read()
    writer.close()
    return answer


async def test_every_address_that_reads_a_body_gives_up_and_hangs_up(world: World):
    answers = await asked_slowly(web_app(world.app, body_seconds=0.05), *ADDRESSES)
    assert {path: head.split()[1] for path, head in answers.items()} == dict.fromkeys(ADDRESSES, b"408")
