"""The customer's page as customers have it: in a browser, on small and large screens, by finger and by keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.bootstrap import Application
from bot.store.store import SqlStore
from bot.web.app import web_app
from bot.web.serve import WebServer
from tests.browser.conftest import OpenPage, Visit
from tests.browser.looking import nameless, pale, small, tabbed
from tests.flow.web.world import Bill, World

WIDTHS = (320, 390, 1280)
BILL = Bill()
SPANISH = Bill(number=20482, customer=2, language="es")


@dataclass
class Served:
    """The product's web server, on a case whose first message has gone out."""

    world: World
    server: WebServer

    def url(self, bill: Bill = BILL) -> str:
        return f"http://127.0.0.1:{self.server.port}{self.world.page(bill)}"


@pytest.fixture
async def served(sqlite_store: SqlStore, tmp_path: Path) -> AsyncIterator[Served]:
    # The address is plain HTTP on the loopback, so that cookies are not marked as secure.
    world = World(sqlite_store, tmp_path, public_url="http://127.0.0.1")
    world.bills(BILL, SPANISH)
    await world.work()
    server = WebServer(_app(world.app, world), "127.0.0.1", 0)
    await server.start()
    yield Served(world, server)
    await server.stop()


def _app(app: Application, world: World):
    """Replies are read at once, as `followup run` does."""
    return web_app(app, understand_now=world.work, heartbeat=0.2, look_every=0.05)


async def confirm(visit: Visit, bill: Bill = BILL) -> None:
    await visit.page.locator("#fact").fill(bill.invoice)
    await visit.page.locator("form button.main").first.click()
    await expect(visit.page.locator("#thread")).to_be_visible()
    await visit.page.wait_for_load_state("load")  # the words stand before their style does


async def assert_good_for_everybody(visit: Visit) -> None:
    assert await visit.overflow() <= 0
    assert await nameless(visit.page) == []
    assert await pale(visit.page) == []
    assert await small(visit.page) == []
    assert await visit.page.evaluate("document.documentElement.lang")
    assert await visit.page.evaluate("document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_stranger_sees_no_invoice_and_a_page_that_fits(
    served: Served, open_page: OpenPage, width: int, scheme: str
) -> None:
    visit = await open_page(served.url(), width=width, color_scheme=scheme)
    await expect(visit.page.locator("h1")).to_have_text("We have a message for you")
    words = await visit.page.locator("body").inner_text()
    assert BILL.invoice not in words
    assert "120" not in words.replace("120.00", "", 1)  # but for the example beside the field
    await assert_good_for_everybody(visit)
    await visit.photo(f"customer-stranger-{scheme}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_conversation_fits_every_screen(served: Served, open_page: OpenPage, width: int, scheme: str) -> None:
    visit = await open_page(served.url(), width=width, color_scheme=scheme)
    await confirm(visit)
    await expect(visit.page.locator("#cards .amount")).to_contain_text("$120.00")
    await assert_good_for_everybody(visit)
    await visit.photo(f"customer-conversation-{scheme}")


async def test_a_wrong_fact_is_said_beside_the_field(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url(), width=390)
    await visit.page.locator("#fact").fill("INV-1")
    await visit.page.keyboard.press("Enter")
    await expect(visit.page.locator("#fact-error")).to_be_visible()
    assert await visit.page.locator("#fact").get_attribute("aria-invalid") == "true"
    await assert_good_for_everybody(visit)
    visit.errors = [said for said in visit.errors if "422" not in said]  # the browser notes the status on its console


async def test_what_the_customer_writes_is_answered_on_the_open_page(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url(), width=390)
    await confirm(visit)
    served.world.turn(minutes=1)
    await visit.page.locator("#text").fill("I will pay on Friday")
    await visit.page.get_by_role("button", name="Send").last.click()
    await expect(visit.page.locator(".line.mine .bubble")).to_contain_text("I will pay on Friday")
    await expect(visit.page.locator(".line.ours .bubble").last).to_contain_text("March 6")  # came over the open stream
    await expect(visit.page.locator("#cards .state")).to_have_text("Promised")
    assert await visit.page.locator("#text").input_value() == ""
    assert await visit.overflow() <= 0
    await visit.photo("customer-answered")


async def test_an_answer_by_button_is_one_message_however_often_it_is_pressed(
    served: Served, open_page: OpenPage
) -> None:
    visit = await open_page(served.url(), width=390)
    await confirm(visit)
    served.world.turn(minutes=1)
    await visit.page.get_by_role("button", name="I have already paid").dblclick()
    await expect(visit.page.locator(".line.mine .bubble")).to_have_count(1)
    await expect(visit.page.locator(".line.ours .bubble")).not_to_have_count(0)


async def test_two_windows_show_the_same(served: Served, open_page: OpenPage) -> None:
    one, other = await open_page(served.url(), width=390), await open_page(served.url(), width=1280)
    await confirm(one)
    await confirm(other)
    served.world.turn(minutes=1)
    await one.page.locator("#text").fill("I will pay on Friday")
    await one.page.get_by_role("button", name="Send").last.click()
    await expect(other.page.locator(".line.mine .bubble")).to_contain_text("I will pay on Friday")
    await expect(other.page.locator("#cards .state")).to_have_text("Promised")


async def test_everything_can_be_done_by_keyboard(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url(), width=1280)
    reached = [name for name, _ in await tabbed(visit.page)]
    assert reached[0] == "Skip to the content"
    assert "fact" in reached
    await visit.page.locator("#fact").focus()
    await visit.page.keyboard.type(BILL.invoice)
    await visit.page.keyboard.press("Enter")
    await expect(visit.page.locator("#thread")).to_be_visible()
    values = await tabbed(visit.page)
    assert {"paid", "person"} <= {value for _, value in values}
    assert "text" in {name for name, _ in values}
    assert {"Send", "Leave and lock this page"} <= {name for name, _ in values}


async def test_without_scripts_the_page_works_too(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url(), width=390, java_script_enabled=False)
    await confirm(visit)
    served.world.turn(minutes=1)
    await visit.page.locator("#text").fill("I will pay on Friday")
    await visit.page.get_by_role("button", name="Send").last.click()
    await expect(visit.page.locator(".line.mine .bubble")).to_contain_text("I will pay on Friday")


async def test_in_spanish_everything_is_spanish(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url(SPANISH), width=320)
    assert await visit.page.evaluate("document.documentElement.lang") == "es"
    await confirm(visit, SPANISH)
    await assert_good_for_everybody(visit)
    assert await _english_left(visit.page) == []
    await visit.photo("customer-spanish")


async def test_leaving_locks_the_page(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url(), width=390)
    await confirm(visit)
    await visit.page.get_by_role("button", name="Leave and lock this page").click()
    await expect(visit.page.locator("#fact")).to_be_visible()
    await expect(visit.page.locator("#thread")).to_have_count(0)


async def _english_left(page: Page) -> list[str]:
    words = await page.locator("body").inner_text()
    return [
        english
        for english in ("Send\n", "Invoiced", "Conversation\n", "Your answer", "a person", "Leave")
        if english in words
    ]
