"""A chargeback opens while a refund of the same payment is being approved: the money goes back once, by one way."""

from __future__ import annotations

import pytest

from bot.app.acting import advance
from bot.app.staff.doing import do
from bot.app.staff.people import actor
from bot.domain.commands import ApproveProposal, CarryOut, ProposeResolution
from bot.domain.events import InquiryMade, TaskRaised, TouchQueued
from bot.domain.proposals import money_digest
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.vocabulary import CaseState, HoldKind, Party, ProposalState, ResolutionKind, Stage, TaskKind
from bot.intake.command_line import ImportOrder, import_file
from tests.flow.staff.desk import Desk, refused

HEADER = (
    "client,external_id,customer_id,customer_name,email,country,timezone,case_type,invoice_number,currency,"
    "amount_expected,amount_paid,amount_disputed,transaction_id,card_scheme,occurred_at,reason_code"
)
REFUND, ACCEPT = ResolutionKind.REFUND, ResolutionKind.ACCEPT_CHARGEBACK


class TwoWaysBack(Desk):
    """A refund request, and what the card issuer sends about the same payment."""

    def row(self, name: str, kind: str, reason: str = "") -> str:
        return (
            f"acme,{name},C1,Ada Example,ada1@example.org,US,America/New_York,{kind},INV-1,USD,"
            f"120.00,120.00,120.00,T-1,visa,{self.now.date()},{reason}"
        )

    def brings(self, *rows: str) -> None:
        """The ledger and the processor say so; then the clock goes on."""
        path = self.folder / "ledger.csv"
        path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        order = ImportOrder(path, self.now.date(), rejects=self.folder / "no.csv")
        assert import_file(self.app.context, self.store, order, progress=lambda _: None).report.rejected == 0
        advance(self.app.context)

    def reference(self, name: str) -> str:
        return str(self.rows("SELECT ref FROM cases WHERE identity = ?", f"id:{name}")[0][0])

    def of(self, name: str):
        with self.store.read() as unit:
            return unit.case_by_ref(self.reference(name))

    def log(self, name: str, kind: type):
        with self.store.read() as unit:
            return [one.event for one in unit.case_events(self.of(name).id) if isinstance(one.event, kind)]

    def acts(self, name: str, who: str, command, *parts, roles=MAKERS):
        staff = self.who(who)
        return do(self.app.context, self.reference(name), staff, command(actor(staff, roles), *parts))

    def approves(self, name: str, proposal: str):
        return self.acts(name, "ana", ApproveProposal, proposal, money_digest(self.of(name)), roles=CHECKERS)

    def waits_for_an_approver(self) -> str:
        """Returns the line of the refund request."""
        request = self.row("R", "refund_request")
        self.brings(request)
        self.acts("R", "olivia", ProposeResolution, "P1", REFUND, 12_000)
        assert self.of("R").state is CaseState.DECIDING
        self.turn(hours=1)
        return request


@pytest.fixture
def desk(store, tmp_path):
    return TwoWaysBack(store, tmp_path)


def test_the_refund_is_withdrawn_and_nobody_can_approve_it_any_more(desk):
    desk.brings(desk.waits_for_an_approver(), desk.row("C", "chargeback", "13.1"))
    request, chargeback = desk.of("R"), desk.of("C")
    assert (request.proposals[0].state, request.hold.kind) == (ProposalState.WITHDRAWN, HoldKind.NOT_CARRIED_OUT)
    assert (chargeback.parent, chargeback.stage, chargeback.reason) == (request.id, Stage.CHARGEBACK, "13.1")
    assert refused(desk.approves, "R", "P1")
    assert chargeback.ref in refused(desk.acts, "R", "olivia", ProposeResolution, "P2", REFUND, 12_000)


def test_a_refund_that_was_approved_is_not_carried_out(desk):
    request = desk.waits_for_an_approver()
    desk.approves("R", "P1")
    desk.brings(request, desk.row("C", "chargeback", "13.1"))
    assert desk.of("R").proposals[0].state is ProposalState.WITHDRAWN
    assert refused(desk.acts, "R", "omar", CarryOut, "P1", "ERP-1")


def test_the_chargeback_collects_evidence_asks_the_client_and_writes_to_nobody(desk):
    desk.brings(desk.waits_for_an_approver(), desk.row("C", "chargeback", "13.1"))
    assert {task.kind for task in desk.log("C", TaskRaised)} >= {TaskKind.EVIDENCE_PACK}
    assert [made.inquiry.party for made in desk.log("C", InquiryMade)] == [Party.CLIENT]
    assert desk.log("C", TouchQueued) == []
    assert desk.of("C").respond_by is not None, "the shortest window that may apply"


def test_past_the_inquiry_nobody_refunds_the_chargeback_it_is_accepted_instead(desk):
    desk.brings(desk.waits_for_an_approver(), desk.row("C", "chargeback", "13.1"))
    assert refused(desk.acts, "C", "olivia", ProposeResolution, "P1", REFUND, 12_000)
    desk.acts("C", "olivia", ProposeResolution, "P1", ACCEPT, 12_000)
    desk.approves("C", "P1")
    desk.acts("C", "omar", CarryOut, "P1", "CB-1")
    assert desk.of("C").proposals[-1].state is ProposalState.CONFIRMED, "the issuer has the money already"
    assert desk.of("R").live_proposal is None


def test_at_the_inquiry_the_refund_goes_by_the_case_of_the_issuer(desk):
    desk.brings(desk.waits_for_an_approver(), desk.row("C", "chargeback", "inquiry 13.1"))
    assert desk.of("C").stage is Stage.INQUIRY
    assert desk.of("R").live_proposal is None
    desk.acts("C", "olivia", ProposeResolution, "P1", REFUND, 12_000)
    desk.approves("C", "P1")
    assert desk.of("C").state is CaseState.EXECUTING


def test_on_fraud_the_cardholder_hears_nothing(desk):
    desk.brings(desk.waits_for_an_approver(), desk.row("C", "chargeback", "inquiry 10.4"))
    assert desk.log("C", TouchQueued) == []
