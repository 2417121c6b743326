"""No reply is lost: one that does not open, one while the stop button is pressed, one of somebody nobody knows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app.controlling import set_pause
from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.app.replying import process_replies
from bot.domain.errors import Fault
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


async def test_trouble_that_is_no_replys_fault_ends_the_round(world: World):
    world.bills(BILL)
    await world.work()
    writes(world, "Hello?", BILL.email)
    with world.store.begin() as unit:
        unit.db.run("UPDATE inbox SET payload_sealed = ?", b"x" * 40)
    with pytest.raises(Fault):
        await asyncio.wait_for(asyncio.to_thread(process_replies, world.app.context, world.app.understand), 20)


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
