"""Messages: what every workspace must do."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.contract.slack.views import actions, section

METADATA = {"event_type": "followup_post", "event_payload": {"id": "post-1"}}


async def test_the_token_says_who_the_app_is(rig):
    answer = await rig.call("auth.test")
    assert answer["ok"]
    assert {"team_id", "user_id", "user", "team", "url"} <= set(answer)


async def test_a_wrong_token_is_refused(rig):
    if not rig.checks_tokens:
        pytest.skip("this emulator takes any token")
    stranger = AsyncWebClient(token="nobody", base_url=rig.base_url)
    with pytest.raises(SlackApiError) as refusal:
        await stranger.auth_test()
    assert refusal.value.response["error"] == "invalid_auth"


async def test_without_a_token_nothing_is_done(rig):
    stranger = AsyncWebClient(base_url=rig.base_url)
    with pytest.raises(SlackApiError) as refusal:
        await stranger.api_call("chat.postMessage", json={"channel": rig.channel, "text": "a"})
    assert refusal.value.response["error"] == "not_authed"


async def test_a_message_is_posted_and_found_in_the_history(rig):
    answer = await rig.call("chat.postMessage", channel=rig.channel, text="Case FU-1 is open.")
    assert answer["channel"] == rig.channel
    assert answer["message"]["text"] == "Case FU-1 is open."
    found = (await rig.history())[0]
    assert (found["ts"], found["text"], found["type"]) == (answer["ts"], "Case FU-1 is open.", "message")


async def test_a_form_is_taken_like_json(rig):
    answer = await rig.client.api_call("chat.postMessage", data={"channel": rig.channel, "text": "as a form"})
    assert answer["message"]["text"] == "as a form"


async def test_time_stamps_increase(rig):
    stamps = [await rig.post(f"message {number}") for number in range(4)]
    assert stamps == sorted(set(stamps), key=float)


async def test_the_history_is_newest_first_and_comes_in_pages(rig):
    stamps = [await rig.post(f"message {number}") for number in range(3)]
    first = await rig.call("conversations.history", channel=rig.channel, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await rig.call("conversations.history", channel=rig.channel, limit=2, cursor=cursor)
    seen = [message["ts"] for message in first["messages"] + second["messages"]]
    assert [ts for ts in seen if ts in stamps] == stamps[::-1]
    assert first["has_more"]


async def test_blocks_come_back(rig):
    ts = await rig.post("fallback", blocks=[section("*Money first*"), actions()])
    found = next(message for message in await rig.history() if message["ts"] == ts)
    assert [block["type"] for block in found["blocks"]] == ["section", "actions"]
    assert found["blocks"][0]["text"]["text"] == "*Money first*"
    assert found["blocks"][1]["elements"][0]["action_id"] == "case:approve"


async def test_metadata_is_kept_and_given_back_on_demand(rig):
    ts = await rig.post("with metadata", metadata=METADATA)
    found = next(message for message in await rig.history(include_all_metadata=True) if message["ts"] == ts)
    assert found["metadata"] == METADATA


async def test_an_update_replaces_text_and_blocks_and_says_so(rig):
    ts = await rig.post("before", blocks=[section("before")])
    answer = await rig.call("chat.update", channel=rig.channel, ts=ts, text="after", blocks=[section("after")])
    assert (answer["ts"], answer["text"]) == (ts, "after")
    found = next(message for message in await rig.history() if message["ts"] == ts)
    assert (found["text"], found["blocks"][0]["text"]["text"]) == ("after", "after")
    assert found["edited"]["ts"]


async def test_an_update_keeps_the_metadata_that_it_does_not_name(rig):
    ts = await rig.post("before", metadata=METADATA)
    await rig.call("chat.update", channel=rig.channel, ts=ts, text="after")
    found = next(message for message in await rig.history(include_all_metadata=True) if message["ts"] == ts)
    assert found["metadata"] == METADATA


async def test_what_is_not_there_cannot_be_updated(rig):
    assert await rig.refused("chat.update", channel=rig.channel, ts="1.000001", text="a") == "message_not_found"


async def test_what_somebody_else_wrote_cannot_be_updated_or_deleted(rig):
    ts = await rig.someone_writes("mine")
    assert await rig.refused("chat.update", channel=rig.channel, ts=ts, text="a") == "cant_update_message"
    assert await rig.refused("chat.delete", channel=rig.channel, ts=ts) == "cant_delete_message"


async def test_a_deleted_message_is_gone(rig):
    ts = await rig.post("for a moment")
    await rig.call("chat.delete", channel=rig.channel, ts=ts)
    assert ts not in [message["ts"] for message in await rig.history()]
    assert await rig.refused("chat.delete", channel=rig.channel, ts=ts) == "message_not_found"


async def test_replies_stand_in_their_thread_after_the_parent(rig):
    parent = await rig.post("card")
    replies = [await rig.post(f"line {number}", thread_ts=parent) for number in range(2)]
    thread = await rig.call("conversations.replies", channel=rig.channel, ts=parent)
    assert [message["ts"] for message in thread["messages"]] == [parent, *replies]
    assert thread["messages"][0]["reply_count"] == 2
    assert {message["thread_ts"] for message in thread["messages"][1:]} == {parent}


async def test_replies_are_not_in_the_history_of_the_channel(rig):
    parent = await rig.post("card")
    reply = await rig.post("line", thread_ts=parent)
    seen = [message["ts"] for message in await rig.history()]
    assert parent in seen
    assert reply not in seen


async def test_an_ephemeral_message_is_not_in_the_history(rig):
    answer = await rig.call("chat.postEphemeral", channel=rig.channel, user=rig.user, text="only you")
    assert answer["message_ts"] not in [message["ts"] for message in await rig.history()]


async def test_a_message_needs_something_to_say(rig):
    assert await rig.refused("chat.postMessage", channel=rig.channel, text="") == "no_text"


async def test_an_unknown_channel_is_not_found(rig):
    assert await rig.refused("chat.postMessage", channel="C0NOWHERE", text="a") == "channel_not_found"
    assert await rig.refused("conversations.history", channel="C0NOWHERE") == "channel_not_found"
    assert await rig.refused("conversations.info", channel="C0NOWHERE") == "channel_not_found"


async def test_nothing_is_posted_to_an_archived_channel(rig):
    assert await rig.refused("chat.postMessage", channel=await rig.archived(), text="a") == "is_archived"


async def test_text_beyond_40000_characters_is_cut_with_a_warning(rig):
    answer = await rig.call("chat.postMessage", channel=rig.channel, text="a" * 40_010)
    assert len(answer["message"]["text"]) <= 40_000
    assert "message_truncated" in answer["response_metadata"]["warnings"]


async def test_a_reaction_is_added_once(rig):
    ts = await rig.post("card")
    await rig.call("reactions.add", channel=rig.channel, timestamp=ts, name="eyes")
    again = await rig.refused("reactions.add", channel=rig.channel, timestamp=ts, name="eyes")
    assert again == "already_reacted"
    found = next(message for message in await rig.history() if message["ts"] == ts)
    assert [(reaction["name"], reaction["count"]) for reaction in found["reactions"]] == [("eyes", 1)]


async def test_a_message_has_an_address(rig):
    ts = await rig.post("card")
    answer = await rig.call("chat.getPermalink", channel=rig.channel, message_ts=ts)
    assert ts.replace(".", "") in answer["permalink"]
    assert await rig.refused("chat.getPermalink", channel=rig.channel, message_ts="1.000001") == "message_not_found"


async def test_direct_messages_with_a_person_are_one_conversation(rig):
    first = await rig.call("conversations.open", users=rig.user)
    again = await rig.call("conversations.open", users=rig.user)
    assert first["channel"]["id"] == again["channel"]["id"]
    answer = await rig.call("chat.postMessage", channel=first["channel"]["id"], text="ping")
    assert answer["channel"] == first["channel"]["id"]


async def test_a_person_is_found_by_id_and_by_address(rig):
    assert (await rig.call("users.info", user=rig.user))["user"]["real_name"] == "Olivia Marsh"
    assert (await rig.call("users.lookupByEmail", email=rig.email))["user"]["id"] == rig.user
    assert await rig.refused("users.info", user="U0NOBODY") == "user_not_found"
    assert await rig.refused("users.lookupByEmail", email="nobody@example.com") == "users_not_found"


async def test_a_channel_is_described_and_listed(rig):
    described = (await rig.call("conversations.info", channel=rig.channel))["channel"]
    listed = (await rig.call("conversations.list", limit=200))["channels"]
    members = (await rig.call("conversations.members", channel=rig.channel))["members"]
    assert described["id"] == rig.channel
    assert described["is_private"] is False
    assert rig.channel in [channel["id"] for channel in listed]
    assert rig.user in members
