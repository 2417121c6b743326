"""Clicks: who may, what is shown as it is now, and once."""

from __future__ import annotations

import asyncio
from urllib.parse import quote_plus

import orjson
import pytest

from bot.slack.names import Carried, Deed, action_of
from tests.flow.slack_desk.desk import (
    ANA,
    BEN,
    CARLA,
    LUCIA,
    OLIVIA,
    OMAR,
    SOFIA,
    STRANGER,
    Bill,
    DeskWorld,
    words,
)


async def test_a_case_is_taken_by_a_click(desk: DeskWorld):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    assert desk.view(ref).case.assignee == "olivia"
    assert f"{ref} is assigned to you" in desk.told(OLIVIA)


async def test_a_click_that_is_delivered_again_acts_once_and_says_nothing(desk: DeskWorld):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    before, heard = desk.events(ref), len(desk.sandbox.ephemerals(OLIVIA, desk.acme))
    click = desk.sandbox.deliveries[-1]
    statuses = await asyncio.gather(*(desk.sandbox.redeliver(click) for _ in range(4)))
    assert set(statuses) == {200}
    assert desk.events(ref) == before
    assert len(desk.sandbox.ephemerals(OLIVIA, desk.acme)) == heard


async def test_the_same_click_many_times_at_once_acts_once(desk: DeskWorld):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    click = desk.sandbox.deliveries[-1]
    payload = orjson.loads(orjson.dumps(click.payload))
    payload["actions"][0]["action_ts"] = "1790000000.000009"
    body = f"payload={_quoted(payload)}".encode()
    kind = "application/x-www-form-urlencoded"
    statuses = await asyncio.gather(*(desk.post(body, kind, **desk.signed(body)) for _ in range(5)))
    assert set(statuses) == {200}
    assert desk.events(ref).count("CaseAssigned") == 2


def _quoted(payload: dict) -> str:
    return quote_plus(orjson.dumps(payload))


async def test_what_was_pressed_is_seen_on_its_card_before_all_else_of_the_channel(desk: DeskWorld):
    ref = desk.case()
    await desk.posted(ref)
    others = [Bill(number=20500 + count, customer=2 + count) for count in range(3)]
    for other in others:
        await desk.sandbox.as_user(OMAR).command("/case", f"open {desk.case(other)}", desk.acme)
    await desk.press(OLIVIA, ref, Deed.TAKE)
    first = "SELECT id FROM posts WHERE state = 'queued' ORDER BY rank, turn_at, id LIMIT 1"
    assert desk.rows(first) == desk.rows("SELECT 'card:' || id FROM cases WHERE ref = ?", ref)


