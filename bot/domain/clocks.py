"""Outside clocks: how long others give us, or leave the customer, as data with its source. See `config/clocks.yaml`.

What a processor says of a case (`respond_by`) comes first. Only without it the table speaks: the shortest time that may
apply, counted from the day on which it happened, and rounded to an earlier business day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.calendar import DAY, add_duration, is_business_day
from bot.domain.playbook import Duration


class ClockFor(StrEnum):
    """What runs out."""

    CHARGEBACK = "chargeback"  # our answer to a card issuer
    RETRY = "retry"  # a returned debit may be sent again within it
    REFUND_RIGHT = "refund_right"  # the payer may have a debit refunded without a reason
    UNAUTHORISED = "unauthorised"  # the payer may have a debit refunded that they never agreed to
    WITHDRAWAL = "withdrawal"  # a consumer may withdraw from a contract
    NOTICE = "notice"  # what a payer must be told before a debit changes
    CREDIT_BALANCE = "credit_balance"  # a credit balance goes back on request
    CREDIT_EFFORT = "credit_effort"  # or without one: an effort is made


@dataclass(frozen=True, slots=True)
class OutsideClock:
    id: str
    what: ClockFor
    within: Duration
    source: str
    noted: date  # when it was written down from its source
    scheme: str = ""  # "visa", "nacha", "sepa" ...; "" = any
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2; empty = any
    times: int | None = None  # how often, where it is about repeating


def respond_by(
    clocks: Iterable[OutsideClock],
    scheme: str,
    countries: Collection[str],
    happened: date,
    holidays: Collection[date],
) -> date | None:
    """Until when a chargeback is answered: the shortest of what may apply; None where no clock is known.

    `scheme` and `countries` (of customer and client) narrow it down; what is not known excludes nothing.
    """
    name = normal_scheme(scheme)
    running = [clock for clock in clocks if clock.what is ClockFor.CHARGEBACK]
    known = any(clock.scheme == name for clock in running)
    may = [clock for clock in running if not known or clock.scheme in ("", name)]
    ends = [add_duration(happened, clock.within, holidays) for clock in may if _may_apply(clock, countries)]
    return rounded_earlier(min(ends), holidays) if ends else None


def _may_apply(clock: OutsideClock, countries: Collection[str]) -> bool:
    known = [country for country in countries if country]
    return not clock.countries or not known or any(country in clock.countries for country in known)


def rounded_earlier(day: date, holidays: Collection[date]) -> date:
    """The day, or the last business day before it: staff work then."""
    while not is_business_day(day, holidays):
        day -= DAY
    return day


def normal_scheme(text: str) -> str:
    """A card scheme as the table names it: "Master Card" and "MC" are "mastercard"."""
    plain = "".join(one for one in text.lower() if one.isalnum())
    return _SCHEMES.get(plain, plain)


_SCHEMES = {
    "americanexpress": "amex",
    "ax": "amex",
    "mc": "mastercard",
    "eurocard": "mastercard",
    "maestro": "mastercard",
    "vi": "visa",
    "visadebit": "visa",
    "visaelectron": "visa",
    "vpay": "visa",
    "dinersclub": "diners",
    "dc": "diners",
    "discovernetwork": "discover",
}
