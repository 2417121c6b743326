"""What a reply was understood to mean. Produced by the conversation room, consumed by `decide`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.domain.money import exponent
from bot.domain.vocabulary import DateRole, Flag, Intent


@dataclass(frozen=True, slots=True)
class ReadIntent:
    intent: Intent
    confidence: float  # 0..1


@dataclass(frozen=True, slots=True)
class ReadDate:
    date: date
    role: DateRole
    span: tuple[int, int]  # code points of the stripped text


@dataclass(frozen=True, slots=True)
class ReadAmount:
    minor_units: int
    currency: str | None  # ISO 4217; None = not said, minor units then have two decimals
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadReference:
    """A reference has a kind: `transaction`, `invoice`, `iban` or `other`."""

    text: str
    kind: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadText:
    """An e-mail address or phone number in the text."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of one reply (docs/conversation.md).

    `intents` is ranked, the first is the primary one. `decided` false means: not sure enough, a person sees it.
    """

    language: str
    language_confidence: float
    automatic: bool
    intents: tuple[ReadIntent, ...]
    flags: tuple[Flag, ...]
    decided: bool
    dates: tuple[ReadDate, ...] = ()
    amounts: tuple[ReadAmount, ...] = ()
    references: tuple[ReadReference, ...] = ()
    emails: tuple[ReadText, ...] = ()
    phones: tuple[ReadText, ...] = ()
    stripped_text: str = ""
    asks_if_automated: bool = False  # "am I talking to a robot?", whatever else it says
    because: tuple[str, ...] = field(default=())

    @property
    def primary(self) -> Intent:
        """The first intent; `other` when there is none."""
        return self.intents[0].intent if self.intents else Intent.OTHER

    def has(self, intent: Intent) -> bool:
        """Whether the intent is among those read, whatever its rank."""
        return any(read.intent is intent for read in self.intents)

    def amounts_in(self, currency: str) -> tuple[int, ...]:
        """The amounts that may be meant in this currency, in its minor units."""
        return tuple(minor for amount in self.amounts if (minor := _minor_units(amount, currency)) is not None)


TWO_DECIMALS = 2  # of an amount whose currency was not said


def _minor_units(amount: ReadAmount, currency: str) -> int | None:
    """Minor units in the currency; None for another currency or a fraction that it does not have."""
    if amount.currency is not None:
        return amount.minor_units if amount.currency == currency else None
    whole, rest = divmod(amount.minor_units * 10 ** exponent(currency), 10**TWO_DECIMALS)
    return None if rest else whole
