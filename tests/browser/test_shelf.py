"""The playbooks to browse in the demo: a graph, and the words in every language, at phone and desk size."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from bot.sandbox.demo.demo import Demo
from bot.sandbox.demo.shelf.specimens import LANGUAGES
from tests.browser.conftest import OpenPage
from tests.browser.looking import nameless, pale


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with Demo(0) as played:
        yield played


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
async def test_a_playbook_is_drawn_and_its_words_are_read(
    demo: Demo, open_page: OpenPage, width: int, scheme: str
) -> None:
    visit = await open_page(f"{demo.url.rstrip('/')}/demo/playbooks/missing_payment", width=width, color_scheme=scheme)
    page = visit.page
    await page.wait_for_load_state("load")
    await expect(page.locator(".paper svg")).to_be_visible()
    await expect(page.locator("nav [aria-current=page]")).to_have_text("missing payment")
    assert await visit.overflow() <= 0
    assert await nameless(page) == []
    assert await pale(page) == []
    await visit.photo(f"playbooks-{scheme}", whole=False)
    for code, name in LANGUAGES.items():
        await page.get_by_role("link", name=name, exact=True).click()
        await page.wait_for_load_state("load")
        await expect(page.locator(".short").first).to_have_attribute("lang", code.replace("_", "-"))
        assert await visit.overflow() <= 0
    await page.locator("#words").scroll_into_view_if_needed()
    await visit.photo(f"playbooks-words-{scheme}", whole=False)
    await page.get_by_role("link", name="to a business").click()
    await expect(page.get_by_role("link", name="to a business")).to_have_attribute("aria-current", "true")


async def test_the_demo_leads_to_the_playbooks_and_back(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=1440)
    await visit.page.get_by_role("link", name="Playbooks").click()
    await expect(visit.page.locator("main h2")).to_be_visible()
    await visit.page.get_by_role("link", name="Back to the demo").click()
    await expect(visit.page.locator(".customer .chooser")).to_be_visible()
