"""What is typed after `/case`: words into a typed order, with "did you mean" for what is misspelt."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.errors import Rejected
from bot.slack.limits import fit
from bot.slack.names import COMMAND, Deed

LONGEST_SAID: Final = 60  # units of an unknown word that is repeated


class Word(StrEnum):
    """The first word."""

    HELP = "help"
    FIND = "find"
    MINE = "mine"
    HELD = "held"
    APPROVALS = "approvals"
    UNREAD = "unread"
    SHOW = "show"
    WHY = "why"
    OPEN = "open"
    LOG = "log"
    PAUSE = "pause"
    RESUME = "resume"


ABOUT_A_CASE: Final = frozenset({Word.SHOW, Word.WHY, Word.OPEN, Word.LOG, Word.PAUSE, Word.RESUME})
FORMS_OF: Final = {Word.LOG: Deed.LOG_CALL, Word.PAUSE: Deed.PAUSE, Word.RESUME: Deed.PAUSE}
_ALSO: Final = {"search": Word.FIND, "list": Word.FIND, "stop": Word.PAUSE, "call": Word.LOG, "card": Word.OPEN}


@dataclass(frozen=True, slots=True)
class Typed:
    """`rest` is what follows the word: a reference, or what to find."""

    word: Word
    rest: str = ""


def typed(text: str) -> Typed:
    """Read what was typed; nothing at all asks for help. Raises Rejected with a hint for an unknown word."""
    first, _, rest = text.strip().partition(" ")
    name, rest = first.lower(), " ".join(rest.split())
    if not name:
        return Typed(Word.HELP)
    word = Word(name) if name in set(Word) else _ALSO.get(name)
    if word is None:
        raise Rejected(_hint(first))
    if word is Word.LOG and rest.lower().split(" ")[0] == "call":
        rest = rest[len("call") :].strip()
    if word in ABOUT_A_CASE and not rest:
        raise Rejected(f"Which case? Write it as `{COMMAND} {word} MP-7F3K2QX9A`.")
    if word is Word.FIND and not rest:
        raise Rejected(f"What shall I look for? Write it as `{COMMAND} find INV-20481`.")
    return Typed(word, rest)


def _hint(first: str) -> str:
    close = difflib.get_close_matches(first.lower(), [*Word, *_ALSO], n=1)
    if close:
        return f"I do not know '{first}'. Did you mean `{COMMAND} {close[0]}`?"
    return f"I do not know '{fit(first, LONGEST_SAID)}'. `{COMMAND} help` says what I understand."
