"""What is in suspense, from a file to the task that names the receipt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.app.suspense import ReceiptRow, import_receipts
from bot.domain.errors import Rejected
from bot.domain.rules import Rule
from bot.intake.suspense import SuspenseOrder, import_suspense
from tests.flow.staff.desk import Bill, Desk

HEADER = "client,external_id,customer_id,invoice_number,currency,amount_paid,payment_date"
BILL = Bill()


def brings(desk: Desk, *rows: str, header: str = HEADER, client: str = ""):
    path = desk.folder / "suspense.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return import_suspense(desk.app.context, desk.store, SuspenseOrder(path, client=client))


def tasks(desk: Desk) -> list[str]:
    return [one for one in desk.events("TaskRaised") if "receipt" in one]


def test_a_receipt_that_fits_is_a_task_and_nobody_is_chased_until_it_is_applied(desk):
    desk.bills(BILL)
    report, rejects = brings(desk, "acme,R1,C1,,USD,120.00,2026-03-02")
    assert (report.new, report.fits, rejects) == (1, 1, None)
    assert "a receipt of 120.00 USD of 2026-03-02 fits" in tasks(desk)[0]
    assert Rule.SUSPENSE_MATCH.value in {held.rule for held in desk.view(BILL).held}
    assert brings(desk, "acme,R1,C1,,USD,120.00,2026-03-02")[0].fits == 0  # told of once
    assert brings(desk, client="acme")[0].gone == 1
    assert Rule.SUSPENSE_MATCH.value not in {held.rule for held in desk.view(BILL).held}


def test_a_payer_whom_nobody_knows_is_found_by_the_invoice(desk):
    desk.bills(BILL, Bill(number=30000, customer=2))
    report, _ = brings(desk, f"acme,R1,,{BILL.invoice},USD,70.00,", "acme,R2,C99,,USD,120.00,")
    assert (report.new, report.unassigned, report.fits) == (2, 1, 1)
    assert "70.00 USD" in tasks(desk)[0]


def test_a_receipt_that_was_there_before_the_case_is_found_when_it_opens(desk):
    first = Bill(number=1, expected="5000.00")
    desk.bills(first)
    brings(desk, "acme,R1,C1,,USD,120.00,")
    assert tasks(desk) == []
    desk.bills(first, BILL)
    assert len(tasks(desk)) == 1


async def test_already_paid_names_the_receipt(desk):
    desk.bills(BILL)
    await desk.work()
    brings(desk, "acme,R1,C1,,USD,120.00,2026-03-02")
    desk.turn(hours=1)
    desk.writes(BILL, f"I already paid invoice {BILL.invoice} last week.")
    await desk.work()
    assert "the customer says that it was paid: a receipt of 120.00 USD of 2026-03-02 fits" in tasks(desk)[-1]


def test_a_bad_row_is_refused_and_nothing_is_taken_to_be_applied(desk):
    desk.bills(BILL)
    brings(desk, "acme,R1,C1,,USD,120.00,")
    report, rejects = brings(desk, "acme,R2,C1,,USD,-5.00,", "nobody,R3,C1,,usd,1.00,")
    assert (report.rejected, report.gone) == (2, 0)
    text = rejects.read_text(encoding="utf-8")
    assert "no money that came in" in text
    assert "'nobody' is not a client" in text


def test_repaired_rows_are_a_part_and_take_nothing_away(desk):
    """Imported as the whole they would say that all else was applied: whoever paid would be chased."""
    desk.bills(BILL, Bill(number=2, customer=2, expected="70.00"))
    report, rejects = brings(desk, "acme,R1,C1,,USD,120.00,", "acme,R2,C2,,USD,seventy,")
    assert (report.new, report.rejected) == (1, 1)
    repaired = desk.folder / "repaired.csv"
    repaired.write_text(rejects.read_text(encoding="utf-8").replace(",seventy,", ",70.00,"), encoding="utf-8")
    again, _ = import_suspense(desk.app.context, desk.store, SuspenseOrder(repaired))
    assert (again.new, again.gone, again.fits, again.rejected) == (1, 0, 1, 0)
    assert Rule.SUSPENSE_MATCH.value in {held.rule for held in desk.view(BILL).held}


def test_of_two_imports_at_once_neither_takes_away_what_the_other_brings(desk):
    desk.bills(BILL)
    brings(desk, "acme,R0,C1,,USD,1.00,")
    import_receipts(desk.app.context, desk.store, _while_another(desk), "slow", reject=lambda _: None)
    standing = desk.rows("SELECT receipt_id FROM unapplied_receipts WHERE applied_at IS NULL ORDER BY receipt_id")
    assert standing == [("R1",), ("R2",)]


def _while_another(desk: Desk) -> Iterator[ReceiptRow]:
    """A slow file: while it is read, another one comes and is done."""
    brings(desk, "acme,R1,C1,,USD,120.00,")
    yield ReceiptRow("acme", "R2", "USD", 200, customer="C1")


def test_a_receipt_that_contradicts_itself_is_refused_and_a_repeated_one_is_one(desk):
    desk.bills(BILL)
    one, other = "acme,R1,C1,,USD,120.00,", "acme,R1,C1,,USD,12.00,"
    report, _ = brings(desk, one, one)
    assert (report.rows, report.new, report.rejected) == (2, 1, 0)
    far = [f"acme,F{n},C1,,USD,1.00," for n in range(600)]
    for rows in ([one, other], [one, *far, one, other]):
        report, rejects = brings(desk, *rows)
        assert (report.rejected, report.gone) == (1, 0)
        assert "'R1' stands in this file before" in rejects.read_text(encoding="utf-8")
        assert desk.rows("SELECT minor_units FROM unapplied_receipts WHERE receipt_id = 'R1'") == [(12_000,)]


@pytest.mark.parametrize("amount", ["1" + "0" * 30, "9" * 400 + ".00", "1e30", "NaN", "-0.00", "0", "1.001"])
def test_an_amount_that_nobody_pays_is_refused_with_a_sentence(desk, amount):
    report, rejects = brings(desk, f"acme,R1,C1,,USD,{amount},")
    assert (report.rejected, report.new) == (1, 0)
    assert "amount_paid" in rejects.read_text(encoding="utf-8").splitlines()[1]


def test_a_file_without_its_columns_or_with_misspelt_ones_changes_nothing(desk):
    with pytest.raises(Rejected, match="'amount_paid' is missing"):
        brings(desk, "acme,R1,USD", header="client,external_id,currency")
    with pytest.raises(Rejected, match="'amount_payed' is not a column"):
        brings(desk, "acme,R1,USD,1.00", header="client,external_id,currency,amount_payed")
    with pytest.raises(Rejected, match="not configured"):
        brings(desk, client="nobody")


def test_a_card_number_is_not_kept_as_the_receipts_id(desk):
    desk.bills(BILL)
    brings(desk, "acme,4111 1111 1111 1111,C1,4111-1111-1111-1111,USD,120.00,")
    assert not desk.rows("SELECT invoice FROM unapplied_receipts WHERE invoice LIKE '%1111-%'")
    assert not desk.rows("SELECT receipt_id FROM unapplied_receipts WHERE receipt_id LIKE '%4111%'")
