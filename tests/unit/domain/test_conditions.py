"""Conditions of steps and reactions: each part by itself, all parts together, and their opposite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.apply import apply
from bot.domain.case import Case
from bot.domain.conditions import allowed, holds
from bot.domain.decide import decide
from bot.domain.playbook import ALWAYS, Balance, Condition, Guard, Reaction, Resume
from bot.domain.vocabulary import CaseType, CustomerKind, Intent, Owes, Stage
from tests.unit.domain import kit
from tests.unit.domain.kit import MONDAY
from tests.unit.domain.world import World

FACTS = kit.facts()


def case(**more: Any) -> Case:
    opening = {key: more.pop(key) for key in ("expected", "paid", "reason", "stage", "case_type") if key in more}
    events = decide(None, kit.opening(**opening), kit.they_owe(), kit.rules(), FACTS, MONDAY)
    return replace(apply(None, events[0]), **more)


TRUE = [
    (Condition(above=Decimal(99)), {}),
    (Condition(below=Decimal(101)), {}),
    (Condition(older_than_days=3), {"opened_at": MONDAY - timedelta(days=3)}),
    (Condition(kinds=frozenset({CustomerKind.CONSUMER})), {}),
    (Condition(languages=frozenset({"en", "de"})), {}),
    (Condition(clients=frozenset({"acme"})), {}),
    (Condition(promises_broken=1), {"promises_broken": 2}),
    (Condition(answered=True), {"answered_at": MONDAY}),
    (Condition(answered=False), {}),
    (Condition(earlier_cases=2), {"earlier_cases": 2}),
    (Condition(balances=frozenset({Balance.OWED})), {}),
    (Condition(balances=frozenset({Balance.HELD})), {"paid": 10_001}),
    (Condition(balances=frozenset({Balance.EVEN, Balance.HELD})), {"paid": 10_000}),
    (Condition(reasons=frozenset({"no_funds"})), {"reason": "R01"}),
    (Condition(reasons=frozenset({"R01", "fraud"})), {"reason": "R01"}),
    (Condition(reasons=frozenset({"unknown"})), {"reason": "Z99"}),
    (Condition(stages=frozenset({Stage.INQUIRY})), {"stage": Stage.INQUIRY}),
    (Condition(countries=frozenset({"US", "CA"})), {}),
    (Condition(contested=True), {"disputed": 1}),
    (Condition(contested=False), {}),
    (Condition(deadline=True), {"respond_by": date(2026, 3, 9)}),
    (Condition(deadline=False), {}),
    (ALWAYS, {}),
]
FALSE = [
    (Condition(above=Decimal(100)), {}),
    (Condition(below=Decimal(100)), {}),
    (Condition(older_than_days=1), {}),
    (Condition(kinds=frozenset({CustomerKind.BUSINESS})), {}),
    (Condition(languages=frozenset({"fr"})), {}),
    (Condition(clients=frozenset({"other"})), {}),
    (Condition(promises_broken=1), {}),
    (Condition(answered=True), {}),
    (Condition(earlier_cases=1), {}),
    (Condition(balances=frozenset({Balance.HELD, Balance.EVEN})), {}),
    (Condition(reasons=frozenset({"fraud"})), {"reason": "R01"}),
    (Condition(reasons=frozenset({"R1"})), {"reason": "R01"}),
    (Condition(stages=frozenset({Stage.CHARGEBACK})), {}),
    (Condition(countries=frozenset({"GB"})), {}),
    (Condition(contested=True), {}),
    (Condition(deadline=True), {}),
    (Condition(answered=False, deadline=True), {}),  # one part is not enough
]


@pytest.mark.parametrize(("condition", "state"), TRUE)
def test_it_holds(condition: Condition, state: dict[str, Any]) -> None:
    assert holds(condition, case(**state), FACTS, MONDAY)
    assert not allowed(ALWAYS, condition, case(**state), FACTS, MONDAY)


@pytest.mark.parametrize(("condition", "state"), FALSE)
def test_it_does_not_hold(condition: Condition, state: dict[str, Any]) -> None:
    assert not holds(condition, case(**state), FACTS, MONDAY)
    assert allowed(ALWAYS, condition, case(**state), FACTS, MONDAY)


def test_other_cases_are_counted_when_a_case_opens() -> None:
    known = kit.facts(recent_cases=3)
    opened = decide(None, kit.opening(), kit.they_owe(), kit.rules(), known, MONDAY)[0]
    assert apply(None, opened).earlier_cases == 3


def test_a_chargeback_of_which_no_stage_is_said_has_gone_through() -> None:
    assert case(case_type=CaseType.CHARGEBACK, reason="10.4").stage is Stage.CHARGEBACK
    assert case(case_type=CaseType.CHARGEBACK, stage=Stage.INQUIRY).stage is Stage.INQUIRY
    assert case().stage is None


def test_an_action_of_a_reaction_is_done_where_its_conditions_hold() -> None:
    small = Condition(below=Decimal(500))
    thanks = (Resume(kit.days(1)), kit.hold_for())
    reaction = Reaction(thanks, (Guard(small), Guard(unless=small)))
    for expected, held in ((10_000, False), (90_000, True)):
        playbook = kit.they_owe()
        world = World(playbooks={Owes.THEY: replace(playbook, reactions={Intent.ACKNOWLEDGEMENT: reaction})})
        world.open(kit.opening(expected=expected))
        world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
        assert (world.case.hold is not None) is held
