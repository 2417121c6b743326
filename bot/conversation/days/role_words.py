"""The words that tell what happens on a day, of the languages that a reply may be written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bot.conversation.days.lexicon import TABLES
from bot.conversation.days.table import DayTable, rows, spellings
from bot.conversation.days.tokens import Token


class Cue(StrEnum):
    """What a word near a day says of it."""

    PAID = "paid"
    WILL = "will"
    WEAK = "weak"  # of paying, where nothing clearer stands near
    PAYMENT = "payment"  # the day tells whether it was or will be
    LIKELY = "likely"  # will be, unless the day has been
    PRESENT = "present"  # present and past alike
    BOTH = "both"  # "I pay" or "paid": what stands before it tells
    OTHER = "other"
    OTHER_PAST = "other_past"


Phrase = tuple[frozenset[str], ...]
PhrasesByWord = Mapping[str, Sequence[Phrase]]  # by the words with which they may begin
_DEFAULT: Final = ("en", "es")


@dataclass(frozen=True, slots=True)
class RoleWords:
    cues: dict[str, Cue]
    payments: frozenset[str]  # nouns, some of them verbs, too
    aims: frozenset[str]
    helps: frozenset[str]
    passive: frozenset[str]
    compound: frozenset[str]
    intended: frozenset[str]
    dated: frozenset[str]
    belongs: frozenset[str]
    past_marks: frozenset[str]
    subjects: frozenset[str]
    negations: frozenset[str]
    until: frozenset[str]
    joins: frozenset[str]
    harmless: PhrasesByWord
    asks: PhrasesByWord


@lru_cache(maxsize=128)
def role_words(languages: tuple[str, ...]) -> RoleWords:
    """Return the words of the languages; where they disagree, the first one's."""
    tables = [TABLES[code] for code in languages if code in TABLES] or [TABLES[code] for code in _DEFAULT]
    cues: dict[str, Cue] = {}
    for table in reversed(tables):
        cues.update(_cues(table))
    return RoleWords(
        cues=cues,
        payments=_words(tables, "payments"),
        aims=_words(tables, "aims"),
        helps=_words(tables, "helps"),
        passive=_words(tables, "passive"),
        compound=_words(tables, "compound"),
        intended=_words(tables, "intended"),
        dated=_words(tables, "dated"),
        belongs=_words(tables, "belongs"),
        past_marks=_words(tables, "past_marks"),
        subjects=_words(tables, "subjects"),
        negations=_words(tables, "negations"),
        until=_words(tables, "until"),
        joins=_words(tables[:1], "joins"),
        harmless=_phrases(tables, "harmless"),
        asks=_phrases(tables, "asks"),
    )


def _cues(table: DayTable) -> dict[str, Cue]:
    """The later of these wins."""
    found: dict[str, Cue] = {}
    for text, cue in (
        (table.other, Cue.OTHER),
        (table.other_past, Cue.OTHER_PAST),
        (table.payments, Cue.PAYMENT),
        (table.will, Cue.WILL),
        (table.weak, Cue.WEAK),
        (table.paid, Cue.PAID),
        (table.present, Cue.PRESENT),
        (table.both, Cue.BOTH),
    ):
        found.update((word, cue) for word in _split(text))
    return found


def _split(text: str) -> list[str]:
    return [spelling for word in text.split() for spelling in spellings(word)]


def _words(tables: Sequence[DayTable], attribute: str) -> frozenset[str]:
    return frozenset(word for table in tables for word in _split(getattr(table, attribute)))


def _phrases(tables: Sequence[DayTable], attribute: str) -> PhrasesByWord:
    found: dict[str, list[Phrase]] = {}
    for table in tables:
        for line in rows(getattr(table, attribute)):
            phrase = tuple(frozenset(_split(part.replace("|", " "))) for part in line.split())
            for word in phrase[0]:
                found.setdefault(word, []).append(phrase)
    return found


def phrase_at(phrases: PhrasesByWord, tokens: Sequence[Token], at: int) -> int:
    """Return the number of words of the first phrase that stands in the text from that token on; 0 for none."""
    for phrase in phrases.get(tokens[at].text, ()):
        if at + len(phrase) <= len(tokens) and all(
            tokens[at + place].text in choices for place, choices in enumerate(phrase)
        ):
            return len(phrase)
    return 0
