"""E-mail addresses and telephone numbers in a reply."""

from __future__ import annotations

import re
from collections.abc import Sequence

import phonenumbers

from bot.conversation.amount_units import UNIT_BEHIND, choice
from bot.conversation.cleaning import fold
from bot.conversation.spans import Span, overlaps
from bot.conversation.tables.contact_words import NOT_PHONE_WORDS, PHONE_WORDS
from bot.conversation.tables.money_words import SIGNS
from bot.domain.reading import ReadText

_EMAIL = re.compile(
    r"(?<![\w.+%-])[a-z0-9][\w.+%'-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w.,/@#$€£-])\+?\(?\d{1,5}\)?(?:[ .\-/]{0,2}\(?\d{1,8}\)?){0,6}(?![\w@])")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?![./ -]?\d{2})")
_SUM = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{2})?|\d+[.,]\d{2}")
_MIN_DIGITS, _MAX_DIGITS = 7, 15
_GROUPED_DIGITS = 9  # a number written in groups need not be in the plan of today
_MOST = 30  # candidates looked at: the plan of numbers is slow
_FICTIONAL = re.compile(r"\(?555\)?[ -]?01[ -]?\d\d$|.{0,12}[ -.)]555[ .-]?01\d\d$")  # reserved for examples
_REACH = 40  # characters
_WORD_BEFORE = re.compile(rf"(?<![^\W_])(?:{choice(PHONE_WORDS)})(?![^\W_])[^\d\n]{{0,18}}$")
_NOT_BEFORE = re.compile(
    rf"(?:(?<![^\W_])(?:{choice(NOT_PHONE_WORDS)})(?![^\W_])[^\d\n]{{0,12}}|(?:{choice(SIGNS)})[ ]?|\d:)$"
)


def find_emails(text: str) -> tuple[ReadText, ...]:
    """Return the addresses in the text, as written."""
    return tuple(ReadText(match.group(), match.span()) for match in _EMAIL.finditer(text)) if "@" in text else ()


def find_phones(text: str, taken: Sequence[Span], region: str) -> tuple[ReadText, ...]:
    """Return telephone numbers as written: valid ones, international or of the region, and those that a word names."""
    found: list[ReadText] = []
    folded = fold(text)
    looked_at = 0
    for match in _PHONE.finditer(text):
        written = match.group().rstrip(" .-/(")
        digits = sum(map(str.isdigit, written))
        span = (match.start(), match.start() + len(written))
        if not _MIN_DIGITS <= digits <= _MAX_DIGITS or _DATE.match(written) or overlaps(span, taken):
            continue
        looked_at += 1
        if looked_at > _MOST:
            break
        if not _is_something_else(folded, span) and _is_phone(folded, written, span, region):
            found.append(ReadText(written, span))
    return tuple(found)


def _is_something_else(folded: str, span: Span) -> bool:
    """Whether it is a sum, or a number of a taxpayer or an account."""
    before = _NOT_BEFORE.search(folded, max(0, span[0] - _REACH), span[0])
    return before is not None or UNIT_BEHIND.match(folded, span[1]) is not None


def _is_phone(folded: str, written: str, span: Span, region: str) -> bool:
    named = _WORD_BEFORE.search(folded, max(0, span[0] - _REACH), span[0]) is not None
    if _FICTIONAL.match(written) or (named and not _SUM.fullmatch(written)):
        return True
    if not written.startswith("+") and not region:
        return False
    try:
        number = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return False
    grouped = not written.isdigit() and sum(map(str.isdigit, written)) >= _GROUPED_DIGITS and written[0] in "+0("
    return bool(phonenumbers.is_valid_number(number) or (grouped and phonenumbers.is_possible_number(number)))
