"""Amounts as people write them: '1.234,50', '1,234.50', '120'. What can be read in two ways is refused."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.errors import Rejected
from bot.domain.money import exponent, to_decimal, to_minor

GROUP: Final = 3  # digits between two grouping marks
MOST_DIGITS: Final = 15  # minor units fit into 64 bits, and into what Excel still counts exactly
_SHAPE: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009'’", " "))
_BLANK_GROUPS: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")


def amount_text(minor_units: int, currency: str) -> str:
    """How an amount stands in a field: '1234.50', without grouping."""
    return f"{to_decimal(minor_units, currency):f}"


def read_amount(text: str, currency: str, *, shown: int | None = None) -> int:
    """Minor units of the currency. `shown` is what the field was filled in with: left as it is, it means that.

    Raises Rejected with a sentence for what is no amount, has too many decimals or can be read in two ways.
    """
    if shown is not None and text.strip() == amount_text(shown, currency):
        return shown
    bare = _without_currency(text.strip(), currency).translate(_BLANKS).strip()
    if _BLANK_GROUPS.fullmatch(bare):
        bare = bare.replace(" ", "")
    if not _SHAPE.fullmatch(bare):
        raise Rejected(f"Please write an amount such as {_example(currency)}.")
    number = _normal(bare, currency)
    if len(number) > MOST_DIGITS:
        raise Rejected("This amount is too large.")
    try:
        return to_minor(number, currency)
    except Rejected:
        places = exponent(currency)
        has = "no decimals" if not places else f"at most {places} decimals"
        raise Rejected(f"An amount in {currency} has {has}.") from None


def _without_currency(text: str, currency: str) -> str:
    upper = text.upper()
    if upper.startswith(currency):
        return text[len(currency) :]
    return text[: -len(currency)] if upper.endswith(currency) else text


def _example(currency: str) -> str:
    return {0: "1200", 2: "120.00"}.get(exponent(currency), f"{to_decimal(10 ** exponent(currency) * 120, currency):f}")


def _normal(bare: str, currency: str) -> str:
    """Digits with at most one point."""
    marks = [char for char in bare if char in ".,"]
    if not marks:
        return bare
    last = marks[-1]
    head, _, tail = bare.rpartition(last)
    if len(marks) == 1:
        return _one_mark(head, tail, bare, currency)
    if last in marks[:-1]:  # the same mark twice: it can only group
        return _ungrouped(bare, bare)
    return f"{_ungrouped(head, bare)}.{tail}"


def _one_mark(head: str, tail: str, bare: str, currency: str) -> str:
    could_group = len(tail) == GROUP and len(head) <= GROUP and not head.startswith("0")
    if not could_group:
        return f"{head}.{tail}"
    if exponent(currency) == 0:
        return head + tail
    raise Rejected(
        f"'{bare}' can be read in two ways. Please write {head}{tail} or {head}.{_decimals(tail, currency)}."
    )


def _decimals(tail: str, currency: str) -> str:
    """The part after the point as the currency writes it, and in a way that can be read in one way only."""
    places = exponent(currency)
    return tail[:places] if places < GROUP else f"{tail}0"


def _ungrouped(text: str, bare: str) -> str:
    one_mark = len({char for char in text if char in ".,"}) == 1
    if not (text.isdigit() or (one_mark and _GROUPED.fullmatch(text))):
        raise Rejected(f"'{bare}' is no amount: the marks do not stand where they should.")
    return text.replace(".", "").replace(",", "")
