"""Escalations: who is asked, when the next one is, who takes it, and when nobody is asked any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.chains import Chain, Escalation, EscalationReason, Escalations, StaffHours
from bot.domain.codec import decode_event, encode_event
from bot.domain.deciders import deciders
from bot.domain.errors import Rejected
from bot.domain.escalation import pinged_people
from bot.domain.explain import NextStep, next_steps, sentence
from bot.domain.facts import Facts
from bot.domain.playbook import Duration, EscalateTo, Happening, Task, Unit
from bot.domain.proposals import money_digest
from bot.domain.rules import Rules, Staff
from bot.domain.sentences import is_told
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    Flag,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    ResolutionKind,
    Role,
    RootCause,
)
from bot.domain.working import after_working, worked_between
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, BOB, CRISIS, DESK, LEAD, MONDAY, SUE, moment
from tests.unit.domain.world import World

LATER = MONDAY + timedelta(days=5)
ADA = c.Actor("ada", Role.ADMIN)


def world(facts: Facts | None = None, staff: dict[str, Staff] | None = None, **more) -> World:
    people = kit.staff() | {"ada": Staff("ada", "Ada", frozenset({Role.ADMIN}), frozenset())} | (staff or {})
    rules = kit.rules(escalations=kit.escalations(**more), staff=people)
    return World(rules={"acme": rules}, known={"acme": facts or kit.facts()})


def opened(**more) -> World:
    made = world()
    made.open(kit.opening(**more))
    return made


def unread() -> World:
    """The customer wrote something that nobody understands."""
    made = opened()
    made.reply(kit.reading(decided=False))
    return made


def reasons(made: World) -> list[EscalationReason]:
    return [event.escalation.reason for event in made.said(e.EscalationRaised)]


def pings(made: World) -> list[tuple[Role, int, str]]:
    return [(event.role, event.repeated, f"{event.at:%d %H:%M}") for event in made.said(e.EscalationPinged)]


def live(made: World):
    assert made.case.escalation is not None
    return made.case.escalation


def take(made: World, actor: c.Actor = ANN) -> list[e.Event]:
    return made.do(c.AcknowledgeEscalation(actor, live(made).id))


# --- raising ---------------------------------------------------------------------------------------------------


def test_an_undecided_reply_calls_an_operator_at_once():
    made = unread()
    assert reasons(made) == [EscalationReason.UNDECIDED_REPLY]
    assert pings(made) == [(Role.OPERATOR, 0, "02 15:00")]
    assert live(made).chain == DESK
    assert live(made).next_at == MONDAY + timedelta(hours=4.5)  # half of the business day that they have


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (kit.reading(Intent.HUMAN_REQUEST), EscalationReason.NEEDS_PERSON),
        (kit.reading(Intent.LEGAL_NOTICE), EscalationReason.PERSON_ONLY),
        (kit.reading(flags=(Flag.BEREAVED,), decided=False), EscalationReason.PERSON_ONLY),
        (kit.reading(flags=(Flag.SELF_HARM,), decided=False), EscalationReason.CRISIS),
    ],
)
def test_a_reply_that_is_a_persons_names_its_reason(reading, reason):
    made = opened()
    made.reply(reading)
    assert reasons(made) == [reason]


def test_what_is_a_supervisors_is_not_asked_of_an_operator():
    made = opened()
    made.reply(kit.reading(Intent.WRONG_PERSON))
    assert made.case.hold.owner is Role.SUPERVISOR
    assert [role for role, *_ in pings(made)] == [Role.SUPERVISOR]
    assert [level.role for level in live(made).chain.levels] == [Role.SUPERVISOR]


def test_staff_escalate_to_somebody_outside_the_chain_who_is_asked_first():
    made = opened()
    made.do(c.EscalateCase(ANN, Role.APPROVER, LATER))
    assert reasons(made) == [EscalationReason.STAFF]
    assert [level.role for level in live(made).chain.levels] == [Role.APPROVER, Role.SUPERVISOR]


def test_a_role_that_nobody_holds_is_not_asked():
    made = opened()
    made.do(c.EscalateCase(ANN, Role.CLIENT_CONTACT, LATER))
    assert [level.role for level in live(made).chain.levels] == [Role.SUPERVISOR]


def test_whoever_holds_a_case_by_hand_knows_of_it():
    made = opened()
    made.do(c.HoldCase(ANN, HoldKind.STAFF, LATER))
    assert reasons(made) == []


def test_a_reason_that_is_switched_off_calls_nobody():
    chains = {reason: DESK for reason in EscalationReason if reason is not EscalationReason.UNDECIDED_REPLY}
    made = world(chains=chains)
    made.open()
    made.reply(kit.reading(decided=False))
    assert made.case.state is CaseState.HELD
    assert made.case.escalation is None


def test_the_playbook_calls_whom_it_names():
    made = opened(respond_by=date(2026, 3, 12))
    made.playbooks[Owes.THEY] = kit.they_owe(
        reactions={Happening.PARTIAL_PAYMENT: (EscalateTo(Role.SUPERVISOR, kit.business_days(1)),)}
    )
    made.do(c.SeePayment("p1", 100))
    assert reasons(made) == [EscalationReason.PLAYBOOK]


def test_a_broken_promise_calls_a_person():
    made = opened()
    made.reply(kit.will_pay(date(2026, 3, 4)))
    made.run(moment("2026-03-10 00:00"))
    assert reasons(made) == [EscalationReason.PROMISE_BROKEN]


# --- amounts, repetition, deadlines ----------------------------------------------------------------------------


def test_a_large_amount_calls_a_supervisor_when_the_case_opens():
    assert reasons(opened(expected=100_001)) == [EscalationReason.HIGH_VALUE]
    assert reasons(opened(expected=100_000)) == []


def test_an_amount_that_grows_calls_a_supervisor_once_in_the_life_of_a_case():
    made = opened()
    for expected in (100_001, 50_000, 200_000):
        made.do(c.ReviseAmounts(expected, 0))
        made.do(c.LogCall(SUE, f"call {expected}", reached=True))
    made.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    made.do(c.ReopenCase(ANN))
    made.do(c.ReviseAmounts(300_000, 0))
    assert reasons(made) == [EscalationReason.HIGH_VALUE]


@pytest.mark.parametrize(("others", "called"), [(0, False), (1, False), (2, True), (3, False), (5, True)])
def test_the_third_and_the_sixth_case_of_a_customer_in_a_short_time_are_a_repeated_issue(others, called):
    made = world(kit.facts(recent_cases=others))
    made.open()
    assert reasons(made) == ([EscalationReason.REPEAT_ISSUE] if called else [])


def test_an_outside_deadline_calls_at_half_and_at_three_quarters_of_the_time():
    """Opened on Monday 2 March 10:00, due to be answered by Friday 13 March, when staff leave."""
    made = World(rules={"acme": kit.rules(escalations=kit.escalations())}, known={"acme": kit.facts()})
    made.playbooks[Owes.THEY] = kit.they_owe(reactions={Happening.DEADLINE_NEAR: None})
    made.open(kit.opening(respond_by=date(2026, 3, 13)))
    made.run(moment("2026-03-20 00:00"))
    raised = [(x.escalation.reason, f"{x.escalation.raised_at:%d %H:%M}") for x in made.said(e.EscalationRaised)]
    assert raised == [
        (EscalationReason.DEADLINE_HALF, "06 22:00"),  # Sunday 8 March is no day for it: Friday, an hour before the end
        (EscalationReason.DEADLINE_NEAR, "10 21:00"),  # late on Tuesday evening: an hour before the end
    ]


def test_a_deadline_that_is_near_already_calls_once_with_the_urgent_reason():
    made = opened(respond_by=date(2026, 3, 1))
    assert reasons(made) == [EscalationReason.DEADLINE_NEAR]
    made.run(timedelta(days=20))
    assert reasons(made).count(EscalationReason.DEADLINE_NEAR) == 1
    assert EscalationReason.DEADLINE_HALF not in reasons(made)


# --- proposals -------------------------------------------------------------------------------------------------


def proposed(minor: int = 100) -> World:
    made = opened()
    made.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, minor))
    return made


def test_a_proposal_that_waits_calls_an_approver_at_half_of_its_time():
    made = proposed()
    expires = made.case.live_proposal.expires_at
    made.run(MONDAY + (expires - MONDAY) / 2 + timedelta(hours=20))
    assert reasons(made) == [EscalationReason.APPROVAL_AGED]
    assert pings(made)[0][0] is Role.APPROVER


def test_a_proposal_above_the_approvers_ceiling_calls_the_supervisor_who_may_decide_it():
    made = proposed(80_000)
    made.run(timedelta(days=5))
    assert pings(made)[0][0] is Role.SUPERVISOR
    assert [person.id for person in pinged_people(made.case, live(made), made.rules["acme"])] == ["sue"]


def test_a_proposal_above_every_ceiling_is_asked_of_the_last_in_the_chain():
    made = proposed(800_000)
    assert deciders(made.case, made.rules["acme"]) == ()
    made.run(timedelta(days=5))
    assert pings(made)[0][0] is Role.SUPERVISOR


def first_asked(made: World):
    """Whom the first ping of the live escalation went to."""
    events = [one for log in made.log.values() for one in log]
    first = next(one for one in events if isinstance(one, e.EscalationPinged) and one.escalation_id == live(made).id)
    return pinged_people(made.case, first, made.rules["acme"])


def test_nobody_is_asked_to_approve_what_they_made():
    made = opened()
    made.do(c.ProposeResolution(BOB, "P1", ResolutionKind.WRITE_OFF, 100))
    made.run(timedelta(days=5))
    assert [person.id for person in first_asked(made)] == ["abe", "amy"]
    assert [person.id for person in deciders(made.case, made.rules["acme"])] == ["abe", "amy", "sue"]


def test_an_assignee_who_may_not_approve_is_not_asked_alone():
    made = opened()
    made.do(c.ProposeResolution(BOB, "P1", ResolutionKind.WRITE_OFF, 100))
    made.do(c.AssignCase(BOB, "bob"))
    made.run(timedelta(days=5))
    assert [person.id for person in first_asked(made)] == ["abe", "amy"]


@pytest.mark.parametrize("decide", ["approve", "reject", "withdraw"])
def test_a_decided_proposal_asks_for_no_decision(decide):
    made = proposed()
    made.run(timedelta(days=5))
    assert live(made).reason is EscalationReason.APPROVAL_AGED
    commands = {
        "approve": c.ApproveProposal(ABE, "P1", money_digest(made.case)),
        "reject": c.RejectProposal(ABE, "P1"),
        "withdraw": c.WithdrawProposal(ANN, "P1"),
    }
    made.do(commands[decide])
    assert made.case.escalation is None or live(made).reason is not EscalationReason.APPROVAL_AGED


def test_what_is_approved_and_not_carried_out_calls_and_ends_when_it_is():
    made = proposed()
    made.do(c.ApproveProposal(ABE, "P1", money_digest(made.case)))
    made.run(timedelta(days=3))
    assert reasons(made) == [EscalationReason.NOT_CARRIED_OUT]
    made.do(c.CarryOut(BOB, "P1", "ERP-1"))
    assert made.case.escalation is None


def test_what_was_carried_out_calls_only_when_the_ledger_is_silent():
    made = world()
    made.open(kit.overpaid())
    made.do(c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, 10_000))
    made.do(c.ApproveProposal(ABE, "P1", money_digest(made.case)))
    made.do(c.CarryOut(BOB, "P1", "ERP-1"))
    assert reasons(made) == []
    made.run(timedelta(days=16))
    assert reasons(made) == [EscalationReason.NOT_CONFIRMED]


# --- level by level --------------------------------------------------------------------------------------------


def test_nobody_answers_and_the_next_level_is_asked_then_the_last_again_until_the_cap():
    hourly = kit.chain("hourly", Role.OPERATOR, Role.SUPERVISOR, within=kit.hours(1), repeats=2)
    made = world(chains=dict.fromkeys(EscalationReason, hourly))
    made.open()
    made.reply(kit.reading(decided=False))
    made.run(moment("2026-03-03 14:55"))
    assert pings(made) == [
        (Role.OPERATOR, 0, "02 15:00"),
        (Role.SUPERVISOR, 0, "02 19:30"),
        (Role.SUPERVISOR, 1, "02 20:30"),
        (Role.SUPERVISOR, 2, "02 21:30"),
    ]
    assert live(made).next_at is None


def task_of(within: Duration) -> World:
    """A playbook that, asked for a document, gives an operator a task."""
    made = opened()
    task = {Intent.DOCUMENT_REQUEST: (Task("send it", Role.OPERATOR, within),)}
    made.playbooks[Owes.THEY] = kit.playbook(Owes.THEY, reactions=task)
    return made


def test_a_task_of_two_business_days_is_not_reported_to_the_supervisor_before_one_has_passed():
    made = task_of(kit.business_days(2))
    made.reply(kit.reading(Intent.DOCUMENT_REQUEST))
    assert live(made).next_at == MONDAY + timedelta(days=1)
    assert "the supervisor is pinged" in [step.step for step in shown_next(made) if step.at == live(made).next_at]
    made.run(timedelta(days=1))
    assert pings(made) == [(Role.OPERATOR, 0, "02 15:00"), (Role.SUPERVISOR, 0, "03 15:00")]


def test_an_escalation_says_what_it_is_for():
    made = task_of(kit.business_days(2))
    made.reply(kit.reading(Intent.DOCUMENT_REQUEST))
    assert live(made).what == "send it"
    made = opened()
    escalated = {Happening.DEADLINE_NEAR: (EscalateTo(Role.SUPERVISOR, kit.business_days(1)),)}
    made.playbooks[Owes.THEY] = kit.playbook(
        Owes.THEY, reactions=escalated | {Intent.HUMAN_REQUEST: escalated[Happening.DEADLINE_NEAR]}
    )
    made.reply(kit.reading(Intent.HUMAN_REQUEST))
    assert (live(made).reason, live(made).what) == (EscalationReason.PLAYBOOK, "human_request")


@pytest.mark.parametrize("intent", [Intent.COMPLAINT, Intent.LEGAL_NOTICE])
def test_no_escalation_says_why_only_a_person_may_treat_the_customer(intent):
    made = opened()
    reactions = {
        intent: (Task("answer the lawyer", Role.OPERATOR, kit.hours(1)), EscalateTo(Role.SUPERVISOR, kit.hours(1)))
    }
    made.playbooks[Owes.THEY] = kit.playbook(Owes.THEY, reactions=reactions)
    made.reply(kit.reading(intent))
    assert [one.escalation.what for one in made.said(e.EscalationRaised)] == [""]


def test_a_log_from_before_escalations_said_what_they_are_for_is_still_read():
    raised = e.EscalationRaised(Escalation("e1", EscalationReason.STAFF, DESK, MONDAY))
    written = encode_event(raised)
    del written["escalation"]["what"]
    assert decode_event("EscalationRaised", written) == raised


def test_a_task_for_less_time_than_the_chain_waits_changes_nothing_of_the_chain():
    made = task_of(kit.hours(1))
    made.reply(kit.reading(Intent.DOCUMENT_REQUEST))
    assert live(made).next_at == MONDAY + timedelta(hours=2)


def test_something_that_must_be_done_sooner_takes_the_place_of_what_has_time():
    made = task_of(kit.business_days(10))
    made.reply(kit.reading(Intent.DOCUMENT_REQUEST))
    made.reply(kit.reading(Intent.HUMAN_REQUEST))
    made.do(c.HoldCase(SUE, HoldKind.STAFF, LATER))
    assert live(made).next_at < MONDAY + timedelta(days=2)


@pytest.mark.parametrize("flag", [Flag.SELF_HARM, Flag.BEREAVED])
def test_a_crisis_and_what_only_a_person_may_treat_wait_no_longer_than_their_chain(flag):
    made = opened()
    made.reply(kit.reading(flags=(flag,)))
    assert live(made).next_at == MONDAY + (timedelta(minutes=20) if flag is Flag.SELF_HARM else timedelta(hours=2))


@kit.QUICK
@given(
    st.datetimes(datetime(2026, 1, 5), datetime(2026, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - st adds it
    st.integers(1, 90),
    st.sampled_from([Unit.HOURS, Unit.DAYS, Unit.BUSINESS_DAYS]),
    st.integers(1, 12),
    st.booleans(),
)
def test_the_level_above_is_asked_after_half_of_the_owners_time_and_before_their_deadline(
    now, amount, unit, wait, round_the_clock
):
    chain = kit.chain("any", Role.OPERATOR, Role.SUPERVISOR, within=kit.hours(wait), round_the_clock=round_the_clock)
    made = world(chains=dict.fromkeys(EscalationReason, chain))
    made.now = now
    made.open()
    made.playbooks[Owes.THEY] = task_of(Duration(amount, unit)).playbooks[Owes.THEY]
    made.reply(kit.reading(Intent.DOCUMENT_REQUEST))
    (task,) = made.said(e.TaskRaised)
    second, hours, zone = live(made).next_at, StaffHours(), kit.NEW_YORK
    own = now + timedelta(hours=wait) if round_the_clock else after_working(now, kit.hours(wait), hours, zone, ())
    if task.deadline <= own:
        assert second == own
        return
    assert own <= second <= task.deadline
    if round_the_clock:
        assert second - now >= (task.deadline - now) / 2
    else:
        whole = worked_between(now, task.deadline, hours, zone, ())
        assert worked_between(now, second, hours, zone, ()) >= whole / 2


def test_waits_run_in_the_staffs_hours_unless_it_is_a_crisis():
    made = opened()
    made.now = moment("2026-03-06 22:30")  # Friday, 17:30
    made.reply(kit.reading(decided=False))
    assert live(made).next_at == moment("2026-03-09 17:00")  # Monday, 13:00 in summer time: half of a working day
    made.now += timedelta(hours=6)
    made.reply(kit.reading(flags=(Flag.SELF_HARM,)))
    assert live(made).chain == CRISIS
    assert live(made).next_at == made.now + timedelta(minutes=20)


def test_levels_that_came_due_while_nothing_ran_are_passed_over_not_fired_in_a_burst():
    made = World(rules={"acme": kit.rules(escalations=four_levels())}, known={"acme": kit.facts()})
    made.open()
    made.reply(kit.reading(decided=False))
    made.down = True
    made.run(moment("2026-03-02 22:00"))  # the second was due at 19:30, the third at 21:30
    made.down = False
    made.run(timedelta(0))
    assert pings(made) == [(Role.OPERATOR, 0, "02 15:00"), (Role.SUPERVISOR, 0, "02 22:00")]
    assert live(made).level == 2


def four_levels() -> Escalations:
    chain = kit.chain("long", Role.OPERATOR, Role.APPROVER, Role.SUPERVISOR, Role.ADMIN)
    return kit.escalations(chains=dict.fromkeys(EscalationReason, chain))


def test_a_running_escalation_keeps_the_chain_that_it_began_with():
    made = unread()
    shorter = kit.escalations(chains={EscalationReason.UNDECIDED_REPLY: LEAD})
    made.rules["acme"] = replace(made.rules["acme"], escalations=shorter)
    made.run(timedelta(hours=7))
    assert live(made).chain == DESK
    assert len(pings(made)) == 3


def test_pings_never_stop_the_clock_of_the_hold():
    made = unread()
    before = made.case.hold
    made.run(moment("2026-03-03 15:00"))
    assert made.case.hold.level == before.level + 1


# --- one at a time ---------------------------------------------------------------------------------------------


def test_another_reason_joins_the_one_that_is_being_asked_about():
    made = unread()
    made.reply(kit.reading(decided=False))
    assert len(reasons(made)) == 1


@pytest.mark.parametrize("flag", [Flag.SELF_HARM, Flag.BEREAVED])
def test_a_crisis_and_what_only_a_person_may_treat_take_the_place_of_anything(flag):
    made = unread()
    first = live(made).id
    made.reply(kit.reading(flags=(flag,)))
    assert made.said(e.EscalationEnded) == [e.EscalationEnded(first, "replaced", MONDAY)]
    assert len(reasons(made)) == 2


def test_nothing_takes_the_place_of_a_crisis():
    made = opened()
    made.reply(kit.reading(flags=(Flag.SELF_HARM,)))
    made.reply(kit.reading(flags=(Flag.BEREAVED,)))
    made.do(c.EscalateCase(ANN, Role.ADMIN, LATER))
    assert live(made).reason is EscalationReason.CRISIS


def test_somebody_senior_who_has_not_heard_of_it_is_asked_at_once():
    made = unread()
    made.do(c.EscalateCase(ANN, Role.SUPERVISOR, LATER))
    assert reasons(made) == [EscalationReason.UNDECIDED_REPLY, EscalationReason.STAFF]


def test_after_somebody_took_it_a_new_reason_asks_anew():
    made = unread()
    take(made)
    made.reply(kit.reading(decided=False))
    assert len(reasons(made)) == 2
    assert live(made).acknowledged_at is None


def test_after_the_end_of_a_chain_a_new_reason_asks_anew():
    made = unread()
    made.run(moment("2026-03-03 14:45"))
    made.reply(kit.reading(decided=False))
    assert len(reasons(made)) == 2


def test_a_crisis_that_nobody_answered_is_asked_anew_as_a_crisis():
    made = opened()
    made.reply(kit.reading(flags=(Flag.SELF_HARM,)))
    made.run(timedelta(hours=2))
    assert live(made).next_at is None
    made.reply(kit.reading(decided=False))
    assert live(made).reason is EscalationReason.CRISIS
    assert live(made).chain == CRISIS
    assert live(made).next_at == made.now + timedelta(minutes=20)


# --- taking it -------------------------------------------------------------------------------------------------


def test_whoever_takes_it_becomes_the_assignee_and_nobody_is_pinged_again():
    made = unread()
    assert [type(event) for event in take(made)] == [e.EscalationAcknowledged, e.CaseAssigned]
    made.run(moment("2026-03-03 14:59"))
    assert len(pings(made)) == 1
    assert (made.case.assignee, live(made).acknowledged_by) == ("ann", "ann")


def test_when_the_hold_is_overdue_all_the_same_the_next_one_is_asked():
    made = unread()
    take(made)
    made.run(moment("2026-03-03 15:00"))
    assert reasons(made) == [EscalationReason.UNDECIDED_REPLY, EscalationReason.HOLD_OVERDUE]
    assert pings(made)[-1][0] is Role.SUPERVISOR


def test_it_can_be_taken_once():
    made = unread()
    take(made, SUE)
    with pytest.raises(Rejected, match=r"^Sue has taken it already\.$"):
        take(made)


def test_a_supervisor_takes_it_from_an_operator_and_not_the_other_way_round():
    made = unread()
    made.do(c.AssignCase(ANN, "bob"))
    take(made, SUE)
    assert made.case.assignee == "sue"
    made.reply(kit.reading(decided=False))
    take(made)
    assert (live(made).acknowledged_by, made.case.assignee) == ("ann", "sue")


@pytest.mark.parametrize("actor", [kit.ZOE, kit.AUD, ABE, c.Actor("nobody", Role.OPERATOR), c.Actor("ann", Role.ADMIN)])
def test_only_the_chains_people_take_it(actor):
    with pytest.raises(Rejected):
        take(unread(), actor)


def test_the_assignee_takes_it_whatever_their_role():
    made = unread()
    made.do(c.AssignCase(ANN, "abe"))
    take(made, ABE)
    assert live(made).acknowledged_by == "abe"


def test_in_a_crisis_nobody_silences_the_pings_by_making_the_case_their_own():
    made = opened()
    made.reply(kit.reading(flags=(Flag.SELF_HARM,), decided=False))
    made.do(c.AssignCase(ANN, "ann"))
    with pytest.raises(Rejected, match="roles"):
        take(made, ANN)
    take(made, SUE)
    assert (live(made).acknowledged_by, made.case.assignee) == ("sue", "sue")


def test_one_that_is_over_cannot_be_taken():
    made = unread()
    stale = live(made).id
    with pytest.raises(Rejected, match="settled"):
        made.do(c.AcknowledgeEscalation(ANN, "another"))
    made.do(c.ReleaseHold(ANN))
    with pytest.raises(Rejected, match="settled"):
        made.do(c.AcknowledgeEscalation(ANN, stale))


# --- ending ----------------------------------------------------------------------------------------------------


def test_a_released_hold_asks_nobody_any_more():
    made = unread()
    made.do(c.ReleaseHold(ANN))
    assert made.said(e.EscalationEnded)[-1].reason == "the hold was released"
    assert made.case.escalation is None


@pytest.mark.parametrize("taken", [False, True])
def test_a_closed_case_never_pings(taken):
    made = unread()
    if taken:
        take(made)
    before = len(pings(made))
    made.do(c.SeePayment("p1", 10_000))
    assert made.case.state is CaseState.CLOSED
    assert made.case.escalation is None
    made.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
    made.run(timedelta(days=9))
    assert len(pings(made)) == before


def test_work_of_the_chains_people_settles_what_only_had_to_be_looked_at():
    made = opened(expected=200_000)
    made.do(c.LogCall(ANN, "call1", reached=True))
    assert made.case.escalation is not None  # it was the supervisor who was asked
    made.do(c.LogCall(SUE, "call2", reached=True))
    assert made.case.escalation is None


def test_a_decided_reply_needs_nobody_to_read_it():
    """It came while a person held the case, who is not the one that decided; the case stays held."""
    made = opened()
    made.do(c.HoldCase(SUE, HoldKind.STAFF, LATER))
    made.reply(kit.reading(decided=False))
    assert reasons(made) == [EscalationReason.UNDECIDED_REPLY]
    made.do(c.DecideReply(ABE, "r1", Channel.EMAIL, kit.reading(Intent.ACKNOWLEDGEMENT)))
    assert made.case.escalation is None


def test_a_deadline_that_has_passed_asks_nobody_any_more():
    made = opened(respond_by=date(2026, 3, 3))
    made.run(timedelta(days=8))
    assert "the deadline has passed" in {event.reason for event in made.said(e.EscalationEnded)}


# --- who is pinged ---------------------------------------------------------------------------------------------


def names(people: tuple[Staff, ...]) -> list[str]:
    return [person.id for person in people]


def test_everybody_of_the_level_who_works_for_the_client_is_pinged():
    made = unread()
    assert names(pinged_people(made.case, live(made), made.rules["acme"])) == ["ann", "bob"]
    made.run(timedelta(hours=5))
    ping = made.said(e.EscalationPinged)[-1]
    assert names(pinged_people(made.case, ping, made.rules["acme"])) == ["sue"]


def test_the_assignee_alone_is_pinged_first():
    made = opened()
    made.do(c.AssignCase(ANN, "bob"))
    made.reply(kit.reading(decided=False))
    assert names(pinged_people(made.case, live(made), made.rules["acme"])) == ["bob"]


def assigned(to: str) -> World:
    made = opened()
    made.do(c.AssignCase(SUE, to))
    return made


@pytest.mark.parametrize("assignee", ["sue", "ada", "bob"])
def test_an_assignee_who_is_more_senior_than_the_level_is_asked_alone_too(assignee):
    made = assigned(assignee)
    made.reply(kit.reading(decided=False))
    assert live(made).chain.levels[0].role is Role.OPERATOR
    assert names(pinged_people(made.case, live(made), made.rules["acme"])) == [assignee]


@pytest.mark.parametrize("assignee", ["ann", "bob", "aud"])
def test_an_assignee_below_the_level_is_not_asked_in_its_place(assignee):
    made = assigned(assignee)
    made.reply(kit.reading(Intent.WRONG_PERSON))
    assert names(pinged_people(made.case, live(made), made.rules["acme"])) == ["sue"]


def test_in_a_crisis_the_chains_people_are_asked_whoever_has_the_case():
    made = assigned("ada")
    made.reply(kit.reading(flags=(Flag.SELF_HARM,)))
    assert names(pinged_people(made.case, live(made), made.rules["acme"])) == ["sue"]


def test_not_more_than_ten_are_pinged_at_once():
    made = unread()
    crowd = {f"o{n:02}": Staff(f"o{n:02}", "O", frozenset({Role.OPERATOR}), frozenset()) for n in range(30)}
    people = pinged_people(made.case, live(made), Rules("acme", staff=crowd))
    assert names(people) == [f"o{n:02}" for n in range(10)]


# --- what is shown ---------------------------------------------------------------------------------------------


def shown_next(made: World) -> tuple[NextStep, ...]:
    case = made.case
    known = (made.playbooks[case.owes], made.facts(case.id, case.client), made.rules[case.client])
    return tuple(next_steps(case, *known, made.now))


def ahead(made: World) -> list[str]:
    return [step.step for step in shown_next(made)]


def test_what_comes_next_names_who_is_pinged_and_then_the_hold():
    assert ahead(unread()) == ["answer", "the supervisor is pinged", "escalation"]


def test_a_ladder_that_goes_on_shows_its_pings_between_its_steps():
    shown = ahead(opened(expected=200_000))
    assert shown[0] == "first"
    assert "the supervisor is pinged" in shown
    assert shown[-1] == "hand_over"


def test_the_log_says_it_in_words():
    made = opened(expected=200_000)
    said = [sentence(event) for event in made.log["C1"] if is_told(event)]
    assert [text for text in said if "high value" in text] == ["Somebody must look: high value."]


def test_what_another_event_says_as_well_is_not_told_twice():
    made = unread()
    made.reply(kit.reading(flags=(Flag.BEREAVED,), decided=False))  # another hold, another escalation
    made.run(timedelta(days=7))  # and nobody releases it
    told = [sentence(event) for event in made.log["C1"] if is_told(event)]
    assert made.said(e.HoldEnded)
    assert len(made.said(e.EscalationRaised)) > 1
    assert not [text for text in told if "replaced" in text or "takes the place" in text or "deadline" in text]
    assert "Nobody has released the hold in time." in told
    up = told.index("Nobody has released the hold in time.")
    assert told[up + 1].startswith("Held for the supervisor until ")


def test_people_are_named_where_their_names_are_known():
    made = unread()
    take(made, ANN)
    made.do(c.AssignCase(ANN, "bob"))
    names = {"ann": "Ann Bell", "bob": "Bob Hall"}
    told = [sentence(event, "USD", names) for event in made.log["C1"]]
    assert "Ann Bell has taken it; nobody else is pinged." in told
    assert "Ann Bell gave the case to Bob Hall." in told
    assert "ann gave the case to bob." in [sentence(event) for event in made.log["C1"]]


def test_without_chains_nothing_is_different():
    made = World()
    made.open(kit.opening(expected=200_000, respond_by=date(2026, 3, 20)))
    made.reply(kit.reading(decided=False))
    made.run(timedelta(days=30))
    assert not any(type(event).__name__.startswith("Escalation") for event in made.log["C1"])


@pytest.mark.parametrize(
    ("roles", "owners"),
    [
        ((Role.OPERATOR, Role.SUPERVISOR, Role.SUPERVISOR, Role.ADMIN), [Role.SUPERVISOR, Role.ADMIN, Role.ADMIN]),
        ((Role.SUPERVISOR,), [Role.SUPERVISOR, Role.SUPERVISOR, Role.SUPERVISOR]),
        ((Role.OPERATOR, Role.APPROVER), [Role.APPROVER, Role.APPROVER, Role.APPROVER]),
        ((Role.OPERATOR,), [Role.OPERATOR, Role.OPERATOR, Role.OPERATOR]),
    ],
)
def test_an_overdue_hold_goes_up_the_roles_of_its_chain(roles, owners):
    made = world(chains={EscalationReason.HOLD_OVERDUE: kit.chain("overdue", *roles)})
    made.open()
    made.do(c.HoldCase(ANN, HoldKind.STAFF, MONDAY + timedelta(days=1)))
    made.run(timedelta(days=30))
    assert [event.hold.owner for event in made.said(e.HoldPlaced)][1:4] == owners


def test_a_chain_of_no_length_does_not_turn_on_the_spot():
    nothing = Chain("at once", tuple(replace(level, within=kit.hours(0)) for level in DESK.levels), 2)
    made = world(chains=dict.fromkeys(EscalationReason, nothing), hours=StaffHours(days=(0, 1, 2, 3, 4, 5, 6)))
    made.open()
    made.reply(kit.reading(decided=False))
    made.run(timedelta(hours=5))
    assert len({at for *_, at in pings(made)}) == len(pings(made)) == 4
