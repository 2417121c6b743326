"""What became of a touch that was to go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import TouchKey
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind


@dataclass(frozen=True, slots=True)
class RecordHandOver:
    """The provider accepted a touch."""

    key: TouchKey
    message_id: str
    possible_duplicate: bool = False
    template_digest: str = ""
    rules_digest: str = ""
    body_digest: str = ""


@dataclass(frozen=True, slots=True)
class RecordFailure:
    """A provider refused or could not deliver a touch; or nobody knows and nobody can be asked."""

    key: TouchKey
    message_id: str
    failure: FailureClass
    code: str = ""
    contact_id: str = ""  # whom the message was for; "" = as planned


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """What the provider says became of a touch that was handed over."""

    key: TouchKey
    message_id: str
    channel: Channel
    kind: ReceiptKind
    failure: FailureClass | None = None
    code: str = ""
    contact_id: str = ""  # whom the message was for; "" = not known


@dataclass(frozen=True, slots=True)
class RefuseTouch:
    """The gate refused a queued touch at hand-over."""

    key: TouchKey
    rule: str
    sentence: str
    lifts_at: datetime | None
    lifts_when: str


TouchCommand = RecordHandOver | RecordFailure | RecordReceipt | RefuseTouch
