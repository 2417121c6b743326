"""What a playbook does, in the sentences of a colleague."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain import playbook as model
from bot.domain.playbook import AmountOf, Condition, Duration, Tone, Unit
from bot.domain.vocabulary import (
    Channel,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    Party,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    TaskKind,
    TouchClass,
)
from bot.playbook.telling import all_told, reaction_to, told

DAY = Duration(1, Unit.DAYS)
WORK = Duration(2, Unit.BUSINESS_DAYS)
BY = (Channel.EMAIL, Channel.SMS)
HOLD = model.HoldFor(HoldKind.TRACE, Role.OPERATOR, WORK)
SENTENCES = {
    model.Send("a/b", BY, TouchClass.CHASE, Tone.FIRM): "Send “a/b” by e-mail, else text message; a firm chase",
    model.Send("a/b", BY[:1], TouchClass.NOTICE, Tone.FRIENDLY): (
        "Send “a/b” by e-mail; a friendly notice, no request for money"
    ),
    model.Send(
        "a/b",
        BY,
        TouchClass.NOTICE,
        Tone.INFORM,
        ask=Question.REASON,
        to=model.ContactRole.ESCALATION,
        sender=model.Sender.SENIOR,
        merge=False,
    ): "Send “a/b” by e-mail, else text message; a notice, no request for money, asks for the reason; to the escalation "
    "contact; signed by a named senior person; in a message of its own",
    model.Task("call them", Role.OPERATOR, WORK): "The operator has 2 business days to call them",
    model.Task("call them", Role.OPERATOR, WORK, TaskKind.CALL): "The operator has 2 business days to call them",
    model.Task("look for it", Role.OPERATOR, WORK, TaskKind.CHECK_BANK): (
        "The operator has 2 business days to look for it (check bank)"
    ),
    model.HandOver(Role.OPERATOR, DAY): "The operator takes over within 1 day and decides how to go on",
    model.EscalateTo(Role.SUPERVISOR, DAY): "The supervisor is called in and has 1 day",
    model.Propose(ResolutionKind.REFUND, AmountOf.ASKED): (
        "Propose a refund of the amount that was asked for, for an approver to decide"
    ),
    model.Propose(ResolutionKind.REPRESENT): (
        "Propose to contest the chargeback of the open amount with evidence, for an approver to decide"
    ),
    model.Answer("a/b", Question.REFERENCE): "Answer “a/b”, asks for the payment's reference",
    model.Answer("a/b", Question.REFERENCE, "a/c"): (
        "Answer “a/b”, asks for the payment's reference; where they said it already “a/c”"
    ),
    model.Answer("a/b"): "Answer “a/b”",
    HOLD: "Everything rests; within 2 business days the operator looks for the payment",
    model.WaitFor(WORK, ask_staff_after=True): "Silence for 2 business days, then a person decides",
    model.WaitFor(WORK): "Silence for 2 business days, then the ladder goes on",
    model.NotePromise("a/ask", "a/noted", DAY, DAY, WORK, "a/remind"): (
        "Note the promised day, at most 1 day off, confirm “a/noted”, remind “a/remind” the day before; the promise is "
        "broken 2 business days after that day; without a day ask “a/ask” and wait 1 day"
    ),
    model.NoteDispute(WORK): "What is contested rests; the operator answers within 2 business days",
    model.Resume(DAY): "The ladder goes on after 1 day",
    model.CloseWith(Outcome.REFUNDED, RootCause.UNKNOWN): "Close as refunded, cause unknown",
    model.Ask("a/b", Question.REASON, Role.OPERATOR, DAY): (
        "Ask back once “a/b”, asks for the reason; after two such questions the operator takes it, within 1 day"
    ),
}


def test_every_verb_has_a_sentence():
    assert {action: told(action) for action in SENTENCES} == SENTENCES


@pytest.mark.parametrize("kind", ResolutionKind)
@pytest.mark.parametrize("amount", AmountOf)
def test_every_resolution_is_proposed_in_words(kind, amount):
    said = told(model.Propose(kind, amount))
    assert said.startswith("Propose ")
    assert "_" not in said
    assert " amount" in said


@pytest.mark.parametrize("kind", HoldKind)
def test_every_hold_says_what_the_person_does(kind):
    assert told(replace(HOLD, kind=kind)).startswith("Everything rests; within 2 business days the operator ")


def test_a_telling_names_the_words_of_each_resolution():
    tell = model.Tell("a/b", BY, {ResolutionKind.CREDIT_NOTE: "a/credit"})
    assert told(tell) == "Tell them “a/b” by e-mail, else text message; of a credit note “a/credit”"


def test_a_condition_stands_first_where_it_cannot_be_read_as_one_of_the_last_words():
    guard = model.Guard(Condition(above=Decimal(500)))
    assert all_told(model.Reaction((model.Propose(ResolutionKind.REFUND),), (guard,))) == (
        "Only if the amount is above 500: propose a refund of the open amount, for an approver to decide",
    )


def test_answers_are_told_below_their_question_in_the_order_of_its_buttons():
    answers = {"no": model.Reaction(()), "it_is_right": model.Reaction((model.Resume(DAY), HOLD))}
    ask = model.Inquire(
        Party.BANK, "a/ask", WORK, answers, model.Reaction((HOLD,)), waits=False, buttons=("it_is_right", "no")
    )
    hold = "everything rests; within 2 business days the operator looks for the payment"
    assert all_told(model.Reaction((ask,))) == (
        "Ask the bank “a/ask”, with 2 business days to answer; the ladder goes on meanwhile",
        f"  it is right: the ladder goes on after 1 day; {hold}",
        "  no: nothing more",
        f"  no answer: {hold}",
    )


def test_what_falls_back_says_upon_what():
    happening = model.Happening.DISPUTE_OF_PART
    playbook = model.Playbook("p", (), Owes.OPEN, (), {Intent.DISPUTE: model.Reaction((HOLD,))}, frozenset(), "d1")
    assert all_told(reaction_to(playbook, happening)) == ("The same as upon dispute",)
    assert all_told(reaction_to(replace(playbook, reactions={}), happening)) == ()
