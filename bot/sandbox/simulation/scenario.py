"""What a simulation plays: the case, the customer, and what they say and pay on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_territory_currencies

from bot.authored import shown
from bot.domain.calendar import at_local
from bot.domain.errors import Rejected
from bot.domain.money import exponent
from bot.domain.vocabulary import Channel, CustomerKind, Owes

START: Final = date(2026, 3, 2)  # a Monday, with a change of the clocks four weeks ahead
OPENED_AT: Final = time(9)
NOON: Final = time(12)
_LINE: Final = re.compile(r"\s*day\s+(\d{1,4})(?:\s+(\d{1,2}):(\d{2}))?\s*:\s*(.*)", re.DOTALL | re.IGNORECASE)
_WORDS: Final = re.compile(r"[,\s]+")
# What we know holidays, zones and currencies of.
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)


class Act(StrEnum):
    SAYS = "says"
    PAYS = "pays"
    ANSWERS = "answers"  # not the customer: whoever was asked by an inquiry


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that somebody does, so many days after the opening, at a local time of the customer."""

    day: int
    at: time
    act: Act
    text: str = ""
    minor_units: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """The customer of a simulation."""

    kind: CustomerKind = CustomerKind.CONSUMER
    language: str = "en"
    country: str = "US"
    name: str = "Alex Morgan"
    channels: frozenset[Channel] = frozenset({Channel.EMAIL, Channel.SMS})


@dataclass(frozen=True, slots=True)
class Scenario:
    playbook: str
    client: str
    person: Person
    zone: str
    start: datetime  # aware UTC: the case opens
    currency: str
    expected: int  # minor units
    paid: int
    disputed: int = 0
    due_on: date | None = None
    respond_by: date | None = None
    reason: str = ""
    cues: tuple[Cue, ...] = field(default=())

    def moment(self, cue: Cue) -> datetime:
        """When a cue comes; on the first day not before the case is open."""
        day = self.start.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=cue.day)
        return max(at_local(day, cue.at, self.zone), self.start + timedelta(minutes=1))


def zone_of(name: str) -> str:
    """Check an IANA zone. Raises Rejected for one that is not known."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Rejected(f"{shown(name)} is not a time zone such as 'Europe/Madrid'.") from error


def person(text: str) -> Person:
    """Parse the customer: kind, language, country and media in any order, e.g. "business, es, MX, email".

    Raises Rejected for a word that is none of these.
    """
    kind, language, country = CustomerKind.CONSUMER, "en", "US"
    channels: set[Channel] = set()
    for word in filter(None, _WORDS.split(text)):
        if word in set(CustomerKind):
            kind = CustomerKind(word)
        elif word in set(Channel):
            channels.add(Channel(word))
        elif re.fullmatch(r"[A-Z]{2}", word):
            country = word
            currency_of(country, START)  # one that is no country says so
        elif re.fullmatch(r"[a-z]{2}([-_][A-Z]{2})?", word):
            language = word
        else:
            raise Rejected(
                f"{shown(word)} says nothing of a customer: give a kind (consumer, business), a language (es), "
                "a country (MX), perhaps the media (email, sms, chat)."
            )
    name = "Morgan Trading" if kind is CustomerKind.BUSINESS else "Alex Morgan"
    return Person(kind, language, country, name, frozenset(channels) or Person().channels)


EXAMPLES: Final = {
    Act.SAYS: "day 3: I already paid",
    Act.PAYS: "day 5 16:30: 40.00",
    Act.ANSWERS: "day 2: send it",
}


def cue(text: str, act: Act, currency: str) -> Cue:
    """Parse "day 3: I already paid" or "day 5 16:30: 40.00". Raises Rejected with an example."""
    match = _LINE.fullmatch(text)
    if match is None or not match[4].strip():
        raise Rejected(f"{shown(text)} does not say when and what, such as '{EXAMPLES[act]}'.")
    at = time_of(f"{match[2]:0>2}:{match[3]}") if match[2] else NOON
    said = match[4].strip()
    if act is not Act.PAYS:
        return Cue(int(match[1]), at, act, said)
    amount = minor_units(said, currency)
    if not amount:
        raise Rejected(f"{shown(text)}: a payment is more than nothing.")
    return Cue(int(match[1]), at, act, minor_units=amount)


def time_of(text: str) -> time:
    """Parse a time of day such as 09:00. Raises Rejected for anything else."""
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise Rejected(f"{shown(text)} is not a time of day such as '09:00'.") from error


def minor_units(text: str, currency: str) -> int:
    """Parse a decimal amount such as 40.00. Raises Rejected for anything else, or more decimals than there are."""
    match = re.fullmatch(r"\s*(\d{1,12})(?:\.(\d+))?\s*", text)
    decimals: int = exponent(currency)
    if match is None or len(match[2] or "") > decimals:
        raise Rejected(f"{shown(text)} is not an amount of {currency} such as '40.00'.")
    return int(match[1] + (match[2] or "").ljust(decimals, "0"))


def currency_of(country: str, day: date) -> str:
    """The currency in which bills are written there on that day. Raises Rejected for what is no country."""
    found: list[str] = get_territory_currencies(country, day, day)
    if not found:
        raise Rejected(f"'{country}' is not a country such as 'MX'.")
    return found[0]


def amounts(owes: Owes, currency: str) -> tuple[int, int]:
    """(expected, paid) of a plain case of this direction, in minor units."""
    unit = int(10 ** exponent(currency))
    return (120 * unit, 200 * unit) if owes is Owes.WE else (120 * unit, 0)


def in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """By day and time; of the same moment in the order in which they were given."""
    return tuple(sorted(cues, key=lambda one: (one.day, one.at)))
