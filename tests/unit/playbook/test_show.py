"""A resolved playbook read aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal

from bot.authored import Problem
from bot.domain import playbook as model
from bot.domain.playbook import Anchor, Condition, Duration, Timing, Unit
from bot.domain.vocabulary import (
    CaseType,
    Flag,
    HoldKind,
    Intent,
    Owes,
    Party,
    ResolutionKind,
    Role,
)
from bot.playbook.show import as_json, as_text, problems_as_json

DAY = Duration(1, Unit.DAYS)
WORK = Duration(2, Unit.BUSINESS_DAYS)


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
        "    Ask the client's people (billing) “a/ask_client”, with 2 business days to answer; the ladder waits",
        (
            "      it is right: unless the amount is above 500: propose a refund of the open amount, for an approver to "
            "decide; only if the amount is above 500: everything rests; within 1 day the supervisor does what was asked"
        ),
        "      no: nothing more",
        "      no answer: everything rests; within 1 day the supervisor does what was asked",
    ]
    said = as_text(asked).splitlines()
    at = said.index("  ask: 1 day after due")
    assert said[at + 1 : at + 6] == [*lines, "    unless the amount is above 500"]
    at = said.index("  dispute:")
    assert said[at + 1 :] == [*lines, "  dispute of part:", "    The same as upon dispute"]


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
        "About 10:00 in the customer's local time. Paid closes it as payment received.",
        "May be proposed: write off.",
        "A proposal expires after 5 business days.",
        "What is approved is carried out within 2 business days.",
        "Digest: d1",
        "",
        "Steps",
        "  call: 1 day after due at 09:30",
        "    The operator has 1 day to call",
        "    only if the amount is above 5",
        "    at most 2 times, every 2 business days",
        "",
        "Reactions",
        "  other:",
        "    Nothing more",
        "  abusive:",
        "    The ladder goes on after 1 day",
        "  unclear answer:",
        "    The same as upon other",
    ]
    assert as_json(playbook)["digest"] == "d1"
    assert as_json(replace(playbook, notes={}))["notes"] == {}


def test_problems_become_json():
    assert problems_as_json([Problem("f", 1, 2, "So.", "r")]) == [
        {"rule": "r", "file": "f", "line": 1, "column": 2, "sentence": "So."}
    ]
