"""The answer to "which of your invoices do you mean?": by number, place in the list, amount, size, age or month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bot.app.reply_words import CaseName, Choice
from bot.conversation.case_names import amounts, explicit, phrase, tail
from bot.conversation.cleaning import fold
from bot.conversation.tables.case_words import CASE_WORDS, CaseWords
from bot.domain.money import exponent
from bot.domain.reading import Reading

MOST_CHARACTERS = 600  # of an answer
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:[.,' ]\d{3})*|\d+)(?:[.,](\d{2}))?(?![\w/-]|[.,]\d)")
_PLACE = re.compile(r"(?<![\w.,/-])(?:#|n[or°º]?\.?\s?)?([1-5])[.)]?(?![\w/-]|[.,]\d)")
_FEW_WORDS = 4
_TWO_WORDS = 2
_LEAST_DIGITS = 2

Found = set[str]


def choose(reading: Reading, offered: Sequence[CaseName]) -> Choice | None:
    """Which of the offered cases is meant; None when that is not sure. `offered` is in the order of the question."""
    text = reading.stripped_text
    if not offered or len(text) > MOST_CHARACTERS:
        return None
    folded = fold(text)
    named = {case for mention in explicit(folded, offered) for case in mention.cases}
    if named:
        return _choice(named, offered, "reference")
    words = CASE_WORDS.get(reading.language)
    if words is not None:
        return _by_words(reading, folded, words, offered)
    return _agreed({"amount": _by_amount(reading, folded, offered), "number": _by_digits(folded, offered)}, offered)


def says_all(reading: Reading) -> bool:
    """Whether a reply says of itself that it is about all of the cases: "I paid both", "all of them"."""
    words = CASE_WORDS.get(reading.language)
    if words is None:
        return False
    sure = [*words.both, *(each for each in words.every if " " in each)]
    folded = fold(reading.stripped_text[:MOST_CHARACTERS])
    return any(not folded[: match.start()].endswith(" a ") for match in phrase(sure).finditer(folded))


def _by_words(reading: Reading, folded: str, words: CaseWords, offered: Sequence[CaseName]) -> Choice | None:
    if phrase(words.neither).search(folded):
        return None
    if phrase((*words.both, *words.every)).search(folded):
        return _choice({name.id for name in offered}, offered, "all")
    return _agreed(
        {
            "place": _by_place(reading, folded, words, offered),
            "size": _by_rank(folded, words.bigger, words.smaller, offered, _size),
            "age": _by_rank(folded, words.newer, words.older, offered, _age),
            "month": _by_month(folded, words, offered),
            "amount": _by_amount(reading, folded, offered),
            "number": _by_digits(folded, offered),
        },
        offered,
    )


def _agreed(signs: dict[str, Found], offered: Sequence[CaseName]) -> Choice | None:
    """What all signs agree on."""
    said = {kind: found for kind, found in signs.items() if found}
    if not said:
        return None
    common = set.intersection(*said.values())
    return _choice(common, offered, ", ".join(said)) if common else None


def _choice(found: Found, offered: Sequence[CaseName], because: str) -> Choice:
    return Choice(tuple(name.id for name in offered if name.id in found), because)


def _by_place(reading: Reading, folded: str, words: CaseWords, offered: Sequence[CaseName]) -> Found:
    places = set(_places(reading, folded, words))
    if phrase(words.last).search(folded):
        places.add(len(offered) - 1)
    if not places and len(_WORD.findall(folded)) <= _FEW_WORDS:
        places = {int(match[1]) - 1 for match in _PLACE.finditer(folded)}
    return {offered[place].id for place in places if place < len(offered)}


def _places(reading: Reading, folded: str, words: CaseWords) -> Iterator[int]:
    alone = len(_WORD.findall(folded)) <= _TWO_WORDS
    for place, forms in enumerate(words.ordinals):
        for match in phrase(forms).finditer(folded):
            before = _WORD.findall(folded[: match.start()])[-1:]
            a_day = any(day.span[0] < match.end() and match.start() < day.span[1] for day in reading.dates)
            if (
                alone or not a_day or (before and before[0] in words.beside)
            ):  # "segunda" is Monday, "a segunda" the second
                yield place


def _by_rank(
    folded: str,
    most: Sequence[str],
    least: Sequence[str],
    offered: Sequence[CaseName],
    key: Callable[[CaseName], int | None],
) -> Found:
    """The one at the top, or at the bottom; none where two share that place or nobody knows."""
    wants_most, wants_least = bool(phrase(most).search(folded)), bool(phrase(least).search(folded))
    values = [key(name) for name in offered]
    known = [value for value in values if value is not None]
    if wants_most == wants_least or len(known) < len(values):
        return set()
    wanted = max(known) if wants_most else min(known)
    found = {name.id for name in offered if key(name) == wanted}
    if len({name.currency for name in offered}) > 1 and key is _size:
        return set()
    return found if len(found) == 1 else set()


def _size(name: CaseName) -> int:
    return name.open_minor


def _age(name: CaseName) -> int | None:
    return name.due_on.toordinal() if name.due_on else None


def _by_month(folded: str, words: CaseWords, offered: Sequence[CaseName]) -> Found:
    found = set()
    short = len(_WORD.findall(folded)) <= _FEW_WORDS
    for number, month in enumerate(words.months, 1):
        for match in phrase(month.split()).finditer(folded):
            before = _WORD.findall(folded[: match.start()])[-1:]
            if short or (before and before[0] in (*words.beside, "from", "vom", "aus")):
                found |= {name.id for name in offered if name.due_on and name.due_on.month == number}
    return found if len(found) == 1 else set()


def _by_amount(reading: Reading, folded: str, offered: Sequence[CaseName]) -> Found:
    found = {case for mention in amounts(reading, folded, offered) for case in mention.cases}
    if found:
        return found
    for match in _NUMBER.finditer(folded):
        whole, rest = int(re.sub(r"\D", "", match[1])), int(match[2] or 0)
        found |= {n.id for n in offered if _units(n, whole, rest) == n.open_minor}
    return found


def _units(name: CaseName, whole: int, rest: int) -> int:
    digits = exponent(name.currency)
    return whole * int(10**digits) + (rest if digits else 0)


def _by_digits(folded: str, offered: Sequence[CaseName]) -> Found:
    """The end of an invoice number: "the 481 one"."""
    found = set()
    for match in re.finditer(r"(?<![\w.,/-])\d+(?![\w/-]|[.,]\d)", folded):
        if len(match.group()) >= _LEAST_DIGITS:
            ends = {name.id for name in offered if tail(name).endswith(match.group())}
            found |= ends if len(ends) == 1 else set()
    return found
