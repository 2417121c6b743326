"""Labelled lines read as customers' replies: in their locale, by text message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from bot.conversation.learning.lines import Line
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.reading import Reading

RECEIVED: Final = datetime(2026, 11, 18, 15, tzinfo=UTC)  # a Wednesday; no line hangs on it
COUNTRIES: Final[Mapping[str, str]] = {
    "en": "US",
    "es": "ES",
    "fr": "FR",
    "de": "DE",
    "pt": "BR",
    "it": "IT",
    "nl": "NL",
    "pl": "PL",
}


def as_customers(understander: Understander) -> Callable[[Line], Reading]:
    """Return what reads a line as if its writer had just sent it."""

    def read(line: Line) -> Reading:
        country = COUNTRIES.get(line.language, "")
        return understander.read(
            ReplyIn(
                line.text,
                locale=f"{line.language}-{country}" if country else line.language,
                languages=tuple(dict.fromkeys((*COUNTRIES, line.language))),
                received_at=RECEIVED,
                country=country,
                last_question=line.question,
            )
        )

    return read
