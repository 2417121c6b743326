"""Where a text names one of several cases: by its reference, its invoice, its amount, or as "the other one"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.app.reply_words import CaseName
from bot.conversation.cleaning import fold
from bot.domain.money import exponent
from bot.domain.reading import ReadAmount, Reading

LEAST_DIGITS = 3  # of an invoice number that is typed without its letters
_PIECES = re.compile(r"[a-z]+|\d+")
_DECIMAL = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)[.,]\d{2}(?![\w/-]|[.,]\d)")
_DECIMALS = 2
_SIGNS = r"[\W_]{0,3}"  # what people type between letters and digits, or leave out


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    start: int
    end: int
    cases: tuple[str, ...]


def explicit(folded: str, names: Sequence[CaseName]) -> list[Mention]:
    """Where cases are named by their reference or invoice. Two cases about one invoice are named by it together."""
    found: dict[tuple[int, int], list[str]] = {}
    for name in names:
        for pattern in _patterns(name, names):
            for match in pattern.finditer(folded):
                cases = found.setdefault(match.span(), [])
                if name.id not in cases:
                    cases.append(name.id)
    return _longest(Mention(*span, tuple(cases)) for span, cases in found.items())


def amounts(reading: Reading, folded: str, names: Sequence[CaseName]) -> list[Mention]:
    """Where an amount is exactly what one case, and no other, is about; without a currency it has its decimals."""
    found = []
    for amount in reading.amounts:
        fitting = [name.id for name in names if fits(amount, name)]
        if len(fitting) == 1:
            found.append(Mention(*amount.span, (fitting[0],)))
    for match in _DECIMAL.finditer(folded):
        minor = int(re.sub(r"\D", "", match.group()))
        fitting = [name.id for name in names if exponent(name.currency) == _DECIMALS and name.open_minor == minor]
        if len(fitting) == 1 and not any(one.start < match.end() and match.start() < one.end for one in found):
            found.append(Mention(*match.span(), (fitting[0],)))
    return sorted(found)


def fits(amount: ReadAmount, name: CaseName) -> bool:
    """Whether an amount is what the case is about."""
    return amount.minor_units == name.open_minor and amount.currency in (None, name.currency)


def phrase(phrases: Sequence[str]) -> re.Pattern[str]:
    """What finds any of these folded phrases as whole words, the longest first."""
    return _phrase(tuple(phrases))


@lru_cache(maxsize=512)
def _phrase(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    # An elision ("l'autre") is written with an apostrophe and stands in the tables with a space.
    body = "|".join(re.escape(each).replace(r"\ ", r"[\s']+") for each in longest)
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])") if body else re.compile(r"(?!)")


def _patterns(name: CaseName, names: Sequence[CaseName]) -> Iterator[re.Pattern[str]]:
    for written in filter(None, (name.ref, name.invoice)):
        pieces = _PIECES.findall(fold(written))
        if any(map(str.isdigit, pieces)) or name.ref == written:
            body = _SIGNS.join(f"0*{piece.lstrip('0')}" if piece.isdigit() else piece for piece in pieces)
            yield re.compile(rf"(?<![a-z0-9])#?{body}(?![a-z0-9])")
    digits = tail(name)
    if len(digits) >= LEAST_DIGITS and all(tail(other) != digits for other in names if other.invoice != name.invoice):
        yield re.compile(rf"(?<![\w.,/$€£-])#?0*{digits}(?!\w|[.,/-]\d)")


def tail(name: CaseName) -> str:
    """The last digits of the invoice number, without leading zeros."""
    pieces = [piece for piece in _PIECES.findall(fold(name.invoice)) if piece.isdigit()]
    return pieces[-1].lstrip("0") if pieces else ""


def _longest(mentions: Iterator[Mention]) -> list[Mention]:
    """Without those that lie within another."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
