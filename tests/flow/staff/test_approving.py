"""Two eyes, ceilings and what somebody might try against them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.app.staff.doing import do
from bot.app.staff.people import actor
from bot.domain.commands import (
    Actor,
    ApproveProposal,
    CarryOut,
    LogCall,
    ProposeResolution,
    RejectProposal,
    SayByHand,
    WithdrawProposal,
)
from bot.domain.errors import Fault, Rejected
from bot.domain.proposals import money_digest
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.vocabulary import CaseState, Channel, ResolutionKind, Role
from tests.flow.staff.desk import Bill, Desk, refused


def overpaid(number: int, paid: str = "570.00", customer: int = 0) -> Bill:
    return Bill(number=number, customer=customer or number, case_type="overpayment", paid=paid)


def propose(desk: Desk, bill: Bill, minor: int = 45_000, name: str = "P1", who: str = "olivia") -> None:
    desk.do(bill, who, ProposeResolution, name, ResolutionKind.REFUND, minor)


def approve(desk: Desk, bill: Bill, who: str, name: str = "P1", digest: str = ""):
    seen = digest or money_digest(desk.case(bill))
    return desk.do(bill, who, ApproveProposal, name, seen, called_back=True, roles=CHECKERS)


def test_a_refund_takes_its_way_and_the_log_names_everybody(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    propose(desk, bill)
    approve(desk, bill, "ana")
    case = desk.do(bill, "omar", CarryOut, "P1", "ERP-1")
    assert case.state is CaseState.EXECUTING
    actors = dict(desk.rows("SELECT type, actor FROM events WHERE actor IN ('olivia', 'ana', 'omar')"))
    assert actors["ProposalMade"] == "olivia"
    assert actors["ProposalApproved"] == "ana"
    assert actors["ResolutionCarriedOut"] == "omar"


def test_nobody_approves_their_own_or_carries_out_what_they_approved(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    propose(desk, bill, who="ana")
    assert "SOX-SOD" in refused(approve, desk, bill, "ana")
    approve(desk, bill, "ben")
    assert "SOX-SOD" in refused(desk.do, bill, "ben", CarryOut, "P1", "ERP-1")


def test_the_wrong_role_another_client_and_a_borrowed_name_are_refused(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    propose(desk, bill)
    context, ref, digest = desk.app.context, desk.ref(bill), money_digest(desk.case(bill))
    assert "needs the role" in refused(approve, desk, bill, "olivia")
    for name in ("ivo", "adele", "carla"):
        assert "needs the role" in refused(desk.do, bill, name, ProposeResolution, "P2", ResolutionKind.REFUND, 5)
    claimed = ApproveProposal(Actor("olivia", Role.APPROVER), "P1", digest)
    assert "does not hold the role" in refused(do, context, ref, desk.who("olivia"), claimed)
    lucia = desk.who("lucia", "northwind")
    theirs = ProposeResolution(actor(lucia, MAKERS), "P2", ResolutionKind.REFUND, 5)
    assert refused(do, context, ref, lucia, theirs) == f"There is no case {ref}."
    with pytest.raises(Fault, match="tried to act as"):
        do(context, ref, desk.who("olivia"), ApproveProposal(Actor("ana", Role.APPROVER), "P1", digest))
    assert desk.case(bill).state is CaseState.DECIDING


def test_a_stale_digest_is_refused_with_what_changed(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    propose(desk, bill)
    digest = money_digest(desk.case(bill))
    desk.turn(days=1)
    desk.bills(Bill(number=1, customer=1, case_type="overpayment", paid="620.00"))
    sentence = refused(approve, desk, bill, "ana", digest=digest)
    assert "changed since this was shown" in sentence
    assert "620.00" in sentence


def test_slices_do_not_pass_the_ceiling_of_an_approver(desk: Desk):
    bills = [overpaid(number) for number in range(1, 7)]
    desk.bills(*bills)
    for bill in bills:
        propose(desk, bill)
    for bill in bills[:5]:
        approve(desk, bill, "ana")
    assert "limit" in refused(approve, desk, bills[5], "ana")
    approve(desk, bills[5], "ben")


def test_a_double_click_approves_once_and_proposes_once(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    propose(desk, bill)
    assert refused(propose, desk, bill)
    approve(desk, bill, "ana")
    assert "approved, not proposed" in refused(approve, desk, bill, "ana")
    assert len(desk.events("ProposalApproved")) == 1
    assert "not proposed" in refused(desk.do, bill, "ben", RejectProposal, "P1", roles=CHECKERS)
    assert "not proposed" in refused(desk.do, bill, "olivia", WithdrawProposal, "P1")


def test_approvals_at_the_same_instant_do_not_pass_the_ceiling_together(desk: Desk):
    """Different customers, one approver, one instant: each decision sees what the one before has used up."""
    bills = [overpaid(number) for number in range(1, 7)]
    desk.bills(*bills)
    for bill in bills:
        propose(desk, bill)
    together = Barrier(len(bills))

    def click(bill: Bill) -> bool:
        digest = money_digest(desk.case(bill))
        together.wait()
        try:
            approve(desk, bill, "ana", digest=digest)
        except Rejected:
            return False
        return True

    with ThreadPoolExecutor(len(bills)) as people:
        assert sum(people.map(click, bills)) == 5
    assert desk.rows("SELECT sum(minor_units) FROM approvals_spent WHERE staff_id = 'ana'") == [(5 * 45_000,)]


def test_whoever_approves_first_cannot_slice_either(desk: Desk):
    """A supervisor completes what an approver approved first: that uses up the approver's limit as well."""
    bills = [overpaid(number) for number in range(1, 7)]
    desk.bills(*bills)
    for bill in bills:
        desk.do(bill, "olivia", ProposeResolution, "P1", ResolutionKind.REFUND, 45_000, new_payee=True)
        approve(desk, bill, "ana")
    for bill in bills[:5]:
        approve(desk, bill, "sofia")
    assert "ana approved first" in refused(approve, desk, bills[5], "sofia")


def test_a_call_that_is_logged_twice_counts_once(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    desk.do(bill, "olivia", LogCall, "call1", reached=True)
    assert "logged already" in refused(desk.do, bill, "olivia", LogCall, "call1", reached=True)
    assert len(desk.events("CallLogged")) == 1


def test_what_brings_more_than_a_command_is_not_done_as_a_plain_one(desk: Desk):
    bill = overpaid(1)
    desk.bills(bill)
    with pytest.raises(Fault, match="use case of its own"):
        desk.do(bill, "olivia", SayByHand, "s1", Channel.EMAIL, desk.contact(bill), desk.now)
