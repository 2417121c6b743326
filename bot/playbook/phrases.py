"""How durations and times are said: "2 business days", "3 days after due", "at opening". Both ways."""

from __future__ import annotations

import re

from bot.authored import shown, suggest
from bot.domain.errors import Rejected
from bot.domain.playbook import Anchor, Duration, Unit

MOST = 1000  # of any unit: nothing in this trade lies further away

UNITS = {
    "hour": Unit.HOURS,
    "hours": Unit.HOURS,
    "day": Unit.DAYS,
    "days": Unit.DAYS,
    "business day": Unit.BUSINESS_DAYS,
    "business days": Unit.BUSINESS_DAYS,
}
ANCHORS = {
    "opening": Anchor.OPENED,
    "due": Anchor.DUE,
    "previous": Anchor.PREVIOUS,
    "promise": Anchor.PROMISE,
    "deadline": Anchor.DEADLINE,
    "answer": Anchor.ANSWER,
}
# Hours count to the minute, days by the calendar and the time of day. "At opening" is at once.
PHRASES = {
    "at opening": (Anchor.OPENED, Duration(0, Unit.HOURS)),
    "on the day of opening": (Anchor.OPENED, Duration(0, Unit.DAYS)),
    "on the due day": (Anchor.DUE, Duration(0, Unit.DAYS)),
    "on the promised day": (Anchor.PROMISE, Duration(0, Unit.DAYS)),
    "on the deadline": (Anchor.DEADLINE, Duration(0, Unit.DAYS)),
    "on the promised answer": (Anchor.ANSWER, Duration(0, Unit.DAYS)),
}
_LENGTH = re.compile(r"([0-9]{1,6}) +([a-z]+(?: [a-z]+)?)")
_OFFSET = re.compile(r"([0-9]{1,6}) +([a-z]+(?: [a-z]+)?) +(before|after) +([a-z]+)")


def duration(text: str) -> Duration:
    """Parse: a length of time such as "2 business days", "1 day", "4 hours"; not zero."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise Rejected(f"{shown(text)} is not a length of time such as '2 business days'.")
    length = _length(match[1], match[2])
    if length.amount == 0:
        raise Rejected(f"{shown(text)} is no time at all; the least is '1 hour'.")
    return length


def offset(text: str) -> tuple[Anchor, Duration]:
    """Parse: a time such as "3 days after due", "2 business days before deadline", "at opening"."""
    if text in PHRASES:
        return PHRASES[text]
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise Rejected(f"{shown(text)} is not a time such as '3 days after due' or 'at opening'.")
    length = _length(match[1], match[2])
    if match[4] not in ANCHORS:
        raise Rejected(f"{shown(match[4])} is nothing to count from.{suggest(match[4], ANCHORS)}")
    sign = -1 if match[3] == "before" else 1
    return ANCHORS[match[4]], Duration(sign * length.amount, length.unit)


def _length(number: str, unit: str) -> Duration:
    if unit not in UNITS:
        raise Rejected(f"{shown(unit)} is not a unit of time.{suggest(unit, UNITS)}")
    if int(number) > MOST:
        raise Rejected(f"{number} {unit} is too long; the most is {MOST}.")
    return Duration(int(number), UNITS[unit])


def say_duration(length: Duration) -> str:
    """A length of time in words; the sign is not said."""
    name = length.unit.value.replace("_", " ")
    number = abs(length.amount)
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def say_offset(anchor: Anchor, length: Duration) -> str:
    """A time in the words in which playbooks write it."""
    for phrase, meaning in PHRASES.items():
        if meaning == (anchor, length):
            return phrase
    word = next(word for word, known in ANCHORS.items() if known is anchor)
    return f"{say_duration(length)} {'before' if length.amount < 0 else 'after'} {word}"
