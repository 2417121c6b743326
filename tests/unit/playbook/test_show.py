"""A resolved playbook read aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal

from bot.authored import Problem
from bot.domain import playbook as model
from bot.domain.playbook import AmountOf, Anchor, Condition, Duration, Timing, Tone, Unit
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    CustomerKind,
    Flag,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    Party,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    Stage,
    TaskKind,
    TouchClass,
)
from bot.playbook.show import as_json, as_text, problems_as_json, say_action, say_condition

DAY = Duration(1, Unit.DAYS)
WORK = Duration(2, Unit.BUSINESS_DAYS)
BY = (Channel.EMAIL, Channel.SMS)
LINES = {
    model.Send("a/b", BY, TouchClass.CHASE, Tone.FIRM): "send a/b by email, sms, as chase, tone firm",
    model.Send(
        "a/b",
        BY,
        TouchClass.NOTICE,
        Tone.INFORM,
        ask=Question.REASON,
        to=model.ContactRole.ESCALATION,
        sender=model.Sender.SENIOR,
        merge=False,
    ): "send a/b by email, sms, as notice, tone inform, ask reason, to the escalation contact, from a named "
    "senior person, in a message of its own",
    model.Task("call", Role.OPERATOR, WORK): "task call for operator within 2 business days",
    model.Task("call", Role.OPERATOR, WORK, TaskKind.CALL): "task call (call) for operator within 2 business days",
    model.HandOver(Role.OPERATOR, DAY): "hand over to operator within 1 day, because end_of_playbook",
    model.EscalateTo(Role.SUPERVISOR, DAY): "escalate to supervisor within 1 day",
    model.Propose(ResolutionKind.REFUND, AmountOf.ASKED): "propose refund of the asked amount",
    model.Answer("a/b", Question.REFERENCE): "answer a/b, ask reference",
    model.Answer("a/b", Question.REFERENCE, "a/c"): "answer a/b, ask reference; where it is already said a/c",
    model.Answer("a/b"): "answer a/b",
    model.HoldFor(HoldKind.TRACE, Role.OPERATOR, WORK): "hold (trace) for operator within 2 business days",
    model.WaitFor(WORK, ask_staff_after=True): "wait 2 business days, then a person",
    model.WaitFor(WORK): "wait 2 business days, then the ladder",
    model.NotePromise("a/ask", "a/noted", DAY, DAY, WORK, "a/remind"): (
        "note the promise, at most 1 day off (answer a/noted); without a day answer a/ask and wait 1 day; "
        "remind with a/remind; broken 2 business days after the day"
    ),
    model.NoteDispute(WORK): "note the dispute, answer within 2 business days by operator",
    model.Resume(DAY): "the ladder goes on after 1 day",
    model.CloseWith(Outcome.REFUNDED, RootCause.UNKNOWN): "close as refunded, cause unknown",
    model.Ask("a/b", Question.REASON, Role.OPERATOR, DAY): (
        "clarify with a/b, ask reason; after two questions operator within 1 day"
    ),
}


def test_every_verb_has_a_line():
    assert {action: say_action(action) for action in LINES} == LINES


def test_a_telling_names_the_words_of_each_resolution():
    tell = model.Tell("a/b", BY, {ResolutionKind.REFUND: "a/refund"})
    assert say_action(tell) == "tell a/b by email, sms; for refund: a/refund"


def test_a_condition_says_all_its_parts():
    condition = Condition(
        Decimal(5), Decimal(9), 3, frozenset({CustomerKind.BUSINESS}), frozenset({"es"}), frozenset({"acme"}), 1
    )
    assert say_condition(condition) == (
        "the amount is above 5 and the amount is below 9 and the case is older than 3 days and the customer is a "
        "business and the language is es and the client is acme and at least 1 promises were broken"
    )
    assert say_condition(model.ALWAYS) == ""


def test_a_condition_says_what_it_wants_of_the_case():
    condition = Condition(
        answered=False,
        earlier_cases=2,
        balances=frozenset({model.Balance.OWED, model.Balance.EVEN}),
        reasons=frozenset({"no_funds", "R10"}),
        stages=frozenset({Stage.PRE_ARBITRATION}),
        countries=frozenset({"US", "CA"}),
        contested=True,
        deadline=False,
    )
    assert say_condition(condition) == (
        "the customer has not written and the customer had 2 or more other cases lately and nothing is owed either "
        "way or the customer owes money and the reason is R10 or no funds and the stage is pre arbitration and the "
        "country is CA or US and a part is contested and there is no outside deadline"
    )


def test_a_question_to_somebody_else_says_what_follows_upon_each_answer():
    large = Condition(above=Decimal(500))
    hold = model.HoldFor(HoldKind.REQUEST, Role.SUPERVISOR, DAY)
    follows = model.Reaction(
        (model.Propose(ResolutionKind.REFUND), hold), (model.Guard(unless=large), model.Guard(large))
    )
    answers = {"no": model.Reaction(()), "it_is_right": follows}  # kept in any order
    ask = model.Inquire(
        Party.CLIENT, "a/ask_client", WORK, answers, model.Reaction((hold,)), "billing", buttons=("it_is_right", "no")
    )
    step = model.Step("ask", Timing(Anchor.DUE, DAY), ask, unless=large)
    asked = model.Playbook("p", (), Owes.OPEN, (step,), {Intent.DISPUTE: model.Reaction((ask,))}, frozenset(), "d1")
    lines = [
        "    ask the client (billing) with a/ask_client, due in 2 business days; the ladder waits",
        (
            "      it is right: propose refund of the open amount, unless the amount is above 500; "
            "hold (request) for supervisor within 1 day, only if the amount is above 500"
        ),
        "      no: nothing",
        "      no answer: hold (request) for supervisor within 1 day",
    ]
    said = as_text(asked).splitlines()
    at = said.index("  ask: 1 day after due")
    assert said[at + 1 : at + 6] == [*lines, "    unless the amount is above 500"]
    at = said.index("  dispute:")
    assert said[at + 1 :] == [*lines, "  dispute_of_part: as dispute"]


def test_a_whole_playbook_is_text_and_json():
    step = model.Step(
        "call",
        Timing(Anchor.DUE, DAY, time(9, 30)),
        model.Task("call", Role.OPERATOR, DAY),
        Condition(above=Decimal(5)),
        repeat=2,
        every=WORK,
    )
    playbook = model.Playbook(
        name="p",
        case_types=(CaseType.UNDERPAYMENT,),
        owes=Owes.THEY,
        steps=(step,),
        reactions={
            Flag.ABUSIVE: model.Reaction((model.Resume(DAY),)),
            Intent.OTHER: model.Reaction(()),
        },
        resolutions=frozenset({ResolutionKind.WRITE_OFF}),
        digest="d1",
        notes={"purpose": "To see it."},
    )
    assert as_text(playbook).splitlines() == [
        "p: for underpayment; the customer owes",
        "purpose: To see it.",
        "About 10:00 in the customer's local time. Paid closes it as payment_received.",
        "Resolutions: write_off.",
        "A proposal expires after 5 business days.",
        "What is approved is carried out within 2 business days.",
        "Digest: d1",
        "",
        "Steps",
        "  call: 1 day after due at 09:30",
        "    task call for operator within 1 day",
        "    only if the amount is above 5",
        "    at most 2 times, every 2 business days",
        "",
        "Reactions",
        "  other:",
        "    nothing",
        "  abusive:",
        "    the ladder goes on after 1 day",
    ]
    assert as_json(playbook)["digest"] == "d1"
    assert as_json(replace(playbook, notes={}))["notes"] == {}


def test_problems_become_json():
    assert problems_as_json([Problem("f", 1, 2, "So.", "r")]) == [
        {"rule": "r", "file": "f", "line": 1, "column": 2, "sentence": "So."}
    ]
