"""The sixteen registers: their lines, marks and columns, from cases whose log is real."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app.records import Recorded
from bot.app.registers import CasesWanted, Linked, RegisteredCase, SuspenseReceipt
from bot.conversation.redact import redact
from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.case import TouchKey
from bot.domain.decide import decide
from bot.domain.proposals import money_digest
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    Flag,
    Intent,
    Owes,
    ReceiptKind,
    ResolutionKind,
    Role,
)
from bot.reports.cells import Amount, in_csv, in_json, plain
from bot.reports.registers import REGISTERS, rows_of
from bot.reports.writing import WRITERS
from tests.unit.domain import kit

NAMES = [
    *("overpayments", "underpayments", "duplicates", "missing_payments", "mismatches", "manual_adjustments"),
    *("chargebacks", "reversals", "disputes", "approvals", "credits_and_refunds", "adjustment_follow_ups"),
    *("plan_changes", "allocations", "errors", "suspense"),
]
PLAYBOOKS = {Owes.THEY: kit.they_owe(), Owes.WE: kit.we_owe(), Owes.OPEN: kit.open_question()}


class Told:
    """A case with its log, as the store would give it."""

    def __init__(self, **more) -> None:
        self.now = kit.MONDAY
        self.log: list[Recorded] = []
        self.case = None
        command = kit.opening("C1", **{"case_type": CaseType.REFUND_REQUEST, "owes": Owes.OPEN, "paid": 10_000, **more})
        self.do(command, actor="import:i1")

    def do(self, command, actor: str = "clock", **span):
        self.now += timedelta(**span)
        owes = self.case.owes if self.case else command.owes
        said = decide(self.case, command, PLAYBOOKS[owes], kit.rules(), kit.facts(), self.now)
        for event in said:
            self.add(event, actor)
        return self

    def add(self, event, actor: str = "clock", **span):
        self.now += timedelta(**span)
        self.case = apply(self.case, event)
        self.log.append(Recorded(event, self.now, actor, "", ""))
        return self

    def about(self, *linked) -> RegisteredCase:
        return RegisteredCase(self.case, tuple(self.log), "Ada Example", linked)


class Unit:
    """Gives what it was made of, and keeps what it was asked."""

    def __init__(self, *cases: RegisteredCase, receipts=()) -> None:
        self.cases, self.receipts, self.asked = cases, list(receipts), []

    def registered_clients(self):
        return ["acme"]

    def registered_cases(self, wanted, after, limit):
        self.asked.append(wanted)
        return [] if after else list(self.cases)

    def suspense_receipts(self, client, after, limit):
        return [] if after else self.receipts


def lines(name: str, *cases: RegisteredCase, receipts=(), first=None, last=None) -> list[dict]:
    register = REGISTERS[name]
    names = [column.name for column in register.columns]
    unit = Unit(*cases, receipts=receipts)
    return [dict(zip(names, row, strict=True)) for row in rows_of(register, unit, "acme", kit.NEW_YORK, first, last)]


# --- the list --------------------------------------------------------------------------------------------------


def test_the_registers_are_the_sixteen_of_the_trade():
    assert list(REGISTERS) == NAMES
    for register in REGISTERS.values():
        columns = [column.name for column in register.columns]
        assert len(columns) == len(set(columns)), register.name


@pytest.mark.parametrize("kind", CaseType)
def test_a_case_of_any_type_stands_in_some_register(kind):
    owes = Owes.WE if kind is CaseType.OVERPAYMENT else Owes.OPEN
    about = Told(case_type=kind, owes=owes).about()
    named = [name for name in NAMES if lines(name, about)]
    assert named, kind
    wanted = [CasesWanted("acme", **REGISTERS[name].net) for name in named]
    assert any(kind in one.case_types for one in wanted), "the store would not be asked for it"


def test_names_are_masked_and_no_address_is_shown():
    row = lines("credits_and_refunds", Told().about())[0]
    assert row["customer"] == "A•• E••••••"


def test_a_card_number_that_a_ledger_brought_stands_in_no_register():
    told = Told(invoice="4111 1111 1111 1111", reason="4111-1111-1111-1111", transaction="ref 4111111111111111")
    receipt = SuspenseReceipt(
        *("acme", "4111111111111111", "", "USD", 500, None, "4111.1111.1111.1111", kit.MONDAY, None)
    )
    for name in NAMES:
        register, unit = REGISTERS[name], Unit(told.about(), receipts=[receipt])
        out = io.StringIO()
        WRITERS["csv"](register, rows_of(register, unit, "acme", kit.NEW_YORK, screen=redact), out)
        assert not re.search(r"1111[ .-]?1111", out.getvalue()), name


# --- re-typed --------------------------------------------------------------------------------------------------


def test_a_retyped_case_stands_in_both_registers_and_is_marked():
    told = Told(case_type=CaseType.MISSING_PAYMENT, owes=Owes.THEY, paid=4_000)
    told.do(c.RetypeCase(kit.SUE, CaseType.UNDERPAYMENT, Owes.THEY, "digest-they"), actor="sue", days=2)
    before, after = lines("missing_payments", told.about())[0], lines("underpayments", told.about())[0]
    assert (before["type"], before["retyped"], before["day"]) == (
        "missing_payment",
        "to underpayment",
        date(2026, 3, 2),
    )
    assert (after["type"], after["retyped"], after["day"]) == ("underpayment", "from missing_payment", date(2026, 3, 4))


def test_a_case_that_came_back_stands_once():
    told = Told(case_type=CaseType.MISSING_PAYMENT, owes=Owes.THEY, paid=4_000)
    told.do(c.RetypeCase(kit.SUE, CaseType.UNDERPAYMENT, Owes.THEY, "digest-they"), days=1)
    told.do(c.RetypeCase(kit.SUE, CaseType.MISSING_PAYMENT, Owes.THEY, "digest-they"), days=1)
    assert [row["retyped"] for row in lines("missing_payments", told.about())] == [""]


# --- days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 1),
        (None, date(2026, 3, 1), 0),
        (date(2026, 3, 3), None, 0),
        (None, None, 1),
    ],
)
def test_entries_are_dated_where_the_client_sits(first, last, count):
    told = Told()
    told.log[0] = Recorded(told.log[0].event, kit.moment("2026-03-03 03:30"), "clock", "", "")  # half past ten, Monday
    object.__setattr__(told.log[0].event, "at", kit.moment("2026-03-03 03:30"))
    assert len(lines("credits_and_refunds", told.about(), first=first, last=last)) == count


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "UTC"])
def test_the_first_and_the_last_day_of_all_ask_for_everything(zone):
    unit, register = Unit(Told().about()), REGISTERS["credits_and_refunds"]
    for first, last in itertools.product((date.min, date.min + timedelta(days=1)), (date.max, date(9999, 12, 30))):
        assert len(list(rows_of(register, unit, "acme", zone, first, last))) == 1
    assert all(one is None or one.astimezone(UTC) for wanted in unit.asked for one in bounds(wanted))


def bounds(wanted: CasesWanted) -> tuple[datetime | None, datetime | None]:
    return wanted.moved_since, wanted.opened_before


# --- columns ---------------------------------------------------------------------------------------------------


def refunded() -> Told:
    told = Told(reason="13.1")
    told.do(c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REFUND, 2_500), actor="ann")
    told.do(c.ApproveProposal(kit.ABE, "P1", money_digest(told.case)), actor="abe", hours=2)
    return told.do(c.CarryOut(kit.ANN, "P1", "ERP-77"), actor="ann", hours=1)


def test_approvals_say_what_was_asked_by_whom_and_who_decided():
    row = lines("approvals", refunded().about())[0]
    assert (row["resolution"], row["resolution_amount"], row["requested_by"], row["approved_by"]) == (
        "refund",
        Amount(2_500, "USD"),
        "ann",
        "abe",
    )
    assert (row["decided_at"], row["reference"], row["resolution_state"]) == (
        kit.MONDAY + timedelta(hours=2),
        "ERP-77",
        "carried_out",
    )


def test_credits_and_refunds_say_amount_account_and_reason():
    row = lines("credits_and_refunds", refunded().about())[0]
    assert (row["resolution_amount"], row["account"], row["reason"]) == (
        Amount(2_500, "USD"),
        "original source",
        "13.1",
    )


def test_each_resolution_that_was_asked_for_has_a_line():
    told = Told()
    told.do(c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REFUND, 2_500), actor="ann")
    told.do(c.ProposeResolution(kit.BOB, "P2", ResolutionKind.CREDIT_NOTE, 2_000), actor="bob", hours=1)
    states = [(row["resolution"], row["resolution_state"]) for row in lines("approvals", told.about())]
    assert states == [("refund", "withdrawn"), ("credit_note", "proposed")]


def test_what_a_person_booked_by_hand_has_who_when_before_and_after():
    told = Told(case_type=CaseType.UNDERPAYMENT, owes=Owes.THEY, paid=4_000)
    told.do(c.RecordPayment(kit.ANN, "p1", 1_000, None, "B-1"), actor="ann", hours=1)
    told.do(c.TakeBackPayment(kit.BOB, "p1"), actor="bob", hours=1)
    rows = lines("manual_adjustments", told.about())
    assert [(row["what"], row["who"]) for row in rows] == [("payment recorded", "ann"), ("payment taken back", "bob")]
    assert [(row["paid_before"], row["paid_after"]) for row in rows] == [
        (Amount(4_000, "USD"), Amount(5_000, "USD")),
        (Amount(5_000, "USD"), Amount(4_000, "USD")),
    ]
    assert rows[0]["at"] == kit.MONDAY + timedelta(hours=1)


def test_a_reversal_has_reason_moment_transaction_communication_before_and_after():
    told = Told(case_type=CaseType.BANK_REVERSAL, owes=Owes.THEY, paid=0, reason="R01", transaction="T-9")
    told.do(c.SeePayment("p1", 10_000), actor="import:i2", days=3)
    row = lines("reversals", told.about())[0]
    assert (row["reason"], row["at"], row["transaction_id"]) == ("R01", kit.MONDAY, "T-9")
    assert (row["paid_before"], row["paid_after"]) == (Amount(0, "USD"), Amount(10_000, "USD"))


def test_a_part_that_is_contested_in_a_chase_stands_among_the_disputes():
    told = Told(case_type=CaseType.MISSING_PAYMENT, owes=Owes.THEY, paid=0)
    reading = kit.reading(Intent.DISPUTE, amounts=(kit.amount(3_000),))
    told.do(c.UnderstandReply("r1", Channel.EMAIL, reading, "c1"), actor="customer", days=1)
    row = lines("disputes", told.about())[0]
    assert (row["nature"], row["contested"], row["day"]) == ("dispute", Amount(3_000, "USD"), date(2026, 3, 3))


def test_follow_ups_say_for_whom_they_wait_and_since_when():
    told = Told(case_type=CaseType.MANUAL_ADJUSTMENT)
    told.do(c.EscalateCase(kit.ANN, Role.SUPERVISOR, kit.MONDAY + timedelta(days=2)), actor="ann", hours=1)
    row = lines("adjustment_follow_ups", told.about())[0]
    assert (row["waiting_for"], row["waiting_since"]) == ("supervisor", kit.MONDAY + timedelta(hours=1))


def test_receipts_stand_in_suspense_beside_the_cases():
    receipt = SuspenseReceipt(
        "acme", "R1", "Bo Smith", "USD", 12_000, date(2026, 3, 1), "I-7", kit.MONDAY, applied_at=None
    )
    rows = lines("suspense", Told(case_type=CaseType.UNIDENTIFIED_PAYMENT).about(), receipts=[receipt])
    assert [(row["type"], row["state"]) for row in rows[1:]] == [("receipt", "in suspense")]
    assert (rows[1]["paid"], rows[1]["received_on"], rows[1]["customer"]) == (
        Amount(12_000, "USD"),
        date(2026, 3, 1),
        "B• S••••",
    )


def counted(*kinds: CaseType) -> list[str]:
    """What the register says of linked cases of these types, opened on one day after the other."""
    told = [Told(case_type=kind, ref=f"N-{n}") for n, kind in enumerate(kinds)]
    cases = [replace(one.case, id=f"C{n}", opened_at=kit.MONDAY + timedelta(days=n)) for n, one in enumerate(told)]
    seen = []
    for case, one in zip(cases, told, strict=True):
        rest = [Linked(other.id, other.ref, other.case_type, other.opened_at) for other in cases if other is not case]
        about = RegisteredCase(case, tuple(one.log), "Ada Example", tuple(rest))
        [name] = [
            name for name in ("chargebacks", "reversals", "credits_and_refunds", "duplicates") if lines(name, about)
        ]
        seen.append(lines(name, about)[0]["counted"])
    return seen


def test_money_of_linked_cases_counts_in_one_of_them():
    request, charge, reversal = CaseType.REFUND_REQUEST, CaseType.CHARGEBACK, CaseType.BANK_REVERSAL
    assert counted(request, charge) == ["no, in N-1", "yes"]
    assert counted(request, charge, charge) == ["no, in N-1", "yes", "no, in N-1"]
    assert counted(request, CaseType.DUPLICATE_PAYMENT) == ["yes", "no, in N-0"]
    for kinds in itertools.product((request, charge, reversal, CaseType.DUPLICATE_PAYMENT), repeat=3):
        assert counted(*kinds).count("yes") == 1, kinds


# --- communication ---------------------------------------------------------------------------------------------


def said(told: Told) -> str:
    return lines("missing_payments", told.about())[0]["communication"]


def owed() -> Told:
    told = Told(case_type=CaseType.MISSING_PAYMENT, owes=Owes.THEY, paid=0)
    return told.do(c.RecordHandOver(TouchKey("first"), "m1"), days=1)


def test_communication_is_channel_day_template_and_state_never_the_words():
    told = owed()
    told.do(c.RecordReceipt(TouchKey("first"), "m1", Channel.EMAIL, ReceiptKind.DELIVERED), hours=1)
    told.do(c.UnderstandReply("r1", Channel.EMAIL, kit.will_pay(date(2026, 3, 9)), "c1"), days=1)
    told.do(c.LogCall(kit.ANN, "l1", reached=False), days=1)
    assert said(told) == (
        "2026-03-03 email out: chase/friendly (delivered); 2026-03-04 email in: promise_to_pay;"
        " 2026-03-05 voice out: call not answered"
    )


def test_why_only_a_person_may_write_is_not_told():
    told = owed()
    reading = kit.reading(Intent.OTHER, flags=(Flag.BEREAVED,))
    told.do(c.UnderstandReply("r1", Channel.EMAIL, reading, "c1"), days=1)
    assert said(told).endswith("email in: a person must answer")
    assert "bereaved" not in json.dumps([str(row) for name in NAMES for row in lines(name, told.about())])


def test_what_a_person_read_in_a_reply_takes_the_place_of_the_guess():
    told = owed()
    told.do(c.UnderstandReply("r1", Channel.EMAIL, kit.reading(Intent.OTHER, decided=False), "c1"), days=1)
    told.add(e.ReplyDecided("r1", "ann", (Intent.ALREADY_PAID,), (), told.now))
    assert said(told).endswith("email in: already_paid")


# --- writing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "＝1+1", "\u3000=1+1"])
def test_text_that_a_spreadsheet_would_run_gets_a_quote(text):
    assert in_csv(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x;=1+1", "x;'=1+1"),  # a comma's file, opened where the semicolon separates
        ("x; @A1;-2", "x; '@A1;'-2"),
        ("x\n=1+1", "x\n'=1+1"),
        ('x;"=1+1"', 'x;"\'=1+1"'),
        ("\u200b=1+1", "'=1+1"),
        ("\u202e=1+1", "'=1+1"),
        ("\u200d=1+1", "'\u200d=1+1"),
        ("a-b; c=d", "a-b; c=d"),
    ],
)
def test_nor_does_any_that_stands_behind_a_separator_or_something_unseen(text, shown):
    assert in_csv(text) == shown


@pytest.mark.parametrize(("cell", "text"), [(Amount(-1_250, "USD"), "-12.50"), (-3, "-3"), (Amount(500, "JPY"), "500")])
def test_numbers_stay_numbers_negative_ones_too(cell, text):
    assert in_csv(cell) == text


def test_a_cell_steers_no_terminal():
    assert plain("\x1b[31mred\x07") == "[31mred"
    assert plain("INV-\u202e12\u2066\ufeff\ud800\xad") == "INV-12"


def test_cells_in_json_are_numbers_texts_or_nothing():
    assert [in_json(cell) for cell in (None, 3, "", "x", Amount(1_250, "USD"), date(2026, 3, 2))] == [
        *(None, 3, None, "x", "12.50", "2026-03-02")
    ]


def written(form: str, *cases: RegisteredCase) -> str:
    out, register = io.StringIO(newline=""), REGISTERS["credits_and_refunds"]
    rows = rows_of(register, Unit(*cases), "acme", kit.NEW_YORK)
    assert WRITERS[form](register, rows, out) == len(cases)
    return out.getvalue()


def test_csv_has_a_header_and_a_line_for_each_entry():
    told = Told(invoice="=HYPERLINK(0)\nx")
    rows = list(csv.DictReader(io.StringIO(written("csv", told.about(), told.about()), newline="")))
    assert [row["invoice"] for row in rows] == ["'=HYPERLINK(0)\nx"] * 2


def test_json_is_one_document_also_where_it_is_empty():
    assert json.loads(written("json")) == {"register": "credits_and_refunds", "rows": []}
    assert json.loads(written("json", Told().about()))["rows"][0]["case"] == "MP-C1"


def test_a_table_fits_a_screen_and_says_when_there_is_nothing():
    assert written("table") == "No entries.\n"
    table = written("table", Told(invoice="I" * 90).about()).splitlines()
    assert table[0].startswith("day")
    assert "…" in table[1]
    assert max(map(len, table)) < 240
