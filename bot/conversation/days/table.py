"""The form of a language's table of days, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversation.cleaning import fold

_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_PATTERN_SIGN = " = "


@dataclass(frozen=True, slots=True)
class DayTable:
    """Words of one language, as people write them. `_` joins several words; a line is a day of the week, a month."""

    code: str
    weekdays: str  # seven lines, Monday first
    short_weekdays: str  # seven lines; words of their own too: days only where a pattern says so
    months: str  # twelve lines
    numbers: str  # word=figure
    ordinals: str  # word=figure
    units: str  # word=day|week|month|business
    ranks: str  # word=figure of a day of the week within its month; the last is -1
    patterns: str  # one a line: `phrase = meaning` (days/trie.py)
    short_months: str = ""  # twelve lines, "-" for none; words of their own too
    respelled: str = ""  # slip=word
    slips_of: str = ""  # words, beside days of the week and months, whose common slips are understood
    # What tells the role of a day (date_roles.py).
    paid: str = ""
    will: str = ""
    weak: str = ""  # of paying only where nothing clearer stands near: "until Friday", "the rest"
    payments: str = ""  # nouns: the day tells whether it was or will be
    both: str = ""  # without accents the same for "I pay" and "paid"
    past_marks: str = ""  # before such a word: it has been
    subjects: str = ""  # before such a word: it will be
    present: str = ""  # the same form in the present and in the past
    aims: str = ""  # before a day: what was done is for that day
    helps: str = ""  # beside a participle they make it something to come: "will be paid"
    passive: str = ""  # behind a participle they make it something to come: "bezahlt wird"
    compound: str = ""  # nouns before a noun of paying: "by bank transfer"
    intended: str = ""  # before a verb of paying they say that it did not happen
    other: str = ""
    other_past: str = ""
    dated: str = ""  # nouns that have a day of their own
    belongs: str = ""  # words that tie a day to such a noun
    negations: str = ""
    harmless: str = ""  # phrases with a negation that deny nothing
    until: str = ""  # behind a negation they promise: "not until Friday"
    asks: str = ""  # how a question begins that needs no question mark
    joins: str = ""  # words that begin a new clause


def spellings(word: str) -> Iterator[str]:
    """Yield the folded word, and as it is written without umlauts."""
    yield fold(word)
    if any(letter in word for letter in _DIGRAPHS):
        for letter, digraph in _DIGRAPHS.items():
            word = word.replace(letter, digraph)
        yield fold(word)


def rows(text: str) -> list[str]:
    """Return the lines that hold something."""
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield word and value of each `word=value`."""
    for item in text.split():
        word, _, value = item.partition("=")
        for spelling in spellings(word):
            yield spelling.replace("_", " "), value


def numbered(text: str, first: int) -> Iterator[tuple[str, int]]:
    """Yield each word with the number of its line."""
    for number, line in enumerate(rows(text), start=first):
        for word in line.split():
            for spelling in spellings(word):
                yield spelling.replace("_", " ").replace("-", " ").strip() or "-", number


def patterns(table: DayTable) -> Iterator[tuple[str, str, bool]]:
    """Yield phrase, meaning, and whether it holds in this language only (`~`)."""
    for line in rows(table.patterns):
        if line.startswith("#"):
            continue
        phrase, sign, meaning = line.rpartition(_PATTERN_SIGN)
        if not sign:
            raise ValueError(f"{table.code}: '{line}' has no meaning.")
        for spelling in dict.fromkeys(spellings(phrase.removeprefix("~").strip())):
            yield spelling, meaning.strip(), phrase.startswith("~")
