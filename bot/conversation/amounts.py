"""Amounts of money in a reply, in eight languages.

A number is money with a sign, a code or a word of a currency; a bare one only where a word of paying, a question or the
open amount says so (`amount_cues.py`). Shares of the open amount are money, too (`amount_shares.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.conversation.amount_cues import is_day_of_month, is_negated, speaks_of_money
from bot.conversation.amount_numbers import MOST_DIGITS, Number, digits_at, digits_of, values_of, words_of_number
from bot.conversation.amount_shares import shares
from bot.conversation.amount_units import (
    CENTS_BEHIND,
    DASHED,
    HUNDREDTHS,
    JOINED_CENTS,
    UNIT_BEHIND,
    UNIT_FIRST,
    AmountContext,
    currency_of,
    currency_of_cents,
    is_money,
)
from bot.conversation.spans import Span, overlaps
from bot.conversation.tables.money_words import CODES, DOTTED_DAYS, POINT_COUNTRIES, THOUSAND_UNITS
from bot.domain.money import exponent
from bot.domain.reading import ReadAmount

__all__ = ["AmountContext", "find_amounts"]

_RANGE = re.compile(
    r"(?:[ ]?-[ ]?|[ ](?:to|or|bis|oder|a|o|hasta|ou|ate|tot|of|lub|do|al|till|and|y|et|und|e|en|i)[ ])[€$£]?"
)
_NUMBER_BEFORE = re.compile(r"\d(?:[.,]\d{1,2})?[ ]$")  # "12 Euro 50" begins with its number
_ARTICLES = frozenset({"a", "un", "una", "une", "ein", "eine", "einen", "um", "uma", "een"})
_THOUSAND = 1000
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_EVEN = re.compile(r"(?<![^\W_])(?:ni|not|pas|nicht|nem|neanche|geen|ani|even|no|kein|keinen|nao|not even)[ ]$")


def find_amounts(folded: str, taken: Sequence[Span], context: AmountContext) -> tuple[ReadAmount, ...]:
    """Return the amounts in a folded text, in its order, outside the stretches that are taken."""
    found: list[ReadAmount] = []
    busy = list(taken)
    numbers = sorted((*digits_of(folded), *words_of_number(folded)), key=lambda number: number.span)
    candidates = (*_unit_first(folded, context), *_unit_behind(folded, numbers, context))
    for amount, number in _joined(folded, candidates):
        if not overlaps(amount.span, busy):
            busy.append(amount.span)
            if not is_negated(folded, number, amount.span[1]):
                found.append(amount)
    for amount in (*_ranges(folded, numbers, found, context), *_bare(folded, numbers, found, context)):
        if not overlaps(amount.span, busy):
            found.append(amount)
            busy.append(amount.span)
    found += [share for share in shares(folded, found, context) if not overlaps(share.span, busy)]
    return tuple(sorted(found, key=lambda amount: amount.span))


def _joined(folded: str, candidates: Sequence[tuple[ReadAmount, Number]]) -> Iterator[tuple[ReadAmount, Number]]:
    """Yield them; hundredths right behind an amount are part of it: "five dollars and fifty cents"."""
    hundredths = {amount.span[0]: amount for amount, number in candidates if CENTS_BEHIND.match(folded, number.span[1])}
    for amount, number in candidates:
        joint = JOINED_CENTS.match(folded, amount.span[1])
        cents = hundredths.get(joint.end()) if joint else None
        if cents and cents is not amount and not amount.minor_units % 100 and exponent(amount.currency or "") == 2:  # noqa: PLR2004
            whole = amount.minor_units + cents.minor_units
            yield ReadAmount(whole, amount.currency, (amount.span[0], cents.span[1])), number
        else:
            yield amount, number


def _unit_first(folded: str, context: AmountContext) -> Iterator[tuple[ReadAmount, Number]]:
    """Yield "$50", "EUR 1.234,50"."""
    for match in UNIT_FIRST.finditer(folded):
        unit = match["sign"] or match["code"] or match["word"]
        number = digits_at(folded, match.end())
        if number and unit == "fr." and is_day_of_month(number.written):
            continue  # "Fr. 28.11." is a Friday
        if number and is_money(unit, context) and not (unit != "$" and _NUMBER_BEFORE.search(folded, 0, match.start())):
            span = (match.start(), _end_with_unit(folded, number.span[1], unit))
            amount = _amount(number, currency_of(unit, context), context, span)
            if amount:
                yield amount, Number(span, number.written, number.value, number.multiple, number.multiple_word)


def _end_with_unit(folded: str, end: int, unit: str) -> int:
    """Return where an amount ends whose unit is said twice: "$50 dollars", "USD 50.-"."""
    dashed = DASHED.match(folded, end)
    if dashed:
        return dashed.end()
    again = UNIT_BEHIND.match(folded, end)
    return again.end() if again and (again["word"] and unit not in CODES) else end


def _unit_behind(folded: str, numbers: Sequence[Number], context: AmountContext) -> Iterator[tuple[ReadAmount, Number]]:
    """Yield "50 €", "fifty dollars", "12 euros 50", "50 Cent", "2 grand", "50,-"."""
    for number in numbers:
        start, end = number.span
        if number.in_words and folded[start:end] in _ARTICLES and _NOT_EVEN.search(folded, max(0, start - 12), start):
            continue
        match = UNIT_BEHIND.match(folded, end)
        unit = (match["sign"] or match["apart"] or match["word"]) if match else ""
        if match and is_money(unit, context) and folded[start:end] != "a":
            currency = currency_of(unit, context)
            counted = replace(number, multiple=number.multiple * _THOUSAND) if unit in THOUSAND_UNITS else number
            amount = _with_hundredths(folded, counted, currency, context, (start, match.end()))
        else:
            amount = _hundredths_alone(folded, number, context) or _said_of_money(folded, number, context)
        if amount:
            yield amount, number


def _said_of_money(folded: str, number: Number, context: AmountContext) -> ReadAmount | None:
    dashed = DASHED.match(folded, number.span[1])
    if dashed:
        return _amount(number, context.case_currency, context, (number.span[0], dashed.end()))
    if number.said_of_money:
        return _amount(number, currency_of(number.multiple_word, context), context, number.span)
    return None


def _with_hundredths(
    folded: str, number: Number, currency: str | None, context: AmountContext, span: Span
) -> ReadAmount | None:
    amount = _amount(number, currency, context, span)
    behind = HUNDREDTHS.match(folded, span[1])
    places = exponent(currency or "")
    if amount is None or behind is None or places != 2 or amount.minor_units % 100:  # noqa: PLR2004 - hundredths
        return amount
    glued_to_sign = not folded[span[1] - 1].isalpha()
    written = behind["glued"] if behind["glued"] and glued_to_sign else behind["cents"]
    if not written:
        return amount
    return ReadAmount(amount.minor_units + int(written), currency, (span[0], behind.end()))


def _hundredths_alone(folded: str, number: Number, context: AmountContext) -> ReadAmount | None:
    match = CENTS_BEHIND.match(folded, number.span[1])
    if match is None or (number.in_words and folded[slice(*number.span)] in _ARTICLES):
        return None
    unit = match["word"] or match["glued"]
    if not is_money(unit, context):
        return None
    value = values_of(number, 2, point=True)[0]
    if value != value.to_integral_value() or not 0 < value < 10**MOST_DIGITS:
        return None
    return ReadAmount(int(value), currency_of_cents(unit, context), (number.span[0], match.end()))


def _ranges(
    folded: str, numbers: Sequence[Number], found: Sequence[ReadAmount], context: AmountContext
) -> Iterator[ReadAmount]:
    """Yield the first of "50-60 €", "between 50 and 60 €"."""
    currencies = {amount.span[0]: amount.currency for amount in found}
    for number in numbers:
        joint = _RANGE.match(folded, number.span[1])
        place = joint.end() if joint else -1
        if joint and not joint.group()[-1].isalnum() and place not in currencies:
            place -= not joint.group()[-1].isspace() and joint.group()[-1] in "€$£"
        is_said = not number.in_words or number.value > 1
        if place in currencies and is_said and _may_be_range(folded, number, joint):
            amount = _amount(number, currencies[place], context, number.span)
            if amount:
                yield amount


def _may_be_range(folded: str, number: Number, joint: re.Match[str] | None) -> bool:
    """With "and" only behind "between"."""
    if joint is None or joint.group().strip() not in {"and", "y", "et", "und", "e", "en", "i"}:
        return joint is not None
    return (
        re.search(
            r"(?:between|entre|zwischen|tra|fra|tussen|miedzy)[ ][€$£]?$",
            folded[max(0, number.span[0] - 12) : number.span[0]],
        )
        is not None
    )


def _bare(
    folded: str, numbers: Sequence[Number], found: Sequence[ReadAmount], context: AmountContext
) -> Iterator[ReadAmount]:
    money_ends = min((amount.span[1] for amount in found), default=len(folded))
    for number in numbers:
        amount = _amount(number, context.case_currency, context, number.span)
        if amount is None or _is_part_of_more(folded, number) or is_negated(folded, number, number.span[1]):
            continue
        equal = context.open_amount is not None and amount.minor_units == context.open_amount.minor_units
        after_money = number.span[0] >= money_ends
        is_day = context.region in DOTTED_DAYS and is_day_of_month(number.written)
        if (is_day or _is_year(number)) and not (equal or context.asked):
            continue
        if speaks_of_money(folded, number, asked=context.asked, equal=equal, after_money=after_money):
            money_ends = min(money_ends, number.span[1])
            yield amount


def _is_part_of_more(folded: str, number: Number) -> bool:
    """Whether it is a piece of a date, a time, a range of numbers, a code."""
    start, end = number.span
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    if after[:1] in {"/", ":", "%", "-", "°", "º", "_", "#", "@"} or (after[:1] and after[0].isalpha()):
        return not (after[:1] == "-" and after[1:] in {"", " ", "-"})
    if re.match(r"[.,]\d", after):
        return True
    return before[-1:] in {"#", "+", "°"} or (before[-1:] == "-" and before[:1].isdigit())


def _is_year(number: Number) -> bool:
    return number.multiple == 1 and _YEAR.fullmatch(number.written) is not None


def _amount(number: Number, currency: str | None, context: AmountContext, span: Span) -> ReadAmount | None:
    """Return it in minor units; of two readings the one that is the open amount, else the likelier."""
    places = exponent(currency) if currency else 2
    point = context.region in POINT_COUNTRIES or not context.region
    amounts = [
        ReadAmount(int(minor), currency, span)
        for value in values_of(number, places, point=point)
        if 0 < value < Decimal(10) ** MOST_DIGITS and (minor := value.scaleb(places)) == minor.to_integral_value()
    ]
    if context.open_amount:
        wanted = context.open_amount.minor_units
        amounts.sort(key=lambda amount: amount.minor_units != wanted)
    return amounts[0] if amounts else None
