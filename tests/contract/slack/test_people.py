"""What a person cannot do, because Slack's client would not let them."""

from __future__ import annotations

import pytest

from bot.sandbox.slack import NotAnswered, Refused
from tests.contract.slack.conftest import OLIVIA, PETER
from tests.contract.slack.views import Json, actions, button, modal, plain, section, typed


def field(element: Json, block_id: str = "b", **more: object) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("L"),
        "element": {"action_id": "a", **element},
        **more,
    }


def options(*values: str) -> list[Json]:
    return [{"text": plain(value), "value": value} for value in values]


async def test_only_members_see_a_channel(app, sandbox, workspace, card):
    stranger = sandbox.as_user(sandbox.add_user("U0STRANGER", "Sam Away"))
    with pytest.raises(Refused, match="not in this channel"):
        await stranger.click(workspace.channel, card, "case:approve")
    with pytest.raises(Refused):
        await stranger.write(workspace.channel, "hello")
    with pytest.raises(Refused):
        await stranger.command("/case", "help", workspace.channel)
    assert app.told == []


async def test_who_was_removed_sees_it_no_more(sandbox, workspace, olivia, card):
    sandbox.kick(workspace.channel, OLIVIA)
    with pytest.raises(Refused):
        await olivia.click(workspace.channel, card, "case:approve")


async def test_only_what_is_there_can_be_clicked(app, olivia, workspace, card):
    for action, value, block in (
        ("case:reject", None, None),
        ("case:approve", "FU-2", None),
        ("case:approve", None, "other"),
    ):
        with pytest.raises(Refused, match="There is no element"):
            await olivia.click(workspace.channel, card, action, value, block)
    assert app.told == []


async def test_a_button_that_was_taken_away_cannot_be_clicked(app, olivia, workspace, card):
    await workspace.call("chat.update", channel=workspace.channel, ts=card, text="done", blocks=[section("Done")])
    with pytest.raises(Refused):
        await olivia.click(workspace.channel, card, "case:approve")


async def test_a_deleted_message_cannot_be_clicked(olivia, workspace, card):
    await workspace.call("chat.delete", channel=workspace.channel, ts=card)
    with pytest.raises(Refused, match="no such message"):
        await olivia.click(workspace.channel, card, "case:approve")


async def test_of_two_equal_buttons_one_says_which(app, olivia, workspace):
    two = [actions(button(value="1"), block_id="x"), actions(button(value="2"), block_id="y")]
    ts = await workspace.post("two", blocks=two)
    with pytest.raises(Refused, match="2 times"):
        await olivia.click(workspace.channel, ts, "case:approve")
    await olivia.click(workspace.channel, ts, "case:approve", "2")
    assert app.last["actions"][0]["block_id"] == "y"


async def test_an_ephemeral_message_is_there_for_one_person_only(app, workspace, sandbox, olivia):
    answer = await workspace.call(
        "chat.postEphemeral", channel=workspace.channel, user=OLIVIA, text="a", blocks=[actions()]
    )
    with pytest.raises(Refused):
        await sandbox.as_user(PETER).click(workspace.channel, answer["message_ts"], "case:approve")
    await olivia.click(workspace.channel, answer["message_ts"], "case:approve")
    assert app.last["container"]["is_ephemeral"] is True


async def test_an_option_that_is_not_offered_cannot_be_chosen(app, olivia, workspace):
    menu = {"type": "overflow", "action_id": "case:more", "options": options("snooze", "close")}
    ts = await workspace.post("card", blocks=[{**section(), "accessory": menu}])
    with pytest.raises(Refused):
        await olivia.click(workspace.channel, ts, "case:more", selected="pay")
    await olivia.click(workspace.channel, ts, "case:more", selected="close")
    assert app.last["actions"][0]["selected_option"]["value"] == "close"


async def test_only_the_view_on_top_can_be_used(olivia, show, workspace, sandbox):
    first = await show()
    await workspace.call("views.push", trigger_id=await workspace.trigger(first), view=modal())
    for doing in (olivia.submit(first, {}), olivia.dismiss(first), olivia.fill(first, {})):
        with pytest.raises(Refused, match="not on top"):
            await doing
    assert len(sandbox.views(OLIVIA)) == 2


async def test_somebody_elses_view_cannot_be_used(sandbox, show):
    view_id = await show()
    with pytest.raises(Refused):
        await sandbox.as_user(PETER).submit(view_id, {"reason": {"words": "a"}})


async def test_a_view_without_submit_cannot_be_submitted(olivia, show):
    view = {key: value for key, value in modal(section()).items() if key != "submit"}
    with pytest.raises(Refused, match="no button"):
        await olivia.submit(await show(view), {})


async def test_a_required_input_must_be_filled_in(app, olivia, show):
    with pytest.raises(Refused) as refusal:
        await olivia.submit(await show(modal(typed(), typed("more"))), {"more": {"words": "  "}})
    assert set(refusal.value.errors) == {"reason", "more"}
    assert app.told == []


async def test_an_optional_input_may_stay_empty(app, olivia, show):
    assert await olivia.submit(await show(modal({**typed(), "optional": True})), {}) is None
    assert app.last["view"]["state"]["values"]["reason"]["words"]["value"] is None


async def test_a_field_that_is_not_there_cannot_be_filled(olivia, show):
    with pytest.raises(Refused, match="has no field"):
        await olivia.submit(await show(), {"reason": {"amount": "1"}})


