"""The checks find what they look for: a check that cannot fail proves nothing."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.looking import nameless, pale, small, tabbed

BAD = """
<button style="width: 10px; height: 10px; padding: 0"></button>
<p style="color: #aaa; background: #fff">pale words</p>
<p style="color: #fff8; background: #fff">nearly white</p>
<input id="unnamed">
"""
GOOD = """
<button aria-label="Close" style="width: 30px; height: 30px">x</button>
<p style="color: #333; background: #fff">dark words</p>
<label for="named">Name</label> <input id="named" style="height: 30px">
"""


async def test_what_is_bad_is_found(open_page: OpenPage) -> None:
    visit = await open_page("about:blank")
    await visit.page.set_content(BAD)
    assert len(await nameless(visit.page)) == 2
    assert [line.split(" ", 2)[2] for line in await pale(visit.page)] == ["pale words", "nearly white"]
    assert len(await small(visit.page)) >= 1


async def test_what_is_good_is_left_alone(open_page: OpenPage) -> None:
    visit = await open_page("about:blank")
    await visit.page.set_content(GOOD)
    assert await nameless(visit.page) == await pale(visit.page) == await small(visit.page) == []
    assert [name for name, _ in await tabbed(visit.page)] == ["x", "named"]


async def test_a_focus_that_nobody_sees_is_found(open_page: OpenPage) -> None:
    visit = await open_page("about:blank")
    await visit.page.set_content("<button style='outline: none'>Press</button>")
    with pytest.raises(AssertionError, match="Press"):
        await tabbed(visit.page)


async def test_a_request_to_the_outside_is_stopped_and_noted(open_page: OpenPage) -> None:
    visit = await open_page("about:blank")
    await visit.page.set_content("<img src='https://outside.example.test/x.png'>", wait_until="load")
    assert visit.outside == ["https://outside.example.test/x.png"]
    visit.outside.clear()
    visit.errors.clear()
