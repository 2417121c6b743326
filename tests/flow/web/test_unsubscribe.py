"""One-click unsubscribe: POST closes the medium at once, GET changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.acting import advance
from bot.domain.vocabulary import Channel
from tests.contract.store.making import customer
from tests.flow.web.world import Bill, World

BILL = Bill()
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def closed(world: World) -> list[str]:
    return sorted(row[0] for row in world.rows("SELECT DISTINCT channel FROM suppressions WHERE lifted_at IS NULL"))


async def test_a_get_shows_a_button_and_changes_nothing(world: World):
    world.bills(BILL)
    path = world.way_out(BILL, Channel.EMAIL)
    before = world.everything()
    async with world.client() as browser:
        page = await browser.get(path)
        spanish = await browser.get(path, params={"lang": "es"})
    assert 'method="post"' in page.text
    assert "no more e-mails" in page.text
    assert "No recibirá más correos" in spanish.text
    for secret in ("$", "INV-20481", "Ada", "example.org"):
        assert secret not in page.text
    assert world.everything() == before


async def test_one_click_closes_the_medium_at_once_and_for_good(world: World):
    world.bills(BILL)
    await world.work()
    assert len(world.mail.taken) == 1
    async with world.client() as browser:
        answer = await browser.post(world.way_out(BILL, Channel.EMAIL), data=ONE_CLICK)
    assert answer.status_code == 200
    assert "will not send you e-mails" in answer.text
    assert closed(world) == ["email"]
    for _ in range(40):
        world.turn(days=1)
        world.bills(BILL)
        await world.work()
    assert len(world.mail.taken) == 1


async def test_what_is_queued_does_not_go_out_any_more(world: World):
    world.bills(BILL)
    advance(world.app.context)
    async with world.client() as browser:
        await browser.post(world.way_out(BILL, Channel.EMAIL), data=ONE_CLICK)
    await world.pipeline.drain()
    assert world.mail.taken == []


async def test_however_often_it_is_clicked_it_is_said_once(world: World):
    world.bills(BILL, Bill(20482))
    async with world.client() as browser:
        path = world.way_out(BILL, Channel.EMAIL)
        await browser.post(path, data=ONE_CLICK)
        before = world.everything()
        for body in (ONE_CLICK, {}, {"x": "y"}):
            assert (await browser.post(path, data=body)).status_code == 200
    assert world.everything() == before
    assert len(world.rows("SELECT 1 FROM events WHERE type = 'ReplyReceived'")) == 2  # each case knows


async def test_only_the_medium_of_the_link_is_closed(world: World):
    world.bills(BILL)
    async with world.client() as browser:
        await browser.post(world.way_out(BILL, Channel.SMS), data=ONE_CLICK)
    assert closed(world) == ["sms"]
    world.turn(days=6)  # whoever clicked has just read of it: the ladder rests
    world.bills(BILL)
    await world.work()
    assert len(world.mail.taken) == 1


async def test_a_customer_without_a_running_case_can_leave_too(world: World):
    world.bills(BILL)
    world.turn(hours=1)
    world.bills(replace(BILL, paid="120.00"))
    assert world.rows("SELECT state FROM cases") == [("closed",)]
    async with world.client() as browser:
        assert (await browser.post(world.way_out(BILL, Channel.EMAIL), data=ONE_CLICK)).status_code == 200
    assert closed(world) == ["email"]
    assert world.rows("SELECT state FROM cases") == [("closed",)]


async def test_a_customer_without_any_case_can_leave_too(world: World):
    with world.store.begin() as unit:
        unit.put_customers([customer(1)], world.now)
    path = world.app.links.unsubscribe("co1", Channel.EMAIL).removeprefix(world.app.settings.public_url)
    async with world.client() as browser:
        assert (await browser.post(path, data=ONE_CLICK)).status_code == 200
    assert closed(world) == ["email"]


@pytest.mark.parametrize("path", ["/u/x", "/u/" + "p" * 50, "/u/%2e%2e"])
async def test_forged_links_close_nothing(world: World, path: str):
    world.bills(BILL)
    async with world.client() as browser:
        assert (await browser.post(path, data=ONE_CLICK)).status_code == 404
        chat = world.page(BILL).replace("/c/", "/u/")
        assert (await browser.post(chat, data=ONE_CLICK)).status_code == 404
        own = world.way_out(BILL, Channel.EMAIL)
        assert (await browser.post(own, content=b"x" * 5_000)).status_code == 413
    assert closed(world) == []
