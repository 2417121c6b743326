"""Events: the home tab, and what staff write in the thread of a card."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.acting import act
from bot.domain.commands import Actor, EscalateCase
from bot.domain.errors import Outage
from bot.domain.vocabulary import Role
from bot.slack.names import Deed, action_of
from tests.flow.slack_desk.desk import ANA, BEN, CARLA, LUCIA, OLIVIA, SOFIA, STRANGER, DeskWorld, words

CARD_NUMBER = "4111 1111 1111 1111"


@pytest.fixture
async def thread(desk: DeskWorld) -> tuple[str, str]:
    """(reference, ts) of a card that was posted."""
    ref = desk.case()
    return ref, await desk.posted(ref)


def notes(desk: DeskWorld, ref: str) -> list[tuple[str, str]]:
    return [(line.who, line.text) for line in desk.view(ref).lines if line.channel is None]


async def test_words_in_a_cards_thread_are_kept_as_a_note(desk: DeskWorld, thread):
    ref, ts = thread
    said = await desk.sandbox.as_user(OLIVIA).write(
        desk.acme, f"<@{ANA}>: she &lt;b&gt;called &amp; is fine", thread_ts=ts
    )
    assert notes(desk, ref) == [("Olivia Marsh", "@Ana Prieto: she <b>called & is fine")]
    marked = next(one for one in desk.sandbox.messages(desk.acme, thread_ts=ts) if one["ts"] == said)
    assert [reaction["name"] for reaction in marked["reactions"]] == ["memo"]


async def test_a_note_that_slack_brings_again_is_kept_once(desk: DeskWorld, thread):
    ref, ts = thread
    await desk.sandbox.as_user(OLIVIA).write(desk.acme, "Called back", thread_ts=ts)
    event = next(
        one for one in reversed(desk.sandbox.deliveries) if one.kind == "event" and "Called back" in str(one.payload)
    )
    assert [await desk.sandbox.redeliver(event, retry=number) for number in (1, 2)] == [200, 200]
    assert len(notes(desk, ref)) == 1


async def test_a_note_that_could_not_be_kept_is_brought_again_and_then_kept(desk: DeskWorld, thread):
    ref, ts = thread
    with desk.without("notes"):
        await desk.sandbox.as_user(OLIVIA).write(desk.acme, "Called back", thread_ts=ts)
    event = next(
        one for one in reversed(desk.sandbox.deliveries) if one.kind == "event" and "Called back" in str(one.payload)
    )
    assert event.attempts[0] == "500"
    assert await desk.sandbox.redeliver(event) == 200
    assert len(notes(desk, ref)) == 1


async def test_what_must_not_be_kept_is_taken_out(desk: DeskWorld, thread):
    ref, ts = thread
    await desk.sandbox.as_user(OLIVIA).write(desk.acme, f"Their card is {CARD_NUMBER}", thread_ts=ts)
    assert CARD_NUMBER not in notes(desk, ref)[0][1]


async def test_only_words_of_staff_in_a_cards_thread_are_notes(desk: DeskWorld, thread):
    ref, ts = thread
    person = desk.sandbox.as_user(OLIVIA)
    other = await person.write(desk.acme, "Good morning")
    await person.write(desk.acme, "in another thread", thread_ts=other)
    for user in (STRANGER, LUCIA):
        await desk.sandbox.as_user(user).write(desk.acme, "I am not of this client", thread_ts=ts)
    said = await person.write(desk.acme, "Right", thread_ts=ts)
    await person.edit(desk.acme, said, "Wrong")
    assert [text for _, text in notes(desk, ref)] == ["Right"]
    assert "not kept" in desk.told(STRANGER)


async def test_home_shows_what_waits_for_this_person(desk: DeskWorld):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    home = await desk.sandbox.as_user(OLIVIA).open_home()
    assert home is not None
    assert ref in words(home)
    other = await desk.sandbox.as_user(LUCIA).open_home()
    assert other is not None
    assert ref not in words(other)


async def test_home_asks_nobody_to_approve_what_they_proposed(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref, ANA)
    shown = {}
    for user in (ANA, BEN):
        home = await desk.sandbox.as_user(user).open_home()
        assert home is not None
        shown[user] = words(home)
    assert ref in shown[BEN]
    assert ref not in shown[ANA]


async def test_home_rings_only_for_those_who_are_asked(desk: DeskWorld):
    ref = desk.case()
    until = desk.now + timedelta(hours=4)
    act(desk.app.context, ref, EscalateCase(Actor("olivia", Role.OPERATOR), Role.SUPERVISOR, until), "olivia")
    shown = {}
    for user in (SOFIA, OLIVIA, ANA):
        home = await desk.sandbox.as_user(user).open_home()
        assert home is not None
        shown[user] = words(home)
    assert ref in shown[SOFIA]
    assert ref not in shown[OLIVIA]
    assert ref not in shown[ANA]


async def test_a_stranger_finds_an_empty_home(sqlite_desk: DeskWorld):
    home = await sqlite_desk.sandbox.as_user(STRANGER).open_home()
    assert home is not None
    assert "do not know you" in words(home)


async def test_a_case_is_opened_from_home(desk: DeskWorld):
    ref = desk.case()
    await desk.press(OLIVIA, ref, Deed.TAKE)
    home = await desk.sandbox.as_user(OLIVIA).open_home()
    assert home is not None
    await desk.sandbox.as_user(OLIVIA).click_in_view(home["id"], action_of(Deed.SHOW))
    assert ref in words(desk.top(OLIVIA))


def test_an_outage_is_no_refusal():
    assert not issubclass(Outage, ValueError)


async def test_a_client_contact_may_not_write_notes_for_another_client(desk: DeskWorld, thread):
    ref, ts = thread
    await desk.sandbox.as_user(CARLA).write(desk.acme, "From the client", thread_ts=ts)
    assert {who for who, _ in notes(desk, ref)} <= {"Carla Jensen"}
