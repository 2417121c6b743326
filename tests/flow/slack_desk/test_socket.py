"""Socket Mode: the same listeners over a connection that we open."""

from __future__ import annotations

import asyncio

import pytest

from bot.slack.names import Deed
from bot.slack.socket import SocketMode
from tests.flow.slack.posting import until
from tests.flow.slack_desk.desk import EVENTS, OLIVIA, DeskWorld, words


@pytest.fixture
async def socket(desk: DeskWorld):
    desk.sandbox.deliver_to("")
    one = SocketMode(desk.inbox, desk.app.settings.slack_app_token, ping_seconds=0.2)
    one.start()
    await asyncio.wait_for(one.connected(), 10)
    yield one
    await one.stop()


async def test_clicks_forms_and_commands_come_over_the_socket(desk: DeskWorld, socket):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    assert desk.view(ref).case.assignee == "olivia"
    await desk.proposed(ref)
    assert desk.view(ref).case.state == "deciding"
    said = await desk.sandbox.as_user(OLIVIA).command("/case", f"show {ref}", desk.acme)
    assert ref in words(said or {})


async def test_what_comes_over_the_socket_and_by_post_acts_once(desk: DeskWorld, socket):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    before = desk.events(ref)
    desk.sandbox.deliver_to(f"http://127.0.0.1:{desk.server.port}{EVENTS}")
    assert await desk.sandbox.redeliver(desk.sandbox.deliveries[-1]) == 200
    assert desk.events(ref) == before


def openings(desk: DeskWorld) -> int:
    """How often a connection was asked for: the SDK tells nobody that it connects again."""
    return [call.method for call in desk.sandbox.calls].count("apps.connections.open")


async def test_a_lost_connection_comes_up_again(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    desk.sandbox.deliver_to("")
    one = SocketMode(desk.inbox, desk.app.settings.slack_app_token, ping_seconds=0.1)
    one.start()
    await asyncio.wait_for(one.connected(), 10)
    first = one._handler.client.current_session
    assert first is not None
    await first.close()
    await until(lambda: openings(desk) > 1 and desk.sandbox.sockets.connected, seconds=10)
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    assert desk.view(ref).case.assignee == "olivia"
    await one.stop()


async def test_it_stops_while_slack_is_away(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    await desk.sandbox.stop()
    one = SocketMode(desk.inbox, desk.app.settings.slack_app_token, ping_seconds=0.1)
    one.start()
    await asyncio.sleep(0)  # no time passes: the attempt to connect gets its first turn
    await asyncio.wait_for(one.stop(), 5)
    assert one._connecting.cancelled()
    assert not await one._handler.client.is_connected()
    await desk.sandbox.start(port=0)
