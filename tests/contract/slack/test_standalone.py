"""The workspace runs as a process of its own and is played with over HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.contract.slack.views import actions

ROOT = Path(__file__).parents[3]


class Alone:
    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.client = AsyncWebClient(token=told["bot_token"], base_url=told["url"])

    async def ask(self, control: str, /, **asked: Any) -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.post(f"http://127.0.0.1:{self.told['port']}/sandbox/{control}", json=asked)

    async def get(self, control: str, /, **asked: Any) -> Any:
        return (await self.ask(control, **asked)).json()["result"]


@pytest.fixture
async def alone() -> AsyncIterator[Alone]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox.slack", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    yield Alone(json.loads(await process.stdout.readline()))
    process.terminate()
    await process.wait()
    process._transport.close()


async def test_it_is_filled_posted_to_and_read(alone):
    await alone.ask("add_user", user_id="U0OLIVIA1", name="Olivia Marsh")
    channel = await alone.get("add_channel", name="acme", members=["U0OLIVIA1"])
    posted = await alone.client.chat_postMessage(channel=channel, text="card", blocks=[actions()])
    await alone.ask("act", user="U0OLIVIA1", do="write", channel_id=channel, text="seen", thread_ts=posted["ts"])
    assert [message["text"] for message in await alone.get("messages", channel_id=channel)] == ["card"]
    thread = await alone.get("messages", channel_id=channel, thread_ts=posted["ts"])
    assert [message["text"] for message in thread] == ["seen"]


async def test_what_cannot_be_done_is_told(alone):
    await alone.ask("add_user", user_id="U0OLIVIA1", name="Olivia Marsh")
    channel = await alone.get("add_channel", name="acme", members=["U0OLIVIA1"])
    clicked = await alone.ask("act", user="U0OLIVIA1", do="click", channel_id=channel, ts="1.1", action_id="a")
    asked = await alone.ask("act", user="U0OLIVIA1", do="command", name="/case", text="", channel_id=channel)
    strange = await alone.ask("act", user="U0OLIVIA1", do="__init__")
    assert (clicked.status_code, clicked.json()["error"]) == (400, "There is no such message.")
    assert asked.status_code == 502
    assert strange.status_code == 400
    assert (await alone.ask("stop")).status_code == 400


async def test_a_web_page_cannot_play_with_it(alone):
    async with httpx.AsyncClient() as client:
        address = f"http://127.0.0.1:{alone.told['port']}/sandbox/tokens"
        simple = await client.post(address, content="{}", headers={"Content-Type": "text/plain"})
        assert (simple.status_code, (await client.get(address)).status_code) == (415, 415)
