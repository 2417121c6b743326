"""Amounts and dates as a reader of a language and country writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

from bot.channels.segments import Encoding, encoding_of
from bot.domain.money import check_currency, exponent

NO_BREAK_SPACE: Final = "\u00a0"


@lru_cache(maxsize=512)
def locale_of(language: str, country: str) -> Locale:
    """The locale of language and country; where CLDR has none, of the language alone."""
    base = language.replace("-", "_").split("_", maxsplit=1)[0].lower()
    try:
        return Locale.parse(f"{base}_{country.upper()}") if country else Locale.parse(base)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(base)


@dataclass(frozen=True, slots=True)
class AmountFormat:
    """A currency in a locale, taken from CLDR once: reading its pattern each time is ten times slower."""

    parts: tuple[str, ...]  # prefix, suffix, both for negative amounts, group and decimal separator
    grouping: tuple[int, int]  # digits of the group next to the decimals, and of the others: 3, 3; in India 3, 2
    decimals: int  # ISO 4217, not CLDR: they differ for some currencies

    def write(self, minor: int) -> str:
        prefix, suffix, negative_prefix, negative_suffix, group, decimal = self.parts
        whole, rest = divmod(abs(minor), 10**self.decimals)
        number = self._grouped(whole, group)
        if self.decimals:
            number += f"{decimal}{rest:0{self.decimals}d}"
        return negative_prefix + number + negative_suffix if minor < 0 else prefix + number + suffix

    def _grouped(self, whole: int, group: str) -> str:
        if self.grouping == (3, 3):  # almost every locale
            return f"{whole:,}".replace(",", group)
        first, other = self.grouping
        digits = str(whole)
        head, parts = digits[:-first], [digits[-first:]]
        while head:
            parts.append(head[-other:])
            head = head[:-other]
        return group.join(reversed(parts))


@lru_cache(maxsize=4096)
def amount_format(currency: str, locale: Locale, *, plain: bool = False) -> AmountFormat:
    """The format of a currency. `plain`: GSM-7 only, with the ISO code where the symbol has others."""
    pattern = locale.currency_formats["standard"]
    symbol = get_currency_symbol(check_currency(currency), locale)
    if plain and encoding_of(symbol) is not Encoding.GSM_7:
        symbol = currency
    prefix, negative_prefix = (_prefix(text, symbol) for text in pattern.prefix)
    suffix, negative_suffix = (_suffix(text, symbol) for text in pattern.suffix)
    group, decimal = get_group_symbol(locale), get_decimal_symbol(locale)
    parts: tuple[str, ...] = (prefix, suffix, negative_prefix, negative_suffix, group, decimal)
    if plain:
        parts = tuple(part.replace(NO_BREAK_SPACE, " ").replace("\u202f", " ") for part in parts)
    return AmountFormat(parts, pattern.grouping, exponent(currency))


# CLDR, currencySpacing: a letter right next to the digits keeps a space from them. Babel leaves it out.


def _prefix(affix: str, symbol: str) -> str:
    touches = affix.endswith("¤") and symbol[-1].isalpha()
    return affix.replace("¤", symbol + NO_BREAK_SPACE if touches else symbol)


def _suffix(affix: str, symbol: str) -> str:
    touches = affix.startswith("¤") and symbol[0].isalpha()
    return affix.replace("¤", NO_BREAK_SPACE + symbol if touches else symbol)


@lru_cache(maxsize=8192)
def day(value: date, locale: Locale) -> str:
    """A day with its month in words, so that no two countries read it differently."""
    return format_date(value, "long", locale=locale)


@lru_cache(maxsize=8192)
def short_day(value: date, locale: Locale) -> str:
    """The same, short, for texts that are paid by the character."""
    return format_date(value, "medium", locale=locale)


@lru_cache(maxsize=8192)
def weekday(value: date, locale: Locale, *, short: bool = False) -> str:
    """A day with its weekday: what somebody is asked to confirm."""
    if short:
        return format_skeleton("yMMMEd", value, locale=locale)
    return format_date(value, "full", locale=locale)
