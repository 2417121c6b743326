"""The address that comes with a click or a command: five answers within thirty minutes."""

from __future__ import annotations

import httpx
import pytest

from tests.contract.slack.conftest import OLIVIA
from tests.contract.slack.views import actions, button, section


async def say(url: str, **said: object) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(url, json=said)


@pytest.fixture
async def url(app, olivia, workspace, card) -> str:
    """Of a click on the card."""
    await olivia.click(workspace.channel, card, "case:approve")
    return app.last["response_url"]


async def test_an_answer_is_ephemeral_unless_it_says_otherwise(url, sandbox, workspace):
    assert (await say(url, text="only you")).text == "ok"
    await say(url, text="everybody", response_type="in_channel")
    assert [message["text"] for message in sandbox.ephemerals(OLIVIA, workspace.channel)] == ["only you"]
    assert [message["text"] for message in sandbox.messages(workspace.channel)] == ["card", "everybody"]


async def test_an_answer_can_replace_what_was_clicked(url, sandbox, workspace):
    await say(url, text="approved", blocks=[section("Approved")], replace_original=True)
    found = sandbox.messages(workspace.channel)[0]
    assert (found["text"], [block["type"] for block in found["blocks"]]) == ("approved", ["section"])


async def test_a_replacement_without_blocks_takes_the_buttons_away(url, sandbox, workspace):
    await say(url, text="approved", replace_original=True)
    assert "blocks" not in sandbox.messages(workspace.channel)[0]


async def test_an_answer_can_delete_what_was_clicked(url, sandbox, workspace):
    await say(url, delete_original=True)
    assert sandbox.messages(workspace.channel) == []


async def test_an_ephemeral_message_is_replaced_and_deleted_too(app, olivia, workspace, sandbox):
    posted = await workspace.call(
        "chat.postEphemeral",
        channel=workspace.channel,
        user=OLIVIA,
        text="found",
        blocks=[actions(button("case:show"))],
    )
    await olivia.click(workspace.channel, posted["message_ts"], "case:show")
    await say(app.last["response_url"], text="shown", replace_original=True)
    assert [message["text"] for message in sandbox.ephemerals(OLIVIA, workspace.channel)] == ["shown"]
    await say(app.last["response_url"], delete_original=True)
    assert sandbox.ephemerals(OLIVIA, workspace.channel) == []


async def test_the_sixth_answer_is_refused(url):
    answers = [(await say(url, text="again")).text for _ in range(6)]
    assert answers == ["ok"] * 5 + ["used_url"]


async def test_after_thirty_minutes_it_is_too_late(url, workspace):
    await workspace.let_pass(30 * 60 + 1)
    assert (await say(url, text="late")).text == "expired_url"


async def test_an_address_that_nobody_gave_leads_nowhere(url, sandbox):
    assert (await say(f"{sandbox.response_urls.root}/respond/guess", text="a")).status_code == 404


async def test_an_answer_is_checked_like_a_message(url):
    assert (await say(url, blocks=[{"type": "banner"}])).text == "invalid_blocks"
    assert (await say(url)).text == "no_text"
