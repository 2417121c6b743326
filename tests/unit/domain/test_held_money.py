"""Money that we hold counts in cases that may go either way; what moves no sum needs none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import WaitReason
from bot.domain.errors import Rejected
from bot.domain.linked import owed_to_customer, sibling
from bot.domain.playbook import Answer, Ask, Duration, Propose, Unit, WaitFor
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    HoldKind,
    Intent,
    Owes,
    ProposalState,
    Question,
    ResolutionKind,
    Role,
    Stage,
)
from tests.unit.domain import kit
from tests.unit.domain.world import World

EITHER = (Owes.OPEN, Owes.EITHER)


def held(owes: Owes, **more: object) -> c.OpenCase:
    """120.00 were billed, 200.00 paid."""
    kind = CaseType.PLAN_CHANGE if owes is Owes.EITHER else CaseType.CURRENCY_MISMATCH
    return kit.opening(owes=owes, case_type=kind, expected=12_000, paid=20_000, **more)


@pytest.mark.parametrize("owes", EITHER)
def test_what_a_case_is_about_is_the_difference_whichever_way_it_goes(owes: Owes) -> None:
    world = World()
    case = world.open(held(owes))
    assert (case.open_minor, case.held_minor, case.chaseable_minor) == (8_000, 8_000, 0)


def test_who_owes_holds_nothing() -> None:
    case = World().open(kit.opening(expected=12_000, paid=20_000))
    assert (case.open_minor, case.held_minor) == (0, 0)


@pytest.mark.parametrize("owes", EITHER)
def test_the_playbook_proposes_what_we_hold(owes: Owes) -> None:
    world = World()
    reactions = {Intent.REFUND_REQUEST: (Propose(ResolutionKind.REFUND),)}
    world.playbooks[owes] = kit.open_question(owes, reactions=reactions, resolutions=frozenset({ResolutionKind.REFUND}))
    world.open(held(owes))
    world.reply(kit.reading(Intent.REFUND_REQUEST))
    assert world.case.state is CaseState.DECIDING
    assert world.case.proposals[-1].minor_units == 8_000


def test_held_money_of_an_open_case_silences_a_chase_as_ours_does() -> None:
    world = World()
    case = world.open(held(Owes.OPEN))
    facts = kit.facts(siblings=(sibling(case),))
    assert owed_to_customer(facts, "USD", "another") == 8_000
    assert owed_to_customer(facts, "EUR", "another") == 0
    closed = sibling(replace(case, state=CaseState.CLOSED))
    assert owed_to_customer(kit.facts(siblings=(closed,)), "USD", "another") == 0


@pytest.mark.parametrize("kind", [ResolutionKind.DATA_CORRECTION, ResolutionKind.REALLOCATION])
def test_what_moves_no_sum_is_proposed_without_one(kind: ResolutionKind) -> None:
    world = World()
    world.playbooks[Owes.OPEN] = kit.open_question(resolutions=frozenset({kind, ResolutionKind.REFUND}))
    world.open(kit.opening(owes=Owes.OPEN, case_type=CaseType.DATA_MISMATCH, paid=12_000))
    operator = kit.ANN
    with pytest.raises(Rejected, match="above zero"):
        world.do(c.ProposeResolution(operator, "P0", ResolutionKind.REFUND, 0))
    with pytest.raises(Rejected, match="above zero"):
        world.do(c.ProposeResolution(operator, "P0", kind, -1))
    world.do(c.ProposeResolution(operator, "P1", kind, 0))
    assert world.case.live_proposal is not None
    assert world.case.live_proposal.state is ProposalState.PROPOSED


def test_a_question_back_does_not_end_a_trace() -> None:
    """Who said that it was paid is never chased in silence, whatever they write next."""
    world = World()
    trace = WaitFor(Duration(2, Unit.BUSINESS_DAYS), ask_staff_after=True)
    clarify = Ask("common/clarify", Question.REASON, Role.OPERATOR, Duration(1, Unit.BUSINESS_DAYS))
    reactions = {Intent.ALREADY_PAID: (Answer("common/trace_started"), trace), Intent.OTHER: (clarify,)}
    world.playbooks[Owes.THEY] = kit.they_owe(reactions=reactions)
    world.open(kit.opening())
    world.run(timedelta(days=1))
    world.reply(kit.reading(Intent.ALREADY_PAID))
    assert world.case.wait is not None
    until = world.case.wait.until
    world.reply(kit.reading(Intent.OTHER))
    assert world.case.wait is not None
    assert (world.case.wait.reason, world.case.wait.until) == (WaitReason.TRACE, until)
    assert any(event.template == "common/clarify" for event in world.said(e.TouchQueued))
    world.run(timedelta(days=10))
    assert world.case.state is CaseState.HELD


@pytest.mark.parametrize(("reason", "told"), [("10.4", False), ("", False), ("13.1", True)])
def test_a_cardholder_who_reports_fraud_is_not_even_told_that_a_person_has_it(reason: str, told: bool) -> None:
    world = World()
    world.open(kit.opening(owes=Owes.OPEN, case_type=CaseType.CHARGEBACK, reason=reason, stage=Stage.CHARGEBACK))
    world.do(c.HoldCase(kit.ANN, HoldKind.STAFF, world.now + timedelta(days=2)))
    world.reply(kit.reading(Intent.DOCUMENT_REQUEST))
    said = [event.template for event in world.said(e.TouchQueued)]
    assert ("common/with_a_person" in said) is told
