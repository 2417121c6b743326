"""What members of staff do with a customer's reply, words, addresses, payments, evidence and single steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import UndecidedReply
from bot.domain.commands.actor import Actor
from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class DecideReply:
    """A person says what an undecided reply means: it is acted upon as if it had been understood so.

    `taken_for` is given for one that was decided: it was misunderstood, and this is what it had been taken for.
    """

    actor: Actor
    reply_id: str
    channel: Channel
    reading: Reading  # `decided` is true
    contact_id: str = ""
    taken_for: UndecidedReply | None = None
    answer_in: str = ""  # language of what answers it; "" = the contact's


@dataclass(frozen=True, slots=True)
class SayByHand:
    """A person writes to the customer. The words travel with the message, sealed; never in an event."""

    actor: Actor
    saying_id: str
    channel: Channel
    contact_id: str
    at: datetime  # not before: until then it may be taken back


@dataclass(frozen=True, slots=True)
class TakeBackSaying:
    """What a person wrote is taken back before it goes out."""

    actor: Actor
    saying_id: str


@dataclass(frozen=True, slots=True)
class CorrectContact:
    """A person knows a better address, or that one is right. The address itself is kept by the store, sealed."""

    actor: Actor
    contact_id: str
    channel: Channel
    verified: bool


@dataclass(frozen=True, slots=True)
class RecordPayment:
    """A person saw a payment that no import has shown yet. `reference` is that of the bank."""

    actor: Actor
    payment_id: str
    minor_units: int
    paid_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class TakeBackPayment:
    """A payment that a person recorded was none."""

    actor: Actor
    payment_id: str


@dataclass(frozen=True, slots=True)
class SkipStep:
    actor: Actor
    step: str


@dataclass(frozen=True, slots=True)
class ShiftStep:
    """The step is due at another time; `to` of now or earlier sends it as soon as the gate lets it pass."""

    actor: Actor
    step: str
    to: datetime


@dataclass(frozen=True, slots=True)
class RecordEvidence:
    """What was asked for as evidence has come to a member of staff."""

    actor: Actor


HandCommand = (
    DecideReply
    | SayByHand
    | TakeBackSaying
    | CorrectContact
    | RecordPayment
    | TakeBackPayment
    | SkipStep
    | ShiftStep
    | RecordEvidence
)
