"""A day that we propose or have noted is corrected in the words that people use: "no, the 16th"."""

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


async def writes(world: World, text: str) -> None:
    form = {
        "MessageSid": f"SM{next(NUMBERS):032d}", "From": BILL.phone, "To": "+12125550123", "Body": text, "NumMedia": "0",
    }  # fmt: skip
    world.turn(minutes=20)
    async with world.client() as browser:
        assert (await browser.post(SMS, data=form, headers=signed(SMS, form))).status_code == 200
    await world.work()


def events(world: World, kind: str) -> list[str]:
    return [row[0] for row in world.rows("SELECT data FROM events WHERE type = ? ORDER BY seq", kind)]


@pytest.mark.parametrize("correction", ["no, the 16th", "No, the 16th.", "no, on the 16th"])
async def test_no_and_another_day_is_that_day(world: World, correction: str):
    await writes(world, "I'll pay next friday")
    assert '"day":"2026-03-13"' in events(world, "DayProposed")[0]
    await writes(world, correction)
    assert '"day":"2026-03-16"' in events(world, "PromiseMade")[0]
    assert not any("look for the payment" in task for task in events(world, "TaskRaised"))


async def test_a_noted_day_is_corrected_twice_and_thanks_change_nothing(world: World):
    await writes(world, "I'll pay this friday")
    await writes(world, "no, the 12th")
    await writes(world, "no, the 16th")
    await writes(world, "thanks")
    days = [made.partition('"day":"')[2][:10] for made in events(world, "PromiseMade")]
    assert days == ["2026-03-06", "2026-03-12", "2026-03-16"]
