"""The real server on a real socket: live answers, bounds, stopping, and what its log holds."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

import httpx
import orjson
import pytest
import structlog

from bot.domain.errors import Rejected
from bot.logs import configure
from bot.web.serve import WebServer, serve
from bot.web.site import STREAMS_OF_ONE
from tests.flow.web.world import Bill, World, nonce_of, signed

BILL = Bill()


@pytest.fixture
async def server(world: World) -> AsyncIterator[WebServer]:
    running = WebServer(world.web, "127.0.0.1", 0)
    await running.start()
    yield running
    await running.stop()


def browser_on(server: WebServer) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}", timeout=20)


async def confirmed(world: World, browser: httpx.AsyncClient) -> str:
    """Cookies are marked as secure; the test speaks plain HTTP on the loopback."""
    page = world.page(BILL)
    answer = await browser.post(
        f"{page}/confirm", data={"nonce": nonce_of(await browser.get(page)), "fact": BILL.invoice}
    )
    cookie = answer.headers.get_list("set-cookie")[0].partition(";")[0]
    browser.headers["cookie"] = cookie
    return page


@asynccontextmanager
async def stream(browser: httpx.AsyncClient, page: str, after: str = "", **headers: str):
    """The stream's answer, and its events as (name, id, data); a comment is ("", "", text)."""
    address, params = f"{page}/events", {"after": after or "0"}
    async with asyncio.timeout(30), browser.stream("GET", address, params=params, headers=headers) as answer:
        yield answer, _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[tuple[str, str, object]]:
    event: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if line.startswith(":"):
            yield "", "", line
        elif not line and "data" in event:
            yield event.get("event", ""), event.get("id", ""), orjson.loads(event["data"])
            event = {}
        elif line:
            name, _, value = line.partition(": ")
            event[name] = value


async def until(events: AsyncIterator[tuple[str, str, object]], name: str, text: str = "") -> tuple[str, object]:
    async for found, identity, data in events:
        if found == name and text in str(data):
            return identity, data
    raise AssertionError(f"the stream ended without {name} {text}")


async def test_an_answer_appears_on_the_open_page(world: World, server: WebServer):
    world.bills(BILL)
    await world.work()
    async with browser_on(server) as browser:
        page = await confirmed(world, browser)
        async with stream(browser, page) as (answer, events):
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["content-security-policy"]
            await until(events, "lines", "We sent you an e-mail")
            world.turn(minutes=1)
            form = {"nonce": nonce_of(await browser.get(page)), "answer": "paid"}
            told = await browser.post(f"{page}/say", data=form, headers={"accept": "application/json"})
            assert "I have already paid." in told.json()["lines"]
            await until(events, "lines", "I have already paid.")
            await world.work()
            wanted = {("lines", "Automated assistant"), ("panels", "We are checking")}
            async for name, _, data in events:  # in either order
                wanted -= {one for one in wanted if one[0] == name and one[1] in str(data)}
                if not wanted:
                    break
            assert not wanted, "the stream ended without them"


async def test_a_broken_stream_goes_on_where_it_stopped(world: World, server: WebServer):
    world.bills(BILL)
    await world.work()
    async with browser_on(server) as browser:
        page = await confirmed(world, browser)
        async with stream(browser, page) as (_, events):
            first, _ = await until(events, "lines", "We sent you an e-mail")
        world.turn(minutes=10)
        form = {"nonce": nonce_of(await browser.get(page)), "answer": "paid"}
        await browser.post(f"{page}/say", data=form)
        async with stream(browser, page, **{"last-event-id": first}) as (_, events):
            last, _ = await until(events, "lines", "I have already paid.")
        assert int(last) > int(first)
        world.turn(minutes=10)
        async with stream(browser, page, **{"last-event-id": str(int(last) + 10**9)}) as (_, events):
            found = [await anext(events) for _ in range(3)]
        assert all(name != "lines" for name, _, _ in found)


async def test_silence_has_a_heartbeat(world: World, server: WebServer):
    world.bills(BILL)
    async with browser_on(server) as browser:
        page = await confirmed(world, browser)
        async with stream(browser, page) as (_, events):
            identity, said = await until(events, "", "here")
    assert identity == ""  # it is no place to go on from
    assert str(said).startswith(":")  # a comment: no script sees it


