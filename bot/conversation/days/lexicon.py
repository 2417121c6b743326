"""All tables of days, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.conversation.cleaning import fold
from bot.conversation.days.table import DayTable, numbered, pairs, patterns, rows, spellings
from bot.conversation.days.trie import Trie
from bot.conversation.tables.days import de, en, es, fr, it, nl, pl, pt
from bot.conversation.tables.days.slips import NO_SLIPS

TABLES: Final[Mapping[str, DayTable]] = {
    table.code: table for table in (en.TABLE, es.TABLE, fr.TABLE, de.TABLE, pt.TABLE, it.TABLE, nl.TABLE, pl.TABLE)
}
_LONG_ENOUGH: Final = 6  # letters of a word whose slips are understood
_INFLECTED: Final = frozenset({"pl"})  # elsewhere the first form of a day of the week is the word, the others are slips
_VOWELS: Final = "aeiouy"


def _merged(items: Iterable[tuple[str, int | str]]) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    for word, value in items:
        found.setdefault(word, value)
    return found


def _all(attribute: str, first: int) -> dict[str, int | str]:
    return _merged(item for table in TABLES.values() for item in numbered(getattr(table, attribute), first))


def _valued(attribute: str) -> dict[str, int | str]:
    return _merged(item for table in TABLES.values() for item in pairs(getattr(table, attribute)))


def _build() -> Trie:
    short = {f"ws.{code}": _merged(numbered(table.short_weekdays, 0)) for code, table in TABLES.items()}
    months = {f"ms.{code}": _merged(numbered(table.short_months, 1)) for code, table in TABLES.items()}
    trie = Trie(
        {
            **short,
            **months,
            "wd": _all("weekdays", 0),
            "month": _all("months", 1),
            "n": _valued("numbers"),
            "ord": _valued("ordinals"),
            "rank": _valued("ranks"),
            "unit": _valued("units"),
        }
    )
    for table in TABLES.values():
        for phrase, meaning, home in patterns(table):
            trie.add(phrase, meaning, table.code, at_home=home)
    return trie


TRIE: Final = _build()


def _slips() -> dict[str, str]:
    """Common slips of the words that matter: a letter left out, doubled, two swapped, another vowel."""
    known = TRIE.words()
    found: dict[str, str] = {}
    for table in TABLES.values():
        for word in _slippery(table):
            for slip in _slips_of(word):
                if slip not in known and slip not in NO_SLIPS:
                    found.setdefault(slip, word)
        for slip, word in pairs(table.respelled):
            found[slip] = fold(word)
    return found


def _slippery(table: DayTable) -> Iterator[str]:
    months = [word for line in rows(table.months) for word in line.split()[:1]]
    forms = None if table.code in _INFLECTED else 1
    weekdays = [word for line in rows(table.weekdays) for word in line.split()[:forms]]
    for word in (*months, *weekdays, *table.slips_of.split()):
        for spelling in spellings(word):
            if len(spelling) >= _LONG_ENOUGH and spelling.isalpha():
                yield spelling


def _slips_of(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if word[at] in _VOWELS and len(word) > _LONG_ENOUGH:
            yield from (word[:at] + vowel + word[at + 1 :] for vowel in _VOWELS if vowel != word[at])


RESPELLED: Final = _slips()
SHORT_WEEKDAYS: Final = {code: dict(numbered(table.short_weekdays, 0)) for code, table in TABLES.items()}
WEEKDAY_WORDS: Final = frozenset(
    part for table in TABLES.values() for word, _ in numbered(table.weekdays, 0) for part in word.split()
).union(*SHORT_WEEKDAYS.values())
ABBREVIATED: Final = frozenset(
    word
    for table in TABLES.values()
    for word, _ in (*numbered(table.months, 1), *numbered(table.short_weekdays, 0))
    if len(word) <= 5  # noqa: PLR2004 - "sept", "thurs", not a whole word that ends a sentence
)
