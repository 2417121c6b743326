"""`case why`: what is said to come next is what then happens, and what holds a case back is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import TouchKey
from bot.domain.explain import Held, NextStep, held_back, next_steps, sentence
from bot.domain.facts import Pause, UnappliedReceipt
from bot.domain.proposals import money_digest
from bot.domain.rules import Liveness
from bot.domain.sentences import MONEY_SENTENCES, SENTENCES
from bot.domain.vocabulary import Channel, Flag, HoldKind, Intent, Owes, ResolutionKind, Role, TouchClass
from tests.unit.domain import kit
from tests.unit.domain.kit import ANN, moment, reading
from tests.unit.domain.world import World


def known(world: World, name: str = "C1"):
    case = world.cases[name]
    return case, world.playbooks[case.owes], world.facts(name, case.client), world.rules[case.client], world.now


def ahead(world: World) -> tuple[NextStep, ...]:
    return next_steps(*known(world))


def held(world: World) -> tuple[Held, ...]:
    return held_back(*known(world))


def opened(**more) -> World:
    world = World(**more)
    world.open()
    world.run(timedelta(hours=1))
    return world


# --- what comes next -------------------------------------------------------------------------------------------


def test_the_rest_of_the_ladder_is_told_with_channel_and_time():
    assert ahead(opened()) == (
        NextStep("second", Channel.EMAIL, moment("2026-03-05 15:00")),
        NextStep("third", Channel.EMAIL, moment("2026-03-09 14:00")),
        NextStep("formal", Channel.EMAIL, moment("2026-03-16 14:00")),
        NextStep("hand_over", None, moment("2026-04-01 14:00")),
    )


def test_a_promise_shows_its_reminder_and_what_follows_if_it_is_broken():
    world = opened()
    world.reply(kit.will_pay(date(2026, 3, 11)))
    assert [(step.step, step.channel is not None) for step in ahead(world)] == [
        ("answer", True),
        ("promise_reminder", True),
        ("promise_broken", False),
        ("promise_broken", True),
        ("second", True),
        ("third", True),
        ("formal", True),
        ("hand_over", False),
    ]


@pytest.mark.parametrize("state", ["held", "deciding", "executing"])
def test_what_is_with_a_person_shows_when_the_next_level_hears_of_it(state):
    world = opened()
    if state == "held":
        world.do(c.HoldCase(ANN, HoldKind.STAFF, moment("2026-03-04 15:00")))
    else:
        world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100))
    if state == "executing":
        world.do(c.ApproveProposal(kit.ABE, "P1", money_digest(world.case)))
    (first, *_) = ahead(world)
    assert first.channel is None
    assert first.at == world.next_at()
    assert first.step == {"deciding": "proposal_expired"}.get(state, "escalation")


def test_a_closed_case_has_nothing_before_it():
    world = opened()
    world.do(c.SeePayment("p1", 10_000))
    world.run(timedelta(days=1))
    assert ahead(world) == ()
    assert held(world) == ()


def what_happened(world: World, since: datetime) -> list[tuple[datetime, Channel | None]]:
    """Messages, steps and expiries that followed, until the case reached a person."""
    found = [(sent.at, sent.touch.channel) for sent in world.sent if sent.at >= since]
    for event in world.log["C1"]:
        match event:
            case e.StepDone(at=at) | e.PromiseBroken(at=at) | e.ProposalEnded(at=at) if at >= since:
                found.append((at, None))
            case _:
                pass
    return sorted(found, key=str)


@kit.QUICK
@given(
    st.sampled_from([Owes.THEY, Owes.WE, Owes.OPEN]),
    st.integers(-5, 25),
    st.lists(
        st.tuples(
            st.integers(1, 90),
            st.sampled_from([None, *Intent]),
            st.integers(0, 12),
            st.sampled_from([Channel.EMAIL, Channel.SMS]),
        ),
        max_size=3,
    ),
    st.integers(1, 90),
)
def test_what_is_said_to_come_next_is_what_then_happens(owes, late, past, hours):
    world = World(now=kit.MONDAY + timedelta(days=late))
    world.open(kit.overpaid() if owes is Owes.WE else kit.opening(owes=owes))
    for wait, intent, days, channel in past:
        world.run(timedelta(hours=wait))
        if intent is Intent.PROMISE_TO_PAY:
            world.reply(kit.will_pay(world.now.date() + timedelta(days=days)), channel=channel)
        elif intent is not None:
            world.reply(reading(intent), channel=channel)
    world.run(timedelta(hours=hours))
    started = world.case.state in ("held", "deciding", "executing", "closed")
    said = ahead(world)
    since, seen = world.now, len(world.log["C1"])
    del world.log["C1"][:seen]
    end = said[-1].at if said else since
    world.run(max(end, world.now))
    if not started:
        told = [(step.at, step.channel) for step in said if step.step != "person"]
        happened = [entry for entry in what_happened(world, since) if entry[0] > since]
        assert sorted((entry for entry in told if entry[0] > since), key=str) == happened


def test_a_fresh_feed_is_taken_to_stay_fresh():
    world = World(
        rules={"acme": kit.rules(declared_feed=True)}, known={"acme": kit.facts(covered_until=date(2026, 2, 27))}
    )
    world.open()
    world.run(timedelta(hours=1))
    assert [step.step for step in ahead(world)] == ["second", "third", "formal", "hand_over"]


def test_what_waited_for_an_import_comes_as_soon_as_one_covers_it():
    world = World(
        rules={"acme": kit.rules(declared_feed=True)}, known={"acme": kit.facts(covered_until=date(2026, 2, 20))}
    )
    world.open()
    world.run(timedelta(hours=1))
    assert world.case.planned is not None
    case, playbook, _, rules, now = known(world)
    fresh = kit.facts(covered_until=date(2026, 3, 2))
    (first, second, *_) = next_steps(case, playbook, fresh, rules, now)
    assert (first.step, first.at, second.step) == ("first", now, "second")


def test_thanks_for_a_partial_payment_do_not_count_as_a_chase():
    world = opened()
    world.do(c.SeePayment("p1", 4_000))
    assert [(step.step, step.at.day) for step in ahead(world)][:2] == [("partial_payment", 2), ("second", 5)]


# --- what holds it back ----------------------------------------------------------------------------------------


def test_nothing_holds_back_a_ladder_that_runs():
    assert held(opened()) == ()


def test_a_hold_names_its_kind_its_owner_and_its_deadline():
    world = opened()
    until = moment("2026-03-04 15:00")
    world.do(c.HoldCase(kit.SUE, HoldKind.REQUEST, until))
    (one,) = held(world)
    assert (one.rule, one.kind, one.owner, one.deadline) == ("CASE-STATE", "request", Role.SUPERVISOR, until)
    assert one.lifts_at is None
    assert "2026-03-04 15:00" in one.sentence


def test_a_wait_names_when_it_ends():
    world = opened()
    world.do(c.SnoozeCase(ANN, moment("2026-03-10 15:00")))
    (one,) = held(world)
    assert one.lifts_at == moment("2026-03-10 15:00")


def test_while_a_case_waits_no_passing_limit_of_the_next_message_is_named():
    world = opened()
    world.reply(kit.will_pay(date(2026, 3, 11)))
    world.run(moment("2026-03-10 16:00"))  # the reminder has just gone out
    assert [one.rule for one in held(world)] == ["CASE-STATE"]


def test_a_rest_and_a_proposal_are_named():
    world = opened()
    world.reply(reading(Intent.ACKNOWLEDGEMENT))
    assert [one.lifts_at for one in held(world)] == [world.case.not_before]
    world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100))
    assert "proposal" in held(world)[0].lifts_when


@pytest.mark.parametrize(
    ("rules", "facts", "opening", "rule"),
    [
        ({}, {"pauses": (Pause("deployment"),)}, {}, "PAUSED"),
        ({"liveness": Liveness.HELD}, {}, {}, "LIVE-LIST"),
        ({}, {"who": {"person_only": True}}, {}, "PERSON-ONLY"),
        ({}, {"unapplied": (UnappliedReceipt("USD", 10_000),)}, {}, "SUSPENSE-MATCH"),
        ({"declared_feed": True}, {}, {}, "FRESHNESS"),
        ({}, {}, {"expected": 300}, "FLOOR"),
        ({}, {}, {"disputed": 5_000}, "DISPUTE-HOLD"),
        ({}, {"who": {"unread_replies": 1}}, {}, "REPLY-FIRST"),
    ],
)
def test_what_the_gate_refuses_is_named_with_what_lifts_it(rules, facts, opening, rule):
    world = World(rules={"acme": kit.rules(**rules)}, known={"acme": kit.facts(**facts)})
    world.open(kit.opening(**opening))
    world.run(timedelta(hours=1))
    (one,) = held(world)
    assert one.rule == rule
    assert one.lifts_at is None
    assert one.lifts_when
    assert world.said(e.TouchPlanned)[0].rule == rule


def test_a_time_that_holds_back_is_named_with_the_moment():
    world = World(now=moment("2026-03-03 03:30"))  # 22:30 in New York
    world.open()
    (one,) = held(world)
    assert (one.rule, one.lifts_at) == ("HOURS-US", moment("2026-03-03 13:00"))
    assert ahead(world)[0] == NextStep("first", Channel.EMAIL, moment("2026-03-03 13:00"))


def test_no_address_is_named():
    world = World(known={"acme": kit.facts(kit.contact(reachable=frozenset()))})
    world.open()
    assert {one.rule for one in held(world)} == {"CASE-STATE", "NO-ADDRESS"}


def test_person_only_is_named_once():
    world = opened()
    world.reply(reading(flags=(Flag.BEREAVED,)))
    assert [one.rule for one in held(world)] == ["PERSON-ONLY"]


LATER = kit.MONDAY + timedelta(days=1)


# --- sentences -------------------------------------------------------------------------------------------------


def a_lively_log() -> list[e.Event]:
    """One case to which nearly everything happens."""
    world = World()
    world.open(kit.opening(respond_by=date(2026, 4, 20)))
    world.run(timedelta(days=4))
    for intent in (Intent.PROMISE_TO_PAY, Intent.OPT_OUT, Intent.DISPUTE, Intent.WRONG_PERSON, Intent.LEGAL_NOTICE):
        world.reply(kit.will_pay(date(2026, 3, 9)) if intent is Intent.PROMISE_TO_PAY else reading(intent))
        world.run(timedelta(days=3))
    world.do(c.ReleaseHold(kit.SUE))
    world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.CREDIT_NOTE, 500, new_payee=True))
    for approver in (kit.ABE, kit.SUE):
        world.do(c.ApproveProposal(approver, "P1", money_digest(world.case), called_back=True))
    world.do(c.CarryOut(ANN, "P1", "ERP-1"))
    world.do(c.ConfirmExecution("P1", "import"))
    return world.log["C1"]


def test_every_kind_of_event_has_a_sentence():
    said = {type(event): sentence(event) for event in a_lively_log()}
    for text in said.values():
        assert text.endswith("."), text
        assert text[0].isupper() or text.split()[0] in kit.staff(), text
        assert "_" not in text, text
    assert set(get_args(e.Event)) == set(SENTENCES) | set(MONEY_SENTENCES)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (
            e.TouchQueued(
                TouchKey("first"),
                "first",
                "t",
                TouchClass.CHASE,
                Channel.SMS,
                "c1",
                1,
                None,
                "normal",
                True,
                kit.MONDAY,
            ),
            "The reminder 'first' was queued for sms.",
        ),
        (
            e.TouchPlanned(
                TouchKey("first"), "first", "HOURS-US", "It is late.", moment("2026-03-03 13:00"), "the hours begin"
            ),
            "The message 'first' was moved to 2026-03-03 13:00 UTC (HOURS-US): It is late.",
        ),
        (e.CallLogged("k", "ann", False, kit.MONDAY), "ann called the customer and reached nobody."),
        (e.StepDone("hand_over", 1, kit.MONDAY), "The step 'hand over' was done."),
        (e.HoldEnded("deadline", kit.MONDAY, 0), "Nobody has released the hold in time."),
        (e.HoldEnded("ann", kit.MONDAY, 0), "ann released the hold."),
        (e.HoldEnded("import:4711", kit.MONDAY, 0), "The hold ended: the import was undone."),
        (
            e.CaseEscalated(Role.OPERATOR, "clock", e.NOT_CONFIRMED, LATER, kit.MONDAY),
            "The ledger has until 2026-03-03 15:00 UTC to show it.",
        ),
        (
            e.CaseEscalated(Role.SUPERVISOR, "clock", e.NOT_CONFIRMED, LATER, kit.MONDAY),
            "The ledger does not show it: the supervisor must act by 2026-03-03 15:00 UTC.",
        ),
        (
            e.CaseEscalated(Role.SUPERVISOR, "clock", e.NOT_CARRIED_OUT, LATER, kit.MONDAY),
            "What was approved was not carried out in time: the supervisor must act by 2026-03-03 15:00 UTC.",
        ),
        (
            e.CaseEscalated(Role.SUPERVISOR, "playbook", "deadline_near", LATER, kit.MONDAY),
            "The playbook calls for the supervisor, who must act by 2026-03-03 15:00 UTC: deadline near.",
        ),
        (
            e.CaseEscalated(Role.SUPERVISOR, "ann", "staff", LATER, kit.MONDAY),
            "ann asked the supervisor to act by 2026-03-03 15:00 UTC.",
        ),
    ],
)
def test_sentences_are_plain_english(event, text):
    assert sentence(event) == text


def revised(expected: int, disputed: int) -> e.AmountsRevised:
    return e.AmountsRevised(7500, expected, 2000, disputed, "import:1", kit.MONDAY)


def test_a_revision_says_in_money_what_changed():
    assert sentence(revised(1500, 2000), "EUR") == "The ledger changed: 75.00 EUR to 15.00 EUR expected."
    both = "The ledger changed: 75.00 EUR to 15.00 EUR expected, 20.00 EUR to 0.00 EUR contested."
    assert sentence(revised(1500, 0), "EUR") == both


def test_money_asked_back_is_said_when_a_case_opens():
    opened = next(event for event in a_lively_log() if isinstance(event, e.CaseOpened))
    asked_back = replace(opened, expected=14000, paid=14000, disputed=14000, currency="USD")
    assert sentence(asked_back).endswith(": 140.00 USD contested.")
