"""Cases about the same transaction: linked, counted once, and one of them moves the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Case
from bot.domain.decide import decide
from bot.domain.errors import Rejected
from bot.domain.facts import Facts
from bot.domain.gate import TouchAtGate, evaluate
from bot.domain.linked import (
    MOVES_MONEY,
    are_linked,
    bar_to_move,
    counted_once,
    linked_to,
    other_owner,
    owed_to_customer,
    owner_of,
    sibling,
)
from bot.domain.proposals import money_digest
from bot.domain.rules import Rule
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    HoldKind,
    Outcome,
    Owes,
    ProposalState,
    ResolutionKind,
    RootCause,
    Stage,
    TouchClass,
)
from tests.unit.domain import kit

REFUND = ResolutionKind.REFUND


def opened(name: str, case_type: CaseType, *others: Case, hours: int = 0, **more) -> Case:
    more = {"invoice": "I-9", "owes": Owes.OPEN, **more}
    command = kit.opening(name, case_type=case_type, **more)
    now = kit.MONDAY + timedelta(hours=hours)
    return kit.fold(decide(None, command, kit.open_question(), kit.rules(), beside(*others), now))


def beside(*others: Case) -> Facts:
    return kit.facts(siblings=tuple(sibling(other) for other in others))


def done(case: Case, command: c.Command, *others: Case) -> Case:
    said = decide(case, command, kit.open_question(), kit.rules(), beside(*others), kit.MONDAY + timedelta(hours=9))
    return kit.fold(said, case)


def proposed(case: Case, *others: Case, kind: ResolutionKind = REFUND, minor: int = 2_000) -> Case:
    return done(case, c.ProposeResolution(kit.ANN, "P1", kind, minor), *others)


def approved(case: Case, *others: Case) -> Case:
    return done(case, c.ApproveProposal(kit.ABE, "P1", money_digest(case)), *others)


# --- which belong together -------------------------------------------------------------------------------------


def test_the_same_transaction_links_cases_of_different_invoices():
    one = opened("A", CaseType.OVERPAYMENT, invoice="I-1", transaction="T1")
    other = opened("B", CaseType.CHARGEBACK, one, invoice="I-2", transaction="T1")
    assert (other.parent, are_linked(sibling(one), sibling(other))) == ("A", True)


def test_two_transactions_of_one_invoice_are_two_matters():
    one = opened("A", CaseType.REFUND_REQUEST, transaction="T1")
    other = opened("B", CaseType.CHARGEBACK, one, transaction="T2")
    assert (other.parent, linked_to(other, beside(one))) == ("", ())


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        (CaseType.MISSING_PAYMENT, CaseType.BANK_REVERSAL, True),
        (CaseType.OVERPAYMENT, CaseType.DUPLICATE_PAYMENT, True),
        (CaseType.MISSING_PAYMENT, CaseType.MISSING_PAYMENT, False),  # instalments of one invoice
        (CaseType.MISSING_PAYMENT, CaseType.OVERPAYMENT, False),
        (CaseType.CHARGEBACK, CaseType.CHARGEBACK, False),  # two payments of one invoice
        (CaseType.PLAN_CHANGE, CaseType.DISPUTED_CHARGE, False),
    ],
)
def test_without_a_transaction_the_invoice_links_types_about_the_same_money(first, second, linked):
    one = opened("A", first)
    assert opened("B", second, one, hours=1).parent == ("A" if linked else "")


def test_cases_without_an_invoice_are_not_linked():
    one = opened("A", CaseType.REFUND_REQUEST, invoice="")
    assert opened("B", CaseType.CHARGEBACK, one, invoice="").parent == ""


def test_the_third_case_has_the_first_as_its_parent_too():
    one = opened("A", CaseType.MISSING_PAYMENT)
    two = opened("B", CaseType.DISPUTED_CHARGE, one, hours=1)
    three = opened("C", CaseType.CHARGEBACK, one, two, hours=2)
    assert (two.parent, three.parent) == ("A", "A")
    assert {other.case_id for other in linked_to(two, beside(one, three))} == {"A", "C"}


# --- who moves the money ---------------------------------------------------------------------------------------

RANKED = (CaseType.CHARGEBACK, CaseType.BANK_REVERSAL, CaseType.DISPUTED_CHARGE, CaseType.REFUND_REQUEST)


@pytest.mark.parametrize("order", list(permutations(RANKED)))
def test_a_chargeback_goes_before_a_bank_reversal_a_dispute_and_the_rest(order):
    cases: list[Case] = []
    for number, kind in enumerate(order):
        cases.append(opened(kind.value, kind, *cases, hours=number))
    for case in cases:
        rest = [other for other in cases if other is not case]
        assert owner_of(case, beside(*rest)).case_type is CaseType.CHARGEBACK


def test_among_the_rest_the_earliest_owns():
    one = opened("A", CaseType.REFUND_REQUEST)
    two = opened("B", CaseType.BILLING_ERROR, one, hours=1)
    assert (other_owner(one, beside(two)), other_owner(two, beside(one)).case_id) == (None, "A")


@given(data=st.data())
@kit.QUICK
def test_exactly_one_of_any_linked_cases_may_move_money(data):
    """Whatever types, in whatever order, with whatever resolution."""
    kinds = data.draw(st.lists(st.sampled_from(list(CaseType)), min_size=2, max_size=5))
    cases: list[Case] = []
    for number, kind in enumerate(kinds):
        cases.append(opened(f"C{number}", kind, *cases, hours=number, transaction="T1"))
    resolution = data.draw(st.sampled_from(sorted(MOVES_MONEY)))
    may = [
        case
        for case in cases
        if not bar_to_move(case, beside(*(other for other in cases if other is not case)), resolution, 100)
    ]
    assert len(may) == 1
    assert len(counted_once(sibling(case) for case in cases)) == 1


@given(data=st.data())
@kit.QUICK
def test_whoever_counts_does_not_depend_on_the_order(data):
    kinds = data.draw(st.lists(st.sampled_from(list(CaseType)), min_size=1, max_size=6))
    marks = [data.draw(st.sampled_from(["", "T1", "T2"])) for _ in kinds]
    cases: list[Case] = []
    for number, (kind, mark) in enumerate(zip(kinds, marks, strict=True)):
        cases.append(opened(f"C{number}", kind, *cases, hours=number, transaction=mark))
    told = [sibling(case) for case in cases]
    shuffled = data.draw(st.permutations(told))
    assert set(counted_once(told)) == set(counted_once(shuffled))


def test_a_refund_beside_a_chargeback_is_refused_and_names_it():
    request = opened("A", CaseType.REFUND_REQUEST, paid=10_000, disputed=10_000)
    charge = opened("B", CaseType.CHARGEBACK, request, hours=1)
    with pytest.raises(Rejected, match="MP-B"):
        proposed(request, charge)


def test_an_approval_under_way_is_refused_when_a_chargeback_opened():
    request = proposed(opened("A", CaseType.REFUND_REQUEST, paid=10_000))
    charge = opened("B", CaseType.CHARGEBACK, request, hours=1)
    with pytest.raises(Rejected, match="decide it in MP-B"):
        approved(request, charge)


def test_what_was_approved_is_not_carried_out_beside_a_chargeback():
    request = approved(proposed(opened("A", CaseType.REFUND_REQUEST, paid=10_000)))
    charge = opened("B", CaseType.CHARGEBACK, request, hours=1)
    with pytest.raises(Rejected, match="MP-B"):
        done(request, c.CarryOut(kit.ANN, "P1", "ERP-1"), charge)


def test_words_are_not_money():
    request = opened("A", CaseType.REFUND_REQUEST, paid=10_000)
    charge = opened("B", CaseType.CHARGEBACK, request, hours=1)
    assert proposed(request, charge, kind=ResolutionKind.REFUSE).live_proposal is not None


def test_the_playbook_leaves_to_a_person_what_another_case_decides():
    """A linked case proposes nothing by itself."""
    surplus = opened("A", CaseType.OVERPAYMENT, owes=Owes.WE, paid=20_000)
    charge = opened("B", CaseType.CHARGEBACK, surplus, hours=1)
    later = kit.MONDAY + timedelta(days=40)
    said = decide(surplus, c.PassTime(), kit.we_owe(), kit.rules(), beside(charge), later)
    for _ in range(6):
        surplus = kit.fold(said, surplus)
        said = decide(surplus, c.PassTime(), kit.we_owe(), kit.rules(), beside(charge), later)
    assert surplus.proposals == ()


# --- standing aside --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("until", [proposed, lambda case: approved(proposed(case))])
def test_what_is_proposed_or_approved_is_withdrawn_when_a_chargeback_opens(until):
    request = until(opened("A", CaseType.REFUND_REQUEST, paid=10_000))
    charge = opened("B", CaseType.CHARGEBACK, request, hours=1)
    request = done(request, c.StandAside(), charge)
    assert (request.proposals[0].state, request.hold.kind) == (ProposalState.WITHDRAWN, HoldKind.NOT_CARRIED_OUT)


def test_what_was_carried_out_is_seen_to_by_a_supervisor():
    request = approved(proposed(opened("A", CaseType.REFUND_REQUEST, paid=10_000)))
    request = done(request, c.CarryOut(kit.ANN, "P1", "ERP-1"))
    charge = opened("B", CaseType.CHARGEBACK, request, hours=1)
    said = decide(request, c.StandAside(), kit.open_question(), kit.rules(), beside(charge), kit.MONDAY)
    assert any("paid twice" in event.name for event in said if isinstance(event, e.TaskRaised))


def test_a_case_that_owns_the_money_does_not_stand_aside():
    charge = opened("A", CaseType.CHARGEBACK, stage=Stage.INQUIRY, paid=10_000)
    request = opened("B", CaseType.REFUND_REQUEST, charge, hours=1)
    assert decide(charge, c.StandAside(), kit.open_question(), kit.rules(), beside(request), kit.MONDAY) == []


# --- given back once -------------------------------------------------------------------------------------------


def refunded(minor: int = 10_000) -> Case:
    case = approved(proposed(opened("A", CaseType.REFUND_REQUEST, paid=10_000), minor=minor))
    case = done(case, c.CarryOut(kit.ANN, "P1", "ERP-1"))
    return done(case, c.ConfirmExecution("P1", "bank"))


def test_what_was_refunded_before_is_not_accepted_as_a_chargeback():
    before = refunded()
    charge = opened("B", CaseType.CHARGEBACK, before, hours=1)
    assert before.state is CaseState.CLOSED
    with pytest.raises(Rejected, match="given back in MP-A"):
        proposed(charge, before, kind=ResolutionKind.ACCEPT_CHARGEBACK, minor=10_000)


def test_the_rest_of_a_partial_refund_may_still_go_back():
    before = refunded(4_000)
    later = opened("B", CaseType.DISPUTED_CHARGE, before, hours=1, paid=10_000)
    assert proposed(later, before, kind=ResolutionKind.CREDIT_NOTE, minor=6_000).live_proposal is not None
    with pytest.raises(Rejected, match=r"40\.00 USD"):
        proposed(later, before, kind=ResolutionKind.CREDIT_NOTE, minor=6_001)


def test_what_was_refunded_in_another_currency_is_not_refunded_again():
    before = refunded()
    later = replace(opened("B", CaseType.DISPUTED_CHARGE, before, hours=1, paid=10_000), currency="EUR")
    with pytest.raises(Rejected, match=r"100\.00 USD .* MP-A"):
        proposed(later, before, kind=ResolutionKind.CREDIT_NOTE, minor=1)


def test_a_refund_that_only_the_ledger_showed_counts_wholly():
    case = opened("A", CaseType.OVERPAYMENT, owes=Owes.WE, paid=10_000)
    closed = replace(case, state=CaseState.CLOSED, outcome=Outcome.REFUNDED, root_cause=RootCause.UNKNOWN)
    assert sibling(closed).given_back == 10_000


# --- silence and sums ------------------------------------------------------------------------------------------

TOUCH = TouchAtGate(TouchClass.CHASE, Channel.EMAIL, "c1", "chase/friendly", "they")


def test_a_chase_is_silent_while_another_case_owns_the_money():
    missing = opened("A", CaseType.MISSING_PAYMENT, owes=Owes.THEY)
    returned = opened("B", CaseType.BANK_REVERSAL, missing, owes=Owes.THEY, hours=1)
    held = evaluate(TOUCH, missing, beside(returned), kit.rules(), kit.MONDAY)
    assert [refusal.rule for refusal in held] == [Rule.LINKED]
    assert "MP-B" in held[0].sentence
    assert evaluate(TOUCH, returned, beside(missing), kit.rules(), kit.MONDAY) == ()


@pytest.mark.parametrize("touch_class", [TouchClass.CHASE, TouchClass.NOTICE, TouchClass.RESPONSE])
@pytest.mark.parametrize(("reason", "silent"), [("10.4", True), ("", True), ("13.1", False)])
def test_a_cardholder_hears_nothing_of_a_fraud_by_another_case_either(touch_class, reason, silent):
    contested = opened("A", CaseType.DISPUTED_CHARGE)
    fraud = opened("B", CaseType.CHARGEBACK, contested, hours=1, reason=reason)
    touch = replace(TOUCH, touch_class=touch_class, template="disputed_charge/status", answers="r1")
    refusals = evaluate(touch, contested, beside(fraud), kit.rules(), kit.MONDAY)
    assert any("is not written to" in refusal.sentence for refusal in refusals) is silent
    assert (
        evaluate(replace(touch, touch_class=TouchClass.STAFF), contested, beside(fraud), kit.rules(), kit.MONDAY) == ()
    )
    over = replace(fraud, state=CaseState.CLOSED, outcome=Outcome.CHARGEBACK_ACCEPTED, root_cause=RootCause.FRAUD)
    assert not any(
        "is not written to" in one.sentence for one in evaluate(touch, contested, beside(over), kit.rules(), kit.MONDAY)
    )


def test_what_we_hold_counts_once_for_one_transaction_and_by_currency():
    surplus = opened("A", CaseType.OVERPAYMENT, owes=Owes.WE, paid=14_000)
    twice = opened("B", CaseType.DUPLICATE_PAYMENT, surplus, owes=Owes.WE, paid=14_000, hours=1)
    other = opened("D", CaseType.OVERPAYMENT, owes=Owes.WE, paid=11_000, invoice="I-3")
    euros = opened("F", CaseType.OVERPAYMENT, owes=Owes.WE, paid=90_000, invoice="I-4", currency="EUR")
    facts = beside(surplus, twice, other, euros)
    assert (owed_to_customer(facts, "USD", ""), owed_to_customer(facts, "EUR", "")) == (5_000, 80_000)


def test_nobody_is_left_alone_for_money_that_is_counted_twice():
    """NET-POSITION: 60.00 held once do not cover 100.00, however many cases are about them."""
    surplus = opened("A", CaseType.OVERPAYMENT, owes=Owes.WE, paid=16_000)
    twice = opened("B", CaseType.DUPLICATE_PAYMENT, surplus, owes=Owes.WE, paid=16_000, hours=1)
    owed = opened("D", CaseType.MISSING_PAYMENT, owes=Owes.THEY, invoice="I-3")
    assert evaluate(TOUCH, owed, beside(surplus, twice), kit.rules(), kit.MONDAY) == ()