NUMBER = {"type": "number_input", "is_decimal_allowed": True, "min_value": "0.01", "max_value": "500"}
WRONG = {
    "letters in a number": (NUMBER, "ten"),
    "a number too small": (NUMBER, "0"),
    "a number too large": (NUMBER, "500.01"),
    "decimals where none are": ({**NUMBER, "is_decimal_allowed": False}, "1.5"),
    "an amount with a comma": (NUMBER, "1,50"),
    "no address": ({"type": "email_text_input"}, "olivia"),
    "no link": ({"type": "url_text_input"}, "example.com"),
    "a text too long": ({"type": "plain_text_input", "max_length": 3}, "long"),
    "a text too short": ({"type": "plain_text_input", "min_length": 3}, "no"),
    "two lines in one": ({"type": "plain_text_input"}, "a\nb"),
    "a date in words": ({"type": "datepicker"}, "tomorrow"),
    "a time in words": ({"type": "timepicker"}, "noon"),
    "a moment in words": ({"type": "datetimepicker"}, "2026-03-02"),
    "an option that is not offered": ({"type": "static_select", "options": options("a")}, "b"),
    "one option for many": ({"type": "checkboxes", "options": options("a")}, "a"),
    "too many": ({"type": "multi_static_select", "options": options("a", "b"), "max_selected_items": 1}, ["a", "b"]),
    "no person": ({"type": "users_select"}, "olivia"),
}


@pytest.mark.parametrize(("element", "value"), WRONG.values(), ids=WRONG)
async def test_the_client_refuses(element, value, app, olivia, show, sandbox):
    view_id = await show(modal(field(element)))
    with pytest.raises(Refused) as refusal:
        await olivia.submit(view_id, {"b": {"a": value}})
    assert set(refusal.value.errors) == {"b"}
    assert app.told == []
    assert [view["id"] for view in sandbox.views(OLIVIA)] == [view_id]


RIGHT = {
    "a number": (NUMBER, "12.50", {"value": "12.50"}),
    "an address": ({"type": "email_text_input"}, "a@example.com", {"value": "a@example.com"}),
    "a link": ({"type": "url_text_input"}, "https://example.com/x", {"value": "https://example.com/x"}),
    "a date": ({"type": "datepicker"}, "2026-03-02", {"selected_date": "2026-03-02"}),
    "a time": ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    "a moment": ({"type": "datetimepicker"}, 1772443800, {"selected_date_time": 1772443800}),
    "a person": ({"type": "users_select"}, PETER, {"selected_user": PETER}),
    "people": ({"type": "multi_users_select"}, [PETER], {"selected_users": [PETER]}),
    "a channel": ({"type": "conversations_select"}, "C1", {"selected_conversation": "C1"}),
    "an option": (
        {"type": "radio_buttons", "options": options("a", "b")},
        "b",
        {"selected_option": {"text": {**plain("b"), "emoji": True}, "value": "b"}},
    ),
    "none of the boxes": ({"type": "checkboxes", "options": options("a")}, [], {"selected_options": []}),
    "rich text": (
        {"type": "rich_text_input"},
        "hello",
        {
            "rich_text_value": {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hello"}]}],
            }
        },
    ),
}


@pytest.mark.parametrize(("element", "value", "state"), RIGHT.values(), ids=RIGHT)
async def test_the_client_takes(element, value, state, app, olivia, show):
    await olivia.submit(await show(modal(field(element, optional=True))), {"b": {"a": value}})
    assert app.last["view"]["state"]["values"]["b"]["a"] == {"type": element["type"], **state}


async def test_what_was_there_at_first_is_submitted_untouched(app, olivia, show):
    await olivia.submit(await show(modal(typed(initial_value="as it was"))), {})
    assert app.last["view"]["state"]["values"]["reason"]["words"]["value"] == "as it was"


async def test_what_was_typed_survives_an_update_with_the_same_ids(app, olivia, show, workspace):
    view_id = await show(modal(typed(), typed("gone")))
    await olivia.fill(view_id, {"reason": {"words": "kept"}, "gone": {"words": "lost"}})
    await workspace.call("views.update", view_id=view_id, view=modal(section("More"), typed(), typed("new")))
    await olivia.submit(view_id, {"new": {"words": "added"}})
    values = app.last["view"]["state"]["values"]
    assert {block: actions_["words"]["value"] for block, actions_ in values.items()} == {
        "reason": "kept",
        "new": "added",
    }


async def test_a_command_that_nobody_registered_does_not_exist(olivia, workspace):
    with pytest.raises(Refused, match="not a valid command"):
        await olivia.command("/pay", "100", workspace.channel)


async def test_commands_do_not_work_in_threads(olivia, workspace, card):
    with pytest.raises(Refused, match="threads"):
        await olivia.command("/case", "help", workspace.channel, thread_ts=card)


async def test_one_edits_and_deletes_only_ones_own_messages(app, olivia, workspace, sandbox, card):
    with pytest.raises(Refused):
        await olivia.edit(workspace.channel, card, "mine now")
    ts = await olivia.write(workspace.channel, "teh")
    await olivia.edit(workspace.channel, ts, "the")
    await olivia.delete(workspace.channel, ts)
    await sandbox.settled()
    assert {event.get("subtype") for event in app.events()} >= {"message_changed", "message_deleted"}
    assert [message["ts"] for message in sandbox.messages(workspace.channel)] == [card]


async def test_nobody_writes_into_an_archived_channel(olivia, sandbox, workspace):
    sandbox.archive(workspace.channel)
    with pytest.raises(Refused, match="archived"):
        await olivia.write(workspace.channel, "hello")


async def test_with_nobody_connected_a_click_is_not_answered(olivia, workspace, card):
    with pytest.raises(NotAnswered, match="nobody is connected"):
        await olivia.click(workspace.channel, card, "case:approve")
