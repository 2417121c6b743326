"""When steps fire: distances, late starts, outages, standing still, and the person at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import StepFate
from bot.domain.facts import Pause
from bot.domain.playbook import Anchor, Condition, HandOver, Propose, Task, Tone
from bot.domain.rules import Liveness, Rule
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    CustomerKind,
    FailureClass,
    HoldKind,
    Owes,
    ReceiptKind,
    ResolutionKind,
    Role,
)
from tests.unit.domain import kit
from tests.unit.domain.kit import ANN, MONDAY, SUE, chase, days, hours, moment, notice, step
from tests.unit.domain.world import World

DUE = date(2026, 3, 2)
DISTANCES = [("first", 0), ("second", 3), ("third", 7), ("formal", 14)]


def on_days(start: date = DUE) -> list[tuple[str, date]]:
    return [(name, start + timedelta(days=offset)) for name, offset in DISTANCES]


def a_world(*steps, owes: Owes = Owes.THEY, **more) -> World:
    reactions = more.pop("reactions", None)
    return World(playbooks={owes: kit.playbook(owes, *steps, reactions=reactions)}, **more)


def ended_with_a_person(world: World, day: date, name: str = "C1") -> bool:
    done = [event for event in world.said(e.StepDone, name) if event.step == "hand_over"]
    return [event.at.date() for event in done] == [day] and world.cases[name].state is CaseState.HELD


# --- distances -------------------------------------------------------------------------------------------------


def test_a_due_ladder_goes_out_on_the_due_day_and_3_7_14_days_later_then_a_person_after_30():
    world = World(now=moment("2026-02-20 15:00"))
    world.open()
    assert world.next_at() == moment("2026-03-02 15:00")
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days()
    assert ended_with_a_person(world, date(2026, 4, 1))


@pytest.mark.parametrize("late", [1, 2, 3, 7, 13, 20, 31, 200])
def test_a_case_opened_late_starts_at_rung_one_and_keeps_the_distances(late):
    world = World(now=MONDAY + timedelta(days=late))
    world.open()
    opened = DUE + timedelta(days=late)
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days(opened)
    assert ended_with_a_person(world, opened + timedelta(days=30))


def test_a_late_case_that_the_gate_holds_back_overnight_is_not_handed_over_before_anybody_was_asked():
    world = World(now=moment("2026-05-02 03:30"))  # two months late, at 23:30 in New York
    world.open()
    assert world.case.planned is not None
    assert world.case.planned.rule == Rule.HOURS_US
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days(date(2026, 5, 2))
    assert ended_with_a_person(world, date(2026, 6, 1))


def test_steps_counted_from_opening_do_not_move_because_the_due_day_is_long_past():
    world = a_world(
        step("first", chase(Tone.FRIENDLY), days(0)),
        step("look", Task("look", Role.OPERATOR, days(1)), days(2), Anchor.OPENED),
        step("second", chase(Tone.DIRECT), days(5)),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9), Anchor.OPENED),
        now=moment("2026-04-01 15:00"),
    )
    world.open()
    world.run(timedelta(days=30))
    assert [event.at.date() for event in world.said(e.TaskRaised)] == [date(2026, 4, 3)]
    assert world.steps_sent() == [("first", date(2026, 4, 1)), ("second", date(2026, 4, 6))]
    assert ended_with_a_person(world, date(2026, 4, 10))


def test_a_step_counted_from_the_previous_one_waits_until_that_one_is_done():
    world = a_world(
        step("first", notice("first"), days(0), Anchor.OPENED),
        step("second", notice("second"), days(3), Anchor.PREVIOUS),
        step("third", notice("third"), days(4), Anchor.PREVIOUS),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), hours(5), Anchor.PREVIOUS),
        owes=Owes.WE,
    )
    world.open(kit.overpaid())
    world.run(timedelta(days=30))
    assert world.steps_sent() == [
        ("first", date(2026, 3, 2)),
        ("second", date(2026, 3, 5)),
        ("third", date(2026, 3, 9)),
    ]
    assert world.said(e.StepDone)[0].at == moment("2026-03-09 19:00")


def test_the_distance_to_the_previous_step_does_not_count_days_on_which_the_case_stood_still():
    world = a_world(
        step("first", notice("first"), days(0), Anchor.OPENED),
        step("second", notice("second"), days(3), Anchor.PREVIOUS),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9), Anchor.PREVIOUS),
        owes=Owes.WE,
    )
    world.open(kit.overpaid())
    world.run(timedelta(days=1))
    world.do(c.SnoozeCase(ANN, world.now + timedelta(days=10)))
    world.run(timedelta(days=40))
    assert world.steps_sent() == [("first", date(2026, 3, 2)), ("second", date(2026, 3, 15))]


def test_a_repeated_step_keeps_its_distance_and_its_number():
    world = a_world(
        step("update", notice("update"), days(1), Anchor.OPENED, repeat=3, every=days(5)),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(30), Anchor.OPENED),
        owes=Owes.WE,
    )
    world.open(kit.overpaid())
    world.run(timedelta(days=60))
    assert [day.day for _, day in world.steps_sent()] == [3, 8, 13]


def test_a_repeated_step_without_a_distance_never_bursts():
    world = a_world(
        step("update", notice("update"), days(0), Anchor.OPENED, repeat=3),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(30), Anchor.OPENED),
        owes=Owes.WE,
    )
    world.open(kit.overpaid())
    world.run(timedelta(days=20))
    assert [day.day for _, day in world.steps_sent()] == [2, 3, 4]


def test_a_failed_repeat_is_repeated_and_does_not_use_up_the_number():
    world = a_world(
        step("update", notice("update"), days(0), Anchor.OPENED, repeat=3, every=days(5)),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(30), Anchor.OPENED),
        owes=Owes.WE,
    )
    failures = iter([None, FailureClass.TEMPORARY, FailureClass.TEMPORARY])
    world.fails = lambda _: next(failures, None)
    world.open(kit.overpaid())
    world.run(timedelta(days=60))
    assert [day.day for _, day in world.steps_sent()] == [2, 7, 12]


# --- conditions ------------------------------------------------------------------------------------------------


def test_a_step_whose_condition_does_not_hold_is_skipped_and_the_next_is_rung_one():
    world = a_world(
        step("big", chase(Tone.FRIENDLY), days(0), only_if=Condition(above=Decimal(500))),
        step("small", chase(Tone.FRIENDLY), days(2)),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9)),
        now=moment("2026-03-20 15:00"),
    )
    world.open()
    world.run(timedelta(days=30))
    assert world.steps_sent() == [("small", date(2026, 3, 20))]
    assert ended_with_a_person(world, date(2026, 3, 27))


@pytest.mark.parametrize(
    ("condition", "fires"),
    [
        (Condition(above=Decimal("99.99")), True),
        (Condition(above=Decimal(100)), False),
        (Condition(below=Decimal("100.01")), True),
        (Condition(below=Decimal(100)), False),
        (Condition(kinds=frozenset({CustomerKind.CONSUMER})), True),
        (Condition(kinds=frozenset({CustomerKind.BUSINESS})), False),
        (Condition(languages=frozenset({"es"})), False),
        (Condition(clients=frozenset({"acme"})), True),
        (Condition(clients=frozenset({"other"})), False),
        (Condition(promises_broken=1), False),
        (Condition(older_than_days=3), False),
    ],
)
def test_all_parts_of_a_condition_must_hold(condition, fires):
    world = a_world(
        step("first", chase(Tone.FRIENDLY), days(0), only_if=condition),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9)),
    )
    world.open()
    assert bool(world.case.touches) is fires
    assert bool(world.said(e.StepSkipped)) is not fires


def test_rung_one_that_loses_its_condition_while_the_gate_holds_it_back_blocks_nobody():
    world = a_world(
        step("first", chase(Tone.FRIENDLY), days(0), only_if=Condition(above=Decimal(50))),
        step("second", chase(Tone.DIRECT), days(3)),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9)),
    )
    world.known["acme"] = kit.facts(pauses=(Pause("deployment"),))
    world.open()
    world.do(c.ReviseAmounts(4_000, 0))
    world.change(pauses=())
    world.run(timedelta(days=4))
    assert [name for name, _ in world.steps_sent()] == ["second"]


# --- outages ---------------------------------------------------------------------------------------------------


def outage(world: World, length: timedelta) -> None:
    world.down = True
    world.run(length)
    world.down = False


def test_an_outage_of_a_day_loses_nothing_and_does_not_burst():
    world = World()
    world.open()
    world.run(moment("2026-03-05 12:00"))
    outage(world, timedelta(days=1))
    world.run(timedelta(days=60))
    assert world.steps_sent() == [
        ("first", date(2026, 3, 2)),
        ("second", date(2026, 3, 6)),  # a day late, after the hours began
        ("third", date(2026, 3, 9)),
        ("formal", date(2026, 3, 16)),
    ]


def test_an_outage_of_five_days_supersedes_what_was_overtaken():
    world = World()
    world.open()
    world.run(moment("2026-03-04 12:00"))
    outage(world, timedelta(days=6))
    world.run(timedelta(days=60))
    assert [name for name, _ in world.steps_sent()] == ["first", "third", "formal"]
    assert [event.step for event in world.said(e.TouchSuperseded)] == ["second"]


def test_after_an_outage_beyond_the_end_a_person_takes_over_without_a_last_word():
    world = World()
    world.open()
    world.run(timedelta(hours=1))
    outage(world, timedelta(days=45))
    world.run(timedelta(hours=1))
    assert [name for name, _ in world.steps_sent()] == ["first"]
    assert world.case.state is CaseState.HELD
    assert {event.step for event in world.said(e.TouchSuperseded)} == {"second", "third", "formal"}


@kit.QUICK
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
def test_whatever_the_outages_the_order_holds_nothing_is_lost_and_a_person_comes(stretches):
    world = World()
    world.open()
    for up, down in stretches:
        world.run(timedelta(days=up))
        outage(world, timedelta(days=down))
    world.run(timedelta(days=60))
    names = [name for name, _ in world.steps_sent()]
    order = ["first", "second", "third", "formal"]
    assert names == [name for name in order if name in names]
    fates = {record.step: record.fate for record in world.case.steps}
    assert {fates[name] for name in order} <= {StepFate.DONE, StepFate.SUPERSEDED}
    assert names[:1] == ["first"]
    assert world.case.state is CaseState.HELD


# --- standing still --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stand", ["hold", "snooze"])
def test_the_clock_stops_while_the_case_is_held_or_waits(stand):
    world = World()
    world.open()
    world.run(timedelta(days=1))
    if stand == "hold":
        world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=30)))
        world.run(timedelta(days=10))
        world.do(c.ReleaseHold(SUE))
    else:
        world.do(c.SnoozeCase(ANN, world.now + timedelta(days=10)))
    world.run(timedelta(days=60))
    assert world.steps_sent() == [
        ("first", date(2026, 3, 2)),
        ("second", date(2026, 3, 15)),
        ("third", date(2026, 3, 19)),
        ("formal", date(2026, 3, 26)),
    ]


def test_a_hold_before_the_first_message_keeps_all_distances():
    world = World(now=moment("2026-02-25 15:00"))
    world.open()
    world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=30)))
    world.run(moment("2026-03-12 16:00"))
    world.do(c.ReleaseHold(SUE))
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days(date(2026, 3, 12))


def test_days_that_a_hold_and_a_proposal_stood_together_count_once():
    world = World()
    world.open()
    world.run(timedelta(days=1))
    world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100))  # 3 March
    world.run(timedelta(days=1))
    world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=9)))
    world.run(timedelta(days=2))
    world.do(c.ReleaseHold(SUE))
    world.do(c.RejectProposal(SUE, "P1"))  # 6 March: 3 days
    world.do(c.ReleaseHold(SUE))
    assert world.case.shift_days == 3


def test_what_the_gate_had_planned_is_looked_at_anew_after_a_rest():
    world = World()
    world.open()
    world.run(timedelta(days=3) - timedelta(hours=1))
    world.history = replace(world.history, chases=(world.now - timedelta(hours=1),))  # by another client's case
    world.run(timedelta(hours=2))
    assert world.case.planned is not None
    assert world.case.planned.rule == Rule.TOUCH_CAP
    world.reply(kit.reading(kit.Intent.ACKNOWLEDGEMENT))
    assert world.case.planned is None
    assert world.next_at() == moment("2026-03-08 15:00")  # 11:00 in New York, three days on


# --- rung one held back ----------------------------------------------------------------------------------------


def test_while_rung_one_is_held_back_no_later_rung_goes_first():
    world = World(rules={"acme": kit.rules(liveness=Liveness.HELD)})
    world.open()
    world.run(timedelta(days=9))
    assert world.steps_sent() == []
    world.change(released=True)
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days(date(2026, 3, 11))


def test_rung_one_that_is_never_let_through_ends_with_a_person():
    world = World(rules={"acme": kit.rules(liveness=Liveness.HELD)})
    world.open()
    world.run(timedelta(days=60))
    assert world.steps_sent() == []
    assert ended_with_a_person(world, date(2026, 4, 1))


def test_a_touch_that_waits_for_an_event_for_ever_goes_to_a_person_where_no_step_does_it():
    world = a_world(step("first", chase(Tone.FRIENDLY), days(0)))
    world.open(kit.opening(expected=200))  # below the floor
    assert world.case.planned is not None
    assert world.case.planned.at is None
    assert world.next_at() == moment("2026-04-01 15:00")
    world.run(timedelta(days=31))
    assert world.case.state is CaseState.HELD


def test_rung_one_refused_at_hand_over_is_still_rung_one_later():
    world = World()
    world.open()
    world.known["acme"] = kit.facts(pauses=(Pause("deployment"),))  # pressed between queueing and sending
    world.run(timedelta(days=9))
    assert world.case.first_rung_at is None
    world.change(pauses=())
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days(date(2026, 3, 11))


def test_rung_one_cancelled_before_it_went_out_is_still_the_first_message():
    world = World(now=moment("2026-03-02 15:00"))
    world.open()
    world.reply(kit.reading(kit.Intent.ACKNOWLEDGEMENT))
    world.run(timedelta(days=60))
    assert world.steps_sent() == on_days(date(2026, 3, 5))


# --- order and tone --------------------------------------------------------------------------------------------


def test_a_message_that_bounces_after_its_successor_went_out_is_not_sent_again():
    world = World()
    world.open()
    world.run(timedelta(days=4))
    first = world.sent[0].touch
    world.do(c.RecordReceipt(first.key, "m1", first.channel, ReceiptKind.FAILED, FailureClass.TEMPORARY))
    world.run(timedelta(days=60))
    assert [name for name, _ in world.steps_sent()] == ["first", "second", "third", "formal"]


def test_a_softer_chase_never_follows_a_firmer_one():
    world = a_world(
        step("firm", chase(Tone.FIRM), days(0), Anchor.OPENED),
        step("soft", chase(Tone.FRIENDLY), days(5), Anchor.OPENED),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9), Anchor.OPENED),
    )
    world.open()
    world.run(timedelta(days=30))
    assert [name for name, _ in world.steps_sent()] == ["firm"]
    assert ended_with_a_person(world, date(2026, 3, 11))


def test_a_message_cancelled_while_its_call_was_under_way_counts_as_sent():
    world = World()
    world.open()
    key = world.case.touches[0].key
    world.reply(kit.reading(kit.Intent.ACKNOWLEDGEMENT))
    world.do(c.RecordHandOver(key, "m1"))
    record = world.case.record("first")
    assert record is not None
    assert record.fate is StepFate.DONE
    world.run(timedelta(days=60))
    assert [name for name, _ in world.steps_sent()] == ["second", "third", "formal"]


def test_a_live_touch_that_is_overtaken_leaves_the_outbox():
    world = World()
    world.open()
    world.run(timedelta(days=2))
    world.history = replace(world.history, chases=tuple(MONDAY + timedelta(days=n) for n in (0, 1, 2)))
    world.run(timedelta(days=60))
    names = [name for name, _ in world.steps_sent()]
    assert names == sorted(set(names), key=["first", "second", "third", "formal"].index)


# --- the end ---------------------------------------------------------------------------------------------------


def test_a_ladder_without_a_person_at_its_end_gets_one():
    world = a_world(step("first", chase(Tone.FRIENDLY), days(0)))
    world.open()
    world.run(timedelta(days=2))
    assert world.case.state is CaseState.HELD
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.END_OF_PLAYBOOK


def test_a_playbook_without_any_step_goes_to_a_person_at_once():
    world = a_world()
    world.open()
    assert world.case.state is CaseState.HELD


def test_a_step_whose_anchor_never_comes_does_not_keep_a_case_open():
    world = a_world(
        step("first", chase(Tone.FRIENDLY), days(0)),
        step("promised", chase(Tone.DIRECT), days(1), Anchor.PROMISE),
    )
    world.open()
    world.run(timedelta(days=2))
    assert world.case.state is CaseState.HELD


def test_no_channel_left_goes_to_a_person_whatever_the_playbook_says():
    reactions = {kit.Happening.UNREACHABLE: (kit.WaitFor(days(1)),)}
    world = World(playbooks={Owes.THEY: kit.they_owe(reactions=reactions)})
    world.known["acme"] = kit.facts(kit.contact(reachable=frozenset()))
    world.open()
    assert world.case.state is CaseState.HELD
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.NO_ADDRESS


def test_a_hold_goes_one_level_up_at_each_deadline_and_stays_with_people():
    world = World()
    world.open()
    world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=1)))
    owners = []
    for _ in range(4):
        world.run(world.case.hold.deadline)
        owners.append(world.case.hold.owner)
    assert owners == [Role.SUPERVISOR, Role.ADMIN, Role.ADMIN, Role.ADMIN]
    assert world.steps_sent() == []


def test_the_playbooks_proposal_that_cannot_be_made_goes_to_a_person():
    steps = (step("refund", Propose(ResolutionKind.REFUND), days(0), Anchor.OPENED),)
    world = World(playbooks={Owes.WE: kit.playbook(Owes.WE, *steps, resolutions=frozenset())})
    world.open(kit.overpaid())
    assert world.case.state is CaseState.HELD


def test_our_own_work_is_due_three_days_before_an_outside_deadline_rounded_earlier():
    world = World(now=moment("2026-03-03 15:00"))
    world.open(kit.opening(respond_by=date(2026, 3, 18)))  # three days before is a Sunday: Friday the 13th
    world.run(timedelta(days=30))
    near = [event for event in world.said(e.CaseEscalated) if event.by == "playbook"]
    assert [event.at for event in near] == [moment("2026-03-13 14:00")]


# --- bounces ---------------------------------------------------------------------------------------------------


def test_a_bad_address_falls_back_to_the_next_channel():
    world = World()
    world.fails = lambda touch: FailureClass.BAD_ADDRESS if touch.channel is Channel.EMAIL else None
    world.open()
    world.run(timedelta(days=1))
    assert [(sent.touch.step, sent.touch.channel) for sent in world.sent] == [("first", Channel.SMS)]
    assert [event.name for event in world.said(e.TaskRaised)] == ["find_address"]


def test_bounces_on_every_channel_end_with_a_person():
    world = World()
    world.fails = lambda _: FailureClass.BAD_ADDRESS
    world.open()
    world.run(timedelta(days=1))
    assert world.case.state is CaseState.HELD
    assert world.case.hold is not None
    assert world.case.hold.kind is HoldKind.NO_ADDRESS


def test_failing_for_ever_ends_with_a_person():
    world = World()
    world.fails = lambda _: FailureClass.TEMPORARY
    world.open()
    world.run(timedelta(days=3))
    assert world.case.state is CaseState.HELD
    assert len(world.keys) <= 12


def test_our_own_trouble_alarms_and_does_not_burn_the_case():
    world = World()
    world.fails = lambda _: FailureClass.CONFIGURATION
    world.open()
    world.run(timedelta(days=2, hours=20))
    assert world.case.state is CaseState.OPEN
    assert {event.to for event in world.said(e.CaseEscalated)} == {Role.ADMIN}
    world.fails = lambda _: None
    world.run(timedelta(days=60))
    assert [name for name, _ in world.steps_sent()][:1] == ["first"]


# --- time never turns on the spot ------------------------------------------------------------------------------


@kit.QUICK
@given(
    st.integers(-10, 40),
    st.sampled_from([kit.they_owe, kit.we_owe, kit.open_question]),
    st.lists(st.sampled_from([None, *FailureClass]), max_size=30),
    st.sampled_from(["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", ""]),
    st.integers(0, 23),
)
def test_silence_ends_with_a_person_in_bounded_steps(late, build, failures, zone, hour):
    playbook = build()
    world = World(now=MONDAY + timedelta(days=late, hours=hour), playbooks={playbook.owes: playbook})
    world.known["acme"] = kit.facts(kit.contact(zones=(zone,) if zone else ()), who={"zone": zone, "country": ""})
    outcomes = iter(failures)
    world.fails = lambda _: next(outcomes, None)
    world.open(kit.overpaid() if playbook.owes is Owes.WE else kit.opening(owes=playbook.owes))
    for _ in range(400):
        if world.case.state is CaseState.HELD:
            break
        before = world.next_at()
        times = [at for at in (before, *(m.at for m in world.outbox)) if at is not None]
        assert times, f"nobody comes: {world.case}"
        world.run(max(min(times), world.now))
    assert world.case.state is CaseState.HELD


def test_business_days_hold_over_the_week_end_for_what_we_owe():
    world = World(now=moment("2026-03-05 15:00"))  # Thursday
    world.open(kit.overpaid())
    world.run(timedelta(days=60))
    assert world.steps_sent() == [
        ("inform", date(2026, 3, 5)),
        ("remind", date(2026, 3, 10)),
        ("last", date(2026, 3, 19)),
    ]
    assert [event.proposal.kind for event in world.said(e.ProposalMade)] == [ResolutionKind.REFUND]


def test_an_escalation_and_a_task_do_not_stop_the_ladder():
    world = World()
    world.open(kit.opening(owes=Owes.OPEN))
    world.run(timedelta(days=60))
    assert [name for name, _ in world.steps_sent()] == ["received", "evidence", "update", "update", "update"]
    assert [event.name for event in world.said(e.TaskRaised)] == ["review"]
    called = [event for event in world.said(e.CaseEscalated) if event.by == "playbook"]
    assert [(event.to, event.reason, event.at.date()) for event in called] == [
        (Role.SUPERVISOR, "answer_due", date(2026, 3, 4))
    ]


def test_a_notice_of_the_ladder_that_is_queued_when_the_case_closes_does_not_go_out():
    world = World()
    world.open(kit.opening(owes=Owes.OPEN, paid=9_999))
    world.do(c.ReviseAmounts(9_999, 0))
    assert world.case.state is CaseState.CLOSED
    assert world.case.touches == ()
    world.do(c.UndoPayment("u1", 5_000))
    world.run(timedelta(hours=1))
    assert [sent.touch.key.occurrence for sent in world.sent if sent.touch.step == "received"] == []
    world.run(timedelta(days=5))
    assert [sent.touch.key.occurrence for sent in world.sent if sent.touch.step == "received"] == [2]


def test_a_refusal_plans_nothing_for_a_case_that_is_not_open():
    world = World(playbooks={Owes.WE: kit.we_owe()})
    world.open(kit.overpaid())
    key = world.case.touches[0].key
    world.do(c.HoldCase(ANN, HoldKind.STAFF, world.now + timedelta(days=1)))
    world.do(c.RefuseTouch(key, "PAUSED", "The stop button is pressed.", None, "somebody resumes it"))
    assert world.case.planned is None
    assert world.case.touches == ()


# --- one message a day -----------------------------------------------------------------------------------------


def test_a_ladder_sends_one_message_a_day():
    """Two notices that fall on one day because the first was late: the second waits for the next."""
    opened = Anchor.OPENED
    world = a_world(
        step("first", notice("first"), hours(0), opened),
        step("second", notice("second"), hours(2), opened),
        step("hand_over", HandOver(Role.OPERATOR, days(1)), days(9), opened),
        owes=Owes.WE,
        now=MONDAY,
    )
    world.open(kit.overpaid())
    world.run(timedelta(days=5))
    assert world.steps_sent() == [("first", date(2026, 3, 2)), ("second", date(2026, 3, 3))]


def test_a_step_after_the_previous_one_waits_for_it_past_those_that_were_skipped():
    """A question about the last rung is not asked before the first has gone out."""
    skipped = kit.step(
        "call", Task("call", Role.OPERATOR, kit.days(1)), kit.days(1), only_if=Condition(above=Decimal(9999))
    )
    after = kit.step("ask", Task("ask", Role.OPERATOR, kit.days(1)), kit.days(2), Anchor.PREVIOUS)
    end = kit.step("hand_over", HandOver(Role.OPERATOR, kit.days(2)), kit.days(30))
    first = kit.step("first", kit.chase(Tone.FRIENDLY), kit.days(0))
    world = World(playbooks={Owes.THEY: kit.playbook(Owes.THEY, first, skipped, after, end)})
    world.change(pauses=(Pause("deployment"),))
    world.open()
    world.run(timedelta(days=5))
    assert world.said(e.StepSkipped)
    assert not world.said(e.TaskRaised)
    world.change(pauses=())
    world.wake()
    world.run(timedelta(days=3))
    assert [raised.name for raised in world.said(e.TaskRaised)] == ["ask"]