async def test_a_stranger_is_told_so_and_nothing_happens(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    before = sqlite_desk.events(ref)
    await sqlite_desk.press(STRANGER, ref, Deed.TAKE)
    assert "do not know you" in sqlite_desk.told(STRANGER)
    await sqlite_desk.press(STRANGER, ref, Deed.SHOW)
    assert sqlite_desk.sandbox.views(STRANGER) == []
    assert sqlite_desk.events(ref) == before


async def test_a_case_of_another_client_is_answered_like_one_that_is_not_there(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    for reference in (ref, "OP-000000000"):
        await sqlite_desk.press(LUCIA, ref, Deed.TAKE, Carried(ref=reference))
        assert f"There is no case {reference}." in sqlite_desk.told(LUCIA)
        await sqlite_desk.press(LUCIA, ref, Deed.SHOW, Carried(ref=reference))
        assert f"There is no case {reference}." in words(sqlite_desk.top(LUCIA))
    assert sqlite_desk.view(ref).case.assignee == ""


@pytest.mark.parametrize("deed", [Deed.PROPOSE, Deed.CLOSE, Deed.TAKE])
async def test_who_lacks_the_role_is_told_at_the_click(sqlite_desk: DeskWorld, deed):
    ref = sqlite_desk.case()
    before = sqlite_desk.events(ref)
    await sqlite_desk.press(CARLA, ref, deed)
    heard = words(sqlite_desk.top(CARLA)) if sqlite_desk.sandbox.views(CARLA) else sqlite_desk.told(CARLA)
    assert "This needs the role" in heard
    assert sqlite_desk.events(ref) == before


async def test_an_operator_cannot_open_the_approval(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.proposed(ref)
    await sqlite_desk.form(OMAR, ref, Deed.APPROVE)
    assert "This needs the role" in words(sqlite_desk.top(OMAR))


async def test_a_form_opens_as_loading_and_then_shows_what_it_is_about(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    view = await sqlite_desk.form(OLIVIA, ref, Deed.PROPOSE)
    assert "USD 80.00" in words(view)
    methods = [call.method for call in sqlite_desk.sandbox.calls]
    assert methods[-2:] == ["views.open", "views.update"]


async def test_a_click_on_a_form_that_is_delivered_again_opens_nothing_more(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.form(OLIVIA, ref, Deed.PROPOSE)
    assert await sqlite_desk.sandbox.redeliver(sqlite_desk.sandbox.deliveries[-1]) == 200
    assert len(sqlite_desk.sandbox.views(OLIVIA)) == 1


async def test_the_card_itself_can_be_worked_with(desk: DeskWorld):
    ref = desk.case()
    ts = await desk.card(ref)
    person = desk.sandbox.as_user(OLIVIA)
    await person.click(desk.acme, ts, action_of(Deed.PROPOSE))
    assert await desk.send(OLIVIA, {"kind": "refund", "amount": "80.00"}) is None
    assert "now waits for an approver" in desk.told(OLIVIA)
    ts = await desk.card(ref)
    await desk.sandbox.as_user(ANA).click(desk.acme, ts, action_of(Deed.APPROVE))
    assert await desk.send(ANA) is None
    assert "can be carried out now" in desk.told(ANA)
    assert desk.view(ref).case.state == "executing"


async def test_an_entry_of_the_menu_does_what_it_names(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    ts = await sqlite_desk.card(ref)
    message = sqlite_desk.sandbox.messages(sqlite_desk.acme)[-1]
    menu = next(
        element
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == action_of(Deed.MORE)
    )
    hold = next(option["value"] for option in menu["options"] if '"hold"' in option["value"])
    await sqlite_desk.sandbox.as_user(OLIVIA).click(sqlite_desk.acme, ts, action_of(Deed.MORE), selected=hold)
    assert action_of(Deed.HOLD) == sqlite_desk.top(OLIVIA)["callback_id"]


@pytest.mark.parametrize(
    "value", ["{}", '{"ref": 7}', "no json", '{"other": "x"}', "[]", '{"ref":"' + "x" * 1500 + '"}']
)
async def test_a_button_that_is_not_ours_any_more_breaks_nothing(sqlite_desk: DeskWorld, value):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    before = desk.events(ref)
    payload = orjson.loads(orjson.dumps(desk.sandbox.deliveries[-1].payload))
    payload["actions"][0] |= {"value": value, "action_ts": "1790000000.000011"}
    body = f"payload={_quoted(payload)}".encode()
    assert await desk.post(body, "application/x-www-form-urlencoded", **desk.signed(body)) == 200
    assert desk.events(ref) == before
    assert desk.told(OLIVIA)


async def test_the_maker_is_told_at_the_click_that_another_person_must_approve(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.proposed(ref, SOFIA)
    await sqlite_desk.form(SOFIA, ref, Deed.APPROVE)
    assert "Whoever made a proposal cannot approve it" in words(sqlite_desk.top(SOFIA))


async def test_whoever_approved_cannot_carry_out(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.proposed(ref)
    await sqlite_desk.form(SOFIA, ref, Deed.APPROVE)
    assert await sqlite_desk.send(SOFIA) is None
    await sqlite_desk.form(SOFIA, ref, Deed.CARRY_OUT)
    assert "Whoever approved a proposal cannot carry it out" in words(sqlite_desk.top(SOFIA))


async def test_show_and_why_open_the_case_for_one_person(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case(Bill(number=7, customer=7, expected="120.00", paid="0.00"))
    for deed in (Deed.SHOW, Deed.WHY):
        await sqlite_desk.press(BEN, ref, deed)
        assert ref in words(sqlite_desk.top(BEN))
        await sqlite_desk.sandbox.as_user(BEN).dismiss(sqlite_desk.top(BEN)["id"])


async def test_what_is_pressed_in_the_channel_is_answered_in_the_channel_also_where_a_thread_has_begun(
    sqlite_desk: DeskWorld,
):
    desk, ref = sqlite_desk, sqlite_desk.case()
    ts = await desk.buttons(desk.acme, Carried(ref=ref), Deed.TAKE)
    await desk.sandbox.as_user(OLIVIA).write(desk.acme, "a word", thread_ts=ts)
    await desk.sandbox.as_user(OLIVIA).click(desk.acme, ts, action_of(Deed.TAKE))
    await desk.inbox.settle()
    (heard,) = desk.sandbox.ephemerals(OLIVIA, desk.acme)
    assert not heard.get("thread_ts")
