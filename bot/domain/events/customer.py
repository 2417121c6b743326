"""How the customer may be reached: opting out and in, PERSON-ONLY, whose an address is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class MediumSuppressed:
    """The customer opted out of a medium (None = of all). The address's suppression covers every client."""

    channel: Channel | None
    contact_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MediumAllowed:
    """The customer opted in again."""

    channel: Channel
    contact_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonOnlySet:
    """PERSON-ONLY: from now on only a person may chase this customer; only a person lifts it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PersonOnlyLifted:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactUnverified:
    """Somebody says that this contact is not the customer, or its address bounced."""

    contact_id: str
    channel: Channel
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """A person gave a contact another address on this channel, or said that the one we have is right."""

    contact_id: str
    channel: Channel
    verified: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactLanguageSet:
    """From now on the contact is written to in this language: they write in it, or asked for it."""

    contact_id: str
    language: str
    by: str  # "customer", or a member of staff
    at: datetime
    before: str = ""  # in which they were written to until then


CustomerEvent = (
    MediumSuppressed
    | MediumAllowed
    | PersonOnlySet
    | PersonOnlyLifted
    | ContactUnverified
    | ContactCorrected
    | ContactLanguageSet
)
