"""What those say who were asked beside the customer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.commands.actor import Actor
from bot.domain.vocabulary import InquiryNews


@dataclass(frozen=True, slots=True)
class AnswerInquiry:
    """The one who was asked answers, by the link, or `actor` records the answer for them.

    `by` names them as the client's file does ("billing"); no address and no name.
    """

    inquiry_id: str
    answer: str
    by: str
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class ReportInquiry:
    """Mail about an inquiry came back, or somebody wrote instead of choosing an answer: a person reads it."""

    inquiry_id: str
    news: InquiryNews
    code: str = ""  # why it was not delivered, as the provider says


InquiryCommand = AnswerInquiry | ReportInquiry
