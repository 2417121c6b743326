"""Days in a reply. Patterns are built from the tables; what a day means is decided in `date_roles`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest

from bot.conversation.calendar_arithmetic import add_business_days, add_months, day_or_none, last_of_month
from bot.conversation.spans import Span
from bot.conversation.tables.calendar_words import (
    AFTER_COMING,
    AFTER_FUTURE_COUNT,
    AFTER_LAST,
    AFTER_PAST_COUNT,
    AFTER_WEEK,
    BEFORE_FUTURE_COUNT,
    BEFORE_PAST_COUNT,
    COMING,
    COUNTS,
    DAY_OPENERS,
    END_OF_MONTH,
    END_OF_NEXT_MONTH,
    END_OF_NEXT_WEEK,
    END_OF_WEEK,
    FIRST_OF_MONTH,
    LAST,
    MONTHS,
    MORNING_BEFORE,
    NEXT,
    RELATIVE_DAYS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
)

WEEK = 7
_FRIDAY = 4


class Shape(StrEnum):
    """How a day was named: decides how it is completed."""

    FULL = "full"  # one day, whatever is meant
    YEARLESS = "yearless"  # month and day
    MONTHLESS = "monthless"  # day of a month
    WEEKDAY = "weekday"  # a day of the week
    NEXT_WEEKDAY = "next_weekday"  # "next Friday": ambiguous


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day as written. `number` is the weekday for weekdays, the day for days of a month."""

    shape: Shape
    span: Span
    day: date | None = None
    month: int = 0
    number: int = 0


