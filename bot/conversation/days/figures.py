"""Days in figures: 2026-11-27, 11/27, 27.11., 27-11-26. The country says which figure is the month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from bot.conversation.calendar_arithmetic import day_or_none
from bot.conversation.days.candidate import Candidate, Shape
from bot.conversation.days.meaning import of_month
from bot.conversation.spans import Span
from bot.conversation.tables.days.neighbours import NOT_A_DAY_BEHIND


class Order(StrEnum):
    """Which figure of 03/04 is the month."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    EITHER = "either"  # nobody knows: the customer is asked


_B, _E = r"(?<![^\W_])", r"(?![^\W_])"
_ISO = re.compile(rf"{_B}(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_E}(?!-?\d)")
_NUMERIC = re.compile(
    r"(?<![\w/.,$€£:+#-])(?<![$€£#] )(?P<a>\d{1,2})[ ]?(?P<s>[/.-])[ ]?(?P<b>\d{1,2})"
    r"(?:[ ]?(?P=s)[ ]?(?P<y>\d{4}|\d{2}))?(?P<dot>\.?)"
    r"(?![\w/%€$£]|[.,:-]\d| ?%)"
)
_FRACTIONS = frozenset({"1/2", "1/3", "1/4", "2/3", "3/4", "24/7", "50/50", "1/1", "1/5", "1/6", "2/5"})
_MONTHS = 12
# Before 27.11 or 27-11 without a year: only they make a day of it.
_OPENS_DAY = re.compile(
    r"(?:^|[\s(,;:!?.])(?:paid|sent|wired|zaplacone|zaplacono|zaplacilem|zaplacilam|przelane|przelalem|przelalam|oplacone|bezahlt|gezahlt|uberwiesen|am|vom|zum|den|der|dem|ab|seit|bis|on|by|before|until|till|le|du|au|avant|el|dia|del|al|hasta|"
    r"il|dal|entro|op|per|vanaf|voor|tot|do|dnia|od|dniu|przed|em|ate|desde|para|fur|oder|und|ou|et|y|o|e|en|of|lub|i|a)"
    r"[ ]$"
)
# Only these make a day of what may be a fraction.
_OPENS_FRACTION = re.compile(
    r"(?:^|[\s(,;:!?.])(?:am|vom|zum|on|by|before|until|till|le|el|dia|il|op|dnia|dniu|bis)[ ]$"
)
_COUNTED = re.compile(r"[ ]?([^\W\d_]+)")
_LOOK_BACK = 10  # characters
_ALONE = re.compile(r"[\s.!,]*")


def numeric_days(folded: str, order: Order, *, dotted: bool) -> Iterator[Candidate]:
    """Yield the days in figures. `dotted`: the customer's language writes 27.11. for a day."""
    for match in _ISO.finditer(folded):
        found = day_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
        if found:
            yield Candidate(Shape.FULL, match.span(), day=found)
    for match in _NUMERIC.finditer(folded):
        candidate = _read(folded, match, order, dotted=dotted)
        if candidate:
            yield candidate


def _read(folded: str, match: re.Match[str], order: Order, *, dotted: bool) -> Candidate | None:
    first, second, sign = int(match["a"]), int(match["b"]), match["s"]
    if not match["y"] and not _is_day(folded, match, dotted=dotted):
        return None
    year = _year(match["y"])
    span = (match.start(), match.end() if sign == "." and match["dot"] and not match["y"] else match.start("dot"))
    if sign == ".":  # whoever parts by points writes the day first
        order = Order.DAY_FIRST
    readings = {
        Order.MONTH_FIRST: ((first, second), (second, first)),
        Order.DAY_FIRST: ((second, first), (first, second)),
        Order.EITHER: ((first, second), (second, first)),
    }[order]
    (month, day), (other_month, other_day) = readings
    if month > _MONTHS:  # can only be meant the other way round
        return of_month(span, other_month, other_day, year)
    found = of_month(span, month, day, year)
    if order is Order.EITHER and first != second and second <= _MONTHS and found:
        return _either(found, other_month, other_day, year)
    return found


def _either(found: Candidate, month: int, day: int, year: int | None) -> Candidate:
    other = of_month(found.span, month, day, year)
    return replace(found, shape=Shape.EITHER, other_day=other.day if other else None, other=(month, day))


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)  # noqa: PLR2004 - a year of two figures


def _is_day(folded: str, match: re.Match[str], *, dotted: bool) -> bool:
    """Whether two figures without a year are a day: by a slash, or by what stands around them."""
    written = match.group().replace(" ", "").rstrip(".")
    opened = _before(_OPENS_DAY, folded, match)
    match match["s"]:
        case "/":
            fraction = written in _FRACTIONS and not _before(_OPENS_FRACTION, folded, match)
            behind = _COUNTED.match(folded, match.end())
            return " " not in match.group() and not fraction and not (behind and behind[1] in NOT_A_DAY_BEHIND)
        case ".":
            alone = _alone(folded, match.span()) or match["a"][0] == "0"
            return (
                (bool(match["dot"]) and dotted and (opened or alone or match["b"] != "0"))
                or (opened and (dotted or bool(match["dot"])))
                or (dotted and alone)
            )
        case _:
            return " " not in match.group() and (opened or _alone(folded, match.span())) and len(match["b"]) == 2  # noqa: PLR2004 - "3-4" is a range, "27-11" a day


def _before(pattern: re.Pattern[str], folded: str, match: re.Match[str]) -> bool:
    return pattern.search(folded, max(0, match.start() - _LOOK_BACK), match.start()) is not None


def _alone(folded: str, span: Span) -> bool:
    return len(folded) < span[1] + 20 and not _ALONE.sub("", folded[: span[0]] + folded[span[1] :])
