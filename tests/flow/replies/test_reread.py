"""What was made of a reply can be explained, and read again from the log as things were then."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.app.explaining import explain_case
from bot.app.rereading import reread
from bot.domain.errors import Rejected
from bot.store.store import SqlStore
from tests.flow.web.world import Bill, World, signed

FIRST, SECOND = Bill(20481), Bill(20482, expected="80.00")
SMS = "/webhooks/twilio/sms"
NUMBERS = count(1)


@pytest.fixture
async def world(store: SqlStore, tmp_path: Path) -> World:
    world = World(store, tmp_path)
    world.bills(FIRST, SECOND)
    await world.work()
    return world


async def writes(world: World, text: str) -> str:
    """By text message; returns the id of the reply."""
    form = {
        "MessageSid": f"SM{next(NUMBERS):032d}", "From": FIRST.phone, "To": "+12125550123", "Body": text, "NumMedia": "0",
    }  # fmt: skip
    world.turn(hours=1)
    async with world.client() as browser:
        assert (await browser.post(SMS, data=form, headers=signed(SMS, form))).status_code == 200
    await world.work()
    return world.rows("SELECT id FROM inbox WHERE provider_message_id = ?", form["MessageSid"])[0][0]


CONVERSATIONS = [
    ("I will pay INV-20481 on Friday but INV-20482 is wrong, we never got the goods",),
    ("I will pay this on Friday", "the second one"),
    ("Hola, ya pagué la factura 20481 la semana pasada", "La referencia de la factura 20481 es REF88213, gracias"),
    ("STOP",),
    ("asdf qwer zxcv",),
]


@pytest.mark.parametrize("lines", CONVERSATIONS)
async def test_every_reply_reads_the_same_again(world: World, lines: tuple[str, ...]):
    replies = [await writes(world, line) for line in lines]
    await writes(world, "I have already paid INV-20482")
    world.turn(days=3)
    for reply in replies:
        found = reread(world.app.context, world.app.understand, reply)
        assert found["same"], found


async def test_another_reading_is_told_with_what_differs(world: World):
    reply = await writes(world, "I will pay INV-20481 on Friday")
    app = world.app

    def less_sure(stored, around):
        return replace(app.understand(stored, around), decided=False)

    found = reread(app.context, less_sure, reply)
    assert not found["same"]
    assert [case["differs"] for case in found["cases"]] == [["decided"]]


async def test_a_reply_that_is_not_there_cannot_be_read(world: World):
    with pytest.raises(Rejected, match="There is no reply"):
        reread(world.app.context, world.app.understand, "none")


async def test_why_says_what_a_reply_rests_on_without_its_words(world: World):
    await writes(world, "I will pay INV-20481 on Friday")
    ref = world.rows("SELECT ref FROM cases WHERE invoice = ?", FIRST.invoice)[0][0]
    rests = [line["rests_on"] for line in explain_case(world.app.context, ref)["happened"] if "rests_on" in line]
    assert rests[0]["case_found_by"] == "reference"
    assert rests[0]["confidences"]["promise_to_pay"] > 0.7
    assert rests[0]["because"]
    assert "Friday" not in str(rests)
