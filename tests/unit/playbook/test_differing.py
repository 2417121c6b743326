"""What changes between two versions, in words, and for whom."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.domain import playbook as model
from bot.domain.playbook import Condition, Duration, Happening, Playbook, Reaction, Trigger, Unit
from bot.domain.vocabulary import HoldKind, Intent, Owes, Party, ResolutionKind, Role
from bot.playbook.differing import Difference, differences

DAY = Duration(1, Unit.DAYS)
REST = model.Resume(DAY)
HOLD = model.HoldFor(HoldKind.REQUEST, Role.OPERATOR, DAY)
PLAIN = Playbook("p", (), Owes.OPEN, (), {}, frozenset(), "d1")


def reacting(**reactions: Reaction) -> Playbook:
    named: dict[str, Trigger] = {one.value: one for kind in (Intent, Happening) for one in kind}
    return replace(PLAIN, reactions={named[name]: reaction for name, reaction in reactions.items()})


def said(before: Playbook, after: Playbook) -> list[str]:
    return [one.sentence for one in differences(before, after)]


def test_a_reaction_says_only_what_is_otherwise():
    before = reacting(dispute=Reaction((model.Answer("a/b"), REST, HOLD)))
    after = reacting(dispute=Reaction((model.Answer("a/b"), replace(REST, after=Duration(3, Unit.DAYS)))))
    assert differences(before, after) == (
        Difference(
            "upon dispute",
            "customers who say so",
            "Now: the ladder goes on after 3 days. It was: the ladder goes on after 1 day.",
        ),
        Difference(
            "upon dispute",
            "customers who say so",
            "No longer: everything rests; within 1 day the operator does what was asked.",
        ),
    )


def test_the_same_actions_in_another_order_are_no_new_ones():
    actions = (model.Answer("a/b"), REST)
    assert said(reacting(other=Reaction(actions)), reacting(other=Reaction(actions[::-1]))) == [
        "Another order: the ladder goes on after 1 day; answer “a/b”."
    ]


def test_a_condition_that_is_new_is_the_same_action_in_new_words():
    large = (model.Guard(Condition(above=Decimal(500))),)
    assert said(reacting(other=Reaction((REST,))), reacting(other=Reaction((REST,), large))) == [
        "Now: only if the amount is above 500: the ladder goes on after 1 day. It was: the ladder goes on after 1 day."
    ]


def test_what_fell_back_until_now_is_not_nothing():
    before = reacting(provide_details=Reaction((HOLD,)))
    after = reacting(provide_details=Reaction((HOLD,)), evidence_received=Reaction((REST,)))
    assert said(before, after) == [
        "New: the ladder goes on after 1 day.",
        "No longer: the same as upon provide details.",
    ]


def test_what_may_be_proposed_says_what_comes_and_what_goes():
    before = replace(PLAIN, resolutions=frozenset({ResolutionKind.REFUND, ResolutionKind.REFUSE}))
    after = replace(PLAIN, resolutions=frozenset({ResolutionKind.REFUND, ResolutionKind.WRITE_OFF}))
    assert said(before, after) == ["New: write off.", "No longer: refuse."]


def test_an_answer_to_a_question_changes_alone():
    ask = model.Inquire(Party.BANK, "a/ask", DAY, {"found": Reaction((REST,))}, Reaction((HOLD,)))
    step = model.Step("ask", model.Timing(model.Anchor.OPENED, DAY), ask)
    other = replace(step, action=replace(ask, answers={"found": Reaction((HOLD,))}))
    assert said(replace(PLAIN, steps=(step,)), replace(PLAIN, steps=(other,))) == [
        (
            "Now: found: everything rests; within 1 day the operator does what was asked. "
            "It was: found: the ladder goes on after 1 day."
        )
    ]
