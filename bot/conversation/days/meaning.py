"""What a pattern means: a day, or how it is yet to be completed.

day N                   days from today
count +|-               <n> <unit> from today
count +|- N UNIT        as many of that unit
wd                      a day of the week, as the verb tells; `wd last` the last; `wd next` one of two;
                        `wd week`, `wd week2`, `wd lastweek` of next week, the week after, last week;
                        `wd plus`, `wd plus2` one or two weeks after the coming
dom [N]                 a day of the month; of the month so many on
wdmonth [N]             the first to the fourth or the last of a day of the week in <month>, this month, so many on
doms                    a day of the month where nothing follows that it could count
domn N                  the Nth of a month
wddom                   a day of the week with its day of the month
date                    day and month, perhaps with the year
month start|mid|end|lastbusiness|business5 [N]  of this month, of the month so many on, of <month>
week start|mid|end [N]  Monday, Wednesday, Friday of this week, of the week so many on
year end                31 December
feast NAME [N]          a feast, so many days later
none                    no day, and nothing in it is one
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.calendar_arithmetic import add_business_days, add_months, day_or_none, last_of_month
from bot.conversation.days.candidate import WEEK, Candidate, Shape
from bot.conversation.days.holidays import coming_feast
from bot.conversation.days.trie import Match, Values
from bot.conversation.spans import Span

_FRIDAY, _WEDNESDAY, _MIDDLE, _LEAP_YEAR = 4, 2, 15, 2024
_MOST = {"day": 800, "business": 600, "week": 110, "fortnight": 55, "month": 24}  # more is no day that people name
_SATURDAY = 5


def candidate_of(match: Match, span: Span, today: date) -> Candidate | None:
    """Return the day that a match names; None where the calendar has no such day."""
    kind, *rest = match.meaning
    found: Candidate | None
    match kind:
        case "wd":
            found = _weekday(rest[0] if rest else "", span, int(match.values["wd"]), today)
        case "dom" | "doms" if not rest:
            found = Candidate(Shape.MONTHLESS, span, number=_number(match.values))
        case "wddom":
            found = _that_is(int(match.values["wd"]), int(match.values["dom"]), span, today)
        case "domn":
            found = Candidate(Shape.MONTHLESS, span, number=int(rest[0]))
        case "date":
            found = of_month(span, int(match.values["month"]), _number(match.values), match.values.get("y"))
        case "none":
            found = Candidate(Shape.NONE, span)
        case "month" if "month" in match.values and "y" not in match.values:
            month = int(match.values["month"])
            found = Candidate(Shape.YEARLESS, span, month=month, number=_edge(rest[0], date(today.year, month, 1)).day)
        case "month" if rest in (["start"], ["mid"]):
            found = Candidate(Shape.MONTHLESS, span, number=1 if rest == ["start"] else _MIDDLE)
        case _:
            day = _day(kind, rest, match.values, today)
            found = Candidate(Shape.FULL, span, day=day) if day else None
    return found


def of_month(span: Span, month: int, day: int, year: int | str | None) -> Candidate | None:
    """Return a day and month, with the year where it is given."""
    if year is None:
        leap = day_or_none(_LEAP_YEAR, month, day)
        return Candidate(Shape.YEARLESS, span, month=month, number=day) if leap else None
    found = day_or_none(int(year), month, day)
    return Candidate(Shape.FULL, span, day=found) if found else None


def _that_is(weekday: int, number: int, span: Span, today: date) -> Candidate:
    """Return the near day that is that day of the week, "lunes 24"; where they disagree, the figure counts."""
    months = [add_months(today.replace(day=1), shift) for shift in (-1, 0, 1)]
    days = [day for month in months if (day := day_or_none(month.year, month.month, number))]
    fitting = [day for day in days if day.weekday() == weekday]
    nearest = min(fitting, key=lambda day: (abs((day - today).days), day), default=None)
    return Candidate(Shape.FULL, span, day=nearest) if nearest else Candidate(Shape.MONTHLESS, span, number=number)


def _number(values: Values) -> int:
    return int(values.get("dom", values.get("ord", 0)))


def _weekday(mark: str, span: Span, number: int, today: date) -> Candidate:
    monday = today - timedelta(days=today.weekday())
    match mark:
        case "last":
            return Candidate(Shape.FULL, span, day=today - timedelta(days=(today.weekday() - number) % WEEK or WEEK))
        case "lastweek":
            return Candidate(Shape.FULL, span, day=monday + timedelta(days=number - WEEK))
        case "week":
            return Candidate(Shape.FULL, span, day=monday + timedelta(days=number + WEEK))
        case "week2":
            return Candidate(Shape.FULL, span, day=monday + timedelta(days=number + 2 * WEEK))
        case "plus" | "plus2":
            ahead = (number - today.weekday()) % WEEK or WEEK
            return Candidate(
                Shape.FULL, span, day=today + timedelta(days=ahead + (WEEK if mark == "plus" else 2 * WEEK))
            )
        case _:
            return Candidate(Shape.NEXT_WEEKDAY if mark == "next" else Shape.WEEKDAY, span, number=number)


def _day(kind: str, rest: list[str], values: Values, today: date) -> date | None:
    match kind:
        case "day":
            day: date | None = today + timedelta(days=int(rest[0]))
        case "count":
            sign = -1 if rest[0] == "-" else 1
            number, unit = rest[1:] if len(rest) > 1 else (values["n"], values["unit"])
            day = _shift(today, sign * int(number), str(unit))
        case "dom":
            month = add_months(today.replace(day=1), int(rest[0]))
            day = day_or_none(month.year, month.month, _number(values))
        case "month":
            day = _in_month(rest, values, today)
        case "wdmonth":
            day = _weekday_of_month(int(values["wd"]), int(values["rank"]), rest, values, today)
        case "week":
            day = _in_week(rest[0], int(rest[1]) if rest[1:] else 0, today)
        case "year":
            day = date(today.year, 12, 31)
        case "feast":
            day = coming_feast(rest[0], today) + timedelta(days=int(rest[1]) if rest[1:] else 0)
        case _:
            raise ValueError(f"No meaning '{kind}'.")
    return day


def _weekday_of_month(weekday: int, rank: int, rest: list[str], values: Values, today: date) -> date:
    """Return the first Monday, the last Friday; of a month without its year the nearest, of this month as it stands."""
    if "y" in values:
        return _ranked(weekday, rank, date(int(values["y"]), int(values["month"]), 1))
    if "month" in values:
        years = (today.year - 1, today.year, today.year + 1)
        days = [_ranked(weekday, rank, date(year, int(values["month"]), 1)) for year in years]
        return min(days, key=lambda day: abs((day - today).days))
    return _ranked(weekday, rank, add_months(today.replace(day=1), int(rest[0]) if rest else 0))


def _ranked(weekday: int, rank: int, first: date) -> date:
    if rank < 0:
        last = last_of_month(first)
        return last - timedelta(days=(last.weekday() - weekday) % WEEK)
    return first + timedelta(days=(weekday - first.weekday()) % WEEK + WEEK * (rank - 1))


def _in_week(edge: str, shift: int, today: date) -> date:
    """Return that day of this week, or of the next where it has been; of the week so many on."""
    monday = today - timedelta(days=today.weekday()) + timedelta(days=WEEK * shift)
    day = monday + timedelta(days={"start": 0, "mid": _WEDNESDAY, "end": _FRIDAY}[edge])
    return day if shift or day >= today else day + timedelta(days=WEEK)


def _shift(today: date, number: int, unit: str) -> date | None:
    if abs(number) > _MOST[unit]:
        return None
    match unit:
        case "business":
            return add_business_days(today, number)
        case "week" | "fortnight":
            return today + timedelta(days=WEEK * number * (1 if unit == "week" else 2))
        case "month":
            return add_months(today, number)
        case _:
            return today + timedelta(days=number)


def _in_month(rest: list[str], values: Values, today: date) -> date:
    """Return the edge of a month with its year, of the month so many on, or this one; on its last day the next."""
    if "y" in values:
        return _edge(rest[0], date(int(values["y"]), int(values["month"]), 1))
    first = today.replace(day=1)
    day = _edge(rest[0], add_months(first, int(rest[1]) if rest[1:] else 0))
    return day if rest[1:] or day > today else _edge(rest[0], add_months(first, 1))


def _edge(edge: str, first: date) -> date:
    match edge:
        case "start":
            return first
        case "mid":
            return first.replace(day=_MIDDLE)
        case "business5":  # of Brazil, where wages are paid by then
            return add_business_days(first - timedelta(days=1), 5)
        case "lastbusiness":
            last = last_of_month(first)
            return last - timedelta(days=max(0, last.weekday() - _FRIDAY))
        case _:
            return last_of_month(first)
