"""No reply is lost: one that does not open, one while the stop button is pressed, one of somebody nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.controlling import set_pause
from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.app.replying import process_replies
from bot.domain.facts import Pause
from bot.domain.vocabulary import Channel
from bot.store.store import SqlStore
from tests.flow.web.world import Bill, World

BILL = Bill()


@pytest.fixture
def world(store: SqlStore, tmp_path: Path) -> World:
    return World(store, tmp_path)


def writes(world: World, text: str, sender: str, number: int = 1) -> None:
    channel = Channel.EMAIL if "@" in sender else Channel.SMS
    inbound = Inbound("test", f"<{number}@x>", channel, sender, (), text, received_at=world.now)
    assert receive(world.app.context, world.app.reception, inbound)


def events(world: World, kind: str) -> list[str]:
    return [row[0] for row in world.rows("SELECT data FROM events WHERE type = ? ORDER BY case_id, seq", kind)]


async def test_a_reply_that_does_not_open_goes_to_a_person(world: World):
    world.bills(BILL)
    await world.work()
    writes(world, "Hello?", BILL.email)
    with world.store.begin() as unit:
        unit.db.run("UPDATE inbox SET payload_sealed = ?", b"x" * 40)
    await world.work()
    assert any("undecided_reply" in hold for hold in events(world, "HoldPlaced"))
    assert world.rows("SELECT state FROM inbox") == [("done",)]


async def test_a_reply_that_keeps_failing_rests_and_is_parked_at_its_deadline(world: World):
    world.bills(BILL)
    await world.work()
    writes(world, "Hello?", BILL.email)
    with world.store.begin() as unit:
        unit.db.run("UPDATE cases SET snapshot = '{}', head = 'broken'")
    resting: dict = {}
    context, understand = world.app.context, world.app.understand
    assert process_replies(context, understand, resting=resting) == 0
    assert len(resting) == 1
    assert process_replies(context, understand, resting=resting) == 0
    world.turn(hours=5)
    assert process_replies(context, understand, resting=resting) == 0
    assert world.rows("SELECT state FROM inbox") == [("stuck",)]
    assert world.rows("SELECT freezes FROM inbox_candidates")[0][0] in (1, True)


async def test_an_answer_that_the_stop_button_holds_back_becomes_a_persons_task(world: World):
    world.bills(BILL)
    await world.work()
    everything = Pause("deployment", "")
    set_pause(world.app.context, everything, "boss", "incident", on=True)
    writes(world, "How can I pay?", BILL.email)
    await world.work()
    set_pause(world.app.context, everything, "boss", "over", on=False)
    await world.work()
    assert any("answer the customer by hand" in told for told in events(world, "TaskRaised"))


async def test_stop_from_a_number_that_nobody_knows_yet_counts_when_it_is_known(world: World):
    writes(world, "STOP", BILL.phone)
    await world.work()
    world.bills(BILL)
    with world.store.read() as unit:
        owner = unit.find_contacts(Channel.SMS, BILL.phone)[0][1]
        contacts = unit.bundles([owner], world.now)[owner].facts.contacts
    assert Channel.SMS in contacts[0].suppressed
    assert Channel.EMAIL not in contacts[0].suppressed
