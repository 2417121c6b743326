"""What a rule is. The tables beside this file are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.vocabulary import CaseType, Flag, Intent, Question


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that mean a label.

    A rule that is `plain` is not fired by a negated phrase ("I did not pay") and only counts in a language that rules
    read; the others (stop words, lawyers, fears) count whatever the language seems to be.
    """

    id: str
    label: Intent | Flag
    confidence: float
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()  # phrases that, in the same sentence, say it means something else
    plain: bool = True
    everywhere: bool = False  # counts, and is decided, whatever language the reply seems to be in
    whole: bool = False  # it must be all that the message says, politeness aside
    fallback: bool = False  # counts only when the message says nothing else
    asked: frozenset[Question] = frozenset()  # fires only as an answer to one of these
    about: frozenset[CaseType] = frozenset()  # fires only where the case is of one of these types


def lines(block: str) -> tuple[str, ...]:
    """Return the phrases of a block, one a line; `#` begins a remark."""
    return tuple(_phrases(block))


def _phrases(block: str) -> Iterator[str]:
    for line in block.splitlines():
        phrase = line.partition("#")[0].strip()
        if phrase:
            yield phrase
