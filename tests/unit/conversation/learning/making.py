"""A corpus that is small enough to train in a second, and lessons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zlib import crc32

from bot.app.lessons import Lesson, Source
from bot.conversation.learning.lines import Line
from bot.domain.vocabulary import Flag, Intent

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LABELS = (*Intent, *Flag)


def _word(name: str) -> str:
    """Eight letters that no other label shares."""
    number, letters = crc32(name.encode()), ""
    for _ in range(8):
        number, letter = divmod(number * 31 + 7, 23)
        letters += "bcdfghjklmnpqrstvwxzaeo"[letter]
    return letters


# Two words of its own for each label, and words that say nothing.
WORDS = {label: f"{_word(label.value)} {_word(label.value[::-1])}" for label in LABELS}
NOISE = ("so", "well", "today", "please", "again", "you", "know", "maybe", "here", "then", "now", "sir")


def line(intent: Intent, number: int, flag: Flag | None = None, writer: str = "a", language: str = "en") -> Line:
    said = [WORDS[intent], NOISE[number % 12], NOISE[(number // 12 + number) % 11], f"n{chr(97 + number % 26)}"]
    if flag is not None:
        said.append(WORDS[flag])
    return Line(" ".join(said), (intent,), frozenset({flag} if flag else ()), None, language, writer)


def corpus(each: int = 20) -> list[Line]:
    """Two writers, each label in so many lines."""
    plain = [line(intent, n, writer="ab"[n % 2]) for intent in Intent for n in range(each)]
    return plain + [line(Intent.OTHER, n, flag, "ab"[n % 2]) for flag in Flag for n in range(each)]


LESSON = Lesson(
    reply_id="r1",
    case_id="c1",
    client="acme",
    customer_id="cu1",
    by="olivia",
    at=NOW,
    source=Source.CORRECTED,
    digest="d" * 16,
    text="the thing with the blue one",
    language="en",
    intents=(Intent.DISPUTE,),
)


def lesson(number: int, **changes: object) -> Lesson:
    """Of another reply and customer, with words of its own; later ones are newer."""
    made = replace(
        LESSON,
        reply_id=f"r{number}",
        customer_id=f"cu{number}",
        by=f"staff{number}",
        at=NOW + timedelta(hours=number),
        text=f"the blue thing {'x' * number}",
    )
    return replace(made, **changes)
