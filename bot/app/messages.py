"""What crosses the boundary to and from the outside channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind


@dataclass(frozen=True, slots=True)
class Rendered:
    """The final words of a message. `html` and `subject` are for e-mail; `segments` counts those of an SMS."""

    text: str
    subject: str = ""
    html: str = ""
    segments: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message ready to be handed to a provider.

    `reference` is our own short reference. It is in the text of an SMS and in the headers of an e-mail, so that a
    message whose fate is unknown can be looked up at the provider.
    """

    message_id: str
    reference: str
    client: str
    channel: Channel
    sender: str  # sender identity: phone number (E.164) or mailbox address
    to: str
    rendered: Rendered
    sender_name: str = ""
    reply_to: str = ""  # e-mail: address with the signed plus-token
    return_path: str = ""  # e-mail: VERP envelope sender
    unsubscribe_url: str = ""  # e-mail: one-click List-Unsubscribe target
    status_url: str = ""  # SMS: status callback
    in_reply_to: str = ""  # e-mail: Message-ID that this answers
    created_at: datetime | None = None


class HandOver(StrEnum):
    """How a call to a provider ended."""

    ACCEPTED = "accepted"  # the provider has it
    REFUSED = "refused"  # the provider said no: `failure` says of which class
    UNKNOWN = "unknown"  # no answer: it may or may not have it


@dataclass(frozen=True, slots=True)
class Handed:
    outcome: HandOver
    provider_id: str = ""
    failure: FailureClass | None = None
    code: str = ""  # the provider's own code
    retry_after: float | None = None  # seconds, where the provider said so


class LookUp(StrEnum):
    """What the provider answered when asked whether it has a message."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    CANNOT_ASK = "cannot_ask"  # SMTP: nobody can be asked


@dataclass(frozen=True, slots=True)
class LookedUp:
    answer: LookUp
    provider_id: str = ""
    status: ReceiptKind | None = None


class Transport(Protocol):
    """The one door to an outside system: owns retry, Retry-After, pacing, time-outs."""

    channel: Channel

    async def send(self, message: Outgoing) -> Handed:
        """Hand one message to the provider. Never raises for what a provider or the network does."""
        ...

    async def look_up(self, message: Outgoing) -> LookedUp:
        """Ask the provider whether it has the message with this reference. Raises Fault when it does not answer."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Inbound:
    """What a customer sent, parsed once at the edge and not yet redacted."""

    provider: str  # "twilio", "email", "chat"
    provider_message_id: str
    channel: Channel
    sender: str  # E.164 number or mailbox address, lower case; empty for chat
    recipients: tuple[str, ...]  # To, Delivered-To, X-Original-To or the number written to
    text: str
    html: str = ""
    subject: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    received_at: datetime | None = None
    token: str = ""  # a signed token found in a recipient address or the chat link
    in_reply_to: tuple[str, ...] = ()  # Message-IDs of In-Reply-To and References
    plain: str = ""  # what a button said, in English; the customer's words are in `text`


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says became of a message, translated at the edge; the raw payload is kept."""

    provider: str
    provider_id: str
    kind: ReceiptKind
    raw: Mapping[str, str]
    failure: FailureClass | None = None
    code: str = ""
    reference: str = ""  # our reference, where the provider gives it back
