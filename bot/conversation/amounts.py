"""Amounts of money in a reply.

A bare number is money only where a sign, a word, a question or the open amount says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.conversation.spans import Span, overlaps
from bot.conversation.tables.money_words import (
    ALL,
    CODES,
    DOLLAR_CURRENCIES,
    DOLLAR_OF,
    HALF,
    NOT_HALF_AFTER,
    NOT_MONEY_AFTER,
    NUMBER_WORDS,
    PAY_VERBS,
    PESO_CURRENCIES,
    PESO_OF,
    POINT_COUNTRIES,
    REST,
    SIGNS,
    WORDS,
)
from bot.domain.money import Money, exponent
from bot.domain.reading import ReadAmount

_MOST_DIGITS = 12  # before the decimals: more is no sum of a case
_THOUSAND = 1000
_THREE = 3


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d{1,12}(?:[.,]\d{1,3})?(?!\d)"
_UNIT = _choice((*WORDS, *CODES, *SIGNS))
_K = r"(?P<k>k(?![^\W_])|[ ]?(?:thousand|grand|mil)(?![^\W_]))?"
_SIGN_FIRST = re.compile(rf"(?<![^\W_])(?P<unit>{_choice((*SIGNS, *CODES))})[ \u00a0]{{0,2}}(?P<number>{_NUMBER}){_K}")
_UNIT_LAST = re.compile(rf"(?<![\w.,/#$€£-])(?P<number>{_NUMBER}){_K}[ \u00a0]{{0,2}}(?P<unit>{_UNIT})(?![^\W_])")
_WORDED = re.compile(
    rf"(?<![^\W_])(?P<number>{_choice(tuple(NUMBER_WORDS))}) (?P<unit>{_choice(tuple(WORDS))})(?![^\W_])"
)
_BARE = re.compile(
    rf"(?<![\w.,/:#$€£%+-])(?P<number>{_NUMBER})(?![\w/:%-]|[.,]\d)(?![ ]?(?:{_choice(NOT_MONEY_AFTER)})(?![^\W_]))"
)
_VERB_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_choice(PAY_VERBS)})(?: (?:you|them|just|them only|only|about|solo|les|unos|like))?[ ]$"
)
_SHARE = re.compile(
    rf"(?<![^\W_])(?:(?P<half>{_choice(HALF)})|(?P<rest>{_choice(REST)})|(?P<all>{_choice(ALL)}))(?![^\W_])"
)
_NOT_HALF = re.compile(rf"[ -]?(?:{_choice(NOT_HALF_AFTER)})(?![^\W_])")


@dataclass(frozen=True, slots=True)
class AmountContext:
    region: str = ""  # ISO 3166 alpha-2, upper case
    open_amount: Money | None = None
    asked: bool = False  # the customer was asked for an amount


def find_amounts(folded: str, taken: Sequence[Span], context: AmountContext) -> tuple[ReadAmount, ...]:
    """Return the amounts in a folded text, in its order, outside the stretches that are taken."""
    found: list[ReadAmount] = []
    busy = list(taken)
    for amount in (*_marked(folded, context), *_worded(folded, context), *_bare(folded, context)):
        if not overlaps(amount.span, busy):
            found.append(amount)
            busy.append(amount.span)
    found += [share for share in _shares(folded, found, context) if not overlaps(share.span, busy)]
    return tuple(sorted(found, key=lambda amount: amount.span))


def _marked(folded: str, context: AmountContext) -> Iterator[ReadAmount]:
    for pattern in (_SIGN_FIRST, _UNIT_LAST):
        for match in pattern.finditer(folded):
            currency = _currency(match["unit"], context)
            amount = _read(match["number"], currency, context, thousand=bool(match["k"]), span=match.span())
            if amount:
                yield amount


def _worded(folded: str, context: AmountContext) -> Iterator[ReadAmount]:
    for match in _WORDED.finditer(folded):
        currency = _currency(match["unit"], context)
        yield ReadAmount(NUMBER_WORDS[match["number"]] * 10 ** exponent(currency or ""), currency, match.span())


def _bare(folded: str, context: AmountContext) -> Iterator[ReadAmount]:
    for match in _BARE.finditer(folded):
        currency = context.open_amount.currency if context.open_amount else None
        amount = _read(match["number"], currency, context, thousand=False, span=match.span("number"))
        if amount is None:
            continue
        equal = context.open_amount is not None and amount.minor_units == context.open_amount.minor_units
        if equal or context.asked or _VERB_BEFORE.search(folded, max(0, match.start() - 30), match.start()):
            yield amount


def _shares(folded: str, found: Sequence[ReadAmount], context: AmountContext) -> Iterator[ReadAmount]:
    """Half, the rest, all: only where the open amount says of what."""
    if context.open_amount is None:
        return
    whole, currency = context.open_amount.minor_units, context.open_amount.currency
    named = sum(amount.minor_units for amount in found if amount.currency in {currency, None})
    halves = 0
    for match in _SHARE.finditer(folded):
        if match["all"]:
            yield ReadAmount(whole, currency, match.span())
        elif match["half"] and not _NOT_HALF.match(folded, match.end()):
            halves += 1
            yield ReadAmount((whole + 1) // 2 if halves == 1 else whole // 2, currency, match.span())
        elif match["rest"] and (halves or 0 < named < whole):
            yield ReadAmount(whole // 2 if halves else whole - named, currency, match.span())


def _currency(unit: str, context: AmountContext) -> str | None:
    if unit in CODES:
        return unit.upper()
    meaning = SIGNS.get(unit, WORDS.get(unit, ""))
    if meaning not in {"", "peso"}:
        return meaning
    family, of_country = (PESO_CURRENCIES, PESO_OF) if meaning == "peso" else (DOLLAR_CURRENCIES, DOLLAR_OF)
    if context.open_amount and context.open_amount.currency in family:
        return context.open_amount.currency
    return of_country.get(context.region)


def _read(
    number: str, currency: str | None, context: AmountContext, *, thousand: bool, span: Span
) -> ReadAmount | None:
    places = exponent(currency) if currency else 2
    plain = _plain_decimal(number, places, point=context.region in POINT_COUNTRIES or not context.region)
    try:
        value = Decimal(plain) * (_THOUSAND if thousand else 1)
    except InvalidOperation:
        return None
    minor = value.scaleb(places)
    if value <= 0 or value >= Decimal(10) ** _MOST_DIGITS or minor != minor.to_integral_value():
        return None
    return ReadAmount(int(minor), currency, span)


def _plain_decimal(number: str, places: int, *, point: bool) -> str:
    """Bring "1.234,50" and "1,234.50" to "1234.50".

    One sign with three digits behind it groups thousands, unless the currency has three decimals and the country
    writes decimals so.
    """
    number = re.sub(r"[' \u00a0\u202f]", "", number)
    signs = [character for character in number if character in ".,"]
    if not signs:
        return number
    head, tail = number[: number.rindex(signs[-1])], number[number.rindex(signs[-1]) + 1 :]
    several_alike = len(signs) > 1 and len(set(signs)) == 1
    groups = len(signs) == 1 and len(tail) == _THREE and not (places == _THREE and (signs[0] == ".") == point)
    if several_alike or groups:
        return re.sub(r"[.,]", "", number)
    return f"{re.sub('[.,]', '', head)}.{tail}"
