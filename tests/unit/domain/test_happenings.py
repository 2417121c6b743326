"""What else than an intent a playbook reacts to: evidence, a dispute of a part, the payment; and the promised answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.errors import Rejected
from bot.domain.playbook import Anchor, Answer, HandOver, Happening, NoteDispute, Playbook, Tell
from bot.domain.vocabulary import CaseState, HoldKind, Intent, Outcome, Owes, Question, Role, RootCause
from tests.unit.domain import kit
from tests.unit.domain.kit import ANN, BY, business_days, days, hours, step
from tests.unit.domain.world import World


def world_of(playbook: Playbook, **opening: Any) -> World:
    world = World(playbooks={playbook.owes: playbook})
    world.open(kit.opening(owes=playbook.owes, **opening))
    return world


def templates(said: list[e.Event]) -> list[str]:
    return [event.template for event in said if isinstance(event, e.TouchQueued)]


# --- evidence --------------------------------------------------------------------------------------------------

EVIDENCE = {Happening.EVIDENCE_RECEIVED: (Answer("evidence_is_here"), kit.hold_for(HoldKind.DISPUTE))}


def asked_for(question: Question, reactions: dict[Any, Any]) -> World:
    world = world_of(kit.open_question(reactions={Intent.DENY: (Answer("deny", question),), **reactions}))
    world.reply(kit.reading(Intent.DENY))
    return world


def test_details_are_evidence_where_evidence_was_asked_for() -> None:
    evidence = asked_for(Question.EVIDENCE, EVIDENCE).reply(kit.reading(Intent.PROVIDE_DETAILS))
    assert templates(evidence) == ["evidence_is_here"]
    other = asked_for(Question.REFERENCE, EVIDENCE).reply(kit.reading(Intent.PROVIDE_DETAILS))
    assert templates(other) == ["details"]


def test_without_words_of_its_own_evidence_is_details() -> None:
    assert templates(asked_for(Question.EVIDENCE, {}).reply(kit.reading(Intent.PROVIDE_DETAILS))) == ["details"]


def test_staff_who_have_the_evidence_say_so_and_nobody_is_answered() -> None:
    world = asked_for(Question.EVIDENCE, EVIDENCE)
    said = world.do(c.RecordEvidence(ANN))
    assert isinstance(said[0], e.EvidenceReceived)
    assert (templates(said), world.case.hold.kind) == ([], HoldKind.DISPUTE)
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    with pytest.raises(Rejected):
        world.do(c.RecordEvidence(ANN))


# --- a dispute of a part ---------------------------------------------------------------------------------------

PART = {Happening.DISPUTE_OF_PART: (Answer("part"), NoteDispute(business_days(2)))}


@pytest.mark.parametrize(("minor", "words"), [(3_000, "part"), (10_000, "dispute"), (77_000, "dispute")])
def test_less_than_the_whole_is_a_dispute_of_a_part(minor: int, words: str) -> None:
    world = world_of(kit.they_owe(reactions=PART))
    said = world.reply(kit.reading(Intent.DISPUTE, amounts=(kit.amount(minor),)))
    assert words in templates(said)
    assert world.case.disputed == min(minor, 10_000)


def test_without_words_of_its_own_a_dispute_of_a_part_is_a_dispute() -> None:
    said = world_of(kit.they_owe()).reply(kit.reading(Intent.DISPUTE, amounts=(kit.amount(3_000),)))
    assert "dispute" in templates(said)


# --- the payment -----------------------------------------------------------------------------------------------


def test_a_payment_that_closes_the_gap_is_told_of_before_the_case_closes() -> None:
    world = world_of(kit.they_owe(reactions={Happening.PAYMENT_SEEN: (Tell("thanks", BY),)}))
    part = world.do(c.SeePayment("p1", 4_000))
    assert "thanks" not in templates(part)
    said = world.do(c.SeePayment("p2", 6_000))
    kinds = [type(event) for event in said]
    assert "thanks" in templates(said)
    assert kinds.index(e.TouchQueued) < kinds.index(e.CaseClosed)
    assert world.case.state is CaseState.CLOSED


# --- the promised answer ---------------------------------------------------------------------------------------


def promised(offset: Any, **rules: Any) -> date:
    """The day of a step that counts from the promised answer. The customer writes on Thursday 5 March."""
    playbook = kit.playbook(
        Owes.OPEN,
        step("word", kit.notice("word"), offset, Anchor.ANSWER),
        step("hand_over", HandOver(Role.OPERATOR, business_days(2)), days(60), Anchor.OPENED),
    )
    world = World(playbooks={Owes.OPEN: playbook}, rules={"acme": kit.rules(**rules)})
    world.open(kit.opening(owes=Owes.OPEN))
    world.run(timedelta(days=3))
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
    world.run(timedelta(days=30))
    (sent,) = [sent for sent in world.sent if sent.touch.step == "word"]
    return local(sent.at, kit.NEW_YORK).date()


def test_the_promised_answer_counts_from_the_day_that_the_client_promised() -> None:
    long = {"answer_promise": business_days(5)}
    assert promised(days(0), **long) == date(2026, 3, 12)
    assert promised(business_days(-1), **long) == date(2026, 3, 11)
    assert promised(business_days(2), **long) == date(2026, 3, 16)
    assert promised(hours(-24), **long) == date(2026, 3, 11)


def test_a_step_of_the_promised_answer_does_not_come_before_the_rest_after_a_reply() -> None:
    assert promised(business_days(-5), answer_promise=business_days(5)) == date(2026, 3, 8)
