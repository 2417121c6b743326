"""Days and amounts that a reply names, as fields: one of each, or as many as were found.

What is left as it was shown keeps its place in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.money import exponent
from bot.domain.reading import TWO_DECIMALS, ReadAmount, ReadDate, Reading
from bot.domain.vocabulary import DateRole, Intent
from bot.slack.blocks.figures import today
from bot.slack.blocks.parts import Block
from bot.slack.forms.amounts import amount_text
from bot.slack.forms.inputs import amount_field, day_field, select_field
from bot.slack.forms.reader import Reader

MOST: Final = 3  # fields of each; what was found beyond that stays
ROLES: Final = [
    ("paid", DateRole.PAID_ON.value),
    ("will pay", DateRole.WILL_PAY_ON.value),
    ("mean something else", DateRole.OTHER.value),
]
_WHICH: Final = ("first", "second", "third")
_NOWHERE: Final = (0, 0)  # the span of what a person said


def names(stem: str, number: int) -> str:
    """The block of the first, second ... field: `day`, `day2`."""
    return stem if number == 0 else f"{stem}{number + 1}"


# --- days ------------------------------------------------------------------------------------------------------


def shown_days(reading: Reading) -> tuple[ReadDate, ...]:
    """The days that are shown: of one that can be read in two ways the first reading."""
    first: dict[tuple[int, int], ReadDate] = {}
    for day in reading.dates:
        first.setdefault(day.span, day)
    return tuple(first.values())[:MOST]


def day_fields(reading: Reading) -> list[Block]:
    """One field, and the meaning tells what happens then; with several days each has its own meaning."""
    days = shown_days(reading)
    if len(days) <= 1:
        return [day_field("day", "A day that they name", days[0].date.isoformat() if days else "", optional=True)]
    fields: list[Block] = []
    for number, day in enumerate(days):
        fields.append(day_field(names("day", number), _label("day", number), day.date.isoformat(), optional=True))
        then = f"On the {_WHICH[number]} day they ..."
        fields.append(select_field(names("role", number), then, ROLES, day.role.value, optional=True))
    return fields


def _label(what: str, number: int) -> str:
    return f"The {_WHICH[number]} {what} that they name"


def read_days(reader: Reader, reading: Reading, meant: frozenset[Intent]) -> tuple[ReadDate, ...]:
    """The days as the person left or wrote them."""
    shown = shown_days(reading)
    found: list[ReadDate] = []
    for number in range(max(len(shown), 1)):
        block = names("day", number)
        day = reader.day(block)
        if day is None:
            continue
        before = shown[number] if number < len(shown) else None
        role = _chosen_role(reader, number) if len(shown) > 1 else None
        role = role or _role_of(meant)
        _check(reader, block, day, role)
        same = before is not None and before.date == day and role in (before.role, DateRole.OTHER)
        found.append(before if same and before is not None else ReadDate(day, role, _NOWHERE))
    return reading.dates if tuple(found) == shown else (*found, *_beyond(reading, shown))


def _beyond(reading: Reading, shown: Sequence[ReadDate]) -> tuple[ReadDate, ...]:
    spans = {day.span for day in shown}
    return tuple(day for day in reading.dates if day.span not in spans)


def _chosen_role(reader: Reader, number: int) -> DateRole | None:
    chosen = reader.choice(names("role", number), "")
    return DateRole(chosen) if chosen in set(DateRole) else None


def _role_of(meant: frozenset[Intent]) -> DateRole:
    if Intent.PROMISE_TO_PAY in meant:
        return DateRole.WILL_PAY_ON
    return DateRole.PAID_ON if Intent.ALREADY_PAID in meant else DateRole.OTHER


def _check(reader: Reader, block: str, day: date, role: DateRole) -> None:
    if role is DateRole.WILL_PAY_ON and day < today(reader.view):
        reader.fail(block, "A promise is for today or later.")
    if role is DateRole.PAID_ON and day > today(reader.view):
        reader.fail(block, "Nobody has paid on a day that is still to come.")


# --- amounts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """An amount as it stands in a field. `minor_units` 0 = it cannot be said in this currency: the field is empty."""

    minor_units: int
    currency: str


def shown_amounts(reading: Reading, own: str) -> tuple[ShownAmount, ...]:
    """The amounts that are shown; `own` is the case's currency, in which one without a currency is meant."""
    return tuple(_shown(one, own) for one in reading.amounts[:MOST])


def _shown(read: ReadAmount, own: str) -> ShownAmount:
    if read.currency:
        return ShownAmount(read.minor_units, read.currency)
    whole, rest = divmod(read.minor_units * 10 ** exponent(own), 10**TWO_DECIMALS)
    return ShownAmount(0 if rest else whole, own)


def currencies(reading: Reading, own: str) -> list[str]:
    """The currencies to choose from."""
    return list(dict.fromkeys([own, *(one.currency for one in reading.amounts if one.currency)]))


def amount_fields(reading: Reading, own: str) -> list[Block]:
    """One field for each amount, and one list for their currency, where there is a choice."""
    shown = shown_amounts(reading, own) or (ShownAmount(0, own),)
    labels = ["An amount that they name"] if len(shown) == 1 else [_label("amount", n) for n in range(len(shown))]
    fields = [
        amount_field(names("amount", number), labels[number], one.minor_units, one.currency, optional=True)
        for number, one in enumerate(shown)
    ]
    choices = [(one, one) for one in currencies(reading, own)]
    if len(choices) == 1:
        return fields
    return [*fields, select_field("currency", "Currency of the amounts", choices, shown[0].currency)]


def read_amounts(reader: Reader, reading: Reading, own: str) -> tuple[ReadAmount, ...]:
    """The amounts as the person left or wrote them; the chosen currency is that of the first and of what is new."""
    shown = shown_amounts(reading, own) or (ShownAmount(0, own),)
    currency = reader.choice("currency", "") or own
    if currency not in currencies(reading, own):
        reader.fail("currency", "Please choose one from the list.")
        return ()
    found: list[ReadAmount] = []
    for number, before in enumerate(shown):
        block = names("amount", number)
        if number < len(reading.amounts) and _is_left(reader, block, before, currency, first=number == 0):
            found.append(reading.amounts[number])
        elif minor := reader.amount(block, currency, needed=False):
            found.append(ReadAmount(minor, currency, _NOWHERE))
    return (*found, *reading.amounts[MOST:])


def _is_left(reader: Reader, block: str, before: ShownAmount, currency: str, *, first: bool) -> bool:
    if first and before.currency != currency:
        return False
    written = reader.text(block)
    return before.minor_units > 0 and written == amount_text(before.minor_units, before.currency)
