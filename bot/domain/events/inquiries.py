"""Questions to others than the customer, and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import Inquiry


@dataclass(frozen=True, slots=True)
class InquiryMade:
    """Somebody else than the customer is asked. The inquiry holds all that its message and its page need."""

    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class InquiryAnswered:
    """`by` is one of the party's people; `recorded_by` the member of staff who says so for them, "" = by the link."""

    inquiry_id: str
    answer: str
    by: str
    recorded_by: str
    late: bool  # after it was due
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryOverdue:
    """Nobody has answered in time. An answer still counts."""

    inquiry_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryUndelivered:
    """Its e-mail reaches nobody: a person asks in another way."""

    inquiry_id: str
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryWithdrawn:
    """Nobody needs the answer any more; its page says that it is settled."""

    inquiry_id: str
    reason: str
    at: datetime


InquiryEvent = InquiryMade | InquiryAnswered | InquiryOverdue | InquiryUndelivered | InquiryWithdrawn
