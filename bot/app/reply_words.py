"""The port through which the words of a reply are told apart: which of a customer's cases each stretch is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.domain.case import Case
from bot.domain.reading import Reading

Range = tuple[int, int]  # code points of the stripped text


@dataclass(frozen=True, slots=True)
class CaseName:
    """How a customer may name one of their cases."""

    id: str
    ref: str
    invoice: str
    open_minor: int
    currency: str
    due_on: date | None = None

    @classmethod
    def of(cls, case: Case) -> CaseName:
        return cls(case.id, case.ref, case.invoice, case.open_minor, case.currency, case.due_on)


@dataclass(frozen=True, slots=True)
class Part:
    """What a reply says about some of the cases. `about` empty: said before any case was named.

    `lead` is what a stretch without a verb leans on: "I'll pay" of "I'll pay INV-1 on Friday and INV-2 on Monday".
    """

    about: tuple[str, ...]  # case ids
    ranges: tuple[Range, ...]
    lead: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the cases that were offered a reply means, and by what it was found."""

    cases: tuple[str, ...]
    because: str


class ReplyWords(Protocol):
    def parts(self, reading: Reading, names: Sequence[CaseName]) -> tuple[Part, ...] | None:
        """The reply by the cases that it names; () when it names fewer than two sets; None when it cannot be told."""
        ...

    def chosen(self, reading: Reading, offered: Sequence[CaseName]) -> Choice | None:
        """Which of the offered cases an answer to "which one?" means; None when it cannot be told."""
        ...

    def meant_all(self, reading: Reading) -> bool:
        """Whether it says of itself that it is about all of the cases."""
        ...

    def language_asked(self, reading: Reading) -> str:
        """The language in which the customer asks to be written to; "" = they ask for none."""
        ...


class NoWords:
    """Knows no words: whatever could be about several cases is for a person."""

    def parts(self, reading: Reading, names: Sequence[CaseName]) -> tuple[Part, ...] | None:
        del reading, names
        return None

    def chosen(self, reading: Reading, offered: Sequence[CaseName]) -> Choice | None:
        del reading, offered
        return None

    def meant_all(self, reading: Reading) -> bool:
        del reading
        return False

    def language_asked(self, reading: Reading) -> str:
        del reading
        return ""


def listed(cases: Sequence[Case]) -> tuple[CaseName, ...]:
    """The cases in the order in which one message lists them (`bot/domain/merge.py`): "the second one" counts it."""
    return tuple(CaseName.of(case) for case in sorted(cases, key=lambda case: (case.due_on or date.max, case.ref)))
