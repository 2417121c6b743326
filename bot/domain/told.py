"""Whether the customer has lately been told that a person has their message: it is not said again and again."""

from __future__ import annotations

from datetime import date, datetime

from bot.domain.calendar import add_business_days, local
from bot.domain.case import TELLS_OF_PERSON, LiveTouch
from bot.domain.turn import Turn


def tells_of_person(touch: LiveTouch) -> bool:
    """Whether a touch on its way says that a person has their message."""
    return touch.key.cause.rpartition(":")[2] in TELLS_OF_PERSON


def told_lately(turn: Turn) -> bool:
    """Whether they were told on this business day, or nothing else was said to them since: the same words again."""
    told = turn.case.told_of_person_at
    if told is None:
        return False
    if any(map(tells_of_person, turn.case.touches)):
        return True  # on its way
    return not turn.case.said_since_told or _business_day(turn, told) >= _business_day(turn, turn.now)


def _business_day(turn: Turn, moment: datetime) -> date:
    return add_business_days(local(moment, turn.zone).date(), 0, turn.facts.holidays)
