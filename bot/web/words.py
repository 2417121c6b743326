"""From a posted form to the customer's words: a quick answer, own words, or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel import Locale

from bot.channels.words import formats
from bot.domain.case import Case
from bot.web.answers import ABOUT, ANSWERS, Answer, Day
from bot.web.bodies import Form
from bot.web.sentences import Sentence
from bot.web.sheet import day_of
from bot.web.visits import Visit

LONGEST: Final = 2_000  # characters of one message
PLAIN: Final = formats.locale_of("en", "US")


class NoWordsError(Exception):
    """What was posted says nothing. Carries the sentence for the visitor."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.value)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a visitor says. `plain` is a quick answer in English: what a button means is never a guess."""

    text: str
    plain: str = ""


def words_of(visit: Visit, form: Form, *, confirmed: bool) -> Spoken:
    """The words that a form says. Raises NoWordsError with what the visitor can do about it.

    They are shown to whoever posted them: before a fact from the bill was named they name no invoice.
    """
    answer = ANSWERS.get(form.get("answer", ""))
    about = visit.case(form.get("about", "")) if confirmed else None
    if answer is not None:
        return _spoken(visit, answer, form, about)
    text = form.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        raise NoWordsError(Sentence.NOTHING_SAID)
    if len(text) > LONGEST:
        raise NoWordsError(Sentence.TOO_LONG)
    return Spoken(text)


def _spoken(visit: Visit, answer: Answer, form: Form, about: Case | None) -> Spoken:
    """A quick answer in the visitor's language, and in English; with the invoice where several are open."""
    day = day_of(visit, answer, form.get("day", "")) if answer.day is not Day.NONE else None
    if day is None and answer.day is not Day.NONE:
        raise NoWordsError(Sentence.NO_DAY)
    invoice = (about.invoice or about.ref) if about is not None and len(visit.cases) > 1 else ""
    return Spoken(_in(visit.language.phrase, visit.locale, answer, day, invoice), plain(answer, day, invoice))


def plain(answer: Answer, day: date | None, invoice: str) -> str:
    """A quick answer in English, whatever the visitor reads."""
    return _in(str, PLAIN, answer, day, invoice)


def _in(phrase: Callable[[str], str], locale: Locale, answer: Answer, day: date | None, invoice: str) -> str:
    text = phrase(answer.text) % ({"day": formats.day(day, locale)} if day else {})
    return phrase(ABOUT) % {"invoice": invoice, "text": text} if invoice else text
