"""Rows that name neither the customer nor an invoice: nobody is greeted by a number, ours is not called an invoice."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.store import SqlStore
from tests.flow.foresight.running import Row, Running

START = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)


async def mails(store: SqlStore, folder: Path, *rows: Row) -> list[str]:
    running = Running(store, folder, START)
    running.bring_in(*rows)
    await running.until(START + timedelta(days=5))
    found = [message.rendered for message in running.world.mail.taken]
    assert found
    return [f"{one.subject}\n{one.text}\n{one.html}" for one in found]


async def test_a_customer_without_a_name_is_greeted_without_one(sqlite_store: SqlStore, tmp_path: Path) -> None:
    for mail in await mails(sqlite_store, tmp_path, Row(number=7001, name="")):
        assert "\nHello,\n" in mail
        assert "C7001" not in mail


@pytest.mark.parametrize("case_type", ["missing_payment", "overpayment", "disputed_charge", "gateway_reversal"])
async def test_our_reference_is_not_called_an_invoice(sqlite_store: SqlStore, tmp_path: Path, case_type: str) -> None:
    row = Row(case_type=case_type, invoice="", paid="150.00" if case_type == "overpayment" else "0.00")
    for mail in await mails(sqlite_store, tmp_path, row):
        assert re.search(r"[Oo]ur reference [A-Z]{2}-", mail)
        assert not re.search(r"[Ii]nvoice(:|</td>.*?>|) ?[A-Z]{2}-", mail)
        assert not re.search(r"(>|: )\(our reference", mail)


async def test_an_invoice_with_a_number_is_called_by_it(sqlite_store: SqlStore, tmp_path: Path) -> None:
    for mail in await mails(sqlite_store, tmp_path, Row()):
        assert "nvoice INV-1" in mail
        assert "(our reference" not in mail


async def test_two_cases_without_invoice_numbers_are_told_apart_by_our_references(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    rows = [Row(number=number, invoice="", email="ada@example.org") for number in (1, 2)]
    for mail in await mails(sqlite_store, tmp_path, *(replace(row, customer="C1") for row in rows)):
        assert len(set(re.findall(r"<strong>Our reference [A-Z]{2}-\w+</strong>", mail))) == 2
