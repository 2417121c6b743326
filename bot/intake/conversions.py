"""Foreign dates and numbers into ours: ISO dates and plain decimals."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from bot.authored import shown, suggest
from bot.domain.errors import Rejected

Convert = Callable[[str], str]

_CACHED: Final = 8_192  # different texts a converter remembers; ledgers repeat their days
_CENTURY: Final = 2000  # two-digit years of a ledger are of this one

# --- dates -----------------------------------------------------------------------------------------------------

_MONTHS: Final = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
# Longer tokens first. A time of day may follow and is passed over: an invoice has a day.
_TOKENS: Final = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "MMM": r"(?P<name>[A-Za-z]{3})[a-z]*\.?",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
}
_TOKEN: Final = re.compile("|".join(_TOKENS))
_LITERAL: Final = re.compile(r"[-/. ,]*")
_TIME: Final = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_EXAMPLES: Final = ("M/D/YYYY", "D.M.YYYY", "D/M/YYYY", "YYYY-MM-DD", "YYYYMMDD", "DD-MMM-YYYY")


def date_format(form: str) -> Convert:
    """A converter to ISO for a form such as M/D/YYYY, D.M.YYYY, YYYY-MM-DD, DD-MMM-YY.

    M and D take one or two digits, MM and DD exactly two, MMM an English month name. Raises Rejected for a form
    that names no day, month or year.
    """
    pattern = _date_pattern(form)

    @lru_cache(maxsize=_CACHED)
    def convert(text: str) -> str:
        match = pattern.fullmatch(text)
        if match is None:
            raise Rejected(f"{shown(text)} is not a date in the form {form}.")
        return _day(match, text)

    return convert


def _date_pattern(form: str) -> re.Pattern[str]:
    kinds = [token[0] for token in _TOKEN.findall(form)]
    if sorted(kinds) != ["D", "M", "Y"] or not all(map(_LITERAL.fullmatch, _TOKEN.split(form))):
        raise Rejected(f"{shown(form)} is not a form of dates.{suggest(form, _EXAMPLES)}")
    parts = _TOKEN.sub(lambda match: f"\0{match[0]}\0", form).split("\0")
    return re.compile("".join(_TOKENS.get(part) or re.escape(part) for part in parts) + _TIME, re.ASCII)


def _day(match: re.Match[str], text: str) -> str:
    found = match.groupdict()
    year = int(found["year"]) if "year" in found else _CENTURY + int(found["short"])
    month = int(found["month"]) if "month" in found else _MONTHS.get(found["name"].lower(), 0)
    try:
        return date(year, month, int(found["day"])).isoformat()
    except ValueError:
        raise Rejected(f"{shown(text)} is no day of the calendar.") from None


# --- numbers ---------------------------------------------------------------------------------------------------

# How 1234.56 is written -> what groups digits, what stands before the decimals.
STYLES: Final = {
    "1234.56": ("", "."),
    "1,234.56": (",", "."),
    "1234,56": ("", ","),
    "1.234,56": (".", ","),
    "1 234,56": (" ", ","),
    "1 234.56": (" ", "."),
    "1'234.56": ("'", "."),
}
_SYMBOLS: Final = re.compile(r"^[$€£¥₹]|[$€£¥₹]$")
_SPACES: Final = str.maketrans("\u00a0\u202f\u2019\u2212", "  '-")  # non-breaking spaces, ’ and the true minus


def decimal_style(style: str) -> Convert:
    """A converter to plain decimals for a style such as 1.234,56.

    Groups must be of three digits: under the wrong style a number is refused, not read a thousand times too large.
    A currency sign is passed over; (12.00) and 12.00- are negative.
    """
    if style not in STYLES:
        raise Rejected(f"{shown(style)} is not a style of numbers.{suggest(style, STYLES)}")
    group, point = STYLES[style]
    whole = rf"[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+|[0-9]+" if group else "[0-9]+"
    pattern = re.compile(rf"(?P<whole>{whole})(?:{re.escape(point)}(?P<decimals>[0-9]+))?", re.ASCII)

    def convert(text: str) -> str:
        digits, negative = _unsigned(text.translate(_SPACES).strip())
        match = pattern.fullmatch(_SYMBOLS.sub("", digits).strip())
        if match is None:
            raise Rejected(f"{shown(text)} is not a number in the style {style}.")
        number = match["whole"].replace(group, "") if group else match["whole"]
        decimals = f".{match['decimals']}" if match["decimals"] else ""
        return f"{'-' if negative else ''}{number}{decimals}"

    return convert


def _unsigned(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith(("-", "+")):
        return text[1:].strip(), text[0] == "-"
    if text.endswith("-"):
        return text[:-1].strip(), True
    return text, False
