"""Reads labelled replies as if they had just come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.conversation.learning.lines import Line, read_judging
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.reading import Reading

JUDGING = Path(__file__).parents[2] / "data" / "replies"  # never trained on, never looked at while tuning
RECEIVED = datetime(2026, 11, 18, 15, tzinfo=UTC)
COUNTRIES = {"en": "US", "es": "ES", "fr": "FR", "de": "DE", "pt": "BR", "it": "IT", "nl": "NL", "pl": "PL"}


def judging_lines(folder: Path = JUDGING) -> list[Line]:
    """Lines of `<language>.txt`."""
    return read_judging(folder)


def reader(understander: Understander) -> Callable[[Line], Reading]:
    """Read a line in its customer's locale, as a text message."""

    def read(line: Line) -> Reading:
        country = COUNTRIES[line.language]
        reply = ReplyIn(
            line.text,
            locale=f"{line.language}-{country}",
            languages=tuple(COUNTRIES),
            received_at=RECEIVED,
            country=country,
            last_question=line.question,
        )
        return understander.read(reply)

    return read
