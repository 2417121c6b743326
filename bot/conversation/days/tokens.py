"""A folded reply as tokens: words, figures, signs, each with its span, sentence and clause. Linear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# Hyphens and apostrophes part words and are no tokens: "segunda-feira", "aujourd'hui".
_TOKEN = re.compile(
    r"(?<![^\W_])(?:2(?:day|morrow|moro|mrw|nite|main|m1)|dem1)(?![^\W_])"
    r"|[^\W\d_]+|\d+|\n[ \t]*\n|\n|\x00+|[^\w\s'_-]|(?<=\s)-(?=\s)"
)
_LONG_LETTER = re.compile(r"([a-z])\1{2,}")
_ENDS_SENTENCE = frozenset(".!?…;")
_ENDS_CLAUSE = frozenset(",:()\n-")
MASKED = "\x00"  # a stretch that was read as something else, in one token
_LONGEST_DAY = 2  # figures of a day of the month: the point behind it ends no sentence


class Token(NamedTuple):
    text: str  # folded, with known slips put right
    start: int
    end: int
    sentence: int
    clause: int


class Tokens(NamedTuple):
    items: Sequence[Token]
    asked: frozenset[int]  # sentences that end with a question mark


def read_tokens(
    folded: str, respelled: Mapping[str, str], abbreviated: frozenset[str], *, dotted: bool = True
) -> Tokens:
    """Return the tokens. A point behind an abbreviation ends no sentence, nor, where `dotted`, one behind figures."""
    items: list[Token] = []
    asked: set[int] = set()
    sentence = clause = 0
    for found in _TOKEN.finditer(folded):
        text, start, end = found.group(), found.start(), found.end()
        if text[-1].isalpha() or (len(text) > _LONGEST_DAY and text[-1].isdigit() and not text.isdigit()):
            text = respelled.get(text) or _shortened(text, respelled)
        elif text[0] == MASKED:
            text = MASKED
        elif not text[0].isdigit():
            if text == "\n":
                clause += 1
                continue
            if "?" in text:
                asked.add(sentence)
            if text[0] in _ENDS_SENTENCE or len(text) > 1:
                within = text == "." and folded[end : end + 1].isalnum()
                if not within and not (
                    text == "." and items and _goes_on(items[-1], start, abbreviated, dotted=dotted)
                ):
                    sentence += 1
                    clause += 1
            elif text[0] in _ENDS_CLAUSE and not (text == ":" and items and items[-1].text.isdigit()):
                clause += 1
        items.append(Token(text, start, end, sentence, clause))
    return Tokens(items, frozenset(asked))


def _shortened(text: str, respelled: Mapping[str, str]) -> str:
    if _LONG_LETTER.search(text) is None:
        return text
    short = _LONG_LETTER.sub(r"\1", text)
    return respelled.get(short, short)


def _goes_on(before: Token, at: int, abbreviated: frozenset[str], *, dotted: bool) -> bool:
    is_day = dotted and before.text.isdigit() and len(before.text) <= _LONGEST_DAY
    return before.end == at and (before.text in abbreviated or is_day)
