"""The demo's own routes: for this machine's browser and the demo's own page only."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.bootstrap import Application
from bot.domain.errors import Rejected
from bot.sandbox.demo import Demo
from bot.sandbox.demo.story import BEGINNING
from bot.web.app import web_app


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with Demo(0) as played:
        yield played


@pytest.fixture
async def browser(demo: Demo) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False) as client:
        page = await client.get("/")
        token = re.search(r'name="demo-token" content="([^"]+)"', page.text)
        assert token
        client.headers["X-Demo"] = token.group(1)
        yield client


async def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "<script>" not in page.text
    assert "style=" not in page.text
    assert "http" not in page.text.replace("http-equiv", "")


async def test_every_file_of_the_page_is_served(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")
    names = set(re.findall(r"/demo/static/([a-z.]+)", page.text))
    assert {"app.js", "page.css"} <= names
    for name in names:
        answer = await browser.get(f"/demo/static/{name}")
        assert answer.status_code == 200
        for imported in re.findall(r'from "\./([a-z]+\.js)"', answer.text):
            assert (await browser.get(f"/demo/static/{imported}")).status_code == 200


async def test_another_name_for_this_machine_is_refused(browser: httpx.AsyncClient) -> None:
    for host in ("rebound.example.test", "127.0.0.1:1", "localhost"):
        assert (await browser.get("/", headers={"Host": host})).status_code == 403
        assert (await browser.get("/demo/view?who=ada", headers={"Host": host})).status_code == 403


FORGED: tuple[dict[str, str], ...] = (
    {"X-Demo": ""},
    {"X-Demo": "wrong"},
    {"Origin": "https://elsewhere.example.test"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
)


async def test_a_post_that_is_not_of_the_own_page_is_refused(demo: Demo, browser: httpx.AsyncClient) -> None:
    before = demo.clock()
    for headers in FORGED:
        assert (await browser.post("/demo/do/turn", json={"hours": 24}, headers=headers)).status_code == 403
    assert demo.clock() - before < timedelta(hours=1)


async def test_the_clock_is_turned_beside_the_page(demo: Demo, browser: httpx.AsyncClient) -> None:
    before = demo.clock()
    assert (await browser.post("/demo/do/turn", json={"hours": 24})).status_code == 200
    await demo.player.quiet()
    assert demo.clock() >= before + timedelta(days=1)


IMPOSSIBLE: tuple[tuple[str, dict[str, object]], ...] = (
    ("turn", {"hours": "many"}),
    ("turn", {"hours": -5}),
    ("turn", {"hours": 10_000}),
    ("pay", {"invoice": "NO-1"}),
    ("pay", {"invoice": "AC-10234", "amount": "-3"}),
    ("pay", {"invoice": "AC-10234", "amount": "NaN"}),
    ("text", {"who": "nobody", "text": "hello"}),
    ("text", {"who": "ada", "text": "  "}),
    ("mail", {"who": "ada", "text": "hello"}),
    ("tour", {"step": "nowhere"}),
    ("format_the_disk", {}),
    ("click", {"me": "nobody"}),
    ("submit", {"me": "olivia", "view": "V1", "values": 7}),
)


async def test_what_cannot_be_done_is_said_in_a_sentence(browser: httpx.AsyncClient) -> None:
    for deed, asked in IMPOSSIBLE:
        answer = await browser.post(f"/demo/do/{deed}", json=asked)
        assert answer.status_code == 422, (deed, asked)
        assert answer.json()["sentence"].endswith("."), (deed, asked)


async def test_what_is_no_json_is_said_so(browser: httpx.AsyncClient) -> None:
    for body in (b"{", b"[]", b"\xff"):
        assert (await browser.post("/demo/do/turn", content=body)).status_code == 422


async def test_a_mail_is_shown_where_it_can_run_and_load_nothing(demo: Demo, browser: httpx.AsyncClient) -> None:
    mail = demo.as_customer("grace").mailbox()[0]
    answer = await browser.get(f"/demo/mail/{mail.id}")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert (await browser.get("/demo/mail/none")).status_code == 404


async def test_the_customers_page_may_stand_in_the_demos_frame_only(demo: Demo, browser: httpx.AsyncClient) -> None:
    answer = await browser.get(demo.as_customer("ada").page())
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"]


async def test_the_stream_tells_of_changes(demo: Demo, browser: httpx.AsyncClient) -> None:
    async with browser.stream("GET", "/demo/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "event: changed"
        await demo.as_customer("ada").text("Who is this?")
        found = [line async for line in _until(lines, '"customer"')]
    assert found


async def _until(lines: AsyncIterator[str], word: str) -> AsyncIterator[str]:
    async for line in lines:
        yield line
        if word in line:
            return


async def test_the_products_own_application_has_no_controls(demo: Demo) -> None:
    application: Application = demo.application
    paths = {getattr(route, "path", "") for route in web_app(application).routes}
    assert not [path for path in paths if path.startswith("/demo")]


async def test_somebody_without_a_phone_is_said_so(browser: httpx.AsyncClient) -> None:
    for nobody in ("nobody", "olivia"):
        assert (await browser.get(f"/demo/phone/{nobody}")).status_code == 422
    assert (await browser.get("/demo/phone/sofia")).json()["name"] == "Sofia Lindqvist"
    assert (await browser.get("/demo/view?who=nobody")).status_code == 422
    assert (await browser.get("/demo/desk?me=nobody")).status_code == 422


async def test_the_demo_ends_in_the_middle_of_a_turn_with_a_page_open() -> None:
    demo = Demo(0)
    await demo.start()
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False) as client:
        token = re.search(r'name="demo-token" content="([^"]+)"', (await client.get("/")).text)
        assert token
        async with client.stream("GET", "/demo/events") as stream:
            await anext(stream.aiter_lines())
            await client.post("/demo/do/turn", json={"hours": 700}, headers={"X-Demo": token.group(1)})
            await demo.stop()
    assert demo.clock() < BEGINNING + timedelta(hours=700)
    with pytest.raises(Rejected):
        await demo.player.turn_to(demo.clock())
