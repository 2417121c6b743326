"""From a posted form to the customer's words: a quick answer, own words, or why there are none."""

from __future__ import annotations

from typing import Final

from bot.channels.words import formats
from bot.domain.case import Case
from bot.web.answers import ABOUT, ANSWERS, Answer, Day
from bot.web.bodies import Form
from bot.web.sentences import Sentence
from bot.web.sheet import day_of
from bot.web.visits import Visit

LONGEST: Final = 2_000  # characters of one message


class NoWordsError(Exception):
    """What was posted says nothing. Carries the sentence for the visitor."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.value)
        self.sentence = sentence


def words_of(visit: Visit, form: Form, *, confirmed: bool) -> str:
    """The words that a form says. Raises NoWordsError with what the visitor can do about it.

    They are shown to whoever posted them: before a fact from the bill was named they name no invoice.
    """
    answer = ANSWERS.get(form.get("answer", ""))
    about = visit.case(form.get("about", "")) if confirmed else None
    text = _spoken(visit, answer, form, about) if answer else form.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        raise NoWordsError(Sentence.NOTHING_SAID)
    if len(text) > LONGEST:
        raise NoWordsError(Sentence.TOO_LONG)
    return text


def _spoken(visit: Visit, answer: Answer, form: Form, about: Case | None) -> str:
    """A quick answer in the visitor's language; with the invoice where several are open."""
    values = {}
    if answer.day is not Day.NONE:
        day = day_of(visit, answer, form.get("day", ""))
        if day is None:
            raise NoWordsError(Sentence.NO_DAY)
        values = {"day": formats.day(day, visit.locale)}
    text = visit.language.phrase(answer.text) % values
    if about is None or len(visit.cases) == 1:
        return text
    return visit.language.phrase(ABOUT) % {"invoice": about.invoice or about.ref, "text": text}
