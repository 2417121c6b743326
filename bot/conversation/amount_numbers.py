"""Numbers of a folded text: digits in every way of grouping, words in eight languages, "2 mil", "1,5 tys.".

Nothing here knows whether a number is money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.conversation.spans import Span
from bot.conversation.tables.number_words import (
    ADDED,
    GLUED_THOUSANDS,
    JOINTS,
    MILLIONS,
    MULTIPLIED,
    THOUSANDS,
)

MOST_DIGITS = 12  # before the decimals: more is no sum of a case
_THOUSAND, _MILLION, _HUNDRED, _TEN, _FOUR, _TWENTY, _THREE = 1000, 1_000_000, 100, 10, 4, 20, 3
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_GROUPED = r"\d{1,3}(?:[.,'\u00a0\u2007\u2009\u202f ]\d{3})+(?:[.,]\d{1,3})?(?!\d)"
_INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{2})?(?!\d)"
_PLAIN = r"\d{1,12}(?:[.,]\d{1,3})?(?!\d)"
_MULTIPLE = "|".join(sorted((*THOUSANDS, *MILLIONS), key=len, reverse=True))
_DIGITS = re.compile(
    rf"(?<![\w.,'/:#_+])(?<![^\W\d][-–])(?P<number>{_INDIAN}|{_GROUPED}|{_PLAIN})"
    rf"(?:{_SPACE}?(?P<multiple>{_MULTIPLE})(?![^\W_])\.?(?:[ ](?P<tail>\d{{3}})(?![\d.,]))?)?"
)
_AFTER_SIGN = re.compile(
    rf"(?P<number>{_INDIAN}|{_GROUPED}|{_PLAIN})(?:{_SPACE}?(?P<multiple>{_MULTIPLE})(?![^\W_])\.?)?"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPLIT = re.compile(r"[ \u00a0-]{1,2}")
_SAID_OF_MONEY = frozenset({"grand", "luca", "lucas"})


@dataclass(frozen=True, slots=True)
class Number:
    """`written` is the digits with their separators, or empty for words, whose value is `value`."""

    span: Span
    written: str
    value: int  # of words; of digits, what is added behind "2 mil": 500
    multiple: int
    multiple_word: str = ""

    @property
    def in_words(self) -> bool:
        return not self.written

    @property
    def said_of_money(self) -> bool:
        return self.multiple_word in _SAID_OF_MONEY


def digits_of(folded: str) -> Iterator[Number]:
    """Yield numbers in digits that are not glued to letters, signs or other numbers."""
    for found in _DIGITS.finditer(folded):
        yield _number(found, int(found["tail"] or 0))


def digits_at(folded: str, place: int) -> Number | None:
    """Return the number in digits that begins there."""
    found = _AFTER_SIGN.match(folded, place)
    return _number(found, 0) if found else None


def _number(found: re.Match[str], added: int) -> Number:
    word = found["multiple"] or ""
    multiple = _MILLION if word in MILLIONS else _THOUSAND if word else 1
    end = found.end("number") if not word else found.end()
    return Number((found.start("number"), end), found["number"], added, multiple, word)


def values_of(number: Number, places: int, *, point: bool) -> tuple[Decimal, ...]:
    """Return what the number may be, the likeliest first: of "1.250" it is 1250 and 1.25."""
    if number.in_words:
        return (Decimal(number.value) * number.multiple,)
    readings = dict.fromkeys(_readings(number.written, places, point=point, multiple=number.multiple > 1))
    return tuple(Decimal(reading) * number.multiple + number.value for reading in readings)


def _readings(written: str, places: int, *, point: bool, multiple: bool) -> Iterator[str]:
    plain = re.sub(rf"{_SPACE}|'", "", written)
    signs = [character for character in plain if character in ".,"]
    if not signs:
        yield plain
        return
    whole = re.sub(r"[.,]", "", plain)
    head, tail = plain.rsplit(signs[-1], 1)
    decimal = f"{re.sub('[.,]', '', head)}.{tail}"
    if len(signs) > 1:
        yield whole if len(set(signs)) == 1 else decimal
    elif len(tail) != _THREE or (len(head) > _THREE) or head == "0":
        yield decimal
    else:
        decimals_first = multiple or (places == _THREE and (signs[0] == ".") == point)
        yield from (decimal, whole) if decimals_first else (whole, decimal)


def words_of_number(folded: str) -> Iterator[Number]:
    """Yield numbers in words; of several languages that read one there, the longest reading."""
    words = list(_WORD.finditer(folded))
    has_glued = any(ending in folded for ending in _GLUED_ENDINGS)
    index = 0
    while index < len(words):
        if not _known(words[index].group(), has_glued=has_glued):
            index += 1
            continue
        readings = [_read(folded, words, index, language) for language in ADDED]
        value, count = max(readings, key=lambda reading: (reading[1], reading[0]))
        if count:
            yield Number((words[index].start(), words[index + count - 1].end()), "", value, 1)
        index += max(count, 1)


_KNOWN = frozenset(word for table in (*ADDED.values(), *MULTIPLIED.values()) for word in table)
_GLUED_ENDINGS = tuple(ending for endings in GLUED_THOUSANDS.values() for ending in endings)


def _known(word: str, *, has_glued: bool) -> bool:
    return word in _KNOWN or (has_glued and any(ending in word for ending in _GLUED_ENDINGS))


def _read(folded: str, words: list[re.Match[str]], first: int, language: str) -> tuple[int, int]:
    """Return the value and how many words make it; (0, 0) where the language reads none."""
    sum_ = _Sum()
    count = 0
    index = first
    while index < len(words):
        if index > first and not _SPLIT.fullmatch(folded, words[index - 1].end(), words[index].start()):
            break
        word = words[index].group()
        if word in JOINTS[language] and count and index + 1 < len(words):
            index += 1
            continue
        if not _take(sum_, word, language):
            break
        index += 1
        count = index - first
    return (sum_.value, count) if sum_.value else (0, 0)


@dataclass(slots=True)
class _Sum:
    """A number in the making: thousands done, what is below, and how small the next word must be."""

    done: int = 0
    below: int = 0
    limit: int = 10**6

    @property
    def value(self) -> int:
        return self.done + self.below

    def add(self, value: int) -> bool:
        if value >= self.limit:
            return False
        self.below += value
        self.limit = _magnitude(value)
        return True

    def multiply(self, by: int) -> bool:
        if by == _HUNDRED and self.below < _HUNDRED and self.limit != _HUNDRED:
            self.below = max(self.below, 1) * _HUNDRED
            self.limit = _HUNDRED
            return True
        if by == _THOUSAND and not self.done:
            self.done = max(self.below, 1) * _THOUSAND
            self.below, self.limit = 0, _THOUSAND
            return True
        return False


def _magnitude(value: int) -> int:
    """Return below what the next word must be: two hundred -> 100, fifty -> 10, twelve -> nothing may follow."""
    if value % _HUNDRED == 0:
        return _HUNDRED
    if value % _TEN == 0 and value >= _TWENTY:
        return _TEN
    return 0


def _take(sum_: _Sum, word: str, language: str) -> bool:
    if language == "fr" and _take_french(sum_, word):
        return True
    by = MULTIPLIED[language].get(word)
    if by:
        return sum_.multiply(by)
    value = ADDED[language].get(word)
    if value is not None:
        return sum_.add(value)
    return _take_glued(sum_, word, language)


def _take_french(sum_: _Sum, word: str) -> bool:
    """Four twenties; sixty-ten: what follows them goes up to nineteen."""
    if word in {"vingt", "vingts"} and sum_.below % _HUNDRED == _FOUR:
        sum_.below += 80 - _FOUR
        sum_.limit = _TWENTY
        return True
    if word == "soixante" and sum_.limit > 60:  # noqa: PLR2004 - its own value
        sum_.below += 60
        sum_.limit = _TWENTY
        return True
    if word == "dix" and sum_.limit == _TWENTY:
        sum_.below += 10
        sum_.limit = _TEN
        return True
    return False


def _take_glued(sum_: _Sum, word: str, language: str) -> bool:
    """Take "zweitausendfunfhundert" apart."""
    for ending in GLUED_THOUSANDS.get(language, ()):
        head, found, tail = word.partition(ending)
        if not found or sum_.done or sum_.below:
            continue
        count, rest = ADDED[language].get(head or "eins", 1 if not head else 0), ADDED[language].get(tail, 0)
        if count and (rest or not tail):
            return sum_.add(count) and sum_.multiply(_THOUSAND) and (not rest or sum_.add(rest))
    return False
