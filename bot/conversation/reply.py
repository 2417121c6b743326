"""What is handed to the understander: one reply and what is known around it (docs/conversation.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.money import Money
from bot.domain.vocabulary import CaseType, Channel, Question


@dataclass(frozen=True, slots=True)
class ReplyIn:
    """One reply. Everything but the text may be unknown; what is unknown is not guessed."""

    text: str
    locale: str = ""  # of the customer, e.g. "es-MX"
    languages: tuple[str, ...] = ()  # that the client serves; empty = all supported
    received_at: datetime | None = None  # aware; a naive one is taken as UTC
    timezone: str = ""
    country: str = ""  # ISO 3166 alpha-2
    channel: Channel | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    html: str = ""
    last_question: Question | None = None
    case_type: CaseType | None = None
    open_amount: Money | None = None
    invoices: tuple[str, ...] = ()

    @property
    def is_mail(self) -> bool:
        """Whether quoted text and signatures may be in it: e-mail, or a channel that nobody told."""
        return self.channel in {Channel.EMAIL, None}

    @property
    def region(self) -> str:
        """The country, else the region of the locale, else nothing. Upper case."""
        tail = self.locale.replace("_", "-").partition("-")[2]
        return (self.country or tail).upper()

    @property
    def today(self) -> date | None:
        """The day on which it was received, in the customer's zone; None when that is not known."""
        if self.received_at is None:
            return None
        moment = self.received_at if self.received_at.tzinfo else self.received_at.replace(tzinfo=UTC)
        try:
            return moment.astimezone(_zone(self.timezone)).date()
        except OverflowError:  # the first or last day that datetime can express
            return moment.date()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