def _choice(words: Sequence[str] | dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[ \n]") for word in sorted(words, key=len, reverse=True))


_B, _E = r"(?<![^\W_])", r"(?![^\W_])"
_ISO = re.compile(rf"{_B}(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_E}")
_NUMERIC = re.compile(
    r"(?<![\w/.,$€£-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d{2}))?(?![\w/%]|[.,-]\d)"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|ro|o)?"
_YEAR = r"(?:,?[ \n](?:de[ ]|del[ ]|of[ ])?(?P<y>20\d{2})(?!\d))?"
_MONTH = rf"(?P<m>{_choice(MONTHS)})\.?"
_DAY_MONTH = re.compile(rf"(?<![\w/.,-]){_DAY}[ \n-]?(?:of[ ]|de[ ]|del[ ])?{_MONTH}{_E}{_YEAR}")
_MONTH_DAY = re.compile(rf"{_B}{_MONTH}[ \n-]?(?:the[ ])?{_DAY}(?![\w/%:]|[.,]\d){_YEAR}")
_NOT_A_DAY = (
    r"floor|street|ave|avenue|time|installment|payment|century|attempt|reminder|email|invoice|message|request|notice"
)
_ORDINAL = re.compile(rf"{_B}(?:the[ ]|on[ ]|by[ ])?(?P<d>\d{{1,2}})(?:st|nd|rd|th){_E}(?![ ]?(?:{_NOT_A_DAY}))")
_NOT_A_DAY_ES = r"[ ]?(?:%|de[ ](?!este|mes)|por[ ]ciento|pesos|euros|dolares|horas|dias|meses)"
_MONTHLESS_ES = re.compile(
    rf"{_B}(?:(?:el[ ])?dia|el|hasta[ ]el|para[ ]el)[ ](?P<d>\d{{1,2}})(?![\w/%:.,-]\d|[^\W_]|{_NOT_A_DAY_ES})"
)
# fr, it, de, nl, pl: at the end of what is said only, because "I am 15 minutes away" names no day.
_MONTHLESS_ALONE = re.compile(
    rf"{_B}(?:(?:le|il|am|den|zum|dnia)[ ](?P<d>\d{{1,2}})\.?|(?:de|op[ ]de)[ ](?P<e>\d{{1,2}})e|(?P<g>\d{{1,2}})-?go)"
    r"(?=[ ]*(?:[\n,!?.]|$))"
)
_ON_THE = re.compile(rf"{_B}(?:on|by|before|until|till)[ ](?:the[ ])(?P<d>\d{{1,2}})(?![\w/%:.,-]\d|[^\W_]|[ ]?%)")
_RELATIVE = re.compile(rf"{_B}(?P<w>{_choice(RELATIVE_DAYS)}){_E}")
_MORNING = re.compile(rf"{_B}(?:{_choice(MORNING_BEFORE)})[ ]$")
_MONTH_EDGE = re.compile(
    rf"{_B}(?:(?P<next>{_choice(END_OF_NEXT_MONTH)})|(?P<end>{_choice(END_OF_MONTH)})|(?P<first>{_choice(FIRST_OF_MONTH)})"
    rf"|(?P<nextweek>{_choice(END_OF_NEXT_WEEK)})|(?P<week>{_choice(END_OF_WEEK)})){_E}"
)
_COUNT = rf"(?P<n>\d{{1,3}}|{_choice(COUNTS)})[ \n-](?:or so[ ]|mas[ ])?(?P<u>{_choice(UNITS)}){_E}"
_FUTURE_COUNT = re.compile(
    rf"{_B}(?:{_choice(BEFORE_FUTURE_COUNT)})[ ](?:the[ ]next[ ]|about[ ]|like[ ]|unas?[ ]|unos[ ])?{_COUNT}"
    r"(?P<ago>[ ](?:ago|back))?"
)
_LATER_COUNT = re.compile(rf"{_B}{_COUNT}[ ](?:{_choice(AFTER_FUTURE_COUNT)}){_E}")
_COUNT_AGO = _COUNT.replace("?P<n>", "?P<n2>").replace("?P<u>", "?P<u2>")
_PAST_COUNT = re.compile(
    rf"{_B}(?:(?:{_choice(BEFORE_PAST_COUNT)})[ ]{_COUNT}|{_COUNT_AGO}[ ](?:{_choice(AFTER_PAST_COUNT)}){_E})"
)
_WEEKDAY = re.compile(
    rf"{_B}(?:(?P<next>{_choice(NEXT)})|(?P<last>{_choice(LAST)})|(?:{_choice(COMING)}))?[ ]?"
    rf"(?<![^\W_])(?P<w>{_choice(WEEKDAYS)}){_E}"
    rf"(?:[ ](?:(?P<past>{_choice(AFTER_LAST)})|(?P<week>{_choice(AFTER_WEEK)})|{_choice(AFTER_COMING)}){_E})?"
)
_SHORT_WEEKDAY = re.compile(rf"{_B}(?P<o>{_choice(DAY_OPENERS)})[ ](?P<w>{_choice(SHORT_WEEKDAYS)}){_E}\.?(?![ ]\d)")
_FRACTIONS = frozenset({"1/2", "1/3", "1/4", "2/3", "3/4", "24/7", "50/50"})
_DAYS_OF_MONTH, _MONTHS = 31, 12


def find_days(folded: str, today: date, *, month_first: bool) -> list[Candidate]:
    """Return the days named in a folded text, in its order; where two readings overlap, the longer one."""
    finders = (
        _numeric(folded, month_first=month_first),
        _named(folded),
        _edges(folded, today),
        _counted(folded, today),
        _relative(folded, today),
        _weekdays(folded, today),
        _monthless(folded),
    )
    candidates = [candidate for finder in finders for candidate in finder]
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.span[0] - one.span[1], one.span[0])):
        if not any(one.span[0] < candidate.span[1] and candidate.span[0] < one.span[1] for one in kept):
            kept.append(candidate)
    return _without_weekday_of_date(folded, sorted(kept, key=lambda one: one.span))


def _without_weekday_of_date(folded: str, days: list[Candidate]) -> list[Candidate]:
    """In "Friday, Nov 27" the weekday adds nothing."""
    return [
        day
        for day, following in zip_longest(days, days[1:])
        if not (
            day.shape in {Shape.WEEKDAY, Shape.NEXT_WEEKDAY}
            and following is not None
            and following.shape in {Shape.FULL, Shape.YEARLESS, Shape.MONTHLESS}
            and folded[day.span[1] : following.span[0]].strip(" ,.") in {"", "the", "el", "dia", "el dia", "de"}
        )
    ]


def _numeric(folded: str, *, month_first: bool) -> Iterator[Candidate]:
    for match in _ISO.finditer(folded):
        found = day_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
        if found:
            yield Candidate(Shape.FULL, match.span(), day=found)
    for match in _NUMERIC.finditer(folded):
        candidate = _read_numeric(match, month_first=month_first)
        if candidate:
            yield candidate


