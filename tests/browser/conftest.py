"""A real browser for the tests of the pages. Nothing may leave this machine, and no page may have a script error.

    async def test_it(open_page):
        visit = await open_page(url, width=390)      # a fresh profile each; visit.page is Playwright's page
        await visit.photo("customer-confirm")        # build/screenshots/customer-confirm-390.png, for people to look at

Run them by `make test-browser`, which gets a browser where there is none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Request, Route, ViewportSize, async_playwright

from tests.browser.find_browser import NAMED_BY, find

HERE = Path(__file__).parent
PHOTOS = HERE.parents[1] / "build" / "screenshots"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
WITHOUT_A_NETWORK = ("data", "blob", "about")
HEIGHTS = {320: 640, 390: 844, 1280: 900}  # of usual screens of that width
ARGUMENTS = (
    "--no-sandbox",  # as root in a container there is no other way; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
)
PATIENCE = 15_000  # milliseconds; a crowded machine is slow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@dataclass
class Visit:
    """One browser window with a profile of its own, and what went wrong in it."""

    page: Page
    context: BrowserContext
    width: int
    errors: list[str] = field(default_factory=list)  # uncaught exceptions and errors on the console
    outside: list[str] = field(default_factory=list)  # requests that would have left the machine

    async def photo(self, name: str, *, whole: bool = True) -> Path:
        """A picture for people to look at."""
        path = PHOTOS / f"{name}-{self.width}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if whole:
            await self.page.evaluate("window.scrollTo(0, 0)")  # what sticks to the top would stand in the middle
        await self.page.screenshot(path=path, full_page=whole, animations="disabled")
        return path

    async def overflow(self) -> int:
        """By how many pixels the page is wider than its window: people on phones would have to scroll sideways."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


OpenPage = Callable[..., Awaitable[Visit]]


@pytest.fixture(scope="session")
def browser_path() -> str:
    path = find()
    if not path:
        pytest.fail(f"There is no browser. Use `make test-browser`, which gets one, or set {NAMED_BY}.")
    return path


@pytest.fixture
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=browser_path, args=list(ARGUMENTS))
        yield launched
        await launched.close()


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Opens pages; at the end of the test none may have asked the outside or have had a script error.

    open_page(url, *, width=1280, **options): options are those of Playwright's `new_context`, such as `color_scheme`,
    `java_script_enabled`, `reduced_motion`. Errors that a test expects it takes out of `visit.errors`.
    """
    visits: list[Visit] = []

    async def open_one(url: str, *, width: int = 1280, **options: object) -> Visit:
        size = ViewportSize(width=width, height=HEIGHTS.get(width, 900))
        context = await browser.new_context(viewport=size, is_mobile=width < 600, has_touch=width < 600, **options)
        context.set_default_timeout(PATIENCE)
        visit = Visit(await context.new_page(), context, width)
        visits.append(visit)
        await _watch(visit)
        await visit.page.goto(url)
        return visit

    yield open_one
    for visit in visits:
        await visit.context.close()
    assert [asked for visit in visits for asked in visit.outside] == []
    assert [error for visit in visits for error in visit.errors] == []


async def _watch(visit: Visit) -> None:
    async def judge(route: Route, request: Request) -> None:
        if _stays_here(request.url):
            await route.continue_()
        else:
            visit.outside.append(request.url)
            await route.abort()

    await visit.context.route("**/*", judge)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("console", lambda said: visit.errors.append(said.text) if said.type == "error" else None)


def _stays_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in WITHOUT_A_NETWORK or (parts.hostname or "") in LOOPBACK
