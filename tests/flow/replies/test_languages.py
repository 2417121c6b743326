"""Whoever writes another language that the client serves is answered in it; who asks for it, or goes on, keeps it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from bot.store.store import SqlStore
from tests.flow.web.world import Bill, World, signed

BILL = Bill(20481)
SMS = "/webhooks/twilio/sms"
NUMBERS = count(1)


@pytest.fixture
async def world(store: SqlStore, tmp_path: Path) -> World:
    world = World(store, tmp_path)
    world.bills(BILL)
    await world.work()
    return world


async def writes(world: World, text: str) -> str:
    """By text message; returns what we answered last."""
    form = {
        "MessageSid": f"SM{next(NUMBERS):032d}", "From": BILL.phone, "To": "+12125550123", "Body": text, "NumMedia": "0",
    }  # fmt: skip
    world.turn(hours=1)
    async with world.client() as browser:
        assert (await browser.post(SMS, data=form, headers=signed(SMS, form))).status_code == 200
    await world.work()
    return world.sms.taken[-1].rendered.text if world.sms.taken else ""


def language(world: World) -> str:
    return world.rows("SELECT language FROM contacts")[0][0]


def events(world: World, kind: str) -> list[str]:
    return [row[0] for row in world.rows("SELECT data FROM events WHERE type = ? ORDER BY seq", kind)]


async def test_an_answer_is_in_the_language_of_the_question(world: World):
    answer = await writes(world, "Hola, ya pagué esta factura la semana pasada")
    assert "factura" in answer or "pago" in answer
    assert '"answer_in":"es"' in events(world, "ReplyReceived")[0]
    assert world.rows("SELECT language FROM outbox WHERE channel = 'sms'") == [("es",)]
    assert language(world) == "en", "one message is no habit"


async def test_two_in_a_row_are_a_habit_which_an_import_does_not_undo(world: World):
    await writes(world, "Hola, ya pagué esta factura la semana pasada")
    await writes(world, "La referencia de la transferencia es REF88213, gracias")
    assert language(world) == "es"
    assert '"language":"es","by":"customer"' in events(world, "ContactLanguageSet")[0]
    world.bills(BILL)
    assert language(world) == "es"


async def test_another_language_of_the_ledger_is_news(world: World):
    await writes(world, "Hola, ya pagué esta factura la semana pasada")
    await writes(world, "La referencia de la transferencia es REF88213, gracias")
    world.bills(Bill(20481, language="fr"))
    assert language(world) == "fr"


async def test_who_asks_for_a_language_has_it_from_now_on(world: World):
    answer = await writes(world, "in Spanish please")
    assert language(world) == "es"
    assert "en este idioma" in answer


async def test_a_language_that_is_not_served_goes_to_a_person_who_is_told_which(world: World):
    await writes(world, "in Polish please")
    assert language(world) == "en"
    assert "which is not served" in events(world, "ReplyReceived")[0]
    assert any("undecided_reply" in hold for hold in events(world, "HoldPlaced"))


async def test_one_word_changes_nothing(world: World):
    await writes(world, "gracias")
    assert '"answer_in":""' in events(world, "ReplyReceived")[0]
