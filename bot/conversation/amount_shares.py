"""Half, a third, the rest, all: shares of the open amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.conversation.amount_units import AmountContext, choice
from bot.conversation.tables.money_words import (
    ALL,
    ALL_WHEN_ASKED,
    CUES_BEFORE,
    HALF,
    HALVES,
    NOT_HALF_AFTER,
    NOT_REST_AFTER,
    OTHER_HALF,
    QUARTER,
    REST,
    REST_ALONE,
    THIRD,
    TWO_THIRDS,
    WEAK_CUES,
)
from bot.domain.reading import ReadAmount

_SHARE = re.compile(
    rf"(?P<alone>(?:[,;.&+/][ ]?|(?<![^\W_])(?:and|y|et|und|e|en|a|i)[ ])(?:{choice(REST_ALONE)})(?![^\W_]))"
    rf"|(?<![^\W_])(?:(?P<rest>{choice(REST)})|(?P<half>{choice(HALF)})|(?P<all>{choice(ALL)})"
    rf"|(?P<thirds>{choice(TWO_THIRDS)})|(?P<third>{choice(THIRD)})|(?P<quarter>{choice(QUARTER)}))(?![^\W_])"
)
_ALL_ALONE = re.compile(rf"\W*(?:{choice((*ALL, *ALL_WHEN_ASKED))})\W*")
_NOT_HALF = re.compile(rf"[ -]?(?:{choice(NOT_HALF_AFTER)})(?![^\W_])")
_NOT_REST = re.compile(rf"[ ](?:{choice(NOT_REST_AFTER)})")
_SETTLE = (
    "clear",
    "settle",
    "liquido",
    "liquidar",
    "salder",
    "saldare",
    "begleiche",
    "begleichen",
    "quitar",
    "voldoen",
)
_PAYING = (cue for cue in CUES_BEFORE if cue not in WEAK_CUES and " " not in cue)
_PAYS = re.compile(rf"(?<![^\W_])(?:{choice((*_PAYING, *_SETTLE, 'voldoen', 'ureguluje', 'uregulowac'))})(?![^\W_])")
_REACH = 60  # characters to a word of paying
_FRACTIONS = {"third": (1, 3), "thirds": (2, 3), "quarter": (1, 4)}


def is_share(text: str) -> bool:
    """Whether the folded text names a share, as "the rest" does."""
    return _SHARE.fullmatch(text) is not None


def shares(folded: str, found: Sequence[ReadAmount], context: AmountContext) -> Iterator[ReadAmount]:
    """Yield them: only where the open amount says of what."""
    if context.open_amount is None:
        return
    whole, currency = context.open_amount.minor_units, context.open_amount.currency
    if context.asked and _ALL_ALONE.fullmatch(folded):
        yield ReadAmount(whole, currency, (0, len(folded)))
        return
    named = sum(amount.minor_units for amount in found if amount.currency in {currency, None})
    halves = 0
    for match in _SHARE.finditer(folded):
        part = _part(folded, match, whole, named, halves, asked=context.asked, found=bool(found))
        halves += match.lastgroup == "half" and part > 0
        if part > 0:
            yield ReadAmount(part, currency, match.span())


def _part(folded: str, match: re.Match[str], whole: int, named: int, halves: int, *, asked: bool, found: bool) -> int:
    """Return the minor units of the share; 0 when none is meant."""
    kind = match.lastgroup or ""
    if kind == "all":
        return 0 if found else whole  # beside a figure it only says that this is all
    if kind in _FRACTIONS:
        over, under = _FRACTIONS[kind]
        return (whole * over + under // 2) // under
    if kind == "alone" and not (named or halves):
        return 0
    if kind == "half":
        is_half = match.group() in OTHER_HALF or not _NOT_HALF.match(folded, match.end())
        return (whole + (halves == 0)) // 2 if is_half else 0
    return _rest(folded, match, whole, named, halves, asked=asked)


def _rest(folded: str, match: re.Match[str], whole: int, named: int, halves: int, *, asked: bool) -> int:
    if _NOT_REST.match(folded, match.end()):
        return 0
    if halves or any(half in match.group() for half in HALVES):
        return whole // 2
    if named:
        return whole - named
    around = folded[max(0, match.start() - _REACH) : match.end() + _REACH]
    return whole if asked or _PAYS.search(around) else 0
