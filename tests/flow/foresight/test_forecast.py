"""A forecast of the live database is what then happens, and it changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app.acting import advance
from bot.app.foresight.forecasting import Forecast, forecast
from bot.app.staff.doing import do
from bot.domain.commands import Actor, SkipStep
from bot.domain.facts import Pause
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel, Role
from bot.store.store import SqlStore
from tests.flow.foresight.running import Row, Running, Went
from tests.flow.kit import events_of

START = datetime(2026, 3, 3, 14, 7, tzinfo=UTC)  # a Tuesday, seven past nine in New York
LENGTH = timedelta(days=14)
ROWS = (
    Row(1),
    Row(2, zone="Asia/Kolkata"),
    Row(3, "overpayment", paid="200.00"),
    Row(4, email="shared@example.org"),
    Row(5, email="shared@example.org", expected="80.00"),  # the same person under another number
    Row(6, "disputed_charge"),
    Row(7, expected="3.00"),  # below the floor
)


def foreseen(found: Forecast) -> list[Went]:
    """In the order in which the test's store lists them."""
    messages = [Went(m.at, m.channel, tuple(sorted(t.template for t in m.touches))) for m in found.messages]
    return sorted(messages, key=lambda one: (one.at, one.templates))


async def running(store: SqlStore, folder: Path, *rows: Row) -> Running:
    system = Running(store, folder, START)
    system.bring_in(*rows)
    await system.until(START + timedelta(minutes=1))
    return system


async def test_what_is_foreseen_is_what_goes_out(store: SqlStore, tmp_path: Path) -> None:
    system = await running(store, tmp_path, *ROWS)
    before = len(system.went())
    found = forecast(system.world.app.context, store, LENGTH)
    await system.until(system.world.now + LENGTH)
    went = [Went(one.at, one.channel, tuple(sorted(one.templates))) for one in system.went()[before:]]
    assert len(went) > len(ROWS)
    assert foreseen(found) == sorted(went, key=lambda one: (one.at, one.templates))


async def test_looking_ahead_changes_nothing(store: SqlStore, tmp_path: Path) -> None:
    system = await running(store, tmp_path, *ROWS)
    with store.begin() as unit:
        before = events_of(unit), unit.next_moment()
    forecast(system.world.app.context, store, LENGTH)
    with store.begin() as unit:
        assert (events_of(unit), unit.next_moment()) == before


async def test_a_message_that_waits_in_the_outbox_is_foreseen_once(store: SqlStore, tmp_path: Path) -> None:
    system = Running(store, tmp_path, START)
    system.bring_in(Row(1))
    system.world.now = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
    assert advance(system.world.app.context) == 1  # queued, not sent
    (first, *_) = forecast(system.world.app.context, store, LENGTH).messages
    assert (first.at, [touch.template for touch in first.touches]) == (system.world.now, ["missing_payment/first"])
    assert (
        sum(
            touch.step == "first"
            for m in forecast(system.world.app.context, store, LENGTH).messages
            for touch in m.touches
        )
        == 1
    )


async def test_what_waited_for_the_import_itself_is_foreseen_at_once(store: SqlStore, tmp_path: Path) -> None:
    """A case opens before its import is noted as covering the day; the end of the import wakes it."""
    system = Running(store, tmp_path, START + timedelta(hours=1))
    system.bring_in(Row(1, due="2026-02-27"))
    found = forecast(system.world.app.context, store, LENGTH)
    await system.until(system.world.now + LENGTH)
    went = [Went(one.at, one.channel, tuple(sorted(one.templates))) for one in system.went()]
    assert went
    assert foreseen(found) == went


async def test_what_is_held_back_says_why(store: SqlStore, tmp_path: Path) -> None:
    system = await running(store, tmp_path, *ROWS)
    with store.begin() as unit:
        unit.set_pause(Pause("channel", "email"), "olivia", "a test", system.world.now, on=True)
    found = forecast(system.world.app.context, store, LENGTH)
    assert not [message for message in found.messages if message.channel is Channel.EMAIL]
    rules = found.by_rule()["acme"]
    assert rules["PAUSED"] >= 5
    assert rules["FLOOR"] == 1
    paused = next(one for one in found.held if one.why.rule == "PAUSED")
    assert paused.why.lifts_when == "somebody resumes it"


async def test_a_step_that_is_struck_out_is_not_foreseen(store: SqlStore, tmp_path: Path) -> None:
    system = await running(store, tmp_path, Row(1))
    context = system.world.app.context
    steps = [touch.step for message in forecast(context, store, LENGTH).messages for touch in message.touches]
    assert "second" in steps
    staff = Staff("olivia", "Olivia", frozenset({Role.OPERATOR}), frozenset())
    do(context, system.case(Row(1)).ref, staff, SkipStep(Actor("olivia", Role.OPERATOR), "second"))
    later = [touch.step for message in forecast(context, store, LENGTH).messages for touch in message.touches]
    assert "second" not in later
    assert "third" in later


async def test_only_one_clients_customers_are_looked_at(store: SqlStore, tmp_path: Path) -> None:
    system = await running(store, tmp_path, Row(1), Row(2, client="northwind"))
    found = forecast(system.world.app.context, store, LENGTH, "acme")
    assert set(found.by_client_and_channel()) == {"acme"}
    assert found.customers == 1
