"""Slack, a channel or the database is away for a while; customers notice nothing, and staff are told in the end."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
import pytest
import structlog

from bot.app.acting import act
from bot.app.staff.posts import CardsWanted
from bot.domain.commands import AssignCase
from bot.sandbox.slack.pace import Pace
from tests.flow.slack.posting import OPERATOR, SETTLED, PostingWorld, until
from tests.flow.web.world import Bill


async def catch_up(world: PostingWorld) -> None:
    for _ in range(6):
        await world.post()
        world.turn(seconds=SETTLED.total_seconds())
        await world.poster.look_up_unknown()
    assert set(world.states()) <= {"sent", "cancelled"}, world.states()
    assert set(world.ids().values()) == {1}


@contextmanager
def full_disk() -> Iterator[None]:
    """The system refuses this process to write to any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("trouble", [{"status": 503}, {"error": "service_unavailable"}, {"drop_before": True}])
async def test_an_hour_without_slack_delays_no_customer_and_then_everything_comes_in_order(world, trouble):
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 6)))
    await world.post()
    for method in ("chat.postMessage", "chat.update", "conversations.history", "conversations.replies"):
        world.sandbox.fail_next(method, times=100_000, **trouble)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 11)))
    refs = [row[0] for row in world.rows("SELECT ref FROM cases")]
    for minute in range(60):
        await world.work()
        await world.poster.drain()
        if minute % 4 == 0:
            await world.poster.look_up_unknown()
        act(world.app.context, refs[minute % 10], AssignCase(OPERATOR, ("olivia", "omar")[minute % 2]), "olivia")
        world.turn(minutes=1)
    assert len(world.mail.taken) == 10
    assert world.rows("SELECT count(*) FROM outbox WHERE state <> 'sent'") == [(0,)]
    world.sandbox.api.faults.clear()
    world.sandbox.pace = Pace(burst=1)
    await catch_up(world)
    assert len(world.posted()) == 10
    for card in world.posted():
        thread = world.sandbox.messages(world.acme, card["ts"])
        assert [message["ts"] for message in thread] == sorted(message["ts"] for message in thread)


async def test_what_an_archived_channel_missed_comes_when_it_is_there_again(world):
    world.cards(CardsWanted.ALL)
    world.case()
    await world.post()
    world.sandbox.archive(world.acme)
    ref = world.case(Bill(number=2, customer=2))
    for _ in range(20):
        await world.poster.drain()
        world.turn(minutes=1)
    with world.store.read() as unit:
        assert [stuck.why for stuck in unit.stuck_queues(world.now, 5)] == ["is_archived"]
    await world.work()
    assert len(world.mail.taken) == 2
    world.sandbox.workspace.channels[world.acme].archived = False
    world.turn(minutes=6)
    await catch_up(world)
    assert any(ref in card["text"] for card in world.posted())


async def test_a_database_that_is_away_for_seconds_costs_no_message(sqlite_world, tmp_path):
    """Somebody else holds SQLite's write lock while posts are being recorded."""
    world = sqlite_world
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 4)))
    world.sandbox.api.hold_back("chat.postMessage")
    posting = asyncio.create_task(world.poster.drain())
    await world.until_called("chat.postMessage")
    path = world.store.engine.url.database
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    world.sandbox.api.answer()
    await until(world.store.writer.locked)  # Slack has accepted, and the poster waits for the database
    other.execute("ROLLBACK")
    other.close()
    await posting
    await catch_up(world)
    assert len(world.posted()) == 3


def accepted_or_over(world: PostingWorld, accepted: int, posting: asyncio.Future[Any]) -> bool:
    return posting.done() or world.called("chat.postMessage") > accepted


async def test_connections_that_are_cut_cost_no_message(postgresql_world, postgresql_url):
    world = postgresql_world
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 6)))
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    world.sandbox.latency = 0.02
    for number in range(12):
        accepted = world.called("chat.postMessage")
        posting = asyncio.gather(world.poster.drain(), return_exceptions=True)
        if number % 2:  # cut once Slack has accepted; else while the poster takes what it will post
            await until(partial(accepted_or_over, world, accepted, posting))
        with psycopg.connect(postgresql_url, autocommit=True) as connection:
            connection.execute(cut)
        await posting
        world.turn(seconds=2)
    world.sandbox.latency = 0
    for _ in range(20):  # each connection that was cut fails once more: that tick is lost, the next one comes
        await asyncio.gather(world.poster.drain(), return_exceptions=True)
    world.turn(seconds=SETTLED.total_seconds())
    await catch_up(world)
    assert len(world.posted()) == 5


