"""Lessons: replies with what a person said that they mean, without whoever wrote them. What training learns from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.vocabulary import Flag, Intent, Question


class Source(StrEnum):
    """How a person came to say what a reply means."""

    CONFIRMED = "confirmed"  # it was read right
    CORRECTED = "corrected"  # nobody was sure, and it was read otherwise
    MISREAD = "misread"  # it had been decided, and wrongly


@dataclass(frozen=True, slots=True)
class Lesson:
    """One reply of one case. The words are anonymous; only ids say whose they were."""

    reply_id: str
    case_id: str
    client: str
    customer_id: str
    by: str  # member of staff
    at: datetime
    source: Source
    digest: str  # of the reading that they saw
    text: str
    language: str  # ISO 639-1
    intents: tuple[Intent, ...]  # the first is the primary one
    flags: tuple[Flag, ...] = ()
    question: Question | None = None  # what had been asked last
    dates: tuple[tuple[str, str], ...] = ()  # (ISO day, role)
    amounts: tuple[tuple[int, str], ...] = ()  # (minor units, currency; "" = not said)


class Anonymous(Protocol):
    """Words without names, addresses and numbers: `bot.conversation.anonymous`."""

    def __call__(
        self,
        text: str,
        names: Collection[str] = (),
        codes: Collection[str] = (),
        region: str = "",
        *,
        numbers: bool = True,
    ) -> str: ...


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of one reply, from the log."""

    client: str
    reply_id: str
    at: datetime
    language: str
    decided: bool
    read: tuple[Intent, ...]
    said: tuple[Intent, ...] | None = None  # by a person; None = nobody said anything
    misread: bool = False

    @property
    def corrected(self) -> bool:
        """Whether a person said that it means something else than it was read as."""
        return self.misread or (self.said is not None and set(self.said) != set(self.read))
