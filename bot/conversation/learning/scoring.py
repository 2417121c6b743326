"""How well replies are understood: figures over labelled lines, by intent, flag and language, with intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from bot.conversation.learning.lines import Line
from bot.domain.reading import Reading
from bot.domain.vocabulary import Flag, Intent

PRECISION = 0.95  # at which coverage is told
_Z = 1.96  # of a 95 % interval

Label = Intent | Flag


@dataclass(frozen=True, slots=True)
class Measure:
    """Of one label: how many were it, were called it, were rightly called it."""

    support: int
    called: int
    right: int

    @property
    def precision(self) -> float:
        """Share of those called it that were it; 1 when none was called it."""
        return self.right / self.called if self.called else 1.0

    @property
    def recall(self) -> float:
        """Share of those that were it that were called it; 1 when there are none."""
        return self.right / self.support if self.support else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.support + self.called) if self.support + self.called else 1.0

    @property
    def recall_interval(self) -> tuple[float, float]:
        """95 % interval of the recall."""
        return interval(self.right, self.support)


@dataclass(frozen=True, slots=True)
class Scores:
    """What came of reading labelled lines."""

    lines: int
    accuracy: float  # primary intent
    macro_f1: float  # of the primary intent, each of those that occur counting the same
    coverage: float  # largest share, the surest first, of which 95 % are right
    decided: float  # share that nobody has to look at
    decided_precision: float  # share of those whose primary intent is right
    primary: Mapping[Intent, Measure]
    present: Mapping[Label, Measure]  # in whatever place
    confusion: Mapping[tuple[Intent, Intent], int]  # (was, called)
    by_language: Mapping[str, Scores]  # empty within a language

    @property
    def accuracy_interval(self) -> tuple[float, float]:
        """95 % interval of the accuracy."""
        return interval(round(self.accuracy * self.lines), self.lines)


def interval(right: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def score(read: Callable[[Line], Reading], lines: Sequence[Line]) -> Scores:
    """Read each line and compare."""
    return scores_of([(line, read(line)) for line in lines])


def scores_of(read: Sequence[tuple[Line, Reading]]) -> Scores:
    """Return the figures of lines that were read already."""
    languages = sorted({line.language for line, _ in read})
    parts = {code: _scores([pair for pair in read if pair[0].language == code], {}) for code in languages}
    return _scores(read, parts)


def _scores(read: Sequence[tuple[Line, Reading]], parts: Mapping[str, Scores]) -> Scores:
    was = [line.intents[0] for line, _ in read]
    called = [reading.primary for _, reading in read]
    right = [one is other for one, other in zip(was, called, strict=True)]
    decided = [hit for hit, (_, reading) in zip(right, read, strict=True) if reading.decided]
    primary = {intent: _measure([{one} for one in was], [{one} for one in called], intent) for intent in Intent}
    occurring = [measure for measure in primary.values() if measure.support]
    confusion: dict[tuple[Intent, Intent], int] = {}
    for pair in zip(was, called, strict=True):
        confusion[pair] = confusion.get(pair, 0) + 1
    return Scores(
        lines=len(read),
        accuracy=_share(right),
        macro_f1=sum(measure.f1 for measure in occurring) / max(len(occurring), 1),
        coverage=coverage([(_confidence(reading), hit) for (_, reading), hit in zip(read, right, strict=True)]),
        decided=len(decided) / max(len(read), 1),
        decided_precision=_share(decided),
        primary=primary,
        present=_present(read),
        confusion=confusion,
        by_language=parts,
    )


def _present(read: Sequence[tuple[Line, Reading]]) -> dict[Label, Measure]:
    said: list[set[Label]] = [{*line.intents, *line.flags} for line, _ in read]
    found: list[set[Label]] = [{*(one.intent for one in reading.intents), *reading.flags} for _, reading in read]
    return {label: _measure(said, found, label) for label in (*Intent, *Flag)}


def _measure(was: Sequence[AbstractSet[Any]], called: Sequence[AbstractSet[Any]], label: Label) -> Measure:
    pairs = [(label in one, label in other) for one, other in zip(was, called, strict=True)]
    return Measure(
        sum(one for one, _ in pairs), sum(other for _, other in pairs), sum(one and other for one, other in pairs)
    )


def _confidence(reading: Reading) -> float:
    return reading.intents[0].confidence if reading.intents else 0.0


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def coverage(sure: Iterable[tuple[float, bool]], precision: float = PRECISION) -> float:
    """Return the largest share, taking the surest first, of which at least so many are right."""
    ordered = sorted(sure, key=lambda pair: -pair[0])
    right = best = 0
    for number, (_, hit) in enumerate(ordered, 1):
        right += hit
        if right >= precision * number:
            best = number
    return best / max(len(ordered), 1)
