"""A short answer is read in the light of the question last asked."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.conversation.intents.engine import POLITE, Fired
from bot.conversation.phrases import NEGATIONS
from bot.conversation.tables.calendar_words import BESIDE_A_DAY, CORRECTING, PRESENT_OR_PAST
from bot.conversation.words import Word
from bot.domain.reading import ReadAmount, ReadDate, ReadReference
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
# "ref 88213", "la factura es la 1480", "it is 300"
_NUMBERS = """
    ref reference referencia referencja riferimento referentie referenz no nr num numero number nummer numer invoice inv
    factura facture rechnung fatura fattura factuur faktura case id transaction check cheque
    confirmation is it its the my es la el son ist das
    est e il lo het to
    """
_NAMES_IT = BESIDE_A_DAY | frozenset(_NUMBERS.split())
_BESIDE = BESIDE_A_DAY | {"on", "by", "this", "el", "este", "it", "lo", "la"}  # and a verb of paying
_DENIALS = NEGATIONS | {"pas", "nicht", "kein", "keine", "nao", "non", "niet", "geen", "nie"}
_NO = _DENIALS | {"nee", "nein"}
_SPEAKS_OF_MONEY = frozenset({Intent.ALREADY_PAID, Intent.PROMISE_TO_PAY, Intent.PAYMENT_PLAN, Intent.DISPUTE})

_SPEAKS_OF_MORE = frozenset({Intent.PAYMENT_PLAN, Intent.DISPUTE, Intent.HOW_TO_PAY, Intent.REFUND_REQUEST})


def read_answer(
    question: Question | None,
    *,
    fired: Sequence[Fired],
    words: Sequence[Word],
    dates: Sequence[ReadDate],
    amounts: Sequence[ReadAmount],
    references: Sequence[ReadReference],
) -> list[Fired]:
    """Return what the entities of the reply mean as an answer to the question."""
    said = {item.label for item in fired}
    if plain := _plain_promise(fired, dates, words):
        return [plain]
    match question:
        case Question.WHICH_DAY if dates and _is_a_day(dates[0], words) and not said & _SPEAKS_OF_MONEY:
            return [_day(dates[0], words), *_promised(dates, words, said)]
        case Question.WHICH_AMOUNT if amounts:
            return [_details(question, amounts, words)]
        case Question.REFERENCE | Question.EVIDENCE | Question.WHICH_CASE if references:
            return [_details(question, references, words)]
        case Question.REFERENCE if (amounts or dates) and len(words) <= _SHORT_ANSWER and not said & _SPEAKS_OF_MONEY:
            return [replace(_details(question, amounts or dates, words), confidence=_LIKELY)]
        case _:
            return [*_promised(dates, words, said), *_unasked(references, words)]


def _is_a_day(day: ReadDate, words: Sequence[Word]) -> bool:
    """Whether it is a short answer, and not one that says on which day they do not pay: "no pagamos el 25"."""
    said = {word.text for word in words}
    refused = day.role is DateRole.OTHER and bool(said & NEGATIONS) and bool(said & _PAYING)
    ends_with_no = bool(words) and words[-1].text in _DENIALS  # "el viernes no"
    return len(words) <= _SHORT_ANSWER and not refused and not ends_with_no


def _plain_promise(fired: Sequence[Fired], dates: Sequence[ReadDate], words: Sequence[Word]) -> Fired | None:
    """Return "I will pay on Friday" as that and nothing else, whatever was asked."""
    days = [day.span for day in dates if day.role is DateRole.WILL_PAY_ON]
    promise = next((item for item in fired if item.label is Intent.PROMISE_TO_PAY and item.confidence >= _SURE), None)
    if not days or promise is None or not _nothing_beside([promise.span, *days], words, _BESIDE):
        return None
    return replace(promise, rule="promise.with_day", everywhere=True)


def _details(
    question: Question, named: Sequence[ReadAmount | ReadDate | ReadReference], words: Sequence[Word]
) -> Fired:
    """What was asked for and nothing else is understood in any language; beside it anything may be said."""
    bare = _nothing_beside([one.span for one in named], words, _NAMES_IT)
    return Fired(Intent.PROVIDE_DETAILS, _SURE, f"answer.{question}", named[0].span, everywhere=bare)


def _day(day: ReadDate, words: Sequence[Word]) -> Fired:
    """A day and nothing else is understood in any language."""
    intent = Intent.ALREADY_PAID if day.role is DateRole.PAID_ON else Intent.PROMISE_TO_PAY
    bare = _nothing_beside([day.span], _behind_no(words), BESIDE_A_DAY | CORRECTING)
    either = any(word.text in PRESENT_OR_PAST for word in words)
    return Fired(intent, _LIKELY, "answer.which_day", day.span, everywhere=bare, tense=either)


def _behind_no(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out the "no" that begins a correction: "nie, jednak 12". In "nie w piątek" it is said of the day."""
    corrects = len(words) > 1 and words[0].text in _NO and words[1].text in CORRECTING
    return words[1:] if corrects else words


def _nothing_beside(spans: Sequence[tuple[int, int]], words: Sequence[Word], adds_nothing: AbstractSet[str]) -> bool:
    outside = [word.text for word in words if not any(start <= word.start < end for start, end in spans)]
    return all(word in adds_nothing or word in POLITE for word in outside)


def _promised(dates: Sequence[ReadDate], words: Sequence[Word], said: AbstractSet[Intent | Flag]) -> list[Fired]:
    """A day on which "pay" stands with a word of intention is a promise, in whatever order it was said.

    With "pagamos" a day that has been is one of a payment.
    """
    if len(said & _SPEAKS_OF_MONEY) > 1 or said & _SPEAKS_OF_MORE:
        return []
    promised, paid = Intent.PROMISE_TO_PAY in said, Intent.ALREADY_PAID in said
    short = len(words) <= _SHORT_ANSWER
    for day in dates:
        around = _around(day, words)
        if around & _DENIALS and not (promised or paid):
            continue
        either = bool(around & PRESENT_OR_PAST)
        if day.role is DateRole.WILL_PAY_ON and not paid and (promised or (short and around & _PAYING)):
            return [Fired(Intent.PROMISE_TO_PAY, _LIKELY, "promise.with_day", day.span, tense=either)]
        if day.role is DateRole.PAID_ON and not promised and (paid or either):
            return [Fired(Intent.ALREADY_PAID, _LIKELY, "paid.with_day", day.span, tense=either)]
    return []


def _around(day: ReadDate, words: Sequence[Word]) -> set[str]:
    """Return the words of the sentences in which the day stands."""
    sentences = {word.sentence for word in words if word.start < day.span[1] and day.span[0] < word.end}
    return {word.text for word in words if word.sentence in sentences}


def _unasked(references: Sequence[ReadReference], words: Sequence[Word]) -> list[Fired]:
    """Read `ref 88213`: it gives a detail without having been asked."""
    named = [reference for reference in references if reference.kind in {"transaction", "iban"}]
    if not named:
        return []
    bare = _nothing_beside([one.span for one in named], words, _NAMES_IT)
    return [Fired(Intent.PROVIDE_DETAILS, _LIKELY, "reference.given", named[0].span, everywhere=bare)]
