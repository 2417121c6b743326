"""Replies win: safety first, then requests; every one ends in a rest, a wait with an end, or a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import WaitReason
from bot.domain.errors import Rejected
from bot.domain.facts import Pause
from bot.domain.gate import OPT_OUT_CONFIRMATION
from bot.domain.playbook import Answer, Ask, Happening, HoldFor, Propose, Resume
from bot.domain.rules import OptOutScope
from bot.domain.vocabulary import (
    FLAGS_WITHOUT_PERSON,
    CaseState,
    CaseType,
    Channel,
    FailureClass,
    Flag,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    ProposalState,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    TouchClass,
)
from tests.unit.domain import kit
from tests.unit.domain.kit import ANN, SUE, days, reading
from tests.unit.domain.world import World

PERSONAL = [flag for flag in Flag if flag not in FLAGS_WITHOUT_PERSON]


def chased(**more) -> World:
    """A case whose first chase went out two hours ago."""
    world = World(**more)
    world.open()
    world.run(timedelta(hours=2))
    return world


def queued(world: World, name: str = "C1") -> list[str]:
    return [event.template for event in world.said(e.TouchQueued, name)]


def chases_after(world: World, at) -> list[str]:
    return [s.touch.template for s in world.sent if s.touch.touch_class is TouchClass.CHASE and s.at > at]


def held_for(world: World) -> HoldKind | None:
    return world.case.hold.kind if world.case.hold else None


# --- every reply -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("intent", list(Intent))
@pytest.mark.parametrize("owes", [Owes.THEY, Owes.WE, Owes.OPEN])
def test_whatever_the_customer_writes_ends_in_a_rest_a_wait_or_a_person(intent, owes):
    world = World()
    world.open(kit.overpaid() if owes is Owes.WE else kit.opening(owes=owes))
    world.run(timedelta(hours=2))
    world.reply(reading(intent))
    case = world.case
    rests = case.state is CaseState.OPEN and case.not_before is not None and case.not_before > world.now
    assert rests or case.state in (CaseState.WAITING, CaseState.HELD, CaseState.DECIDING)
    assert world.next_at() is not None


@pytest.mark.parametrize("intent", list(Intent))
def test_whoever_has_just_written_is_not_chased_within_a_day(intent):
    world = chased()
    world.run(timedelta(days=2, hours=20))  # the second chase is due in two hours
    world.reply(reading(intent))
    now = world.now
    world.run(timedelta(days=1))
    assert chases_after(world, now) == []


def test_queued_chases_are_cancelled_by_a_reply():
    world = World(now=kit.moment("2026-03-02 15:00"))
    world.open()
    assert world.case.touches
    world.reply(reading(Intent.ACKNOWLEDGEMENT))
    assert world.case.touches == ()
    assert world.outbox == []


def test_an_automatic_mail_changes_nothing():
    world = World()
    world.open()
    touches = world.case.touches
    world.reply(reading(Intent.AUTOMATIC_REPLY, automatic=True))
    assert world.case.touches == touches
    assert world.case.answered_at is None


@pytest.mark.parametrize("intents", [(), (Intent.DISPUTE,), (Intent.ACKNOWLEDGEMENT, Intent.OTHER)])
def test_a_reply_that_is_not_understood_goes_to_a_person_with_a_deadline(intents):
    world = chased()
    world.reply(reading(*intents, decided=False))
    assert held_for(world) is HoldKind.UNDECIDED_REPLY
    assert world.case.hold.deadline > world.now
    assert world.case.disputed == 0


def test_a_reply_without_any_meaning_goes_to_a_person():
    world = chased()
    world.reply(reading())
    assert held_for(world) is HoldKind.UNDECIDED_REPLY


def test_an_intent_that_the_playbook_does_not_know_goes_to_a_person():
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions={Intent.HOW_TO_PAY: None})})
    world.reply(reading(Intent.HOW_TO_PAY))
    assert held_for(world) is HoldKind.UNDECIDED_REPLY


def test_all_requests_of_one_message_are_done():
    world = chased()
    world.reply(reading(Intent.HOW_TO_PAY, Intent.DOCUMENT_REQUEST))
    assert {"how", "document"} <= set(queued(world))
    assert held_for(world) is HoldKind.REQUEST


def test_the_same_words_are_not_sent_twice_in_answer_to_one_message():
    both = {Intent.HOW_TO_PAY: (Answer("same"), Resume(days(1))), Intent.AFFIRM: (Answer("same"), Resume(days(1)))}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=both)})
    world.known["acme"] = kit.facts(pauses=(Pause("template", "same"),))
    world.reply(reading(Intent.HOW_TO_PAY, Intent.AFFIRM))
    assert queued(world).count("same") == 1


def test_an_answer_goes_out_at_once_even_at_night_and_a_second_one_does_not():
    world = World(now=kit.moment("2026-03-03 05:00"))
    world.open()
    world.reply(reading(Intent.HOW_TO_PAY), channel=Channel.SMS)
    world.run(timedelta(minutes=1))
    assert [(s.touch.template, s.touch.channel) for s in world.sent] == [("how", Channel.SMS)]


@pytest.mark.parametrize(("more", "template"), [({}, "trace"), ({"references": (kit.reference(),)}, "trace_started")])
def test_what_the_reply_already_gives_is_not_asked_for(more, template):
    world = chased()
    world.reply(reading(Intent.ALREADY_PAID, **more))
    assert template in queued(world)
    asked = world.said(e.QuestionAsked)[-1].question
    assert (asked is Question.REFERENCE) is (template == "trace")


# --- clarifying questions --------------------------------------------------------------------------------------


def test_a_clarifying_question_is_never_asked_twice_then_a_person():
    world = chased()
    world.reply(reading(Intent.OTHER))
    assert world.case.wait is not None
    assert world.case.wait.reason is WaitReason.ANSWER
    world.reply(reading(Intent.OTHER))
    assert held_for(world) is HoldKind.UNDECIDED_REPLY
    assert queued(world).count("clarify") == 1


def test_what_the_ladder_asks_does_not_use_up_the_clarifying_questions():
    world = chased()
    world.run(timedelta(days=8))
    assert world.case.last_question is Question.WHICH_DAY
    assert world.case.questions_asked == ()
    world.reply(reading(Intent.PROMISE_TO_PAY))
    assert "ask_day" in queued(world)


def test_an_unanswered_question_lets_the_ladder_go_on_and_ends_with_a_person():
    world = chased()
    world.reply(reading(Intent.OTHER))
    world.run(timedelta(days=60))
    assert [name for name, _ in world.steps_sent()] == ["first", "second", "third", "formal"]
    assert world.case.state is CaseState.HELD


def test_asking_when_nobody_wrote_goes_to_a_person_instead_of_round_in_circles():
    again = {Happening.UNANSWERED: kit.REACTIONS[Intent.OTHER]}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=again)})
    world.reply(reading(Intent.OTHER))
    world.run(timedelta(days=5))
    assert held_for(world) is HoldKind.UNDECIDED_REPLY


# --- opt-out ---------------------------------------------------------------------------------------------------


def test_an_opt_out_closes_the_medium_and_the_ladder_goes_on_elsewhere_later():
    world = chased()
    world.reply(reading(Intent.OPT_OUT))
    world.run(timedelta(days=60))
    after = [s for s in world.sent if s.touch.touch_class is TouchClass.CHASE][1:]
    assert {s.touch.channel for s in after} == {Channel.SMS}
    assert after[0].at >= kit.moment("2026-03-05 15:00")


@pytest.mark.parametrize("decided", [True, False])
def test_an_opt_out_counts_whatever_else_is_said_and_however_sure(decided):
    world = chased()
    world.reply(reading(Intent.HOW_TO_PAY, Intent.OPT_OUT, decided=decided))
    assert Channel.EMAIL in world.known["acme"].customer.contacts[0].suppressed


def test_one_confirmation_of_an_opt_out_by_sms_and_none_by_email():
    world = chased()
    world.reply(reading(Intent.OPT_OUT), channel=Channel.EMAIL)
    assert OPT_OUT_CONFIRMATION not in queued(world)
    world.reply(reading(Intent.OPT_OUT), channel=Channel.SMS)
    world.run(timedelta(hours=1))
    assert [s.touch.template for s in world.sent][-1] == OPT_OUT_CONFIRMATION


def test_only_one_of_several_cases_confirms():
    world = chased()
    command = c.UnderstandReply("r9", Channel.SMS, reading(Intent.OPT_OUT), "c1", whole_person=False)
    world.do(command)
    assert OPT_OUT_CONFIRMATION not in queued(world)


def test_the_scope_may_be_everything():
    world = chased(rules={"acme": kit.rules(opt_out_scope=OptOutScope.ALL)})
    world.reply(reading(Intent.OPT_OUT))
    world.run(timedelta(days=60))
    assert len([s for s in world.sent if s.touch.touch_class is TouchClass.CHASE]) == 1
    assert world.case.state is CaseState.HELD


def test_opting_in_again_opens_the_medium():
    world = chased()
    world.reply(reading(Intent.OPT_OUT))
    world.reply(reading(Intent.OPT_IN))
    assert world.known["acme"].customer.contacts[0].suppressed == frozenset()


def test_a_provider_that_knows_of_an_opt_out_is_believed():
    world = World()
    world.fails = lambda touch: FailureClass.OPTED_OUT if touch.channel is Channel.EMAIL else None
    world.open()
    world.run(timedelta(days=60))
    assert {s.touch.channel for s in world.sent} == {Channel.SMS}


# --- wrong person, PERSON-ONLY ---------------------------------------------------------------------------------


def test_a_wrong_person_gets_an_apology_and_nothing_else():
    world = chased()
    world.reply(reading(Intent.WRONG_PERSON))
    assert held_for(world) is HoldKind.WRONG_PERSON
    assert world.case.hold.owner is Role.SUPERVISOR  # as the playbook says
    world.run(timedelta(days=3))
    assert [s.touch.template for s in world.sent] == ["chase/friendly", "sorry"]


def test_a_wrong_person_who_says_it_again_is_not_written_to_again():
    world = chased()
    world.reply(reading(Intent.WRONG_PERSON))
    world.run(timedelta(minutes=5))
    world.reply(reading(Intent.WRONG_PERSON))
    world.run(timedelta(days=3))
    assert [s.touch.template for s in world.sent] == ["chase/friendly", "sorry"]
    assert "read the customer's message" in [task.name for task in world.said(e.TaskRaised)]


def test_after_a_wrong_person_was_released_that_address_is_not_chased_again():
    world = chased()
    world.reply(reading(Intent.WRONG_PERSON))
    world.do(c.ReleaseHold(SUE))
    now = world.now
    world.run(timedelta(days=60))
    after = [s for s in world.sent if s.at > now and s.touch.touch_class is TouchClass.CHASE]
    assert {s.touch.channel for s in after} == {Channel.SMS}


@pytest.mark.parametrize("flag", PERSONAL)
def test_flags_put_the_customer_into_the_hands_of_a_person(flag):
    world = chased()
    world.reply(reading(Intent.PROMISE_TO_PAY, flags=(flag,)))
    assert held_for(world) is HoldKind.PERSON_ONLY
    assert world.known["acme"].customer.person_only
    world.run(timedelta(days=60))
    assert len([s for s in world.sent if s.touch.touch_class is TouchClass.CHASE]) == 1


@pytest.mark.parametrize("intent", [Intent.LEGAL_NOTICE, Intent.COMPLAINT])
def test_a_lawyer_and_a_complaint_are_for_a_person_and_stop_the_other_cases_too(intent):
    world = chased()
    world.open(kit.opening("C2", due_on=date(2026, 3, 6)))
    world.reply(reading(intent))
    assert held_for(world) is HoldKind.PERSON_ONLY
    assert world.case.hold.owner is Role.SUPERVISOR
    world.run(timedelta(days=20))
    assert [s.case_id for s in world.sent if s.touch.touch_class is TouchClass.CHASE] == ["C1"]


def test_a_person_sees_somebody_in_danger_within_the_hour_whatever_the_playbook_says():
    slow = {Flag.SELF_HARM: (HoldFor(HoldKind.PERSON_ONLY, Role.OPERATOR, days(3)),)}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=slow)})
    world.reply(reading(flags=(Flag.VULNERABLE,)))
    world.reply(reading(flags=(Flag.SELF_HARM,)))
    assert world.case.hold.owner is Role.SUPERVISOR
    assert world.case.hold.deadline == world.now + timedelta(hours=1)


def test_only_an_approver_or_a_supervisor_lifts_person_only():
    world = chased()
    world.reply(reading(flags=(Flag.BEREAVED,)))
    with pytest.raises(Rejected, match="approver"):
        world.do(c.ReleaseHold(ANN))
    world.do(c.ReleaseHold(SUE))
    assert not world.known["acme"].customer.person_only


@pytest.mark.parametrize(
    "around",
    [
        c.HoldCase(ANN, HoldKind.STAFF, kit.moment("2026-04-01 15:00")),
        c.EscalateCase(ANN, Role.SUPERVISOR, kit.moment("2026-04-01 15:00")),
        c.RetypeCase(ANN, CaseType.UNDERPAYMENT, Owes.THEY, "digest-they"),
        c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100),
    ],
)
def test_person_only_cannot_be_got_around(around):
    world = chased()
    world.reply(reading(flags=(Flag.BEREAVED,)))
    world.do(around)
    assert held_for(world) is HoldKind.PERSON_ONLY
    with pytest.raises(Rejected):
        world.do(c.ReleaseHold(ANN))


# --- disputes --------------------------------------------------------------------------------------------------


def test_a_dispute_without_an_amount_contests_everything_and_holds_the_case():
    world = chased()
    world.reply(reading(Intent.DISPUTE))
    assert world.case.disputed == 10_000
    assert held_for(world) is HoldKind.DISPUTE


@pytest.mark.parametrize(("promise", "days_left"), [(1, 1), (2, 2), (5, 2)])
def test_a_dispute_is_answered_within_the_clients_promise_where_that_is_sooner(promise, days_left):
    world = chased(rules={"acme": kit.rules(answer_promise=kit.business_days(promise))})
    world.reply(reading(Intent.DISPUTE))
    assert world.case.hold is not None
    assert world.case.hold.deadline.date() == world.now.date() + timedelta(days=days_left)


@pytest.mark.parametrize(
    ("amounts", "contested"),
    [
        ((kit.amount(3_000),), 3_000),
        ((kit.amount(3_000, None),), 3_000),
        ((kit.amount(3_000, "EUR"),), 10_000),
        ((kit.amount(99_900),), 10_000),
        ((kit.amount(3_000), kit.amount(4_000)), 10_000),
        ((kit.amount(3_000), kit.amount(3_000)), 3_000),
    ],
)
def test_the_one_amount_in_the_reply_that_fits_is_contested(amounts, contested):
    world = chased()
    world.reply(reading(Intent.DISPUTE, amounts=amounts))
    assert world.case.disputed == contested


def test_the_rest_is_chased_only_where_the_client_says_so():
    world = chased(rules={"acme": kit.rules(chase_undisputed_rest=True)})
    world.reply(reading(Intent.DISPUTE, amounts=(kit.amount(3_000),)))
    assert world.case.state is CaseState.OPEN
    assert [event.name for event in world.said(e.TaskRaised)] == ["look into the contested part"]
    now = world.now
    world.run(timedelta(days=60))
    assert chases_after(world, now) == ["chase/direct", "chase/firm", "chase/formal"]


@pytest.mark.parametrize("intents", [(Intent.HUMAN_REQUEST, Intent.DISPUTE), (Intent.DISPUTE,)])
def test_a_dispute_counts_also_while_the_case_is_held_for_something_else(intents):
    world = chased()
    world.reply(reading(Intent.PAYMENT_PLAN))
    world.reply(reading(*intents))
    assert world.case.disputed == 10_000
    world.do(c.ReleaseHold(SUE))
    now = world.now
    world.run(timedelta(days=60))
    assert chases_after(world, now) == []


def test_a_dispute_counts_also_where_the_playbook_only_answers_it():
    quiet = {Intent.DISPUTE: (Answer("dispute"), Resume(days(1)))}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=quiet)})
    world.reply(reading(Intent.DISPUTE))
    now = world.now
    world.run(timedelta(days=60))
    assert chases_after(world, now) == []
    assert world.case.state is CaseState.HELD


def test_a_later_import_that_knows_nothing_of_it_does_not_take_a_dispute_back():
    world = chased()
    world.reply(reading(Intent.DISPUTE, amounts=(kit.amount(3_000),)))
    world.do(c.ReviseAmounts(10_000, 0))
    assert world.case.disputed == 3_000
    world.do(c.ReviseAmounts(2_000, 0))
    assert world.case.disputed == 2_000


def test_a_smaller_amount_later_does_not_free_what_was_contested_before():
    world = chased()
    world.reply(reading(Intent.DISPUTE))
    world.reply(reading(Intent.DISPUTE, amounts=(kit.amount(3_000),)))
    assert world.case.disputed == 10_000


# --- while a person has the case, and afterwards ---------------------------------------------------------------


@pytest.mark.parametrize(("intent", "task"), [(Intent.ACKNOWLEDGEMENT, False), (Intent.HOW_TO_PAY, True)])
def test_what_a_customer_adds_to_a_held_case_is_a_task_for_a_person(intent, task):
    world = chased()
    world.reply(reading(Intent.PAYMENT_PLAN))
    hold = world.case.hold
    world.reply(reading(intent))
    assert world.case.hold == hold
    assert bool(world.said(e.TaskRaised)) is task


def test_what_a_customer_adds_while_a_proposal_waits_goes_to_whoever_decides():
    world = World()
    world.open(kit.overpaid())
    world.reply(reading(Intent.REFUND_REQUEST))
    assert world.case.state is CaseState.DECIDING
    world.reply(reading(Intent.DOCUMENT_REQUEST))
    assert world.case.state is CaseState.DECIDING
    assert len(world.case.proposals) == 1
    assert [event.name for event in world.said(e.TaskRaised)] == ["read the customer's message"]


def test_a_second_request_in_the_message_that_made_the_proposal_goes_to_a_person():
    world = World()
    world.open(kit.overpaid())
    world.reply(reading(Intent.REFUND_REQUEST, Intent.ALREADY_PAID))
    assert world.case.state is CaseState.DECIDING
    assert world.case.wait is None
    assert len(world.said(e.TaskRaised)) == 1


def closed() -> World:
    world = chased()
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.state is CaseState.CLOSED
    return world


@pytest.mark.parametrize("intent", [Intent.DISPUTE, Intent.REFUND_REQUEST, Intent.HUMAN_REQUEST, Intent.COMPLAINT])
def test_a_closed_case_opens_again_for_a_person_when_somebody_objects(intent):
    world = closed()
    world.reply(reading(intent))
    assert world.case.state is CaseState.HELD
    assert world.case.outcome is None


def test_a_closed_case_opens_again_when_the_reply_is_not_understood():
    world = closed()
    world.reply(reading(Intent.ACKNOWLEDGEMENT, decided=False))
    assert held_for(world) is HoldKind.UNDECIDED_REPLY


@pytest.mark.parametrize("intent", [Intent.ACKNOWLEDGEMENT, Intent.OPT_OUT, Intent.OPT_IN])
def test_thanks_leave_a_closed_case_closed(intent):
    world = closed()
    world.reply(reading(intent))
    assert world.case.state is CaseState.CLOSED
    assert world.said(e.TaskRaised) == []


@pytest.mark.parametrize("intent", [Intent.HOW_TO_PAY, Intent.ALREADY_PAID, Intent.PROMISE_TO_PAY])
def test_anything_else_after_closing_is_read_by_a_person(intent):
    world = closed()
    world.reply(reading(intent))
    assert world.case.state is CaseState.CLOSED
    assert [event.name for event in world.said(e.TaskRaised)] == ["read the customer's message"]


def test_a_wrong_person_leaves_no_hold_on_a_closed_case():
    world = closed()
    world.reply(reading(Intent.WRONG_PERSON))
    assert world.case.state is CaseState.CLOSED
    assert world.case.hold is None
    assert not world.known["acme"].customer.contacts[0].verified


def test_a_flag_after_closing_opens_the_case_for_a_person():
    world = closed()
    world.reply(reading(flags=(Flag.SELF_HARM,)))
    assert held_for(world) is HoldKind.PERSON_ONLY


def test_a_disputed_reply_to_a_written_off_case_is_not_chased_when_released():
    world = chased()
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    world.reply(reading(Intent.DISPUTE))
    world.do(c.ReleaseHold(SUE))
    now = world.now
    world.run(timedelta(days=60))
    assert chases_after(world, now) == []


@kit.QUICK
@given(
    st.lists(st.sampled_from(list(Intent)), max_size=4, unique=True), st.lists(st.sampled_from(list(Flag)), max_size=2)
)
def test_any_message_ends_well(intents, flags):
    world = chased()
    world.reply(reading(*intents, flags=tuple(flags)))
    world.run(timedelta(days=120))
    assert world.case.state in (CaseState.HELD, CaseState.CLOSED)


# --- what is easily forgotten ----------------------------------------------------------------------------------


def test_an_opt_out_takes_everything_on_that_medium_out_of_the_outbox():
    world = World()
    world.open(kit.overpaid())
    assert [touch.channel for touch in world.case.touches] == [Channel.EMAIL]
    world.reply(reading(Intent.OPT_OUT), channel=Channel.EMAIL)
    assert world.outbox == []


@pytest.mark.parametrize("said", [reading(Intent.ACKNOWLEDGEMENT), reading(Intent.OPT_IN, decided=False)])
def test_only_a_clear_yes_opens_a_medium_again(said):
    world = chased()
    world.reply(reading(Intent.OPT_OUT))
    world.reply(said)
    assert world.said(e.MediumAllowed) == []


def test_a_rest_that_the_playbook_gives_is_as_long_as_it_says():
    short = {Intent.ACKNOWLEDGEMENT: (Resume(days(1)),)}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=short)})
    world.reply(reading(Intent.ACKNOWLEDGEMENT))
    assert world.case.not_before == world.now + timedelta(days=1)


def test_a_case_that_a_person_releases_does_not_rest_besides():
    world = chased()
    world.reply(reading(Intent.PAYMENT_PLAN))
    assert world.case.not_before is None


def test_any_message_ends_the_wait_for_an_answer():
    world = chased()
    world.reply(reading(Intent.OTHER))
    assert world.case.wait is not None
    world.reply(reading(Intent.OPT_IN))
    assert world.case.wait is None


def test_the_bot_proposes_nothing_upon_a_message_that_it_does_not_understand():
    eager = {Happening.UNDECIDED: (Propose(ResolutionKind.WRITE_OFF),)}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=eager)})
    world.reply(reading(Intent.REFUND_REQUEST, decided=False))
    assert world.case.proposals == ()
    assert held_for(world) is HoldKind.UNDECIDED_REPLY


CONSENT = {Intent.AFFIRM: (Answer("noted"), Propose(ResolutionKind.CREDIT_NOTE))}


def test_a_yes_to_nothing_that_we_asked_agrees_to_nothing():
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=CONSENT)})
    world.reply(reading(Intent.AFFIRM))
    assert world.case.proposals == ()
    assert queued(world)[-1] == "clarify"


def test_a_yes_to_another_question_agrees_to_nothing():
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=CONSENT)})
    world.run(timedelta(days=8))
    assert world.case.last_question is Question.WHICH_DAY
    world.reply(reading(Intent.AFFIRM))
    assert world.case.proposals == ()


def test_a_yes_to_what_was_asked_agrees_to_it():
    asking = CONSENT | {Intent.DOCUMENT_REQUEST: (Answer("shall_we", ask=Question.CONFIRM),)}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=asking)})
    world.reply(reading(Intent.DOCUMENT_REQUEST))
    world.run(timedelta(hours=2))
    world.reply(reading(Intent.AFFIRM))
    assert [proposal.kind for proposal in world.case.proposals] == [ResolutionKind.CREDIT_NOTE]


def test_a_yes_to_yes_or_no_agrees_to_nothing_while_the_ladder_has_shown_no_figures():
    asking = CONSENT | {Intent.OTHER: (Ask("clarify", Question.CONFIRM, Role.OPERATOR, days(1)),)}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=asking)})
    world.reply(reading(Intent.OTHER))
    assert world.case.last_question is Question.CONFIRM
    world.reply(reading(Intent.AFFIRM))
    assert world.case.proposals == ()
    assert held_for(world) is HoldKind.UNDECIDED_REPLY


@pytest.mark.parametrize("instead", [Intent.DENY, Intent.DISPUTE])
def test_a_yes_may_be_taken_back_until_it_is_carried_out(instead):
    asking = CONSENT | {Intent.DOCUMENT_REQUEST: (Answer("shall_we", ask=Question.CONFIRM),)}
    world = chased(playbooks={Owes.THEY: kit.they_owe(reactions=asking)})
    world.reply(reading(Intent.DOCUMENT_REQUEST))
    world.reply(reading(Intent.AFFIRM))
    assert world.case.state is CaseState.DECIDING
    world.reply(reading(instead))
    assert [proposal.state for proposal in world.case.proposals] == [ProposalState.WITHDRAWN]
    assert world.case.state is not CaseState.DECIDING


def test_who_wanted_a_credit_and_then_the_money_gets_the_money():
    world = World()
    world.open(kit.overpaid())
    world.reply(reading(Intent.KEEP_AS_CREDIT))
    world.reply(reading(Intent.REFUND_REQUEST))
    made = [(proposal.kind, proposal.state) for proposal in world.case.proposals]
    assert made == [
        (ResolutionKind.CREDIT_NOTE, ProposalState.WITHDRAWN),
        (ResolutionKind.REFUND, ProposalState.PROPOSED),
    ]


def test_who_wanted_the_money_and_then_a_credit_gets_the_credit():
    """A refund that waits for approval is not approved by somebody who has not read that it is no longer wanted."""
    world = World()
    world.open(kit.overpaid())
    world.reply(reading(Intent.REFUND_REQUEST))
    world.reply(reading(Intent.KEEP_AS_CREDIT))
    made = [(proposal.kind, proposal.state) for proposal in world.case.proposals]
    assert made == [
        (ResolutionKind.REFUND, ProposalState.WITHDRAWN),
        (ResolutionKind.CREDIT_NOTE, ProposalState.PROPOSED),
    ]


def test_the_same_dispute_again_is_recorded_once():
    world = chased()
    world.reply(reading(Intent.DISPUTE))
    world.reply(reading(Intent.DISPUTE))
    assert len(world.said(e.DisputeRecorded)) == 1


def test_what_the_ledger_already_calls_contested_becomes_the_customers_own_word():
    world = chased(rules={"acme": kit.rules(chase_undisputed_rest=True)})
    world.do(c.ReviseAmounts(10_000, 4_000))
    world.reply(reading(Intent.DISPUTE, amounts=(kit.amount(4_000),)))
    world.do(c.ReviseAmounts(10_000, 0))
    assert world.case.disputed == 4_000


def test_a_wait_that_is_running_already_is_said_once():
    world = chased()
    world.reply(reading(Intent.ALREADY_PAID, Intent.PROVIDE_DETAILS))
    assert [event.wait.reason for event in world.said(e.WaitStarted)] == [WaitReason.TRACE]
    assert world.said(e.WaitEnded) == []


def test_the_same_promise_again_goes_on_waiting_and_a_new_answer_is_waited_for_anew():
    world = chased()
    world.reply(kit.will_pay(date(2026, 3, 6)))
    world.run(timedelta(hours=1))
    world.reply(kit.will_pay(date(2026, 3, 6)))
    assert len(world.said(e.WaitStarted)) == 1
    assert world.case.wait is not None
    assert world.case.promise is not None
    unclear = chased()
    for _ in range(2):
        unclear.reply(reading(Intent.PROMISE_TO_PAY))
    assert unclear.case.wait is not None
