"""Quick answers: what a customer can say with one tap, by the question last asked and the type of the case.

An answer is words like any other. They are posted as the customer's own and read by the same understanding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case
from bot.domain.vocabulary import CaseState, Owes, Question


class Day(StrEnum):
    """Which day an answer needs."""

    NONE = ""
    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    label: str  # on the button
    text: str  # what is posted
    day: Day = Day.NONE


def _by_id(*answers: Answer) -> Mapping[str, Answer]:
    return MappingProxyType({answer.id: answer for answer in answers})


# English here; the catalogues of the pages translate labels and texts. A test reads every text in every language.
ANSWERS: Final = _by_id(
    Answer("will_pay", "I will pay on …", "I will pay on %(day)s.", Day.FUTURE),
    Answer("paid", "I have already paid", "I have already paid."),
    Answer("instalments", "I need to pay in parts", "I would like to pay in instalments."),
    Answer("how", "How do I pay?", "How can I pay?"),
    Answer("contest", "I contest this", "I contest this charge."),
    Answer("copy", "Send me a copy", "Please send me a copy of the invoice."),
    Answer("refund", "Refund it, please", "Please refund it."),
    Answer("credit", "Keep it as credit", "Keep it as credit for my next bill."),
    Answer("yes", "Yes", "Yes."),
    Answer("no", "No", "No."),
    Answer("person", "Talk to a person", "I want to talk to a person."),
    Answer("stranger", "This is not me", "This is not me. You have the wrong person."),
)
ABOUT: Final = "%(text)s (Invoice %(invoice)s)"
FOR_STRANGERS: Final = ("stranger", "person")  # what somebody may say who has not named a fact from the bill

_THEY_OWE: Final = ("will_pay", "paid", "instalments", "contest", "how", "copy", "person")
_WE_OWE: Final = ("refund", "credit", "person")
_UNCLEAR: Final = ("paid", "contest", "copy", "person")
_CLOSED: Final = ("person",)
_FIRST: Final[Mapping[Question, tuple[str, ...]]] = MappingProxyType(
    {
        Question.CONFIRM: ("yes", "no"),
        Question.WHICH_DAY: ("will_pay", "paid"),
        Question.REFUND_OR_CREDIT: ("refund", "credit"),
    }
)


def phrases() -> tuple[str, ...]:
    """Every text that has to be translated."""
    return (ABOUT, *(text for answer in ANSWERS.values() for text in (answer.label, answer.text)))


def answers_for(case: Case) -> Sequence[Answer]:
    """The quick answers that fit a case, the likeliest first."""
    first = _FIRST.get(case.last_question, ()) if case.last_question else ()
    return [ANSWERS[name] for name in dict.fromkeys((*first, *_usual(case)))]


def _usual(case: Case) -> tuple[str, ...]:
    if case.state is CaseState.CLOSED:
        return _CLOSED
    match case.owes:
        case Owes.THEY:
            return _THEY_OWE
        case Owes.WE:
            return _WE_OWE
        case Owes.OPEN | Owes.EITHER:
            return _UNCLEAR