async def test_streams_are_for_confirmed_visitors_and_bounded(world: World, server: WebServer):
    world.bills(BILL)
    async with browser_on(server) as browser:
        assert (await browser.get(f"{world.page(BILL)}/events")).status_code == 403
        assert (await browser.get("/c/nobody/events")).status_code == 404
        page = await confirmed(world, browser)
        open_ones = [stream(browser, page) for _ in range(STREAMS_OF_ONE)]
        for one in open_ones:
            answer, _ = await one.__aenter__()
            assert answer.status_code == 200
        refused = await browser.get(f"{page}/events")
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        for one in open_ones:
            await one.__aexit__(None, None, None)


async def test_a_browser_that_is_gone_before_its_stream_begins_keeps_no_place(world: World):
    world.bills(BILL)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1", "method": "GET",
        "path": f"{page}/events", "raw_path": b"", "query_string": b"", "root_path": "", "scheme": "https",
        "headers": [(b"cookie", cookie.encode())],
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))
        raise OSError("gone")

    for _ in range(STREAMS_OF_ONE + 1):
        with suppress(OSError):
            await asyncio.wait_for(world.web(scope, receive, send), 5)
    assert set(statuses) == {200}


async def test_a_stop_ends_the_streams_and_answers_what_is_open(world: World):
    world.bills(BILL)
    server = WebServer(world.web, "127.0.0.1", 0)
    await server.start()
    async with browser_on(server) as browser:
        page = await confirmed(world, browser)
        async with stream(browser, page) as (_, events):
            await anext(events)
            await asyncio.wait_for(server.stop(), 5)
            rest = [event async for event in events]
        assert all(name != "error" for name, _, _ in rest)
        with pytest.raises(httpx.ConnectError):
            await browser.get("/healthz")


async def test_serve_runs_until_it_is_told_to_stop(world: World):
    stop = asyncio.Event()
    port = free_port()
    running = asyncio.create_task(serve(world.app, stop, host="127.0.0.1", port=port))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as browser:
        while True:
            try:
                answer = await browser.get("/healthz")
                break
            except httpx.ConnectError:
                assert not running.done()
    assert answer.text == "ok\n"
    assert "server" not in answer.headers
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_an_address_in_use_is_one_clear_sentence(world: World, server: WebServer):
    with pytest.raises(Rejected, match="cannot be listened on"):
        await serve(world.app, asyncio.Event(), host="127.0.0.1", port=server.port)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def test_what_came_in_is_read_at_once_where_this_process_does_that(store, tmp_path):
    """A webhook is answered first; then replies are read and answers sent."""
    from bot.web.app import web_app

    world = World(store, tmp_path)
    world.bills(BILL)
    world.web = web_app(world.app, understand_now=world.work)
    form = {"MessageSid": "SM" + "2" * 32, "From": BILL.phone, "To": "+12125550123", "Body": "I have already paid."}
    async with world.client() as browser:
        await browser.post("/webhooks/twilio/sms", data=form, headers=signed("/webhooks/twilio/sms", form))
    assert world.rows("SELECT state FROM inbox") == [("done",)]
    assert len(world.sms.taken) == 1


@pytest.fixture
def everything_is_logged() -> Iterator[None]:
    """Tests log warnings only."""
    before = structlog.get_config()
    configure("debug")
    yield
    structlog.configure(**before)


@pytest.mark.usefixtures("everything_is_logged")
async def test_the_log_holds_no_token_no_text_and_no_address(world: World, caplog: pytest.LogCaptureFixture):
    """Every way through the server, the failing ones too."""
    world.bills(BILL)
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logs:
        server = WebServer(world.web, "127.0.0.1", 0)
        await server.start()
        async with browser_on(server) as browser:
            page = await confirmed(world, browser)
            form = {"nonce": nonce_of(await browser.get(page)), "text": "my secret words"}
            await browser.post(f"{page}/say", data=form)
            await browser.post(f"{page}/say", data={"nonce": "x", "text": "my secret words"})
            await browser.post(f"{page}/confirm", data={"nonce": form["nonce"], "fact": "wrong fact"})
            sms = {"MessageSid": "SM1", "From": BILL.phone, "Body": "my secret words"}
            await browser.post("/webhooks/twilio/sms", data=sms, headers=signed("/webhooks/twilio/sms", sms))
            with world.without("link_tries"):
                assert (await browser.get(page)).status_code >= 500
            cookie = browser.headers["cookie"].partition("=")[2]
        await server.stop()
    own = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]  # the browser's
    said = str(logs) + " ".join(f"{record.getMessage()} {record.exc_text}" for record in own)
    assert "http.request" in said
    assert "http.failed" in said
    token = page.rpartition("/")[2]
    for secret in (token, cookie, form["nonce"], "secret words", "wrong fact", BILL.phone, BILL.email, BILL.invoice):
        assert secret not in said
    assert not re.search(r"/c/p", said)
