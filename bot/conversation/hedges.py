"""Days that are named with a doubt: "maybe Tuesday", "el viernes, si puedo". Nobody is held to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.conversation.phrases import Found, PhraseIndex, parse_phrase
from bot.conversation.tables.days.doubts import BESIDE, CONDITIONS, DOUBTS
from bot.conversation.words import Word
from bot.domain.reading import ReadDate
from bot.domain.vocabulary import DateRole

Span = tuple[int, int]

_FILLING: Final = frozenset(BESIDE.split())


def _index(lines: str) -> PhraseIndex:
    index = PhraseIndex()
    for line in lines.strip().splitlines():
        index.add(0, parse_phrase(line.strip(), {}))
    return index


_DOUBTS: Final = _index(DOUBTS)
_CONDITIONS: Final = _index(CONDITIONS)


def hedged(words: Sequence[Word], dates: Iterable[ReadDate]) -> frozenset[Span]:
    """The spans of the days in one clause with a doubt, beside one that only doubts, or under a condition."""
    found = [one for _, one in _DOUBTS.find(words)]
    conditions = {words[one.first].sentence for _, one in _CONDITIONS.find(words) if _in_one_clause(words, one)}
    if not found and not conditions:
        return frozenset()
    doubts = {place for one in found for place in range(one.first, one.end)}
    clauses = {words[one.first].clause for one in found}
    only = {words[place].sentence for place in doubts if _says_nothing_else(words, words[place].clause, doubts)}
    beside = {sentence + shift for sentence in only for shift in (-1, 0, 1)}
    return frozenset(
        day.span
        for day in dates
        for word in words
        if word.start < day.span[1]
        and day.span[0] < word.end
        and (word.clause in clauses or word.sentence in beside or word.sentence in conditions)
    )


def _in_one_clause(words: Sequence[Word], found: Found) -> bool:
    """Whether no comma parts the phrase: "si, mi esposo paga" is a yes."""
    return words[found.first].clause == words[found.end - 1].clause


def _says_nothing_else(words: Sequence[Word], clause: int, doubts: set[int]) -> bool:
    return all(place in doubts or word.text in _FILLING for place, word in enumerate(words) if word.clause == clause)


def without_promise(dates: Iterable[ReadDate], unsure: frozenset[Span]) -> tuple[ReadDate, ...]:
    """The days, with those that are unsure as no day of payment."""
    return tuple(
        replace(day, role=DateRole.OTHER) if day.span in unsure and day.role is DateRole.WILL_PAY_ON else day
        for day in dates
    )