async def test_a_disk_that_is_full_costs_no_message(sqlite_world):
    """SQLite can write nothing more while Slack has accepted."""
    world = sqlite_world
    world.cards(CardsWanted.ALL)
    world.bills(*(Bill(number=n, customer=n) for n in range(1, 4)))
    world.sandbox.api.hold_back("chat.postMessage")
    posting = asyncio.create_task(world.poster.drain())
    await world.until_called("chat.postMessage")
    with structlog.testing.capture_logs() as logs:
        with full_disk():
            world.sandbox.api.answer()
            await until(lambda: any(line["event"] == "post.not_recorded" for line in logs))
        await posting
    assert world.called("chat.postMessage") == 1
    world.turn(seconds=timedelta(minutes=3).total_seconds())
    await catch_up(world)
    assert len(world.posted()) == 3


async def test_a_disk_that_is_full_before_slack_is_called_costs_no_message(sqlite_world):
    """What the thread begins with is written before the card is posted."""
    world = sqlite_world
    world.cards(CardsWanted.ALL)
    world.bills(Bill(number=1, customer=1))
    posting = asyncio.create_task(world.poster.drain())
    await until(lambda: world.states()["sending"] > 0)
    with structlog.testing.capture_logs() as logs, full_disk():
        await until(lambda: any(line["event"] in {"post.not_recorded", "post.waits"} for line in logs))
    await posting
    world.turn(seconds=timedelta(minutes=3).total_seconds())
    await catch_up(world)
    assert len(world.posted()) == 1


async def test_what_changed_while_nobody_knew_of_a_card_is_shown_in_the_end(world):
    """It was posted without an answer, then the case changed; the look-up finds what was posted before the change."""
    world.cards(CardsWanted.ALL)
    ref = world.case()
    world.sandbox.fail_next("chat.postMessage", drop_after_accept=True)
    await world.poster.drain()
    act(world.app.context, ref, AssignCase(OPERATOR, "omar"), "olivia")
    world.turn(seconds=SETTLED.total_seconds())
    await world.poster.look_up_unknown()
    await catch_up(world)
    assert "Omar" in str(world.posted()[0]["blocks"])


async def test_an_erasure_while_nobody_knew_of_a_post_takes_its_words_out_too(world):
    ref = world.case()
    world.escalate(ref)
    world.sandbox.fail_next("chat.postMessage", drop_after_accept=True, times=10)
    await world.poster.drain()
    world.sandbox.api.faults.clear()
    with world.store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer(unit.db.value("SELECT customer_id FROM cases"), world.now)
    for _ in range(4):
        world.turn(seconds=SETTLED.total_seconds())
        await world.poster.look_up_unknown()
        await world.post()
    assert all(post.startswith("card:") for post in world.ids()), world.ids()
    assert all("was erased" in card["text"] for card in world.posted())


async def test_an_update_without_an_answer_is_not_taken_for_what_stood_before(world):
    """Slack has changed the card and did not say so; then the case is again as it was before."""
    world.cards(CardsWanted.ALL)
    ref = world.case()
    act(world.app.context, ref, AssignCase(OPERATOR, "omar"), "olivia")
    await world.post()
    act(world.app.context, ref, AssignCase(OPERATOR, "olivia"), "olivia")
    world.sandbox.fail_next("chat.update", drop_after_accept=True)
    world.turn(seconds=1)
    await world.poster.drain(1)
    assert "Olivia" in str(world.posted()[0]["blocks"])
    act(world.app.context, ref, AssignCase(OPERATOR, "omar"), "olivia")
    world.turn(seconds=SETTLED.total_seconds())
    await catch_up(world)
    assert "Omar" in str(world.posted()[0]["blocks"])
