"""Words for sentences about values, and parsers: functions from text to value that raise `Rejected`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import time
from decimal import Decimal
from enum import Enum
from typing import TypeVar, cast

from bot.domain.errors import Rejected

E = TypeVar("E", bound=Enum)

MAX_SHOWN = 60  # characters of a wrong value that a sentence repeats
FEW = 8  # so many choices are listed when nothing similar is found


def shown(value: str) -> str:
    """A value as a sentence repeats it: in quotes, on one line, not too long."""
    line = " ".join(value.split())
    return f"'{line}'" if len(line) <= MAX_SHOWN else f"'{line[:MAX_SHOWN]}...'"


def suggest(word: str, choices: Iterable[str]) -> str:
    """Words to add to a sentence: the most similar choice, else the choices where they are few, else none."""
    known = tuple(choices)
    return similar(word, known) or (f" Known are: {', '.join(known)}." if 0 < len(known) <= FEW else "")


def similar(word: str, choices: Iterable[str]) -> str:
    """Words to add to a sentence: the most similar choice, or none."""
    found = difflib.get_close_matches(word[:MAX_SHOWN].lower(), tuple(choices), n=1, cutoff=0.6)
    return f" Did you mean '{found[0]}'?" if found else ""


def words(text: str) -> str:
    """Parse: any text."""
    return text


def yes_or_no(text: str) -> bool:
    """Parse: yes or no (true and false are understood)."""
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if text.lower() not in answers:
        raise Rejected(f"{shown(text)} is neither yes nor no.")
    return answers[text.lower()]


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Parse: a whole number from low to high."""

    def parse(text: str) -> int:
        if re.fullmatch(r"-?[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        raise Rejected(f"{shown(text)} is not a whole number from {low} to {high}.")

    return parse


def amount(text: str) -> Decimal:
    """Parse: an amount such as 250.00, not negative."""
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,4})?", text):
        raise Rejected(f"{shown(text)} is not an amount such as 250.00.")
    return Decimal(text)


def clock_time(text: str) -> time:
    """Parse: a local time such as 09:30."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if match is None:
        raise Rejected(f"{shown(text)} is not a time of day such as 09:30.")
    return time(int(match[1]), int(match[2]))


def one_of(kind: type[E], what: str) -> Callable[[str], E]:
    """Parse: a member of a closed list of strings; `what` names it, as in "a channel"."""
    members = {str(member.value): member for member in kind}

    def parse(text: str) -> E:
        if text in members:
            return members[text]
        raise Rejected(f"{shown(text)} is not {what}.{suggest(text, members)}")

    return cast("Callable[[str], E]", parse)
