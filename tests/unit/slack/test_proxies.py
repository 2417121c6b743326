"""A proxy of the environment is for Slack's own address, not for a stand-in on this machine."""

from __future__ import annotations

import pytest

from bot.sandbox.slack import SlackSandbox
from bot.slack.app import web_client
from bot.slack.places import API_BASE

PROXY = "http://127.0.0.1:9"  # nobody listens there


@pytest.fixture
def _proxied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("HTTP_PROXY", PROXY)


@pytest.mark.usefixtures("_proxied")
async def test_a_stand_in_on_this_machine_is_reached_without_the_proxy() -> None:
    async with SlackSandbox() as sandbox:
        assert (await web_client(sandbox.bot_token, sandbox.url).auth_test())["ok"]


@pytest.mark.usefixtures("_proxied")
def test_slack_itself_is_reached_through_the_proxy() -> None:
    assert web_client("", API_BASE).proxy == PROXY
