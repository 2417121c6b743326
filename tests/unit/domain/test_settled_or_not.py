"""Escalations: what settles one and what does not, at the edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.chains import EscalationReason
from bot.domain.escalation import pinged_people
from bot.domain.playbook import Happening, HoldFor, Task
from bot.domain.proposals import money_digest
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseState, Channel, HoldKind, Owes, ResolutionKind, Role
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, BOB, MONDAY, SUE
from tests.unit.domain.world import World

DEADLINES = {EscalationReason.DEADLINE_HALF, EscalationReason.DEADLINE_NEAR}


def world(staff: dict[str, Staff] | None = None, reactions: dict | None = None) -> World:
    rules = kit.rules(escalations=kit.escalations(), staff=kit.staff() | (staff or {}))
    made = World(rules={"acme": rules}, known={"acme": kit.facts()})
    made.playbooks[Owes.THEY] = kit.they_owe(reactions=reactions or {})
    return made


def large() -> World:
    """A case so large that its supervisor was called."""
    made = world()
    made.open(kit.opening(expected=200_000))
    made.run(timedelta(minutes=1))
    assert made.case.escalation is not None
    return made


def raised(made: World) -> set[EscalationReason]:
    return {event.escalation.reason for event in made.said(e.EscalationRaised)}


@pytest.mark.parametrize(
    "work",
    [
        c.LogCall(SUE, "call1", reached=True),
        c.ProposeResolution(SUE, "P1", ResolutionKind.WRITE_OFF, 100),
        c.SnoozeCase(SUE, MONDAY + timedelta(days=3)),
        c.SayByHand(SUE, "s1", Channel.EMAIL, "c1", MONDAY),
        c.CorrectContact(SUE, "c1", Channel.EMAIL, verified=True),
        c.RecordPayment(SUE, "h1", 5, None, "B"),
        c.SkipStep(SUE, "second"),
        c.ShiftStep(SUE, "second", MONDAY + timedelta(days=9)),
    ],
    ids=lambda work: type(work).__name__,
)
def test_whatever_somebody_of_the_chain_does_for_the_case_settles_it(work):
    made = large()
    made.do(work)
    assert made.case.escalation is None
    assert made.said(e.EscalationEnded)[-1].reason == "somebody has looked after it"


def test_giving_the_case_to_a_colleague_settles_nothing():
    made = large()
    made.do(c.AssignCase(SUE, "ann"))
    assert made.case.escalation is not None


def test_work_on_a_case_that_is_held_settles_nothing_before_it_is_released():
    """A broken promise holds the case here: a call is no answer to what shall become of it."""
    held = (HoldFor(HoldKind.PROMISE_BROKEN, Role.OPERATOR, kit.business_days(1)),)
    made = world(reactions={Happening.PROMISE_BROKEN: held})
    made.open()
    made.reply(kit.will_pay(date(2026, 3, 4)))
    while made.case.escalation is None:
        made.run(timedelta(hours=1))
    made.do(c.LogCall(ANN, "call1", reached=True))
    assert made.case.escalation is not None
    made.do(c.ReleaseHold(ANN))
    assert made.case.escalation is None


def test_one_about_a_deadline_that_was_over_already_is_not_settled_by_time():
    """Nobody has looked yet, and its passing is why they are called."""
    made = world(reactions={Happening.DEADLINE_NEAR: None})
    made.open(kit.opening(respond_by=date(2026, 3, 1)))
    made.run(timedelta(hours=1))
    assert made.case.escalation is not None
    assert made.said(e.EscalationEnded) == []


def test_what_was_carried_out_has_no_deadline_to_be_called_for():
    """It waits for the bank, and nobody here can make that faster."""
    made = world()
    made.playbooks[Owes.WE] = kit.we_owe()
    made.open(kit.overpaid(respond_by=date(2026, 3, 13)))
    made.do(c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, 10_000))
    made.do(c.ApproveProposal(ABE, "P1", money_digest(made.case)))
    made.do(c.CarryOut(BOB, "P1", "ERP-1"))
    assert made.case.state is CaseState.EXECUTING
    made.run(timedelta(days=10))
    assert not raised(made) & DEADLINES


@pytest.mark.parametrize(("task", "told"), [("vulnerable", ""), ("call_the_bank", "call_the_bank")])
def test_a_task_that_is_named_like_what_is_nobodys_business_is_not_told(task, told):
    steps = (kit.step("task", Task(task, Role.OPERATOR, kit.business_days(1)), kit.days(0)),)
    made = world()
    made.playbooks[Owes.THEY] = kit.playbook(Owes.THEY, *steps)
    made.open()
    made.run(timedelta(minutes=1))
    assert [event.escalation.what for event in made.said(e.EscalationRaised)] == [told]


def test_an_assignee_who_no_longer_works_for_the_client_is_not_asked_alone():
    made = world()
    made.open()
    made.do(c.AssignCase(SUE, "bob"))
    gone = Staff("bob", "Bob", frozenset({Role.OPERATOR}), frozenset({"other"}))
    made.rules["acme"] = replace(made.rules["acme"], staff=kit.staff() | {"bob": gone})
    made.reply(kit.reading(decided=False))
    live = made.case.escalation
    assert live is not None
    assert [one.id for one in pinged_people(made.case, live, made.rules["acme"])] == ["ann"]
