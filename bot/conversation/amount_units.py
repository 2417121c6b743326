"""Signs, codes and words of currencies beside a number, and which currency they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation.tables.money_words import (
    BEFORE,
    CENTS,
    CENTS_GLUED,
    CODES,
    DOUBTFUL,
    EURO_COUNTRIES,
    LETTERS_BEFORE,
    NOT_MONEY_AFTER,
    SHARED,
    SIGNS,
    UNITS_AND_CODES,
)
from bot.domain.money import Money


def choice(words: Iterable[str]) -> str:
    """Return an alternation of the words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_GAP = "[ \u00a0\u202f]"
_ENDS = r"(?![^\W_])"
_DASH = r"(?:[.,][-–—]{1,2})?"  # "50,-"
UNIT_FIRST = re.compile(
    rf"(?<![^\W_])(?:(?P<sign>{choice(SIGNS)})|(?P<code>{choice(CODES)})|(?P<word>(?:{choice(BEFORE)})(?={_GAP})|(?:{choice(LETTERS_BEFORE)})(?=[:.]?{_GAP}{{0,2}}\d)))[:.]?{_GAP}{{0,2}}(?=\d)"
)
UNIT_BEHIND = re.compile(
    rf"{_DASH}(?:(?P<sign>(?<![ \u00a0\u202f])(?:{choice(SIGNS)}))|{_GAP}{{1,2}}(?P<apart>{choice(SIGNS)})(?!{_GAP}?\d)"
    rf"|(?:{_GAP}{{0,2}}|-)(?P<word>{choice(UNITS_AND_CODES)}){_ENDS})"
)
CENTS_BEHIND = re.compile(rf"{_GAP}{{0,2}}(?P<word>{choice(CENTS)}){_ENDS}|(?P<glued>{choice(CENTS_GLUED)}){_ENDS}")
_TOO = (
    r"too much|zu viel|zu wenig|zuviel|de trop|en trop|in piu|di troppo|de mas|a mais|te veel|te weinig|za duzo|za malo"
)
JOINED_CENTS = re.compile(rf"{_GAP}(?:(?:et|e|con|y|und|en|and|i|com|plus){_GAP})?")
DASHED = re.compile(r"[.,][-–—]{1,2}(?![\d\w])")
# "12€50", "12 euros 50", "12 Euro und 50 Cent"
HUNDREDTHS = re.compile(
    rf"(?P<glued>\d{{2}})(?!\d)|{_GAP}(?:(?:et|e|con|y|und|en|and|i|com){_GAP})?(?P<cents>\d{{1,2}})"
    rf"(?:{_GAP}?(?:{choice(CENTS)}){_ENDS}|(?={_GAP}*(?:[.!?;)\n]|,(?!\d)|$|{_TOO}))(?![.,]\d))"
)
_NOT_AFTER = re.compile(rf"{_GAP}?(?:{choice(NOT_MONEY_AFTER)}){_ENDS}")


@dataclass(frozen=True, slots=True)
class AmountContext:
    region: str = ""  # ISO 3166 alpha-2, upper case
    open_amount: Money | None = None
    asked: bool = False  # the customer was asked for an amount

    @property
    def case_currency(self) -> str | None:
        """The currency of the case; None where it is not known."""
        return self.open_amount.currency if self.open_amount else None


def is_money(unit: str, context: AmountContext) -> bool:
    """Whether the unit is one here: "lei" is a currency in Romania and a pronoun in Italy."""
    if unit not in DOUBTFUL:
        return True
    currency, countries = DOUBTFUL[unit]
    return context.case_currency == currency or context.region in countries


def currency_of(unit: str, context: AmountContext) -> str | None:
    """Return the ISO code that the unit means here; None where several are possible."""
    meaning = SIGNS.get(unit) or UNITS_AND_CODES[unit]
    if meaning.isupper():
        return meaning
    of_country = SHARED[meaning]
    if meaning == "case" or context.case_currency in of_country.values():
        return context.case_currency
    return of_country.get(context.region)


def currency_of_cents(unit: str, context: AmountContext) -> str | None:
    """Return the currency of hundredths: that of the case, else of the country."""
    if unit == "p":
        return "GBP"
    if unit in {"gr", "grosz", "grosze", "groszy"}:
        return "PLN"
    dollar = SHARED["dollar"].get(context.region)
    return context.case_currency or ("EUR" if context.region in EURO_COUNTRIES else dollar)


def counts_something_else(folded: str, end: int) -> bool:
    """Whether the word behind a number says that it is no money: "3 months"."""
    return _NOT_AFTER.match(folded, end) is not None
