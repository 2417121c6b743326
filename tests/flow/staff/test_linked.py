"""Two cases about one transaction, from the ledger to the desk: one moves the money, the other stands aside."""

from __future__ import annotations

import csv
import io

import pytest

from bot.app.explaining import explain_case
from bot.app.staff.doing import do
from bot.app.staff.people import actor
from bot.domain.commands import ApproveProposal, CarryOut, CloseCase, ProposeResolution, ReopenCase
from bot.domain.proposals import money_digest
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.vocabulary import CaseState, HoldKind, Outcome, ProposalState, ResolutionKind, RootCause
from bot.intake.command_line import ImportOrder, import_file
from bot.reports.registers import REGISTERS, rows_of
from bot.reports.writing import write_csv
from tests.flow.staff.desk import Desk, refused

HEADER = (
    "client,external_id,customer_id,customer_name,email,country,timezone,case_type,invoice_number,currency,"
    "amount_expected,amount_paid,amount_disputed,transaction_id,reason_code"
)


class TwoCases(Desk):
    def row(self, name: str, kind: str, invoice: str = "INV-1", transaction: str = "T-1", reason: str = "") -> str:
        return (
            f"acme,{name},C1,Ada Example,ada1@example.org,US,America/New_York,{kind},{invoice},USD,"
            f"120.00,120.00,120.00,{transaction},{reason}"
        )

    def brings(self, *rows: str) -> None:
        path = self.folder / "ledger.csv"
        path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        order = ImportOrder(path, self.now.date(), rejects=self.folder / "no.csv")
        assert import_file(self.app.context, self.store, order, progress=lambda _: None).report.rejected == 0

    def named(self, name: str) -> str:
        return str(self.rows("SELECT ref FROM cases WHERE identity = ?", f"id:{name}")[0][0])


@pytest.fixture
def desk(store, tmp_path):
    return TwoCases(store, tmp_path)


def act(desk: TwoCases, name: str, who: str, command, *parts, roles=MAKERS):
    staff = desk.who(who)
    return do(desk.app.context, desk.named(name), staff, command(actor(staff, roles), *parts))


def case_of(desk: TwoCases, name: str):
    with desk.store.read() as unit:
        return unit.case_by_ref(desk.named(name))


def test_a_dispute_that_opens_stops_the_refund_that_is_being_approved(desk):
    request = desk.row("R", "refund_request", reason="13.1")
    desk.brings(request)
    act(desk, "R", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 5_000)
    act(desk, "R", "ana", ApproveProposal, "P1", money_digest(case_of(desk, "R")), roles=CHECKERS)
    assert case_of(desk, "R").state is CaseState.EXECUTING
    desk.turn(hours=1)
    desk.brings(request, desk.row("D", "disputed_charge"))
    stopped, dispute = case_of(desk, "R"), case_of(desk, "D")
    assert (stopped.proposals[0].state, stopped.hold.kind) == (ProposalState.WITHDRAWN, HoldKind.NOT_CARRIED_OUT)
    assert (dispute.parent, dispute.transaction, stopped.reason) == (stopped.id, "T-1", "13.1")
    assert dispute.ref in refused(act, desk, "R", "olivia", ProposeResolution, "P2", ResolutionKind.REFUND, 5_000)
    act(desk, "D", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 5_000)


def test_what_went_back_once_does_not_go_back_again(desk):
    request = desk.row("R", "refund_request")
    desk.brings(request)
    act(desk, "R", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 12_000)
    act(desk, "R", "ana", ApproveProposal, "P1", money_digest(case_of(desk, "R")), roles=CHECKERS)
    act(desk, "R", "omar", CarryOut, "P1", "ERP-1")
    desk.brings(request.replace("120.00,120.00,120.00", "120.00,0.00,0.00"))
    assert case_of(desk, "R").state is CaseState.CLOSED
    desk.brings(desk.row("D", "disputed_charge", invoice="INV-2"))
    said = refused(act, desk, "D", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 1)
    assert said == f"120.00 USD of this transaction were given back in {desk.named('R')} already."


def test_what_went_back_counts_whatever_the_case_was_closed_as(desk):
    request = desk.row("R", "refund_request")
    desk.brings(request)
    act(desk, "R", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 12_000)
    act(desk, "R", "ana", ApproveProposal, "P1", money_digest(case_of(desk, "R")), roles=CHECKERS)
    act(desk, "R", "omar", CarryOut, "P1", "ERP-1")
    desk.brings(request.replace("120.00,120.00,120.00", "120.00,0.00,0.00"))
    act(desk, "R", "olivia", ReopenCase)
    act(desk, "R", "olivia", CloseCase, Outcome.OPENED_BY_MISTAKE, RootCause.HUMAN_ERROR)
    desk.brings(desk.row("D", "disputed_charge", invoice="INV-2"))
    said = refused(act, desk, "D", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 12_000)
    assert said == f"120.00 USD of this transaction were given back in {desk.named('R')} already."


def test_two_transactions_of_one_invoice_have_nothing_to_do_with_each_other(desk):
    desk.brings(desk.row("R", "refund_request"), desk.row("D", "disputed_charge", transaction="T-2"))
    act(desk, "R", "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 5_000)
    assert case_of(desk, "D").parent == ""


def test_linked_cases_are_named_where_a_case_is_shown(desk):
    desk.brings(desk.row("R", "refund_request"), desk.row("D", "disputed_charge"))
    facts = explain_case(desk.app.context, desk.named("R"))
    assert facts["linked"] == [{"ref": desk.named("D"), "type": "disputed_charge", "moves_money": True}]


def test_a_card_number_is_no_transaction(desk):
    desk.brings(desk.row("R", "refund_request", transaction="4111 1111 1111 1111"))
    assert case_of(desk, "R").transaction == ""
    assert not desk.rows("SELECT id FROM cases WHERE transaction_id LIKE '%4111%'")


def test_a_register_of_the_store_is_formula_safe_and_counts_linked_cases_once(desk):
    desk.brings(
        desk.row("R", "refund_request", transaction="=1+1"), desk.row("D", "disputed_charge", transaction="=1+1")
    )
    counted = {}
    for name in ("credits_and_refunds", "disputes"):
        out, register = io.StringIO(newline=""), REGISTERS[name]
        with desk.store.read() as unit:
            assert write_csv(register, rows_of(register, unit, "acme", "America/New_York"), out) == 1
        row = next(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
        counted[name] = (row["transaction_id"], row["customer"], row["counted"])
    told = ("'=1+1", "A•• E••••••")
    assert counted == {
        "credits_and_refunds": (*told, f"no, in {desk.named('D')}"),
        "disputes": (*told, "yes"),
    }


def test_a_row_that_comes_again_with_another_reason_tells_the_case(desk):
    desk.brings(desk.row("R", "refund_request", reason="13.1"))
    desk.brings(desk.row("R", "refund_request", reason="13.3"))
    assert case_of(desk, "R").reason == "13.3"
    desk.brings(desk.row("R", "refund_request"))  # it says nothing of it
    assert case_of(desk, "R").reason == "13.3"
