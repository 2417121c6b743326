"""The manifest: what it asks for, and the address in it."""

from __future__ import annotations

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import group
from bot.sandbox.slack.registry import METHODS
from bot.slack.manifest import manifest
from bot.slack.names import COMMAND

URL = "https://pay.example.com"


def run(*words: str):
    return CliRunner().invoke(group, ["slack", "manifest", *words])


def test_it_is_printed_with_the_public_address():
    result = run("--url", f"{URL}/")
    assert result.exit_code == 0
    found = yaml.safe_load(result.output)
    addresses = {
        found["settings"]["event_subscriptions"]["request_url"],
        found["settings"]["interactivity"]["request_url"],
        found["features"]["slash_commands"][0]["url"],
    }
    assert addresses == {f"{URL}/slack/events"}
    assert found["features"]["slash_commands"][0]["command"] == COMMAND
    assert found["settings"]["socket_mode_enabled"] is False


def test_socket_mode_is_switched_on_when_asked_for():
    assert yaml.safe_load(manifest(URL, socket_mode=True))["settings"]["socket_mode_enabled"] is True


def test_facts_as_json():
    assert yaml.safe_load(run("--url", URL, "--json").output) == yaml.safe_load(manifest(URL))


@pytest.mark.parametrize("url", ["http://pay.example.com", "pay.example.com", "https://", "https://a.example/?b=1"])
def test_an_address_that_slack_cannot_call_is_refused(url):
    assert run("--url", url).exit_code != 0


def test_every_scope_is_there_for_something():
    """A scope that no method we call, no event we ask for and no command needs is not asked for."""
    found = yaml.safe_load(manifest(URL))
    called = (
        "chat.postMessage",
        "chat.postEphemeral",
        "chat.update",
        "chat.delete",
        "conversations.history",
        "conversations.info",
        "conversations.list",
        "conversations.open",
        "conversations.replies",
        "reactions.add",
        "users.info",
        "views.open",
    )
    needed = {scope for name in called for scope in METHODS[name].scopes} | {"commands"}
    assert set(found["oauth_config"]["scopes"]["bot"]) <= needed
    assert found["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "message.channels",
        "message.groups",
    ]
