"""E-mail addresses and telephone numbers in a reply."""

from __future__ import annotations

import re
from collections.abc import Sequence

import phonenumbers

from bot.conversation.spans import Span, overlaps
from bot.domain.reading import ReadText

_EMAIL = re.compile(
    r"(?<![\w.+%-])[a-z0-9][\w.+%-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w.,/@#$€£-])\+?\(?\d{1,4}\)?(?:[ .\-/]{0,2}\(?\d{1,5}\)?){1,6}(?![\w@])")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_MIN_DIGITS, _MAX_DIGITS = 7, 15
_GROUPED_DIGITS = 9  # a number written in groups need not be in the plan of today
_MOST = 50  # candidates looked at


def find_emails(text: str) -> tuple[ReadText, ...]:
    """Return the addresses in the text, as written."""
    return tuple(ReadText(match.group(), match.span()) for match in _EMAIL.finditer(text))


def find_phones(text: str, taken: Sequence[Span], region: str) -> tuple[ReadText, ...]:
    """Return what is a valid telephone number, international or of the region, as written."""
    found: list[ReadText] = []
    for match in list(_PHONE.finditer(text))[:_MOST]:
        written = match.group().rstrip(" .-/(")
        digits = sum(map(str.isdigit, written))
        span = (match.start(), match.start() + len(written))
        if not _MIN_DIGITS <= digits <= _MAX_DIGITS or _DATE.match(written) or overlaps(span, taken):
            continue
        if _is_phone(written, region):
            found.append(ReadText(written, span))
    return tuple(found)


def _is_phone(written: str, region: str) -> bool:
    if not written.startswith("+") and not region:
        return False
    try:
        number = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return False
    grouped = not written.isdigit() and sum(map(str.isdigit, written)) >= _GROUPED_DIGITS
    return bool(phonenumbers.is_valid_number(number) or (grouped and phonenumbers.is_possible_number(number)))
