"""A link is not identity: what a visitor must know from the bill before amounts are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from bot.channels.words.values import masked
from bot.domain.case import Case
from bot.domain.money import exponent

LONGEST: Final = 64  # characters that are read
# The page and masked messages show the end of the number. Whoever has only those must not get in with them.
MORE_THAN_SHOWN: Final = 3  # characters
SHORTEST_END: Final = 6  # characters of the end of a number

_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+|\d+")


def proves(said: str, cases: Iterable[Case]) -> bool:
    """Whether the visitor named the invoice number of a case, enough of its end, or an exact amount on the bill."""
    text = unicodedata.normalize("NFKC", said[:LONGEST])
    return any([_is_number_of(text, case) or _is_amount_of(text, case) for case in cases])  # noqa: C419 - no early end


def shown_end(case: Case) -> str:
    """What may be shown of a case's number before that: as much as masked messages show."""
    return masked(_plain(case.invoice or case.ref))


def _plain(number: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", number).upper() if sign.isalnum())


def _is_number_of(text: str, case: Case) -> bool:
    given, whole = _plain(text), _plain(case.invoice)
    if not given or not whole:
        return False
    enough = max(SHORTEST_END, len(shown_end(case)) + MORE_THAN_SHOWN)
    return given == whole or (len(given) >= enough and whole.endswith(given))


def _is_amount_of(text: str, case: Case) -> bool:
    on_bill = {case.expected, case.paid, case.open_minor} - {0}
    return bool(amounts_in(text, case.currency) & on_bill)


def amounts_in(text: str, currency: str) -> set[int]:
    """Every amount, in minor units, that somebody may mean who writes this: "1.234" is 1234 or 1.234."""
    figures = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    figures = figures.upper().removeprefix(currency).removesuffix(currency)
    figures = "".join(sign for sign in figures if unicodedata.category(sign) != "Sc").strip()
    places = exponent(currency)
    found = set()
    if _GROUPED.fullmatch(figures):
        found.add(int(_digits(figures)) * 10**places)
    whole, separator, decimals = _cut(figures)
    if separator and len(decimals) == places and decimals.isdecimal() and _GROUPED.fullmatch(whole):
        found.add(int(_digits(whole) + _digits(decimals)))
    return found


def _cut(figures: str) -> tuple[str, str, str]:
    at = max(figures.rfind("."), figures.rfind(","))
    return (figures[:at], figures[at], figures[at + 1 :]) if at > 0 else (figures, "", "")


def _digits(figures: str) -> str:
    return "".join(sign for sign in figures if sign.isdecimal())
