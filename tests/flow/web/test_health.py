"""For whoever runs it."""

from __future__ import annotations

import pytest

from tests.flow.web.world import Bill, World


async def test_up_and_ready(world: World):
    async with world.client() as browser:
        assert (await browser.get("/healthz")).text == "ok\n"
        ready = await browser.get("/readyz")
    assert (ready.status_code, ready.text) == (200, "ready\n")


async def test_another_schema_is_not_ready(world: World):
    async with world.client() as browser:
        with world.schema("older"):
            ready = await browser.get("/readyz")
            assert (await browser.get("/healthz")).status_code == 200
    assert ready.status_code == 503
    assert "followup db upgrade" in ready.text


async def test_a_store_that_does_not_answer_is_not_ready(world: World):
    async with world.client() as browser:
        with world.without("alembic_version"):
            ready = await browser.get("/readyz")
    assert ready.status_code in {500, 503}


async def test_the_numbers_name_nobody(world: World):
    world.bills(Bill(), Bill(30552, 2, "es"))
    await world.work()
    world.turn(hours=2)
    async with world.client() as browser:
        page = await world.confirmed(browser, Bill())
        await browser.get(page)
        shown = await browser.get("/metrics")
    assert shown.status_code == 200
    for line in (
        'followup_cases{state="open"} 2.0',
        'followup_cases{state="held"} 0.0',
        'followup_messages{channel="email",state="sent"} 2.0',
        "followup_unread_replies 0.0",
        "followup_unassigned_replies 0.0",
        "followup_oldest_due_seconds 0.0",
        'followup_page_actions_total{action="confirm",outcome="right"} 1.0',
    ):
        assert line in shown.text, line
    for secret in ("Ada", "example.org", "+1212", "INV-", "MP-", "acme", page.rpartition("/")[2]):
        assert secret not in shown.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_only_looking_is_possible(world: World, path: str):
    async with world.client() as browser:
        assert (await browser.post(path)).status_code == 405
