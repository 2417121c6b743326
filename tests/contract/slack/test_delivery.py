"""What a person does reaches the app: signed, in Slack's form, acknowledged. Played with a real Bolt app."""

from __future__ import annotations

import hashlib
import hmac
import time

import httpx
import pytest

from bot.sandbox.slack import NotAnswered
from tests.contract.slack.conftest import NOW, OLIVIA, PETER, App, connected
from tests.contract.slack.views import actions, button, home, modal, section, typed


async def test_the_address_is_verified_with_a_challenge_before_the_first_delivery(app, sandbox, olivia, workspace):
    await olivia.command("/case", "help", workspace.channel)
    await olivia.command("/case", "help", workspace.channel)
    assert len(app.asks) == 3  # the challenge, then the two commands


async def test_an_app_that_does_not_know_the_secret_is_not_verified(workspace, sandbox, olivia):
    async with connected(App(sandbox, secret="another"), sandbox) as stranger:
        with pytest.raises(NotAnswered, match=r"challenge refused \(401\)"):
            await olivia.command("/case", "help", workspace.channel)
    assert stranger.told == []


async def test_a_command_comes_as_a_form_with_trigger_and_response_url(app, olivia, workspace):
    await olivia.command("/case", "find INV-1", workspace.channel)
    assert (app.last["command"], app.last["text"]) == ("/case", "find INV-1")
    assert (app.last["user_id"], app.last["channel_id"]) == (OLIVIA, workspace.channel)
    assert app.last["channel_name"] == "acme-followup"
    view = await workspace.call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    assert view["ok"]


async def test_the_answer_to_a_command_is_seen_by_its_user_only(app, olivia, workspace, sandbox):
    app.answers["/case"] = "Nothing found."
    said = await olivia.command("/case", "find INV-9", workspace.channel)
    assert said["text"] == "Nothing found."
    assert [message["text"] for message in sandbox.ephemerals(OLIVIA, workspace.channel)] == ["Nothing found."]
    assert sandbox.ephemerals(PETER, workspace.channel) == []
    assert sandbox.messages(workspace.channel) == []


async def test_an_answer_can_be_for_the_whole_channel(app, olivia, workspace, sandbox):
    app.answers["/case"] = {"text": "Here.", "response_type": "in_channel"}
    await olivia.command("/case", "show", workspace.channel)
    assert [message["text"] for message in sandbox.messages(workspace.channel)] == ["Here."]


async def test_a_click_says_who_where_and_what(app, olivia, workspace, card):
    await olivia.click(workspace.channel, card, "case:approve")
    act = app.last["actions"][0]
    assert (act["action_id"], act["value"], act["block_id"], act["type"]) == ("case:approve", "FU-1", "deeds", "button")
    assert app.last["user"]["id"] == OLIVIA
    assert app.last["container"]["message_ts"] == card
    assert app.last["channel"] == {"id": workspace.channel, "name": "acme-followup"}
    assert app.last["message"]["blocks"][1]["elements"][0]["action_id"] == "case:approve"
    assert app.last["trigger_id"]
    assert app.last["response_url"].startswith("http://127.0.0.1:")


async def test_a_click_in_a_thread_says_in_which(app, olivia, workspace, card):
    reply = await workspace.post("line", thread_ts=card, blocks=[actions()])
    await olivia.click(workspace.channel, reply, "case:approve")
    assert app.last["container"]["thread_ts"] == card
    assert app.last["message"]["thread_ts"] == card


async def test_a_submission_carries_what_was_typed(app, olivia, show):
    view_id = await show(modal(typed(), callback_id="case:propose", private_metadata="FU-1"))
    assert await olivia.submit(view_id, {"reason": {"words": "Paid twice"}}) is None
    assert app.last["type"] == "view_submission"
    assert app.last["view"]["callback_id"] == "case:propose"
    assert app.last["view"]["private_metadata"] == "FU-1"
    assert app.last["view"]["state"]["values"]["reason"]["words"] == {"type": "plain_text_input", "value": "Paid twice"}


async def test_an_accepted_submission_closes_the_view(app, olivia, show, sandbox):
    await olivia.submit(await show(), {"reason": {"words": "a"}})
    assert sandbox.views(OLIVIA) == []


async def test_errors_keep_the_view_open_and_are_shown(app, olivia, show, sandbox):
    app.answers["v"] = {"response_action": "errors", "errors": {"reason": "Too short."}}
    view_id = await show(modal(callback_id="v"))
    assert await olivia.submit(view_id, {"reason": {"words": "a"}}) == {"reason": "Too short."}
    assert [view["id"] for view in sandbox.views(OLIVIA)] == [view_id]
    assert sandbox.views(OLIVIA)[0]["state"]["values"]["reason"]["words"]["value"] == "a"


