"""Socket Mode, played with slack_sdk's own client and Bolt's handler."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.sandbox.slack import NotAnswered
from tests.contract.slack.conftest import OLIVIA, App
from tests.contract.slack.views import modal


@pytest.fixture
async def connected_app(sandbox) -> AsyncIterator[App]:
    made = App(sandbox)
    handler = AsyncSocketModeHandler(made.bolt, sandbox.app_token, web_client=made.client)
    handler.client.web_client.base_url = sandbox.url
    await handler.connect_async()
    async with asyncio.timeout(5):
        await sandbox.sockets.ready()
    yield made
    await handler.close_async()


async def test_a_command_is_told_and_answered_over_the_socket(connected_app, olivia, workspace, sandbox):
    connected_app.answers["/case"] = "Here is help."
    said = await olivia.command("/case", "help", workspace.channel)
    assert said["text"] == "Here is help."
    assert connected_app.last["text"] == "help"
    assert sandbox.deliveries[-1].attempts == ["socket"]


async def test_a_click_is_told_over_the_socket(connected_app, olivia, workspace, card):
    await olivia.click(workspace.channel, card, "case:approve")
    assert connected_app.last["actions"][0]["value"] == "FU-1"


async def test_a_submission_is_answered_over_the_socket(connected_app, olivia, show, sandbox):
    connected_app.answers["v"] = {"response_action": "errors", "errors": {"reason": "No."}}
    view_id = await show(modal(callback_id="v"))
    assert await olivia.submit(view_id, {"reason": {"words": "a"}}) == {"reason": "No."}
    connected_app.answers["v"] = {}
    assert await olivia.submit(view_id, {}) is None
    assert sandbox.views(OLIVIA) == []


async def test_events_are_told_over_the_socket(connected_app, olivia, workspace):
    await olivia.write(workspace.channel, "hello")
    assert connected_app.events()[-1]["text"] == "hello"


async def test_after_a_disconnect_the_app_comes_back(connected_app, olivia, workspace, sandbox):
    await sandbox.sockets.disconnect("refresh_requested")
    async with asyncio.timeout(10):
        await sandbox.sockets.ready()
    await olivia.command("/case", "help", workspace.channel)
    assert connected_app.last["text"] == "help"


async def test_a_connection_that_does_not_acknowledge_is_not_answered(sandbox, olivia, workspace):
    sandbox.courier._patience = 0.05
    address = sandbox._socket_address()
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(NotAnswered, match="timeout"):
            await olivia.command("/case", "help", workspace.channel)
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)


async def test_an_address_for_a_connection_works_once(sandbox):
    address = sandbox._socket_address()
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(address) as socket:
            await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(address)
