"""Rows whose amounts do not bear out their type: nobody is told of money that is not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.vocabulary import HoldKind
from bot.store.store import SqlStore
from tests.flow.foresight.running import Row, Running

START = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)


async def fortnight(store: SqlStore, folder: Path, row: Row) -> Running:
    running = Running(store, folder, START)
    running.bring_in(row)
    await running.until(START + timedelta(days=14))
    return running


@pytest.mark.parametrize("case_type", ["overpayment", "duplicate_payment"])
@pytest.mark.parametrize("paid", ["0.00", "120.00"])
async def test_where_nothing_is_held_nobody_is_offered_it_and_a_person_compares(
    sqlite_store: SqlStore, tmp_path: Path, case_type: str, paid: str
) -> None:
    row = Row(case_type=case_type, paid=paid)
    running = await fortnight(sqlite_store, tmp_path, row)
    hold = running.case(row).hold
    assert running.went() == []
    assert hold is not None
    assert hold.kind is HoldKind.END_OF_PLAYBOOK


async def test_nobody_is_thanked_for_a_payment_of_nothing(sqlite_store: SqlStore, tmp_path: Path) -> None:
    running = await fortnight(sqlite_store, tmp_path, Row(case_type="underpayment", paid="0.00"))
    texts = [message.rendered.text for message in running.world.mail.taken]
    assert texts
    assert not [text for text in texts if "$0.00" in text or "Thank you for your payment" in text]


@pytest.mark.parametrize("case_type", ["unacknowledged_adjustment", "underpayment"])
async def test_where_nothing_was_paid_no_message_of_the_whole_ladder_speaks_of_a_payment(
    sqlite_store: SqlStore, tmp_path: Path, case_type: str
) -> None:
    running = Running(sqlite_store, tmp_path, START)
    running.bring_in(Row(case_type=case_type, paid="0.00"))
    await running.until(START + timedelta(days=40))
    texts = [message.rendered.text for message in running.world.mail.taken]
    assert texts
    assert not [text for text in texts if "$0.00" in text or "your payment of" in text]


async def test_a_refund_on_its_way_is_announced_without_an_amount_where_the_ledger_shows_none(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    running = await fortnight(sqlite_store, tmp_path, Row(case_type="credit_or_refund", paid="0.00"))
    texts = [message.rendered.text for message in running.world.mail.taken]
    assert texts
    assert not [text for text in texts if "$0.00" in text]


async def test_a_yes_before_the_figures_were_shown_charges_nothing(sqlite_store: SqlStore, tmp_path: Path) -> None:
    row = Row(case_type="billing_error", expected="150.00", paid="120.00")
    running = Running(sqlite_store, tmp_path, START)
    running.bring_in(row)
    running.write(row, "yes")
    await running.until(START + timedelta(hours=3))
    running.write(row, "yes")
    await running.until(START + timedelta(days=3))
    assert running.case(row).proposals == ()
