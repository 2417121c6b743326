"""A day as it was written, before it is known whether it has been or is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.spans import Span

WEEK = 7  # days


class Shape(StrEnum):
    """How a day was named: decides how it is completed."""

    FULL = "full"  # one day, whatever is meant
    EITHER = "either"  # two days, the day or the month first: ambiguous
    YEARLESS = "yearless"  # month and day
    MONTHLESS = "monthless"  # day of a month
    WEEKDAY = "weekday"  # a day of the week
    NEXT_WEEKDAY = "next_weekday"  # "next Friday": ambiguous
    NONE = "none"  # words that look like a day and are none: "the other day", "good morning"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day as written. `number` is the weekday for weekdays, the day for days of a month."""

    shape: Shape
    span: Span
    day: date | None = None
    month: int = 0
    number: int = 0
    other_day: date | None = None  # the second reading of EITHER with a year
    other: tuple[int, int] = (0, 0)  # the second reading of EITHER without one: month, day
