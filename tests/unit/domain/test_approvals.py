"""Money moves only through an approved proposal: maker, checker, executor, ceilings, and the money it was shown with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.ceilings import find_ceiling
from bot.domain.errors import Rejected
from bot.domain.playbook import AmountOf, Anchor, Happening, Propose, Task
from bot.domain.proposals import CONFIRMED_BY_IMPORT, OUTCOMES, money_digest
from bot.domain.rules import Ceiling
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    ProposalState,
    ResolutionKind,
    Role,
    RootCause,
)
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, AMY, ANN, AUD, BOB, BOB_CHECKS, SUE, ZOE, business_days, days, reading, step
from tests.unit.domain.world import World


def a_world(name: str = "C1", **more) -> World:
    world = World(**more)
    world.open(kit.overpaid(name, expected=0, paid=600_000))
    return world


def propose(world: World, minor: int = 10_000, name: str = "P1", by: c.Actor = ANN, **more) -> None:
    kind, case_id = more.pop("kind", ResolutionKind.REFUND), more.pop("case_id", "C1")
    world.do(c.ProposeResolution(by, name, kind, minor, **more), case_id)


def approve(world: World, by: c.Actor = ABE, name: str = "P1", case_id: str = "C1", *, called_back=False) -> None:
    world.do(c.ApproveProposal(by, name, money_digest(world.cases[case_id]), called_back), case_id)


def state(world: World) -> ProposalState:
    return world.case.proposals[-1].state


# --- who -------------------------------------------------------------------------------------------------------


def test_the_maker_never_approves_whatever_roles_they_hold():
    world = a_world()
    propose(world, by=BOB)
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)
    approve(world)
    assert world.case.state is CaseState.EXECUTING


def test_whoever_edits_a_proposal_of_the_bot_becomes_its_maker():
    world = a_world()
    world.reply(reading(Intent.REFUND_REQUEST))
    assert world.case.proposals[-1].maker == "bot:refund_request"
    propose(world, by=BOB)
    assert [p.state for p in world.case.proposals] == [ProposalState.WITHDRAWN, ProposalState.PROPOSED]
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)


def test_an_approver_never_carries_out():
    world = a_world()
    propose(world)
    approve(world, BOB_CHECKS)
    with pytest.raises(Rejected, match="SOX-SOD"):
        world.do(c.CarryOut(BOB, "P1", "ERP-1"))
    world.do(c.CarryOut(ANN, "P1", "ERP-1"))
    assert state(world) is ProposalState.CARRIED_OUT


@pytest.mark.parametrize("actor", [AUD, c.Actor("zoe", Role.OPERATOR), c.Actor("stranger", Role.SUPERVISOR)])
def test_neither_auditors_nor_another_clients_staff_nor_strangers_act(actor):
    world = a_world()
    propose(world, name="P0")
    later = world.now + timedelta(days=1)
    for command in (
        c.ProposeResolution(actor, "P1", ResolutionKind.REFUND, 100),
        c.ApproveProposal(actor, "P0", money_digest(world.case)),
        c.RejectProposal(actor, "P0"),
        c.WithdrawProposal(actor, "P0"),
        c.HoldCase(actor, HoldKind.STAFF, later),
        c.ReleaseHold(actor),
        c.SnoozeCase(actor, later),
        c.AssignCase(actor, "ann"),
        c.EscalateCase(actor, Role.SUPERVISOR, later),
        c.CloseCase(actor, Outcome.HANDED_OVER, RootCause.UNKNOWN),
        c.ReopenCase(actor),
        c.RetypeCase(actor, CaseType.OVERPAYMENT, Owes.WE, "digest-we"),
        c.LogCall(actor, "k1", reached=True),
    ):
        with pytest.raises(Rejected):
            world.do(command)


def test_nobody_acts_in_a_role_that_they_do_not_hold():
    world = a_world()
    propose(world)
    with pytest.raises(Rejected, match="does not hold"):
        approve(world, c.Actor("ann", Role.APPROVER))


def test_another_clients_approver_does_not_approve():
    world = a_world()
    propose(world)
    with pytest.raises(Rejected, match="client"):
        approve(world, ZOE)


# --- how much --------------------------------------------------------------------------------------------------


def test_a_ceiling_holds_for_one_proposal():
    world = a_world()
    propose(world, 50_001)
    with pytest.raises(Rejected, match="ceiling"):
        approve(world)


def test_without_a_ceiling_nothing_is_approved():
    world = a_world(rules={"acme": kit.rules(ceilings=())})
    propose(world)
    with pytest.raises(Rejected, match="No ceiling"):
        approve(world)


def test_a_ceiling_for_the_kind_goes_before_the_one_for_every_kind():
    rules = kit.rules(
        ceilings=(Ceiling(Role.APPROVER, "USD", 9, 9), Ceiling(Role.APPROVER, "USD", 5, 5, ResolutionKind.REFUND))
    )
    assert find_ceiling(rules, Role.APPROVER, ResolutionKind.REFUND, "USD").single == 5
    assert find_ceiling(rules, Role.APPROVER, ResolutionKind.WRITE_OFF, "USD").single == 9
    assert find_ceiling(rules, Role.APPROVER, ResolutionKind.REFUND, "EUR") is None
    assert find_ceiling(rules, Role.SUPERVISOR, ResolutionKind.REFUND, "USD") is None


@kit.QUICK
@given(st.lists(st.tuples(st.integers(1, 60_000), st.sampled_from([ABE, AMY, SUE])), min_size=1, max_size=12))
def test_slicing_never_gets_more_than_the_cumulative_ceiling_past_one_approver(slices):
    world = World(rules={"acme": kit.rules(second_approver_above={})})
    for number, (minor, by) in enumerate(slices):
        name = f"C{number}"
        world.open(kit.overpaid(name, expected=0, paid=600_000))
        propose(world, minor, case_id=name)
        world_before = dict(world.spent)
        try:
            approve(world, by, case_id=name)
        except Rejected:
            assert world.spent == world_before
        world.run(timedelta(hours=1))
    approved = world.spent.get("USD", [])
    for approver in ("abe", "amy"):
        assert sum(minor for _, by, minor in approved if by == approver) <= 100_000
    assert sum(minor for _, _, minor in approved) <= 1_000_000
    without_supervisor = [minor for _, by, minor in approved if by != "sue"]
    assert all(minor <= 50_000 for minor in without_supervisor)


def test_what_another_approver_gave_this_customer_counts_too():
    world = a_world(rules={"acme": kit.rules(second_approver_above={})})
    for name, by in (("C2", ABE), ("C3", AMY)):
        world.open(kit.overpaid(name, expected=0, paid=600_000))
        propose(world, 50_000, case_id=name)
        approve(world, by, case_id=name)
    propose(world, 1)
    with pytest.raises(Rejected, match="this customer"):
        approve(world, AMY)
    approve(world, SUE)


def test_after_thirty_days_the_sum_begins_again():
    world = a_world(rules={"acme": kit.rules(second_approver_above={})})
    for name in ("C2", "C3"):
        world.open(kit.overpaid(name, expected=0, paid=600_000))
        propose(world, 50_000, case_id=name)
        approve(world, case_id=name)
    world.run(timedelta(days=30))
    propose(world, 50_000)
    approve(world)
    assert world.case.state is CaseState.EXECUTING


# --- two of them -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minor", "new_payee"), [(40_001, False), (100, True)])
def test_two_approvers_above_the_second_ceiling_or_with_a_new_payee(minor, new_payee):
    world = a_world()
    propose(world, minor, new_payee=new_payee)
    approve(world, called_back=new_payee)
    assert world.case.state is CaseState.DECIDING
    with pytest.raises(Rejected, match="another person"):
        approve(world, called_back=new_payee)
    approve(world, SUE, called_back=new_payee)
    assert world.case.state is CaseState.EXECUTING
    assert {approval.by for approval in world.case.proposals[-1].approvals} == {"abe", "sue"}


def test_a_new_payee_is_approved_only_by_who_says_that_it_was_called_back_and_the_log_keeps_it():
    world = a_world()
    propose(world, 100, new_payee=True)
    with pytest.raises(Rejected, match="called back"):
        approve(world)
    approve(world, called_back=True)
    assert [event.called_back for event in world.log["C1"] if isinstance(event, e.ProposalApproved)] == [True]


def test_slices_together_above_the_second_ceiling_need_two_approvers_as_well():
    world = a_world()
    world.open(kit.overpaid("C2", expected=0, paid=600_000))
    propose(world, 30_000)
    propose(world, 30_000, case_id="C2")  # both are proposed before either is approved
    approve(world)
    assert world.case.state is CaseState.EXECUTING
    approve(world, case_id="C2")
    assert world.cases["C2"].state is CaseState.DECIDING
    approve(world, SUE, case_id="C2")
    assert world.cases["C2"].state is CaseState.EXECUTING


# --- what it was shown with ------------------------------------------------------------------------------------


MONEY_CHANGES = [
    c.SeePayment("p1", 100),
    c.UndoPayment("p1", 100),
    c.ReviseAmounts(50, 0),
    c.ReviseAmounts(0, 50),
    c.UnderstandReply("r1", Channel.EMAIL, reading(Intent.DISPUTE), "c1"),
]


@pytest.mark.parametrize("change", MONEY_CHANGES)
def test_an_approval_of_money_that_has_changed_is_refused_with_the_new_figures(change):
    world = a_world()
    propose(world)
    seen = money_digest(world.case)
    world.do(change)
    assert state(world) is ProposalState.PROPOSED
    for digest in (seen, money_digest(world.case)):
        with pytest.raises(Rejected, match="changed since this was shown: it is now expected"):
            world.do(c.ApproveProposal(ABE, "P1", digest))


@pytest.mark.parametrize("change", MONEY_CHANGES)
def test_money_that_changes_after_the_approval_makes_it_void(change):
    world = a_world()
    propose(world)
    approve(world)
    world.do(change)
    assert state(world) is ProposalState.EXPIRED
    assert world.case.state is CaseState.HELD
    with pytest.raises(Rejected):
        world.do(c.CarryOut(ANN, "P1", "ERP-1"))


def test_what_does_not_concern_the_money_does_not_void_an_approval():
    world = a_world()
    propose(world)
    approve(world)
    world.reply(reading(Intent.ACKNOWLEDGEMENT))
    world.do(c.AssignCase(ANN, "bob"))
    world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=1)))
    world.do(c.ReleaseHold(SUE))
    world.do(c.CarryOut(ANN, "P1", "ERP-1"))
    assert state(world) is ProposalState.CARRIED_OUT


def test_the_digest_is_of_all_that_the_approver_weighs():
    case = a_world().case
    others = [
        replace(case, money_version=9),
        replace(case, case_type=CaseType.MERCHANT_ERROR),
        replace(case, currency="EUR"),
        replace(case, expected=1),
        replace(case, paid=1),
        replace(case, disputed=1),
        replace(case, id="C9"),
    ]
    assert len({money_digest(one) for one in (case, *others)}) == len(others) + 1


# --- its life --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(ResolutionKind))
def test_every_kind_is_carried_out_confirmed_and_closes_with_its_outcome(kind):
    world = a_world()
    propose(world, kind=kind)
    approve(world)
    world.do(c.CarryOut(ANN, "P1", " ERP-1 "))
    if kind in CONFIRMED_BY_IMPORT:
        assert world.case.state is CaseState.EXECUTING
        world.do(c.ConfirmExecution("P1", "import"))
    assert (world.case.state, world.case.outcome) == (CaseState.CLOSED, OUTCOMES[kind])
    assert world.case.proposals[-1].reference == "ERP-1"


@pytest.mark.parametrize("way", ["reject", "withdraw", "expire"])
def test_a_proposal_that_came_to_nothing_goes_to_a_person(way):
    world = a_world()
    propose(world)
    match way:
        case "reject":
            world.do(c.RejectProposal(SUE, "P1"))
        case "withdraw":
            world.do(c.WithdrawProposal(ANN, "P1"))
        case _:
            world.run(timedelta(days=8))
    ended = {"reject": "rejected", "withdraw": "withdrawn", "expire": "expired"}
    assert state(world).value == ended[way]
    assert world.case.state is CaseState.HELD


def test_without_a_reaction_of_the_playbook_it_goes_to_a_person_too():
    world = a_world(playbooks={Owes.WE: replace(kit.we_owe(), reactions={})})
    propose(world)
    world.do(c.RejectProposal(SUE, "P1"))
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.NOT_CARRIED_OUT


def test_an_expired_proposal_is_not_approved():
    world = a_world()
    propose(world)
    world.now = world.case.proposals[-1].expires_at
    with pytest.raises(Rejected, match="expired"):
        approve(world)


def test_approved_and_not_carried_out_ages_visibly():
    world = a_world()
    propose(world)
    approve(world)
    world.run(timedelta(days=30))
    late = [event for event in world.said(e.CaseEscalated) if event.reason == e.NOT_CARRIED_OUT]
    assert len(late) >= 5
    assert {event.to for event in late} == {Role.SUPERVISOR}
    assert all(event.deadline > event.at for event in late)


def test_an_escalation_for_another_reason_does_not_move_the_deadline_of_carrying_out():
    world = a_world()
    propose(world)
    approve(world)
    until = world.case.executing_until
    world.do(c.EscalateCase(ANN, Role.SUPERVISOR, world.now + timedelta(days=90)))
    assert world.case.executing_until == until


def test_a_deadline_of_no_length_does_not_turn_on_the_spot():
    world = a_world(playbooks={Owes.WE: kit.we_owe(carry_out_within=days(0))})
    propose(world)
    approve(world)
    world.run(timedelta(hours=5))
    assert world.turns < 20


def test_carried_out_and_not_confirmed_is_asked_about():
    world = a_world()
    propose(world)
    approve(world)
    world.do(c.CarryOut(ANN, "P1", "ERP-1"))
    world.run(timedelta(days=20))
    assert [event.reason for event in world.said(e.CaseEscalated)] == [e.NOT_CONFIRMED] * 2


@pytest.mark.parametrize(
    ("command", "match"),
    [
        (c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, 0), "above zero"),
        (c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, -5), "above zero"),
        (c.ApproveProposal(ABE, "P9", "x"), "no such proposal"),
        (c.RejectProposal(ABE, "P9"), "no such proposal"),
        (c.ConfirmExecution("P9", "import"), "no such proposal"),
    ],
)
def test_what_makes_no_sense_is_refused(command, match):
    with pytest.raises(Rejected, match=match):
        a_world().do(command)


def test_carrying_out_needs_an_approval_and_a_reference():
    world = a_world()
    propose(world)
    with pytest.raises(Rejected, match="not approved"):
        world.do(c.CarryOut(ANN, "P1", "ERP-1"))
    approve(world)
    with pytest.raises(Rejected, match="reference"):
        world.do(c.CarryOut(ANN, "P1", "  "))


def test_a_resolution_that_the_playbook_does_not_offer_is_refused():
    world = a_world(playbooks={Owes.WE: kit.we_owe(resolutions=frozenset({ResolutionKind.REFUND}))})
    with pytest.raises(Rejected, match="no resolution"):
        propose(world, kind=ResolutionKind.WRITE_OFF)


def test_only_its_maker_or_a_supervisor_withdraws_a_proposal():
    world = a_world()
    propose(world)
    with pytest.raises(Rejected, match="maker"):
        world.do(c.WithdrawProposal(BOB, "P1"))
    world.do(c.WithdrawProposal(SUE, "P1"))


def test_while_one_is_carried_out_nothing_else_is_proposed_closed_or_retyped():
    world = a_world()
    propose(world)
    approve(world)
    world.do(c.CarryOut(ANN, "P1", "ERP-1"))
    for command in (
        c.ProposeResolution(ANN, "P2", ResolutionKind.REFUND, 100),
        c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN),
        c.RetypeCase(ANN, CaseType.OVERPAYMENT, Owes.WE, "digest-we"),
    ):
        with pytest.raises(Rejected):
            world.do(command)


def test_a_proposal_of_staff_lifts_the_hold_and_cancels_chases():
    world = World()
    world.open()
    world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=3)))
    propose(world, kind=ResolutionKind.WRITE_OFF)
    assert world.case.state is CaseState.DECIDING
    assert world.case.touches == ()


def test_a_name_of_a_proposal_is_used_once_and_the_bot_finds_a_free_one():
    world = a_world()
    propose(world, name="C1.2")
    with pytest.raises(Rejected, match="already made"):
        propose(world, name="C1.2")
    world.do(c.WithdrawProposal(ANN, "C1.2"))
    world.do(c.ReleaseHold(SUE))
    world.reply(reading(Intent.REFUND_REQUEST))
    assert len({p.id for p in world.case.proposals}) == 2


@pytest.mark.parametrize(
    ("of", "amounts", "expected"),
    [
        (AmountOf.OPEN, (), 10_000),
        (AmountOf.DISPUTED, (), 2_000),
        (AmountOf.ASKED, (kit.amount(700),), 700),
        (AmountOf.ASKED, (kit.amount(700), kit.amount(800)), 10_000),
        (AmountOf.ASKED, (kit.amount(99_999),), 10_000),
    ],
)
def test_the_bot_proposes_the_amount_that_the_playbook_names(of, amounts, expected):
    wanted = {Intent.REFUND_REQUEST: (Propose(ResolutionKind.REFUND, of),)}
    world = World(playbooks={Owes.OPEN: kit.open_question(reactions=wanted)})
    world.open(kit.opening(owes=Owes.OPEN, disputed=2_000))
    world.reply(reading(Intent.REFUND_REQUEST, amounts=amounts))
    assert world.case.proposals[-1].minor_units == expected


def test_the_reactions_to_a_decision_are_done():
    told = {
        Happening.PROPOSAL_APPROVED: (Task("post it", Role.OPERATOR, business_days(1)),),
        Happening.CARRIED_OUT: (Task("tell", Role.OPERATOR, business_days(1)),),
    }
    steps = (step("refund", Propose(ResolutionKind.REFUND), days(0), Anchor.OPENED),)
    world = World(playbooks={Owes.WE: kit.playbook(Owes.WE, *steps, reactions=told)})
    world.open(kit.overpaid())
    name = world.case.proposals[-1].id
    approve(world, name=name)
    world.do(c.CarryOut(ANN, name, "ERP-1"))
    assert [event.name for event in world.said(e.TaskRaised)] == ["post it", "tell"]


def test_a_chase_that_is_queued_is_cancelled_by_a_proposal():
    world = World()
    world.open()
    assert world.case.touches
    propose(world, kind=ResolutionKind.WRITE_OFF)
    assert world.case.touches == ()
    assert world.outbox == []


def test_more_than_was_paid_is_not_refunded():
    world = a_world()
    with pytest.raises(Rejected, match="More than was paid"):
        propose(world, minor=600_001)
    propose(world, minor=600_000)
    assert state(world) is ProposalState.PROPOSED
