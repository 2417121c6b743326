"""Lessons of staff as lines to learn from. They never outweigh the corpus, and no one person or customer decides.

What is left out is counted by its reason, and lessons that contradict one another are named: somebody has to look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.app.lessons import Lesson
from bot.conversation.cleaning import fold
from bot.conversation.learning.lines import Line
from bot.conversation.learning.training import STAFF
from bot.domain.vocabulary import Intent, Question

MOST_OF_CUSTOMER: Final = 5  # lines
OF_LABEL: Final = 0.5  # of the corpus's lines of the same intent and language
OF_PERSON: Final = 0.1  # of the same, by one member of staff
LEAST: Final = 2  # lines that these shares always allow: a corpus of few lines may be taught, too

Words = tuple[str, str, Question | None]  # what a line is known by: text folded, language, question


class LeftOut(StrEnum):
    """Why a lesson is not learnt from."""

    SAME = "the same words with the same meaning"
    CONTRADICTING = "the same words with another meaning"
    KEPT_FOR_JUDGING = "the same words are kept to judge with"
    IN_CORPUS = "the same words are in the corpus"
    OF_CUSTOMER = "enough of this customer"
    OF_PERSON = "enough by this person of this meaning"
    OF_LABEL = "enough of this meaning"
    OF_LANGUAGE = "no lines of this language in the corpus"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is learnt from."""

    lines: tuple[Line, ...]
    left_out: Mapping[LeftOut, int]
    contradicting: tuple[tuple[Lesson, ...], ...]  # those of the same words


def choose(lessons: Iterable[Lesson], corpus: Sequence[Line], judging: Sequence[Line] = ()) -> Chosen:
    """Return the lines to learn from beside the corpus; the newest lessons first. Deterministic."""
    left_out: Counter[LeftOut] = Counter()
    alike = _alike(lessons)
    contradicting = tuple(group for group in alike if len({_labels(one) for one in group}) > 1)
    left_out[LeftOut.CONTRADICTING] = sum(map(len, contradicting))
    agreed = [group for group in alike if group not in contradicting]
    left_out[LeftOut.SAME] = sum(len(group) - 1 for group in agreed)
    newest = sorted((max(group, key=_newest) for group in agreed), key=_newest, reverse=True)
    lines = tuple(_within(newest, corpus, {_words_of(line) for line in judging}, left_out))
    return Chosen(lines, {reason: count for reason, count in left_out.items() if count}, contradicting)


def _newest(lesson: Lesson) -> tuple[object, ...]:
    return lesson.at, lesson.reply_id, lesson.case_id


def _alike(lessons: Iterable[Lesson]) -> list[tuple[Lesson, ...]]:
    groups: dict[Words, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if lesson.text.strip() and lesson.intents:
            groups[_words(lesson.text, lesson.language, lesson.question)].append(lesson)
    return [tuple(group) for group in groups.values()]


def _words(text: str, language: str, question: Question | None) -> Words:
    return " ".join(fold(text).split()), language, question


def _words_of(line: Line) -> Words:
    return _words(line.text, line.language, line.question)


def _labels(lesson: Lesson) -> tuple[object, ...]:
    return lesson.intents[0], frozenset(lesson.intents), frozenset(lesson.flags)


def _within(
    lessons: Iterable[Lesson], corpus: Sequence[Line], judging: Collection[Words], left_out: Counter[LeftOut]
) -> Iterator[Line]:
    """Yield the lines of those that keep within every limit."""
    limits = _Limits(corpus)
    known = {_words_of(line) for line in corpus}
    for lesson in lessons:
        words = _words(lesson.text, lesson.language, lesson.question)
        if words in judging:
            reason: LeftOut | None = LeftOut.KEPT_FOR_JUDGING
        elif words in known:
            reason = LeftOut.IN_CORPUS
        else:
            reason = limits.taken(lesson)
        if reason is not None:
            left_out[reason] += 1
        else:
            yield Line(lesson.text, lesson.intents, frozenset(lesson.flags), lesson.question, lesson.language, STAFF)


class _Limits:
    """How many lessons were taken, and how many may be."""

    def __init__(self, corpus: Sequence[Line]) -> None:
        self._languages = {line.language for line in corpus}
        self._corpus = Counter((line.language, line.intents[0]) for line in corpus)
        self._customers: Counter[str] = Counter()
        self._people: Counter[tuple[str, str, Intent]] = Counter()
        self._labels: Counter[tuple[str, Intent]] = Counter()

    def taken(self, lesson: Lesson) -> LeftOut | None:
        """Count the lesson, or say why it is one too many."""
        label = (lesson.language, lesson.intents[0])
        person = (lesson.by, *label)
        if lesson.language not in self._languages:
            return LeftOut.OF_LANGUAGE
        if self._customers[lesson.customer_id] >= MOST_OF_CUSTOMER:
            return LeftOut.OF_CUSTOMER
        if self._people[person] >= max(int(OF_PERSON * self._corpus[label]), LEAST):
            return LeftOut.OF_PERSON
        if self._labels[label] >= max(int(OF_LABEL * self._corpus[label]), LEAST):
            return LeftOut.OF_LABEL
        self._customers[lesson.customer_id] += 1
        self._people[person] += 1
        self._labels[label] += 1
        return None