async def test_errors_for_something_that_is_no_input_are_a_mistake_of_the_app(app, olivia, show):
    app.answers["v"] = {"response_action": "errors", "errors": {"elsewhere": "No."}}
    with pytest.raises(NotAnswered):
        await olivia.submit(await show(modal(callback_id="v")), {"reason": {"words": "a"}})


async def test_the_answer_can_replace_the_view(app, olivia, show, sandbox):
    app.answers["v"] = {"response_action": "update", "view": modal(section("Done"), title="Done")}
    view_id = await show(modal(callback_id="v"))
    before = sandbox.views(OLIVIA)[0]["hash"]
    await olivia.submit(view_id, {"reason": {"words": "a"}})
    view = sandbox.views(OLIVIA)[0]
    assert (view["id"], view["title"]["text"]) == (view_id, "Done")
    assert view["hash"] != before


async def test_the_answer_can_push_a_view_and_going_back_shows_the_first(app, olivia, show, sandbox):
    app.answers["v"] = {"response_action": "push", "view": modal(title="Sure?", callback_id="w")}
    first = await show(modal(callback_id="v"))
    await olivia.submit(first, {"reason": {"words": "a"}})
    titles = [view["title"]["text"] for view in sandbox.views(OLIVIA)]
    assert titles == ["Case", "Sure?"]
    await olivia.dismiss(sandbox.views(OLIVIA)[1]["id"])
    assert [view["id"] for view in sandbox.views(OLIVIA)] == [first]


async def test_the_answer_can_close_everything(app, olivia, show, sandbox, workspace):
    app.answers["w"] = {"response_action": "clear"}
    first = await show()
    second = await workspace.call("views.push", trigger_id=await workspace.trigger(first), view=modal(callback_id="w"))
    await olivia.submit(second["view"]["id"], {"reason": {"words": "a"}})
    assert sandbox.views(OLIVIA) == []


async def test_a_bad_view_in_an_answer_is_a_mistake_of_the_app(app, olivia, show):
    app.answers["v"] = {"response_action": "update", "view": modal(title="a" * 25)}
    with pytest.raises(NotAnswered, match="must be less than 25 characters"):
        await olivia.submit(await show(modal(callback_id="v")), {"reason": {"words": "a"}})


async def test_closing_is_told_only_where_the_view_asks_for_it(app, olivia, show):
    await olivia.dismiss(await show())
    assert app.told == []
    await olivia.dismiss(await show(modal(notify_on_close=True, callback_id="v")))
    assert (app.last["type"], app.last["is_cleared"]) == ("view_closed", False)


async def test_a_choice_in_a_view_is_told_with_the_state_of_the_view(app, olivia, show):
    menu = {
        "type": "static_select",
        "action_id": "kind",
        "options": [{"text": {"type": "plain_text", "text": "Refund"}, "value": "refund"}],
    }
    view_id = await show(modal(actions(menu), typed()))
    await olivia.fill(view_id, {"reason": {"words": "half"}})
    await olivia.click_in_view(view_id, "kind", selected="refund")
    assert app.last["actions"][0]["selected_option"]["value"] == "refund"
    assert app.last["view"]["state"]["values"]["deeds"]["kind"]["selected_option"]["value"] == "refund"
    assert app.last["view"]["state"]["values"]["reason"]["words"]["value"] == "half"
    assert app.last["container"] == {"type": "view", "view_id": view_id}


async def test_an_input_is_told_only_when_it_dispatches(app, olivia, show):
    quiet = await show(modal(typed()))
    await olivia.click_in_view(quiet, "words", selected="a")
    assert app.told == []
    loud = await show(modal({**typed(), "dispatch_action": True}))
    await olivia.click_in_view(loud, "words", selected="b")
    assert app.last["actions"][0]["value"] == "b"


async def test_what_a_person_writes_is_an_event(app, olivia, workspace, card):
    ts = await olivia.write(workspace.channel, "I called them", thread_ts=card)
    event = app.events()[-1]
    assert (event["user"], event["text"], event["ts"], event["thread_ts"]) == (OLIVIA, "I called them", ts, card)
    assert (event["channel"], event["channel_type"]) == (workspace.channel, "channel")
    assert app.last["event_id"].startswith("Ev")


async def test_what_the_app_writes_comes_back_with_its_bot_id(app, workspace, sandbox):
    ts = await workspace.post("card")
    await workspace.call("chat.update", channel=workspace.channel, ts=ts, text="changed")
    await sandbox.settled()
    assert app.events()[0]["bot_id"] == sandbox.bot_id
    assert [event.get("subtype") for event in app.events()] == [None, "message_changed"]


