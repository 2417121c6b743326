"""A promise is silence until its day, one reminder, and a person after the second time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import WaitReason
from bot.domain.facts import Pause, PersonHistory
from bot.domain.vocabulary import CaseState, Flag, HoldKind, Intent, Owes, Question, TouchClass
from tests.unit.domain import kit
from tests.unit.domain.kit import moment
from tests.unit.domain.world import World

DAY = date(2026, 3, 11)  # nine days after the case was opened; with two bank days of grace until Friday the 13th


def promised(day: date = DAY, **more) -> World:
    world = World(**more)
    world.open()
    world.run(timedelta(hours=2))
    world.reply(kit.will_pay(day))
    world.run(timedelta(minutes=1))
    return world


def templates(world: World) -> list[str]:
    return [sent.touch.template for sent in world.sent]


def test_a_promise_is_confirmed_and_then_nobody_asks_until_it_is_broken():
    world = promised()
    assert world.case.state is CaseState.WAITING
    assert templates(world) == ["chase/friendly", "noted"]
    world.run(moment("2026-03-14 13:59"))
    assert templates(world) == ["chase/friendly", "noted", "remind"]


def test_the_reminder_goes_out_the_day_before():
    world = promised()
    world.run(moment("2026-03-12 12:00"))
    reminder = world.sent[-1]
    assert reminder.touch.template == "remind"
    assert reminder.at == moment("2026-03-10 14:00")
    assert reminder.touch.touch_class is TouchClass.CHASE


@pytest.mark.parametrize(("day", "reminded"), [(date(2026, 3, 4), False), (date(2026, 3, 5), True)])
def test_only_a_day_that_is_more_than_two_days_off_is_reminded_of(day, reminded):
    world = promised(day)
    world.run(moment("2026-03-06 12:00"))
    assert ("remind" in templates(world)) is reminded


def test_a_reminder_that_cannot_go_out_before_the_day_is_given_up():
    world = promised(date(2026, 3, 5))
    world.change(pauses=(Pause("deployment"),))
    world.run(moment("2026-03-06 12:00"))
    assert "remind" not in templates(world)
    assert world.case.promise is not None
    assert world.case.promise.reminded


def test_a_reminder_held_up_in_the_outbox_does_not_go_out_after_the_promise_is_over():
    world = promised()
    world.run(moment("2026-03-10 13:30"))
    world.history = PersonHistory((moment("2026-03-10 13:00"),), moment("2026-03-02 17:00"))
    world.run(timedelta(days=30))
    assert "remind" not in templates(world)


def test_the_same_day_promised_twice_has_two_reminders_at_most_and_no_key_twice():
    world = promised()
    world.run(moment("2026-03-10 15:00"))
    world.reply(kit.will_pay(DAY))
    world.run(timedelta(days=30))
    assert templates(world).count("remind") == 1


def test_a_kept_promise_is_thanked_for_and_closes_the_case():
    world = promised()
    world.do(c.SeePayment("p1", 10_000))
    assert world.said(e.PromiseKept)[0].day == DAY
    assert world.case.state is CaseState.CLOSED
    world.run(timedelta(days=60))
    assert templates(world) == ["chase/friendly", "noted", "paid_thanks"]


def test_a_promise_is_broken_after_its_day_two_bank_days_and_the_next_morning():
    world = promised()
    world.run(moment("2026-03-14 13:59"))
    assert world.said(e.PromiseBroken) == []
    world.run(moment("2026-03-14 14:00"))
    assert world.said(e.PromiseBroken)[0].day == DAY
    assert world.case.state is CaseState.OPEN
    assert templates(world)[-1] == "broken"


def test_after_a_broken_promise_the_ladder_goes_on_where_it_stood():
    world = promised()
    world.run(timedelta(days=60))
    steps = [(name, day) for name, day in world.steps_sent()]
    assert steps == [
        ("first", date(2026, 3, 2)),
        ("second", date(2026, 3, 17)),  # 3 days after the 2nd, 12 of which the case waited
        ("third", date(2026, 3, 21)),
        ("formal", date(2026, 3, 28)),
    ]


def test_the_word_about_a_broken_promise_is_a_chase_and_keeps_its_rules():
    world = promised(rules={"acme": kit.rules(declared_feed=True)})
    world.known["acme"] = kit.facts(covered_until=date(2026, 3, 13), who={"person_only": True})
    world.run(moment("2026-03-15 14:00"))
    assert world.said(e.PromiseBroken)
    assert "broken" not in templates(world)


def test_broken_twice_is_for_a_person():
    world = promised()
    world.run(moment("2026-03-15 15:00"))
    world.reply(kit.will_pay(date(2026, 3, 17)))
    world.run(timedelta(days=7))
    assert world.case.promises_broken == 2
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.PROMISE_BROKEN


def feeding(covered: date | None) -> World:
    world = World(
        rules={"acme": kit.rules(declared_feed=True)}, known={"acme": kit.facts(covered_until=date(2026, 2, 27))}
    )
    world.open()
    world.run(timedelta(hours=2))
    world.reply(kit.will_pay(DAY))
    world.change(covered_until=covered)
    return world


def test_a_promise_is_not_broken_before_an_import_covers_its_last_day():
    world = feeding(date(2026, 3, 12))
    world.run(moment("2026-03-16 15:00"))
    assert world.said(e.PromiseBroken) == []
    assert world.case.state is CaseState.WAITING
    world.change(covered_until=date(2026, 3, 13))
    world.run(moment("2026-03-17 15:00"))
    assert world.said(e.PromiseBroken)


def test_an_import_that_lags_a_day_behind_is_enough_when_it_covers_the_last_day():
    world = feeding(date(2026, 3, 13))
    world.run(moment("2026-03-17 13:00"))
    assert world.said(e.PromiseBroken)


def test_without_any_import_a_person_looks_after_a_week():
    world = feeding(None)
    world.run(timedelta(days=25))
    assert world.case.state is CaseState.HELD
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.PROMISE_BROKEN


def test_a_day_too_far_off_is_for_a_person():
    world = promised(date(2026, 3, 17))
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.REQUEST


@pytest.mark.parametrize("day", [None, date(2026, 3, 1)])
def test_a_promise_without_a_day_to_come_is_asked_for_one_and_waited_for(day):
    world = World()
    world.open()
    world.run(timedelta(hours=2))
    world.reply(kit.will_pay(day) if day else kit.reading(Intent.PROMISE_TO_PAY))
    assert world.case.wait is not None
    assert world.case.wait.reason is WaitReason.ANSWER
    assert world.case.questions_asked == (Question.WHICH_DAY,)
    world.run(timedelta(days=6))
    assert templates(world) == ["chase/friendly", "ask_day"]
    world.run(timedelta(days=10))
    assert world.steps_sent()[1:] == [("second", date(2026, 3, 12)), ("third", date(2026, 3, 16))]


def test_the_day_is_asked_for_once_only():
    world = World()
    world.open()
    world.run(timedelta(hours=2))
    for _ in range(3):
        world.reply(kit.reading(Intent.PROMISE_TO_PAY))
        world.run(timedelta(hours=3))
    assert templates(world).count("ask_day") == 1


@pytest.mark.parametrize(
    "reading", [kit.reading(Intent.ACKNOWLEDGEMENT), kit.reading(Intent.OTHER, flags=(Flag.ABUSIVE,))]
)
def test_small_talk_does_not_end_a_promise(reading):
    world = promised()
    world.reply(reading)
    if reading.has(Intent.ACKNOWLEDGEMENT):
        assert world.case.promise is not None
        assert world.case.promise.day == DAY


def test_fear_of_a_scam_is_answered_and_leaves_the_promise_alone():
    world = promised()
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT, flags=(Flag.SCAM_FEAR,)))
    assert world.case.promise is not None
    assert "check" in {event.template for event in world.said(e.TouchQueued)}


def test_who_asks_only_who_is_writing_is_answered_and_waits_for_nobody():
    world = promised()
    world.reply(kit.reading(Intent.OTHER, flags=(Flag.SCAM_FEAR,)))
    assert world.case.hold is None
    assert [event.template for event in world.said(e.TouchQueued)][-1] == "check"


def test_a_new_promise_takes_the_place_of_the_old_one():
    world = promised()
    world.reply(kit.will_pay(date(2026, 3, 13)))
    assert world.case.promise is not None
    assert world.case.promise.day == date(2026, 3, 13)


def test_saying_that_it_is_paid_ends_the_promise_and_starts_a_trace_that_ends_with_a_person():
    world = promised()
    world.reply(kit.reading(Intent.ALREADY_PAID))
    assert world.case.promise is None
    assert world.case.wait is not None
    assert world.case.wait.reason is WaitReason.TRACE
    world.run(timedelta(days=3))
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.TRACE


def test_a_partial_payment_is_thanked_for_and_does_not_end_the_promise():
    world = promised()
    world.do(c.SeePayment("p1", 4_000))
    assert world.case.promise is not None
    world.run(timedelta(hours=1))
    assert templates(world)[-1] == "partial_thanks"


def test_nobody_can_promise_what_they_do_not_owe():
    playbook = kit.we_owe()
    world = World(playbooks={Owes.WE: playbook})
    world.open(kit.overpaid())
    world.reply(kit.will_pay(DAY))
    assert world.case.state is CaseState.HELD


def test_a_reminder_that_would_be_the_days_second_chase_moves_to_the_next_morning():
    world = promised()
    world.run(moment("2026-03-10 13:30"))
    world.history = PersonHistory((moment("2026-03-10 13:00"),), moment("2026-03-10 13:10"))  # by another client
    world.run(moment("2026-03-11 13:00"))
    assert [(s.touch.template, s.at) for s in world.sent][-1] == ("remind", moment("2026-03-11 12:00"))
