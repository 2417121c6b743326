"""What goes wrong on demand, and what the stand-in refuses: pace, scopes, bodies, blocks."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import Rejected
from bot.sandbox.slack import Pace, SlackSandbox
from tests.contract.slack.views import button, modal, section


async def test_the_fourth_message_in_a_second_waits(workspace, sandbox):
    sandbox.pace = Pace(per_second=1.0, burst=3)
    for number in range(3):
        await workspace.post(f"message {number}")
    with pytest.raises(SlackApiError) as refusal:
        await workspace.post("too fast")
    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers["Retry-After"] == "1"
    assert refusal.value.response["error"] == "ratelimited"
    await workspace.let_pass(1)
    await workspace.post("in time")
    assert [message["text"] for message in sandbox.messages(workspace.channel)][-1] == "in time"


async def test_each_channel_has_its_own_pace_and_updates_do_not_count(workspace, sandbox):
    sandbox.pace = Pace(burst=1)
    ts = await workspace.post("card")
    await workspace.call("chat.update", channel=workspace.channel, ts=ts, text="changed")
    other = sandbox.add_channel("other")
    assert (await workspace.call("chat.postMessage", channel=other, text="a"))["ok"]


async def test_an_error_is_given_once(workspace, sandbox):
    sandbox.fail_next("chat.postMessage", error="internal_error")
    assert await workspace.refused("chat.postMessage", channel=workspace.channel, text="a") == "internal_error"
    assert await workspace.post("b")


async def test_an_error_waits_for_its_channel(workspace, sandbox):
    other = sandbox.add_channel("other")
    sandbox.fail_next("chat.postMessage", error="ratelimited", retry_after=7, channel=other)
    assert await workspace.post("fine")
    with pytest.raises(SlackApiError) as refusal:
        await workspace.call("chat.postMessage", channel=other, text="a")
    assert refusal.value.response.headers["Retry-After"] == "7"


async def test_a_bare_status_is_given(workspace, sandbox):
    sandbox.fail_next("chat.postMessage", status=503, times=2)
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {sandbox.bot_token}"}) as client:
        for _ in range(2):
            answer = await client.post(
                f"{sandbox.url}chat.postMessage", json={"channel": workspace.channel, "text": "a"}
            )
            assert answer.status_code == 503
    assert sandbox.messages(workspace.channel) == []


async def test_an_answer_can_be_lost_after_the_message_was_taken(workspace, sandbox):
    sandbox.fail_next("chat.postMessage", drop_after_accept=True)
    with pytest.raises(aiohttp.ClientError):
        await workspace.post("taken")
    assert [message["text"] for message in sandbox.messages(workspace.channel)] == ["taken"]
    assert sandbox.calls[-1].answer == {}


async def test_the_sdk_itself_repeats_a_message_whose_answer_was_lost(workspace, sandbox):
    """So whoever posts with slack_sdk and wants each message once passes `retry_handlers=[]`."""
    sandbox.fail_next("chat.postMessage", drop_after_accept=True)
    careless = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.url)
    await careless.chat_postMessage(channel=workspace.channel, text="twice")
    assert [message["text"] for message in sandbox.messages(workspace.channel)] == ["twice", "twice"]


async def test_a_connection_can_be_cut_before_anything_was_taken(workspace, sandbox):
    sandbox.fail_next("chat.postMessage", drop_before=True)
    with pytest.raises(aiohttp.ClientError):
        await workspace.post("lost")
    assert sandbox.messages(workspace.channel) == []


async def test_an_answer_can_stay_away(workspace, sandbox):
    sandbox.fail_next("chat.postMessage", hang=True)
    impatient = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.url, timeout=0.05)
    with pytest.raises(asyncio.TimeoutError):
        await impatient.chat_postMessage(channel=workspace.channel, text="a")


async def test_answers_can_be_slow(workspace, sandbox):
    sandbox.latency = 0.05
    began = time.monotonic()
    await workspace.post("slow")
    assert time.monotonic() - began >= 0.05


async def test_what_the_app_asked_is_kept_without_its_token(workspace, sandbox):
    await workspace.post("a")
    call = sandbox.calls[-1]
    assert (call.method, call.args["text"], call.answer["ok"]) == ("chat.postMessage", "a", True)
    assert sandbox.bot_token not in str(sandbox.calls)


async def test_a_scope_that_was_not_granted_is_missing():
    async with SlackSandbox(scopes=("users:read",)) as sandbox:
        client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.url)
        with pytest.raises(SlackApiError) as refusal:
            await client.chat_postMessage(channel="C1", text="a")
        assert refusal.value.response["error"] == "missing_scope"
        assert (refusal.value.response["needed"], refusal.value.response["provided"]) == ("chat:write", "users:read")


async def test_each_token_is_for_its_own_methods(sandbox):
    app_client = AsyncWebClient(token=sandbox.app_token, base_url=sandbox.url)
    bot_client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.url)
    for asking in (app_client.chat_postMessage(channel="C1", text="a"), bot_client.api_call("apps.connections.open")):
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await asking


async def test_a_method_that_does_not_exist_is_unknown(workspace):
    assert await workspace.refused("chat.shout") == "unknown_method"


async def test_bodies_that_nobody_can_read_are_refused(sandbox):
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    async with httpx.AsyncClient(headers=headers) as client:
        for content, kind, error in (
            (b"{", "application/json", "invalid_json"),
            (b"[]", "application/json", "json_not_object"),
            (b"<a/>", "text/xml", "invalid_post_type"),
        ):
            answer = await client.post(f"{sandbox.url}api.test", content=content, headers={"Content-Type": kind})
            assert answer.json()["error"] == error


async def test_json_without_a_charset_is_taken_with_a_warning(sandbox):
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{sandbox.url}api.test", content=b'{"a":"b"}', headers={"Content-Type": "application/json"}
        )
    assert answer.json()["response_metadata"]["warnings"] == ["missing_charset"]
    assert answer.json()["ok"]


async def test_bad_blocks_are_refused_with_the_place(workspace):
    with pytest.raises(SlackApiError) as refusal:
        await workspace.post("a", blocks=[{"type": "actions", "elements": [{**button(), "style": "default"}]}])
    assert refusal.value.response["error"] == "invalid_blocks"
    assert refusal.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be one of danger, primary [json-pointer:/blocks/0/elements/0/style]"
    ]


async def test_a_bad_view_is_refused_and_its_trigger_can_be_used_again(workspace):
    trigger = await workspace.trigger()
    with pytest.raises(SlackApiError) as refusal:
        await workspace.call("views.open", trigger_id=trigger, view=modal(title="a" * 25))
    assert refusal.value.response["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in refusal.value.response["response_metadata"]["messages"][0]
    await workspace.call("views.open", trigger_id=trigger, view=modal())


async def test_updates_have_their_own_limits(workspace):
    ts = await workspace.post("card")
    asked = {"channel": workspace.channel, "ts": ts}
    assert await workspace.refused("chat.update", **asked, text="a" * 4001) == "msg_too_long"
    assert await workspace.refused("chat.update", channel=workspace.channel, text="a") == "invalid_arguments"


async def test_an_update_with_text_alone_keeps_the_blocks_and_an_empty_list_takes_them_away(workspace, sandbox):
    ts = await workspace.post("card", blocks=[section()])
    await workspace.call("chat.update", channel=workspace.channel, ts=ts, text="changed")
    assert sandbox.messages(workspace.channel)[0]["blocks"]
    await workspace.call("chat.update", channel=workspace.channel, ts=ts, blocks=[])
    assert "blocks" not in sandbox.messages(workspace.channel)[0]


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ("later", "invalid_metadata_format"),
        ({"event_type": "x"}, "invalid_metadata_schema"),
        ({"event_type": "two words", "event_payload": {}}, "invalid_metadata_schema"),
        ({"event_type": "x", "event_payload": {"a": "b" * 16_000}}, "metadata_too_large"),
    ],
)
async def test_metadata_is_checked(workspace, metadata, error):
    asked = {"channel": workspace.channel, "text": "a", "metadata": metadata}
    assert await workspace.refused("chat.postMessage", **asked) == error


async def test_the_app_posts_only_where_it_is(workspace, sandbox):
    public = sandbox.add_channel("without-us", with_bot=False)
    hidden = sandbox.add_channel("hidden", private=True, with_bot=False)
    assert await workspace.refused("chat.postMessage", channel=public, text="a") == "not_in_channel"
    assert await workspace.refused("conversations.history", channel=public) == "not_in_channel"
    assert await workspace.refused("chat.postMessage", channel=hidden, text="a") == "channel_not_found"
    await workspace.call("conversations.join", channel=public)
    assert await workspace.call("chat.postMessage", channel=public, text="a")


async def test_a_message_to_a_person_is_a_direct_message(workspace, sandbox):
    answer = await workspace.call("chat.postMessage", channel=workspace.user, text="ping")
    assert answer["channel"] == sandbox.dm_channel(workspace.user)
    assert [message["text"] for message in sandbox.dms(workspace.user)] == ["ping"]


async def test_a_reply_needs_its_thread(workspace):
    asked = {"channel": workspace.channel, "text": "a", "thread_ts": "1.000001"}
    assert await workspace.refused("chat.postMessage", **asked) == "thread_not_found"


async def test_a_deleted_parent_leaves_a_tombstone(workspace, sandbox):
    parent = await workspace.post("card")
    await workspace.post("line", thread_ts=parent)
    await workspace.call("chat.delete", channel=workspace.channel, ts=parent)
    assert sandbox.messages(workspace.channel)[0]["subtype"] == "tombstone"
    assert [message["text"] for message in sandbox.messages(workspace.channel, parent)] == ["line"]


async def test_somebody_who_waits_for_a_change_is_woken(workspace, sandbox):
    waiting = asyncio.create_task(sandbox.changed(sandbox.revision))
    await workspace.post("a")
    assert await waiting == sandbox.revision


async def test_it_listens_and_delivers_on_this_machine_only():
    sandbox = SlackSandbox()
    with pytest.raises(Rejected):
        await sandbox.start(host="0.0.0.0")
    with pytest.raises(Rejected):
        sandbox.deliver_to("https://example.com/slack/events")


async def test_it_starts_fast_enough_for_hundreds_of_tests():
    began = time.perf_counter()
    async with SlackSandbox() as sandbox:
        assert sandbox.port
    assert time.perf_counter() - began < 0.5  # a fiftieth of that is usual; the machine may be busy
