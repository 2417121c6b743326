"""A short answer is read in the light of the question last asked."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.conversation.intents.engine import POLITE, Fired
from bot.conversation.phrases import NEGATIONS
from bot.conversation.tables.calendar_words import BESIDE_A_DAY, PRESENT_OR_PAST
from bot.conversation.words import Word
from bot.domain.reading import ReadAmount, ReadDate, ReadReference, ReadText
from bot.domain.vocabulary import DateRole, Flag, Intent, Question

_SURE, _LIKELY = 0.9, 0.8
_SHORT_ANSWER = 12  # words: in more, something else may be said
_PAYING = PRESENT_OR_PAST | frozenset(
    [
        "pay",
        "paying",
        "payment",
        "pago",
        "pagar",
        "pagare",
        "deposito",
        "depositar",
        "depositare",
        "transfiero",
        "transferir",
        "abono",
        "abonar",
    ]
)
_SPEAKS_OF_MONEY = frozenset({Intent.ALREADY_PAID, Intent.PROMISE_TO_PAY, Intent.PAYMENT_PLAN, Intent.DISPUTE})


def read_answer(
    question: Question | None,
    *,
    fired: Sequence[Fired],
    words: Sequence[Word],
    dates: Sequence[ReadDate],
    amounts: Sequence[ReadAmount],
    references: Sequence[ReadReference],
    contacts: Sequence[ReadText],
) -> list[Fired]:
    """Return what the entities of the reply mean as an answer to the question."""
    said = {item.label for item in fired}
    match question:
        case Question.WHICH_DAY if dates and _is_a_day(dates[0], words) and not said & _SPEAKS_OF_MONEY:
            return [_day(dates[0], words)]
        case Question.WHICH_AMOUNT if amounts:
            return [Fired(Intent.PROVIDE_DETAILS, _SURE, "answer.which_amount", amounts[0].span)]
        case Question.REFERENCE | Question.EVIDENCE | Question.WHICH_CASE if references:
            return [Fired(Intent.PROVIDE_DETAILS, _SURE, f"answer.{question}", references[0].span)]
        case Question.REFERENCE if (amounts or dates) and len(words) <= _SHORT_ANSWER and not said & _SPEAKS_OF_MONEY:
            return [Fired(Intent.PROVIDE_DETAILS, _LIKELY, "answer.reference", (amounts or dates)[0].span)]
        case Question.CONTACT if contacts:
            return [Fired(Intent.PROVIDE_DETAILS, _SURE, "answer.contact", contacts[0].span)]
        case _:
            return [*_promised(dates, words, said), *_unasked(references)]


def _is_a_day(day: ReadDate, words: Sequence[Word]) -> bool:
    """Whether it is a short answer, and not one that says on which day they do not pay: "no pagamos el 25"."""
    said = {word.text for word in words}
    refused = day.role is DateRole.OTHER and bool(said & NEGATIONS) and bool(said & _PAYING)
    return len(words) <= _SHORT_ANSWER and not refused


def _day(day: ReadDate, words: Sequence[Word]) -> Fired:
    """A day and nothing else is understood in any language."""
    intent = Intent.ALREADY_PAID if day.role is DateRole.PAID_ON else Intent.PROMISE_TO_PAY
    start, end = day.span
    beside = [word.text for word in words if not start <= word.start < end]
    bare = all(word in BESIDE_A_DAY or word in POLITE for word in beside)
    return Fired(intent, _LIKELY, "answer.which_day", day.span, everywhere=bare)


def _promised(dates: Sequence[ReadDate], words: Sequence[Word], said: AbstractSet[Intent | Flag]) -> list[Fired]:
    """A day on which "pay" stands with a word of intention is a promise, in whatever order it was said.

    With "pagamos" a day that has been is one of a payment.
    """
    if said & _SPEAKS_OF_MONEY or said & {Intent.HOW_TO_PAY, Intent.REFUND_REQUEST}:
        return []
    for day in dates:
        sentence = {word.sentence for word in words if word.start < day.span[1] and day.span[0] < word.end}
        around = {word.text for word in words if word.sentence in sentence}
        if around & NEGATIONS:
            continue
        if day.role is DateRole.WILL_PAY_ON and around & _PAYING:
            return [Fired(Intent.PROMISE_TO_PAY, _LIKELY, "promise.with_day", day.span)]
        if day.role is DateRole.PAID_ON and around & PRESENT_OR_PAST:
            return [Fired(Intent.ALREADY_PAID, _LIKELY, "paid.with_day", day.span)]
    return []


def _unasked(references: Sequence[ReadReference]) -> list[Fired]:
    """Read `ref 88213`: it gives a detail without having been asked."""
    named = [reference for reference in references if reference.kind in {"transaction", "iban"}]
    return [Fired(Intent.PROVIDE_DETAILS, _LIKELY, "reference.given", named[0].span)] if named else []
