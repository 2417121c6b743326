"""Questions to others than the customer: asked, answered, missed, needless; the case never goes on in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.case import WaitReason
from bot.domain.errors import Rejected
from bot.domain.playbook import (
    Anchor,
    Answer,
    Condition,
    EscalateTo,
    Guard,
    HandOver,
    Inquire,
    NoteDispute,
    Playbook,
    Propose,
    Reaction,
    Resume,
    Tone,
)
from bot.domain.proposals import money_digest
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    HoldKind,
    InquiryState,
    Intent,
    Outcome,
    Owes,
    Party,
    ProposalState,
    ResolutionKind,
    Role,
    RootCause,
)
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, MONDAY, SUE, business_days, days, hours, step
from tests.unit.domain.world import World

ID = "C1.ask.1"
NO_ANSWER = (EscalateTo(Role.SUPERVISOR, business_days(1)), kit.hold_for(owner=Role.SUPERVISOR))


def inquire(**more: Any) -> Inquire:
    fields: dict[str, Any] = {
        "answers": {
            "invoice_is_right": Reaction((Resume(days(1)),)),
            "payment_is_right": Reaction((Propose(ResolutionKind.INVOICE_REVISION),)),
            "not_sure": Reaction((kit.hold_for(),)),
            "whatever": Reaction(()),
        },
        "no_answer": Reaction(NO_ANSWER),
    }
    return Inquire(Party.CLIENT, "invoice_mismatch/ask_client", business_days(2), **{**fields, **more})


def asking(*, reactions: dict[Any, Any] | None = None, after: Any = None, **more: Any) -> Playbook:
    """Ask the client at opening, then chase on the due day and after three days; a person after 30."""
    return kit.playbook(
        Owes.THEY,
        step("ask", inquire(**more), hours(0), Anchor.OPENED, **(after or {})),
        step("first", kit.chase(Tone.FRIENDLY), days(0)),
        step("second", kit.chase(Tone.DIRECT), days(3)),
        step("hand_over", HandOver(Role.OPERATOR, business_days(2)), days(30)),
        reactions=reactions,
    )


def asked(playbook: Playbook | None = None, **opening: Any) -> World:
    world = World(playbooks={Owes.THEY: playbook or asking()}, rules={"acme": kit.rules(escalations=kit.escalations())})
    world.open(kit.opening(**opening))
    return world


def answered(world: World, answer: str, actor: c.Actor | None = None) -> list[e.Event]:
    return world.do(c.AnswerInquiry(ID, answer, "billing", actor))


def sent_on(world: World) -> list[tuple[str, int]]:
    return [(name, (day - date(2026, 3, 2)).days) for name, day in world.steps_sent()]


# --- asking ----------------------------------------------------------------------------------------------------


def test_a_question_carries_all_that_its_mail_and_its_page_need() -> None:
    (made,) = asked(asking(to="billing")).said(e.InquiryMade)
    inquiry = made.inquiry
    assert (inquiry.id, inquiry.cause, inquiry.occurrence) == (ID, "ask", 1)
    assert (inquiry.party, inquiry.to, inquiry.template) == (Party.CLIENT, "billing", "invoice_mismatch/ask_client")
    assert inquiry.offers == ("invoice_is_right", "payment_is_right", "not_sure", "whatever")
    assert local(inquiry.due_at, kit.NEW_YORK).date() == date(2026, 3, 4)


def test_the_ladder_waits_for_the_answer_and_its_days_do_not_count() -> None:
    world = asked()
    assert (world.case.state, world.case.wait.reason) == (CaseState.WAITING, WaitReason.INQUIRY)
    world.run(timedelta(days=1))
    answered(world, "whatever")
    world.run(timedelta(days=10))
    assert sent_on(world) == [("first", 1), ("second", 4)]


def test_the_ladder_goes_on_meanwhile_where_the_playbook_says_so() -> None:
    world = asked(asking(waits=False))
    world.run(timedelta(hours=3))
    assert (world.case.state, sent_on(world)) == (CaseState.OPEN, [("first", 0)])
    assert world.case.inquiries[0].state is InquiryState.ASKED


def test_the_same_question_is_not_asked_twice_while_it_is_open() -> None:
    dispute = (Answer("dispute"), inquire(waits=False))
    world = asked(kit.they_owe(reactions={Intent.DISPUTE: dispute}))
    world.reply(kit.reading(Intent.DISPUTE))
    world.reply(kit.reading(Intent.DISPUTE))
    assert [inquiry.id for inquiry in world.case.inquiries] == ["C1.dispute.2.1"]
    world.do(c.AnswerInquiry("C1.dispute.2.1", "whatever", "billing"))
    world.reply(kit.reading(Intent.DISPUTE))
    assert [inquiry.id for inquiry in world.case.inquiries] == ["C1.dispute.2.1", "C1.dispute.2.2"]


def test_replies_are_answered_as_ever_and_the_question_stays_open() -> None:
    world = asked()
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
    assert world.case.wait.reason is WaitReason.INQUIRY
    world.reply(kit.will_pay(date(2026, 3, 4)))
    assert (world.case.wait.reason, world.case.promise is not None) == (WaitReason.PROMISE, True)
    assert world.case.inquiries[0].state is InquiryState.ASKED


def test_whoever_wrote_meanwhile_is_not_chased_the_day_the_answer_comes() -> None:
    world = asked()
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
    answered(world, "whatever")
    world.run(timedelta(days=2, hours=12))
    assert world.steps_sent() == []
    world.run(timedelta(days=2))
    assert [name for name, _ in world.steps_sent()] == ["first"]


def test_what_else_ends_meanwhile_does_not_set_the_ladder_going() -> None:
    world = asked(asking(no_answer=Reaction((kit.hold_for(),))))
    world.do(c.HoldCase(ANN, HoldKind.STAFF, MONDAY + timedelta(hours=5)))
    world.do(c.ReleaseHold(ANN))
    assert (world.case.state, world.case.wait.reason) == (CaseState.WAITING, WaitReason.INQUIRY)


# --- answers ---------------------------------------------------------------------------------------------------


def test_each_answer_has_its_own_consequence() -> None:
    world = asked()
    answered(world, "payment_is_right")
    assert world.case.state is CaseState.DECIDING
    assert (world.case.live_proposal.kind, world.case.live_proposal.maker) == (
        ResolutionKind.INVOICE_REVISION,
        "bot:ask.payment_is_right",
    )


def test_an_answer_counts_once() -> None:
    world = asked()
    answered(world, "invoice_is_right")
    with pytest.raises(Rejected, match="answered already: invoice is right"):
        answered(world, "payment_is_right")


@pytest.mark.parametrize(
    ("inquiry", "answer", "sentence"),
    [("C1.ask.7", "whatever", "no such question"), (ID, "perhaps", "none of the answers to choose from")],
)
def test_what_was_not_asked_is_not_answered(inquiry: str, answer: str, sentence: str) -> None:
    with pytest.raises(Rejected, match=sentence):
        asked().do(c.AnswerInquiry(inquiry, answer, "billing"))


def test_whoever_records_an_answer_has_made_what_follows_and_cannot_approve_it() -> None:
    world = asked()
    answered(world, "payment_is_right", kit.BOB)
    assert world.case.live_proposal.maker == "bob"
    with pytest.raises(Rejected, match="SOX-SOD"):
        world.do(c.ApproveProposal(kit.BOB_CHECKS, world.case.live_proposal.id, money_digest(world.case)))


def test_only_who_works_for_the_client_records_an_answer() -> None:
    with pytest.raises(Rejected):
        answered(asked(), "whatever", kit.AUD)


def test_an_answer_to_a_case_that_a_person_has_is_for_that_person_to_read() -> None:
    world = asked()
    world.do(c.HoldCase(ANN, HoldKind.STAFF, MONDAY + timedelta(days=9)))
    said = answered(world, "invoice_is_right")
    assert [event.name for event in said if isinstance(event, e.TaskRaised)] == ["read the answer to our question"]
    assert world.case.hold.kind is HoldKind.STAFF


def test_an_answer_brings_a_dispute_before_an_approver() -> None:
    dispute = (Answer("dispute"), inquire(waits=False), NoteDispute(business_days(2)))
    world = asked(kit.they_owe(reactions={Intent.DISPUTE: dispute}))
    world.reply(kit.reading(Intent.DISPUTE))
    assert world.case.hold.kind is HoldKind.DISPUTE
    world.do(c.AnswerInquiry("C1.dispute.2.1", "payment_is_right", "billing"))
    assert world.case.state is CaseState.DECIDING


def test_an_answer_never_lifts_what_only_a_person_may() -> None:
    world = asked()
    world.reply(kit.reading(Intent.COMPLAINT))
    answered(world, "payment_is_right")
    assert (world.case.hold.kind, world.case.live_proposal) == (HoldKind.PERSON_ONLY, None)


def test_a_condition_decides_what_follows() -> None:
    small, large = Guard(Condition(below=500)), Guard(unless=Condition(below=500))
    follows = Reaction((Propose(ResolutionKind.WRITE_OFF), kit.hold_for()), (small, large))
    for expected, state in ((10_000, CaseState.DECIDING), (90_000, CaseState.HELD)):
        world = asked(asking(answers={"whatever": follows}), expected=expected)
        answered(world, "whatever")
        assert world.case.state is state


# --- none in time ----------------------------------------------------------------------------------------------


def test_when_nobody_answers_a_person_is_asked() -> None:
    world = asked()
    world.run(timedelta(days=2))
    assert world.case.inquiries[0].state is InquiryState.OVERDUE
    assert (world.case.hold.kind, world.case.hold.owner) == (HoldKind.REQUEST, Role.SUPERVISOR)
    assert [event.to for event in world.said(e.CaseEscalated)] == [Role.SUPERVISOR]
    assert world.steps_sent() == []


@pytest.mark.parametrize("follows", [Reaction(()), Reaction(NO_ANSWER, (Guard(Condition(above=10**6)),) * 2)])
def test_where_nothing_is_said_of_silence_a_person_has_the_case(follows: Reaction) -> None:
    world = asked(asking(no_answer=follows))
    world.run(timedelta(days=2))
    assert (world.case.hold.kind, world.steps_sent()) == (HoldKind.REQUEST, [])


def test_a_playbook_that_changed_meanwhile_leaves_the_question_to_a_person() -> None:
    world = asked()
    world.playbooks[Owes.THEY] = kit.they_owe()
    world.run(timedelta(days=2))
    assert world.case.hold is not None


@pytest.mark.parametrize("other", [{"template": "invoice_mismatch/ask_bank"}, {"party": Party.BANK}], ids=str)
def test_an_answer_to_one_question_is_none_to_another_that_took_its_place(other: dict[str, Any]) -> None:
    """A version of the playbook that asks something else under the same name: yes to this is not yes to that."""
    world = asked()
    after = asking()
    ask = replace(after.steps[0].action, **other)
    after = replace(after, steps=(replace(after.steps[0], action=ask), *after.steps[1:]), digest="another")
    world.do(c.MigrateCase(after, "sofia"), "C1")
    world.playbooks[Owes.THEY] = after
    said = answered(world, "payment_is_right")
    assert not [event for event in said if isinstance(event, e.ProposalMade)]
    assert [event.name for event in said if isinstance(event, e.TaskRaised)] == ["read the answer to our question"]


def test_a_late_answer_still_counts_and_ends_what_its_absence_began() -> None:
    world = asked()
    world.run(timedelta(days=2))
    assert world.case.escalation is not None
    said = answered(world, "payment_is_right")
    assert next(event for event in said if isinstance(event, e.InquiryAnswered)).late
    assert (world.case.state, world.case.hold) == (CaseState.DECIDING, None)
    assert any(isinstance(event, e.EscalationEnded) for event in said)


def test_a_late_answer_counts_also_when_the_hold_went_up_a_level() -> None:
    world = asked()
    world.run(timedelta(days=9))
    assert world.case.hold.level > 0
    answered(world, "invoice_is_right")
    assert world.case.state is CaseState.OPEN


def test_a_late_answer_does_not_pass_over_a_message_that_nobody_has_read() -> None:
    world = asked()
    world.run(timedelta(days=2))
    world.reply(kit.reading(decided=False))
    answered(world, "invoice_is_right")
    assert world.case.hold.kind is HoldKind.UNDECIDED_REPLY


# --- needless --------------------------------------------------------------------------------------------------


def test_a_payment_makes_the_question_needless() -> None:
    world = asked()
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.inquiries[0].state is InquiryState.WITHDRAWN
    with pytest.raises(Rejected, match="settled"):
        answered(world, "whatever")


def test_closing_and_another_type_make_it_needless() -> None:
    for command in (
        c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN),
        c.RetypeCase(ANN, CaseType.INVOICE_MISMATCH, Owes.OPEN, "digest-open"),
    ):
        world = asked()
        world.do(command)
        assert [event.inquiry_id for event in world.said(e.InquiryWithdrawn)] == [ID]
        assert world.case.wait is None or world.case.wait.reason is not WaitReason.INQUIRY


def test_a_case_that_opens_again_asks_again_under_another_number() -> None:
    world = asked()
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    world.do(c.ReopenCase(ANN))
    world.run(timedelta(minutes=1))
    assert [inquiry.id for inquiry in world.case.inquiries] == [ID, "C1.ask.2"]
    assert world.case.wait.reason is WaitReason.INQUIRY


def test_an_answer_moves_nothing_while_an_approver_decides() -> None:
    world = asked()
    world.do(c.ProposeResolution(SUE, "P1", ResolutionKind.WRITE_OFF, 10_000))
    answered(world, "payment_is_right")
    assert [p.state for p in world.case.proposals] == [ProposalState.PROPOSED]
    world.do(c.RejectProposal(ABE, "P1"))
    assert world.case.state is CaseState.HELD


def test_a_condition_keeps_a_step_from_asking() -> None:
    world = asked(asking(after={"unless": Condition(above=50)}))
    assert (world.case.inquiries, len(world.said(e.StepSkipped))) == ((), 1)
