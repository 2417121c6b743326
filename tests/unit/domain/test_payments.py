"""Paid means silence; what the ledger takes back or corrects is acted upon, and refunds are seen in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.decide import decide
from bot.domain.errors import Rejected, UndefinedTransition
from bot.domain.playbook import CloseWith, Reaction
from bot.domain.proposals import money_digest
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    ProposalState,
    ResolutionKind,
    RootCause,
    TouchClass,
)
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, BOB, reading
from tests.unit.domain.world import World


def chased(**opening) -> World:
    world = World()
    world.open(kit.opening(**opening))
    world.run(timedelta(hours=2))
    return world


def overpaid() -> World:
    world = World()
    world.open(kit.overpaid())
    world.run(timedelta(hours=2))
    return world


def carried_out(kind: ResolutionKind = ResolutionKind.REFUND, world: World | None = None, minor: int = 10_000) -> World:
    world = world or overpaid()
    world.do(c.ProposeResolution(ANN, "P1", kind, minor))
    world.do(c.ApproveProposal(ABE, "P1", money_digest(world.case)))
    world.do(c.CarryOut(BOB, "P1", "ERP-1"))
    assert world.case.state is CaseState.EXECUTING
    return world


def chases(world: World) -> int:
    return len([s for s in world.sent if s.touch.touch_class is TouchClass.CHASE])


# --- money in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minor", [10_000, 12_000])
def test_a_payment_that_closes_the_gap_closes_the_case_and_cancels_what_is_queued(minor):
    world = World()
    world.open()
    world.do(c.SeePayment("p1", minor))
    assert world.case.state is CaseState.CLOSED
    assert (world.case.outcome, world.case.root_cause) == (Outcome.PAYMENT_RECEIVED, RootCause.PROCESS_DELAY)
    world.run(timedelta(days=60))
    assert world.sent == []


@pytest.mark.parametrize("opening", [{"case_type": CaseType.DISPUTED_CHARGE, "owes": Owes.OPEN}, {"disputed": 2_000}])
def test_a_contested_amount_that_is_paid_is_paid_under_dispute(opening):
    world = chased(**opening)
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.outcome is Outcome.PAID_UNDER_DISPUTE


@pytest.mark.parametrize("state", ["held", "waiting", "deciding", "executing"])
def test_a_payment_closes_the_case_in_whatever_state_it_is(state):
    world = chased()
    match state:
        case "held":
            world.reply(reading(Intent.LEGAL_NOTICE))
        case "waiting":
            world.reply(kit.will_pay(date(2026, 3, 6)))
        case _:
            world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 500))
    if state == "executing":
        world.do(c.ApproveProposal(ABE, "P1", money_digest(world.case)))
    assert world.case.state == state
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.state is CaseState.CLOSED
    assert all(p.state is ProposalState.WITHDRAWN for p in world.case.proposals)


def test_nothing_that_was_to_be_told_about_the_debt_goes_out_after_the_payment():
    world = chased()
    world.reply(kit.will_pay(date(2026, 3, 4)))
    world.run(kit.moment("2026-03-07 14:59"))  # just before the promise is broken, on a Saturday morning
    world.change(pauses=())
    world.run(kit.moment("2026-03-07 15:00"))
    world.do(c.SeePayment("p1", 10_000))
    world.run(timedelta(days=5))
    assert [s.touch.template for s in world.sent if s.at > kit.moment("2026-03-07 15:00")] == []


def test_a_partial_payment_is_thanked_for_rests_and_the_rest_is_asked_for():
    world = chased()
    world.do(c.SeePayment("p1", 4_000))
    assert world.case.gap == 6_000
    world.run(timedelta(days=60))
    assert [s.touch.template for s in world.sent] == [
        "chase/friendly",
        "partial_thanks",
        "chase/direct",
        "chase/firm",
        "chase/formal",
    ]


def test_a_payment_for_a_held_case_is_recorded_and_left_to_the_person():
    world = chased()
    world.reply(reading(Intent.LEGAL_NOTICE))
    world.do(c.SeePayment("p1", 4_000))
    assert world.case.paid == 4_000
    assert world.case.state is CaseState.HELD


# --- money out again -------------------------------------------------------------------------------------------


def paid_and_closed() -> World:
    world = chased()
    world.do(c.SeePayment("p1", 10_000))
    return world


def test_a_payment_that_is_undone_opens_the_case_again_at_rung_one():
    world = paid_and_closed()
    world.run(timedelta(days=5))
    world.do(c.UndoPayment("p1", 10_000))
    assert world.case.state is CaseState.OPEN
    world.run(timedelta(days=60))
    assert [s.touch.template for s in world.sent][2:] == [
        "chase/friendly",
        "chase/direct",
        "chase/firm",
        "chase/formal",
    ]


def test_an_undone_payment_opens_a_closed_case_only_if_the_gap_grows():
    world = chased()
    world.do(c.SeePayment("p1", 4_000))
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))  # 60.00 open
    world.do(c.SeePayment("p2", 2_000))
    world.do(c.UndoPayment("p2", 2_000))
    assert world.case.state is CaseState.CLOSED
    world.do(c.UndoPayment("p1", 4_000))
    assert world.case.state is CaseState.OPEN


def test_an_undone_payment_of_a_running_case_is_told_and_rests():
    world = chased()
    world.do(c.SeePayment("p1", 4_000))
    world.do(c.UndoPayment("p1", 4_000))
    assert world.case.gap == 10_000
    assert "undone" in [event.template for event in world.said(e.TouchQueued)]


# --- what we owe -----------------------------------------------------------------------------------------------


def test_a_refund_that_was_carried_out_is_confirmed_by_the_ledger_told_and_closed():
    world = carried_out()
    world.do(c.UndoPayment("r1", 10_000, "import"))
    assert world.case.state is CaseState.CLOSED
    assert world.case.outcome is Outcome.REFUNDED
    world.run(timedelta(days=1))
    assert world.sent[-1].touch.template == "carried_out"


def test_a_refund_of_a_request_is_confirmed_too_although_the_account_then_shows_a_gap():
    world = World()
    world.open(kit.opening(owes=Owes.OPEN, case_type=CaseType.REFUND_REQUEST, paid=10_000, disputed=5_000))
    carried_out(world=world, minor=5_000)
    world.do(c.UndoPayment("r1", 5_000, "import"))
    assert world.case.outcome is Outcome.REFUNDED
    assert world.case.state is CaseState.CLOSED


def test_less_than_was_approved_confirms_nothing():
    world = carried_out()
    world.do(c.UndoPayment("r1", 3_000, "import"))
    assert world.case.state is CaseState.EXECUTING


@pytest.mark.parametrize("proposed", ["not at all", "proposed", "approved"])
def test_money_that_went_back_by_itself_is_not_refunded_again(proposed):
    world = overpaid()
    if proposed != "not at all":
        world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, 10_000))
    if proposed == "approved":
        world.do(c.ApproveProposal(ABE, "P1", money_digest(world.case)))
    world.do(c.UndoPayment("r1", 10_000, "bank"))
    assert world.case.state is CaseState.CLOSED
    assert {p.state for p in world.case.proposals} <= {ProposalState.WITHDRAWN}


@pytest.mark.parametrize("minor", [10_000, 4_000])
def test_a_surplus_kept_as_credit_is_confirmed_when_it_leaves_the_invoice(minor):
    world = carried_out(ResolutionKind.CREDIT_NOTE, minor=minor)
    world.do(c.UndoPayment("r1", minor, "import"))
    assert world.case.outcome is Outcome.CREDITED
    assert world.case.state is CaseState.CLOSED
    world.run(timedelta(days=1))
    assert world.sent[-1].touch.template == "carried_out"


@pytest.mark.parametrize("owes", [Owes.EITHER, Owes.OPEN])
def test_a_surplus_is_seen_to_be_credited_also_where_the_type_may_go_either_way(owes):
    world = World()
    world.open(kit.opening(owes=owes, case_type=CaseType.PLAN_CHANGE, expected=2_900, paid=3_900))
    carried_out(ResolutionKind.CREDIT_NOTE, world, 1_000)
    world.do(c.UndoPayment("r1", 1_000, "import"))
    assert (world.case.state, world.case.outcome) == (CaseState.CLOSED, Outcome.CREDITED)
    world = World()
    world.open(kit.opening(owes=owes, case_type=CaseType.PLAN_CHANGE, expected=2_900, paid=3_900))
    carried_out(ResolutionKind.CREDIT_NOTE, world, 1_000)
    world.do(c.UndoPayment("r1", 3_900, "bank"))
    assert world.case.state is CaseState.EXECUTING


@pytest.mark.parametrize("kind", [ResolutionKind.CREDIT_NOTE, ResolutionKind.REFUND])
def test_a_surplus_is_also_seen_to_be_used_up_on_the_invoice_itself(kind):
    world = carried_out(kind)
    world.do(c.ReviseAmounts(world.case.expected + 9_999, 0, "import"))
    assert world.case.state is CaseState.EXECUTING
    world = carried_out(kind)
    world.do(c.ReviseAmounts(world.case.expected + 10_000, 0, "import"))
    assert world.case.outcome is (Outcome.CREDITED if kind is ResolutionKind.CREDIT_NOTE else Outcome.REFUNDED)


def test_a_refunded_charge_may_be_taken_off_the_invoice():
    world = World()
    world.open(kit.opening(owes=Owes.OPEN, case_type=CaseType.REFUND_REQUEST, paid=10_000, disputed=5_000))
    carried_out(world=world, minor=5_000)
    world.do(c.ReviseAmounts(5_000, 0, "import"))
    assert world.case.outcome is Outcome.REFUNDED
    world.do(c.UndoPayment("r1", 5_000, "import"))
    assert world.case.state is CaseState.CLOSED


def test_a_surplus_that_grows_is_no_refund():
    world = carried_out()
    world.do(c.ReviseAmounts(0, 0, "import"))
    assert world.case.state is CaseState.EXECUTING


def test_a_credit_and_a_payment_that_is_gone_altogether_is_for_a_supervisor():
    world = carried_out(ResolutionKind.CREDIT_NOTE)
    world.do(c.UndoPayment("r1", 15_000, "bank"))
    assert world.case.state is CaseState.HELD


def test_a_credit_for_somebody_who_owes_is_not_confirmed_by_a_payment_that_bounced():
    world = chased(paid=4_000)
    carried_out(ResolutionKind.CREDIT_NOTE, world, 4_000)
    world.do(c.UndoPayment("r1", 4_000, "bank"))
    assert world.case.state is CaseState.EXECUTING


def test_a_credit_note_is_confirmed_when_the_invoice_shrinks():
    world = chased()
    carried_out(ResolutionKind.CREDIT_NOTE, world, 4_000)
    world.do(c.ReviseAmounts(6_000, 0, "import"))
    assert world.case.outcome is Outcome.CREDITED


def test_more_money_opens_a_closed_case_about_money_that_we_hold():
    world = carried_out()
    world.do(c.UndoPayment("r1", 10_000))
    world.do(c.SeePayment("p9", 500))
    assert world.case.state is CaseState.OPEN


def test_a_customer_who_then_owes_does_not_open_a_case_about_money_that_we_held():
    world = carried_out()
    world.do(c.UndoPayment("r1", 10_000))
    world.do(c.ReviseAmounts(15_000, 0))
    assert world.case.state is CaseState.CLOSED


def test_a_refund_is_confirmed_even_if_the_case_was_closed_meanwhile():
    world = chased()
    carried_out(ResolutionKind.CREDIT_NOTE, world, 4_000)
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.state is CaseState.CLOSED
    world.do(c.ConfirmExecution("P1", "import"))
    assert world.case.proposals[-1].state is ProposalState.CONFIRMED
    assert world.case.state is CaseState.CLOSED


# --- corrections -----------------------------------------------------------------------------------------------


def test_an_invoice_that_shrinks_to_what_was_paid_closes_the_case():
    world = chased(paid=4_000)
    world.do(c.ReviseAmounts(4_000, 0, "import"))
    assert (world.case.state, world.case.outcome) == (CaseState.CLOSED, Outcome.INVOICE_REVISED)


def test_a_surplus_that_the_ledger_explains_closes_the_case():
    world = overpaid()
    world.do(c.ReviseAmounts(20_000, 0, "import"))
    assert (world.case.state, world.case.outcome) == (CaseState.CLOSED, Outcome.INVOICE_REVISED)


def test_a_part_that_the_ledger_calls_contested_is_held():
    world = chased()
    world.do(c.ReviseAmounts(10_000, 4_000, "import"))
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.DISPUTE


def test_the_same_amounts_again_change_nothing():
    world = chased()
    assert world.do(c.ReviseAmounts(10_000, 0)) == []


def test_a_larger_gap_opens_a_closed_case():
    world = paid_and_closed()
    world.do(c.ReviseAmounts(9_000, 0))
    assert world.case.state is CaseState.CLOSED
    world.do(c.ReviseAmounts(12_000, 0))
    assert world.case.state is CaseState.OPEN


def test_a_small_balance_that_grows_above_the_floor_is_chased():
    world = World()
    world.open(kit.opening(expected=300))
    assert world.case.planned is not None
    world.do(c.ReviseAmounts(3_000, 0))
    world.run(timedelta(days=1))
    assert chases(world) == 1


@pytest.mark.parametrize("kind", [CaseType.DISPUTED_CHARGE, CaseType.MISSING_PAYMENT])
def test_a_disputed_charge_is_contested_as_a_whole_unless_it_says_how_much(kind):
    world = chased(case_type=kind)
    assert world.case.disputed == (10_000 if kind is CaseType.DISPUTED_CHARGE else 0)
    part = World()
    part.open(kit.opening(case_type=kind, disputed=2_500))
    assert part.case.disputed == 2_500


def test_an_import_that_is_undone_closes_what_it_opened():
    world = World()
    world.open()
    world.do(c.WithdrawCase("import"))
    assert (world.case.state, world.case.outcome) == (CaseState.CLOSED, Outcome.OPENED_BY_MISTAKE)
    assert world.outbox == []
    assert world.do(c.WithdrawCase("import")) == []


def test_a_command_for_a_case_that_was_never_opened_is_a_bug():
    with pytest.raises(UndefinedTransition):
        decide(None, c.PassTime(), kit.they_owe(), kit.rules(), kit.facts(), kit.MONDAY)


def test_a_case_is_opened_once():
    world = chased()
    with pytest.raises(Rejected):
        world.do(kit.opening())


# --- a playbook that closes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("owes", "paid", "closed"), [(Owes.WE, 20_000, True), (Owes.THEY, 0, False)])
def test_a_playbook_closes_what_we_owed_and_never_an_unpaid_case_of_a_customer_who_owes(owes, paid, closed):
    closing = {Intent.ACKNOWLEDGEMENT: (CloseWith(Outcome.CREDITED, RootCause.DOUBLE_PAYMENT),)}
    build = kit.we_owe if owes is Owes.WE else kit.they_owe
    playbook = replace(build(), reactions={t: Reaction(actions) for t, actions in closing.items()})
    world = World(playbooks={owes: playbook})
    world.open(kit.opening(owes=owes, paid=paid))
    world.reply(reading(Intent.ACKNOWLEDGEMENT))
    assert (world.case.state is CaseState.CLOSED) is closed
    assert (world.case.outcome is Outcome.CREDITED) is closed
    assert (world.case.state is CaseState.HELD) is not closed


def test_a_part_that_the_ledger_calls_contested_holds_nothing_where_the_rest_may_be_chased():
    world = World(rules={"acme": kit.rules(chase_undisputed_rest=True)})
    world.open()
    world.run(timedelta(hours=2))
    world.do(c.ReviseAmounts(10_000, 4_000, "import"))
    assert world.case.state is CaseState.OPEN


def test_a_partial_payment_cancels_a_chase_that_is_queued_for_the_old_amount():
    world = World()
    world.open()
    world.do(c.SeePayment("p1", 4_000))
    assert [touch.step for touch in world.case.touches] == [""]  # only the thanks