async def test_a_mention_is_told_as_a_mention_too(app, olivia, workspace, sandbox):
    await olivia.write(workspace.channel, f"<@{sandbox.bot_user_id}> hello")
    assert len(app.events("app_mention")) == 1


async def test_direct_messages_are_told(app, olivia, sandbox):
    await olivia.write(sandbox.dm_channel(OLIVIA), "hello")
    assert app.events()[-1]["channel_type"] == "im"
    assert [message["text"] for message in sandbox.dms(OLIVIA)] == ["hello"]


async def test_a_channel_without_the_app_is_not_told(app, olivia, sandbox):
    elsewhere = sandbox.add_channel("elsewhere", [OLIVIA], with_bot=False)
    await olivia.write(elsewhere, "secret")
    assert app.told == []


async def test_opening_the_home_tab_is_told_and_shows_what_was_published(app, olivia, workspace, sandbox):
    await workspace.call("views.publish", user_id=OLIVIA, view=home(actions(button("case:show"))))
    view = await olivia.open_home()
    assert app.events("app_home_opened")[0]["user"] == OLIVIA
    await olivia.click_in_view(view["id"], "case:show")
    assert app.last["view"]["type"] == "home"


async def test_each_delivery_is_signed_over_its_bytes(app, olivia, sandbox, workspace):
    await olivia.command("/case", "a & b", workspace.channel)
    delivery = sandbox.deliveries[-1]
    stamp = delivery.headers["X-Slack-Request-Timestamp"]
    signed = f"v0:{stamp}:".encode() + delivery.body
    wanted = "v0=" + hmac.new(sandbox.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
    assert delivery.headers["X-Slack-Signature"] == wanted
    assert abs(time.time() - int(stamp)) < 60  # real time, whatever the story's clock says


async def test_a_forged_delivery_is_refused_by_bolt(app, olivia, sandbox, workspace):
    await olivia.command("/case", "help", workspace.channel)
    seen, delivery = len(app.told), sandbox.deliveries[-1]
    async with httpx.AsyncClient() as client:
        forged = await client.post(
            sandbox.courier.url, content=delivery.body.replace(b"help", b"open"), headers=delivery.headers
        )
    assert forged.status_code == 401
    assert len(app.told) == seen


async def test_the_same_delivery_can_be_made_again(app, olivia, sandbox, workspace):
    await olivia.write(workspace.channel, "once")
    assert await sandbox.redeliver(sandbox.deliveries[-1], retry=1, reason="http_timeout") == 200
    first, second = app.told[-2:]
    assert first == second
    assert (app.asks[-1]["x-slack-retry-num"], app.asks[-1]["x-slack-retry-reason"]) == ("1", "http_timeout")


async def test_a_command_that_fails_is_seen_to_fail(app, olivia, workspace):
    await olivia.command("/case", "help", workspace.channel)
    app.status = [500]
    with pytest.raises(NotAnswered, match="500"):
        await olivia.command("/case", "help", workspace.channel)


async def test_a_view_whose_submission_fails_stays_open(app, olivia, show, sandbox):
    view_id = await show()
    app.status = [500]
    with pytest.raises(NotAnswered):
        await olivia.submit(view_id, {"reason": {"words": "a"}})
    assert [view["id"] for view in sandbox.views(OLIVIA)] == [view_id]


async def test_a_trigger_is_spoilt_by_waiting(app, olivia, workspace):
    await olivia.command("/case", "help", workspace.channel)
    await workspace.let_pass(3.1)
    late = await workspace.refused("views.open", trigger_id=app.last["trigger_id"], view=modal())
    assert late == "expired_trigger_id"


async def test_an_event_that_is_not_answered_is_told_three_times_more(app, olivia, workspace, sandbox):
    await olivia.write(workspace.channel, "before")
    app.status = [500, 404, 503, 500]
    await olivia.write(workspace.channel, "lost")
    await sandbox.settled()
    assert workspace.waited == [0.0, 60.0, 300.0]
    assert sandbox.deliveries[-1].attempts == ["500", "404", "503", "500"]
    assert [asked.get("x-slack-retry-num") for asked in app.asks[-4:]] == [None, "1", "2", "3"]
    assert app.asks[-1]["x-slack-retry-reason"] == "http_error"


async def test_an_answered_retry_ends_them(app, olivia, workspace, sandbox):
    await olivia.write(workspace.channel, "before")
    app.status = [500]
    await olivia.write(workspace.channel, "late")
    await sandbox.settled()
    assert sandbox.deliveries[-1].attempts == ["500", "200"]
    assert sandbox.deliveries[-1].acknowledged


async def test_the_history_has_the_time_of_the_story(olivia, workspace):
    ts = await olivia.write(workspace.channel, "now")
    assert int(float(ts)) == int(NOW.timestamp())
