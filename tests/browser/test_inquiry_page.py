"""The page on which the client's people answer, as they have it: on a telephone and at a desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.domain.vocabulary import InquiryState
from bot.sandbox.smtp import SmtpSandbox
from bot.store.store import SqlStore
from bot.web.app import web_app
from bot.web.serve import WebServer
from tests.browser.conftest import OpenPage, Visit
from tests.browser.looking import nameless, pale, small, tabbed
from tests.flow.inquiries.asking import AskingWorld

WIDTHS = (390, 1280)


@dataclass
class Served:
    """The product's web server, on a case about which the client's billing desk is asked."""

    world: AskingWorld
    server: WebServer

    def url(self, query: str = "") -> str:
        return f"http://127.0.0.1:{self.server.port}{self.world.path()}{query}"


@pytest.fixture(scope="session")
def wired_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asking")


@pytest.fixture
async def served(sqlite_store: SqlStore, tmp_path: Path, wired_folder: Path) -> AsyncIterator[Served]:
    relay = SmtpSandbox()
    await relay.start()
    world = AskingWorld(sqlite_store, tmp_path, wired_folder, relay, public_url="http://127.0.0.1")
    world.case()
    server = WebServer(web_app(world.app), "127.0.0.1", 0)
    await server.start()
    yield Served(world, server)
    await server.stop()
    await world.poster.close()
    await relay.stop()


async def assert_good_for_everybody(visit: Visit) -> None:
    assert await visit.overflow() <= 0
    assert await nameless(visit.page) == []
    assert await pale(visit.page) == []
    assert await small(visit.page) == []
    assert await visit.page.evaluate("document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_question_its_figures_and_its_answers_fit(
    served: Served, open_page: OpenPage, width: int, scheme: str
) -> None:
    visit = await open_page(served.url("?answer=not_paid"), width=width, color_scheme=scheme)
    await expect(visit.page.locator(".choices button")).to_have_count(2)
    await expect(visit.page.locator(".choices button.main")).to_have_attribute("value", "not_paid")
    await assert_good_for_everybody(visit)
    await visit.photo(f"inquiry-question-{scheme}")


@pytest.mark.parametrize("width", WIDTHS)
async def test_an_answer_with_a_line_is_taken_and_thanked_for(served: Served, open_page: OpenPage, width: int) -> None:
    visit = await open_page(served.url(), width=width)
    await visit.page.locator("#comment").fill("It came in on Monday.")
    await visit.page.locator(".choices button").first.click()
    await expect(visit.page.locator(".notice.good")).to_contain_text("Thank you, your answer is recorded.")
    await visit.page.wait_for_load_state("load")  # the words stand before their style does
    assert served.world.inquiry().state is InquiryState.ANSWERED
    await assert_good_for_everybody(visit)
    await visit.photo("inquiry-thanks")


async def test_the_keyboard_is_enough(served: Served, open_page: OpenPage) -> None:
    visit = await open_page(served.url("?lang=es"))
    reached = [name for name, _ in await tabbed(visit.page)]
    assert "comment" in reached
    assert reached.count("answer") == 2
