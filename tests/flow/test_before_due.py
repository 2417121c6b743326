"""A client that wants to write before the due day: its cases open in time, and nobody hears of a due day that is past."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import clients
from bot.app.context import Shelf
from bot.app.import_ports import identity_of
from bot.channels.pipeline import Pipeline
from bot.domain.vocabulary import CaseState, CaseType, Channel
from bot.playbook.library import PlaybookLibrary
from bot.playbook.plain import canonical, parse
from bot.playbook.proof.worlds import worlds
from bot.store.store import SqlStore
from tests.flow.foresight.running import Row, Running
from tests.flow.test_import import ROOT, World

DUE = date(2024, 4, 16)  # a Tuesday
BILL = Row(case_type="", due=DUE.isoformat())
ROW = "acme,{number},{who},Ada,ada{who}@example.org,NY,,2024-04-16,USD,100,{paid},0"
WANTED = """
playbooks:
  missing_payment:
    steps:
      - id: first
        when: {when} before due
        send: missing_payment/before_due
        as: notice
        tone: inform
      - id: due_day
        after: first
        when: on the due day
        send: missing_payment/first
        as: chase
        tone: friendly
        ask: which_day
"""


def early_shelf(store: SqlStore, folder: Path, when: str, now: datetime) -> Shelf:
    """The shipped playbooks, of which client acme wants a message before the due day."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config)
    with (config / "clients" / "acme.yaml").open("a", encoding="utf-8") as file:
        file.write(WANTED.format(when=when))
    library = PlaybookLibrary.load(ROOT / "playbooks", clients.load(config).overrides)
    shelf = Shelf(library.for_case, canonical, parse)
    shelf.keep(store, library.all(), now)
    return shelf


def early(store: SqlStore, folder: Path, when: str = "3 days") -> World:
    world = World(store, folder)
    world.context = replace(world.context, shelf=early_shelf(store, folder, when, world.now))
    return world


def running(store: SqlStore, folder: Path, start: datetime) -> Running:
    found = Running(store, folder, start)
    app = found.world.app
    app = replace(app, context=replace(app.context, shelf=early_shelf(store, folder, "3 days", start)))
    found.world.app = app
    found.world.pipeline = Pipeline(app.context, app.desk, {Channel.EMAIL: found.world.mail}, "tests")
    return found


def opened(world: World, day: date, **row: object) -> int:
    written = ROW.format(**({"number": 1, "who": "C", "paid": 0} | row))
    world.now = datetime(day.year, day.month, day.day, 22, 0, tzinfo=UTC)
    return world.own(written, as_of=day).facts()["opened"]


@pytest.mark.parametrize(("when", "days"), [("3 days", 4), ("7 days", 8), ("5 business days", 8)])
def test_a_case_opens_on_the_evening_before_its_first_message(sqlite_store, tmp_path, when, days):
    world = early(sqlite_store, tmp_path, when)
    assert opened(world, DUE - timedelta(days=days + 1)) == 0
    assert opened(world, DUE - timedelta(days=days)) == 1
    assert world.case(identity_of("1", "")).state is CaseState.OPEN


def test_a_client_that_says_nothing_of_it_opens_nothing_before_the_day_after(sqlite_store, tmp_path):
    world = World(sqlite_store, tmp_path)
    assert [opened(world, DUE + timedelta(days=days)) for days in (-3, -1, 0, 1)] == [0, 0, 0, 1]


def test_what_is_paid_or_contested_is_none_of_its_business(sqlite_store, tmp_path):
    world = early(sqlite_store, tmp_path)
    assert opened(world, DUE - timedelta(days=3), paid=100) == 0
    assert opened(world, DUE - timedelta(days=3), number=2, paid=40) == 0  # an underpayment has no such message


async def played(found: Running, row: Row, end: date) -> list[tuple[str, date]]:
    found.bring_in(row)
    await found.until(noon(end))
    return [(one.templates[0], one.at.date()) for one in found.went()]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 0, tzinfo=UTC)  # in New York


async def test_the_note_comes_before_the_due_day_and_the_question_on_it(sqlite_store, tmp_path):
    found = running(sqlite_store, tmp_path, noon(DUE - timedelta(days=8)))
    assert await played(found, BILL, DUE + timedelta(days=1)) == [
        ("missing_payment/before_due", DUE - timedelta(days=3)),
        ("missing_payment/first", DUE),
    ]
    assert "is due on April 16, 2024" in found.world.mail.taken[0].rendered.text


@pytest.mark.parametrize("late", [0, 1, 20])
async def test_nobody_hears_that_a_past_day_is_coming(sqlite_store, tmp_path, late):
    begin = DUE + timedelta(days=late)
    sent = await played(running(sqlite_store, tmp_path, noon(begin)), BILL, begin + timedelta(days=2))
    assert sent == [("missing_payment/first", begin)]


async def test_a_row_that_names_its_type_but_no_due_day_begins_with_the_question(sqlite_store, tmp_path):
    row = replace(BILL, due="", case_type="missing_payment")
    sent = await played(running(sqlite_store, tmp_path, noon(DUE)), row, DUE + timedelta(days=1))
    assert sent == [("missing_payment/first", DUE)]


async def test_paid_in_time_it_closes_without_another_word(sqlite_store, tmp_path):
    found = running(sqlite_store, tmp_path, noon(DUE - timedelta(days=5)))
    assert len(await played(found, BILL, DUE - timedelta(days=2))) == 1
    sent = await played(found, replace(BILL, paid="120.00"), DUE + timedelta(days=4))
    assert [template for template, _ in sent] == ["missing_payment/before_due"]
    assert found.case(BILL).state is CaseState.CLOSED


def test_the_proof_begins_where_the_import_opens_the_case(sqlite_store, tmp_path):
    kind = CaseType.MISSING_PAYMENT
    asked = early_shelf(sqlite_store, tmp_path, "3 days", noon(DUE)).current("acme", kind)
    usual = World(sqlite_store, tmp_path).context.shelf.current("acme", kind)
    for playbook, days in ((asked, 4), (usual, 0)):
        first = worlds(playbook)[0]
        assert first.opening.due_on == first.start.date() + timedelta(days=days)