def _read_numeric(match: re.Match[str], *, month_first: bool) -> Candidate | None:
    first, second, year = int(match["a"]), int(match["b"]), match["y"]
    if not year and (match["s"] != "/" or match.group() in _FRACTIONS):
        return None
    month, day = (first, second) if month_first else (second, first)
    if month > _MONTHS:  # can only be meant the other way round
        month, day = day, month
    return _of_month(match.span(), month, day, year)


def _of_month(span: Span, month: int, day: int, year: str | None) -> Candidate | None:
    if year is None:
        leap = day_or_none(2024, month, day)
        return Candidate(Shape.YEARLESS, span, month=month, number=day) if leap else None
    century = 2000 if len(year) == 2 else 0  # noqa: PLR2004 - a year of two digits
    found = day_or_none(century + int(year), month, day)
    return Candidate(Shape.FULL, span, day=found) if found else None


def _named(folded: str) -> Iterator[Candidate]:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(folded):
            candidate = _of_month(match.span(), MONTHS[match["m"]], int(match["d"]), match["y"])
            if candidate:
                yield candidate


def _edges(folded: str, today: date) -> Iterator[Candidate]:
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % WEEK)
    days = {
        "next": last_of_month(add_months(today.replace(day=1), 1)),
        "end": last_of_month(today),
        "first": add_months(today.replace(day=1), 1),
        "nextweek": friday + timedelta(days=WEEK),
        "week": friday,
    }
    for match in _MONTH_EDGE.finditer(folded):
        yield Candidate(Shape.FULL, match.span(), day=days[str(match.lastgroup)])


def _counted(folded: str, today: date) -> Iterator[Candidate]:
    for pattern, sign in ((_FUTURE_COUNT, 1), (_LATER_COUNT, 1), (_PAST_COUNT, -1)):
        for match in pattern.finditer(folded):
            groups = match.groupdict()
            count, unit = groups["n"] or groups.get("n2"), groups["u"] or groups.get("u2")
            if count and unit:
                yield Candidate(
                    Shape.FULL, match.span(), day=_shift(today, count, unit, -1 if groups.get("ago") else sign)
                )


def _shift(today: date, count: str, unit: str, sign: int) -> date:
    number = sign * (int(count) if count.isdigit() else COUNTS[count.replace("\n", " ")])
    match UNITS[unit.replace("\n", " ")]:
        case "business":
            return add_business_days(today, number)
        case "week":
            return today + timedelta(days=WEEK * number)
        case "month":
            return add_months(today, number)
        case _:
            return today + timedelta(days=number)


def _relative(folded: str, today: date) -> Iterator[Candidate]:
    for match in _RELATIVE.finditer(folded):
        word = match["w"].replace("\n", " ")
        if word.startswith("manana") and _MORNING.search(folded, max(0, match.start() - 12), match.start()):
            continue
        yield Candidate(Shape.FULL, match.span(), day=today + timedelta(days=RELATIVE_DAYS[word]))


def _weekdays(folded: str, today: date) -> Iterator[Candidate]:
    for match in _WEEKDAY.finditer(folded):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield _weekday((start, match.end()), WEEKDAYS[match["w"]], today, match.groupdict())
    for match in _SHORT_WEEKDAY.finditer(folded):
        opener = match["o"]
        marks = {"next": opener if opener in NEXT else None, "last": opener if opener in LAST else None}
        yield _weekday(match.span("w"), SHORT_WEEKDAYS[match["w"]], today, marks)


def _weekday(span: Span, number: int, today: date, marks: dict[str, str | None]) -> Candidate:
    if marks.get("last") or marks.get("past"):
        return Candidate(Shape.FULL, span, day=today - timedelta(days=(today.weekday() - number) % WEEK or WEEK))
    if marks.get("week"):  # "Friday of next week"
        return Candidate(Shape.FULL, span, day=today + timedelta(days=WEEK - today.weekday() + number))
    return Candidate(Shape.NEXT_WEEKDAY if marks.get("next") else Shape.WEEKDAY, span, number=number)


def _monthless(folded: str) -> Iterator[Candidate]:
    for pattern in (_ORDINAL, _MONTHLESS_ES, _ON_THE, _MONTHLESS_ALONE):
        for match in pattern.finditer(folded):
            number = int(next(filter(None, match.groups())))
            if 1 <= number <= _DAYS_OF_MONTH:
                yield Candidate(Shape.MONTHLESS, match.span(), number=number)
