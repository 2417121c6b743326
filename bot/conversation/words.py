"""A reply as words: folded, respelled, contractions taken apart, each with its span. Rules read these."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.cleaning import fold
from bot.conversation.tables.spelling import CONTRACTIONS, RESPELLED

_TOKEN = re.compile(
    r"\d+(?:[.,/:]\d+)*(?:st|nd|rd|th)?(?![^\W_])"  # numbers, days of a month
    r"|e-(?:mail|mails|mailing|transfer)(?![^\W_])"
    r"|[^\W_]+(?:'[^\W_]+){0,3}|[👍👌✅🛑👎]"
    r"|[.!?…]+(?=\s|$|[^\W\d_])|;|\n[ \t]*\n"  # ends of sentences
    r"|[,:\n()—\-]"  # ends of clauses
)
_LONG_LETTER = re.compile(r"([a-z])\1{2,}")
_SENTENCE_ENDS = frozenset(".!?…;")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # folded, as rules write it
    start: int
    end: int
    sentence: int
    clause: int  # counts commas, dashes, line ends too


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of the text. A contraction yields several words with the same span."""
    folded = fold(text)
    words: list[Word] = []
    sentence = clause = 0
    for found in _TOKEN.finditer(folded):
        written = found.group()
        if written[0].isalnum() or written in "👍👌✅🛑👎":
            words.extend(Word(part, found.start(), found.end(), sentence, clause) for part in _parts(written))
            continue
        clause += 1
        if written[0] in _SENTENCE_ENDS or written.count("\n") > 1:
            sentence += 1
    return tuple(words)


def _parts(written: str) -> list[str]:
    short = written[:_LONGEST_WORD]
    if short in CONTRACTIONS:
        return CONTRACTIONS[short].split()
    respelled = RESPELLED.get(short) or RESPELLED.get(_LONG_LETTER.sub(r"\1", short)) or _LONG_LETTER.sub(r"\1", short)
    if respelled in CONTRACTIONS:
        return CONTRACTIONS[respelled].split()
    head, apostrophe, tail = respelled.partition("'")
    if apostrophe and tail in {"s", "re", "ll", "ve", "d", "m"}:
        return [head]
    return respelled.split()
