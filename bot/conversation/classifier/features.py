"""What the model sees of a reply: hashed n-grams of letters and words, and what was asked.

A feature is a 32-bit number. Accents and capitals are folded away, digits become 0, letters that are drawn out are cut
short: people in a hurry write without all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.conversation.cleaning import fold
from bot.domain.vocabulary import Question

READ_CHARACTERS = 2_000  # of a reply; what decides stands before that
SHORTEST, LONGEST = 2, 5  # letters of an n-gram
_SHAPES = (
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}"), " @mail "),
    (re.compile(r"(?:https?://|www\.)\S+"), " @link "),
    (re.compile(r"\b(?=\w*[a-z])(?=\w*\d)[\w]+(?:[-/][\w]+)*\b(?<!st)(?<!nd)(?<!rd)(?<!th)"), " @code "),
    (re.compile(r"\+?\d[\d ()./-]{7,}\d"), " @digits "),
    (re.compile(r"\d+(?:[.,]\d+)*"), " 0 "),
)
_TOKEN = re.compile(r"@?[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?!]+|[^\w\s,.;:()\"'-]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORT_MESSAGE = 3  # words
_BOUNDS = (1, 2, 3, 5, 8, 13, 21, 40)  # words, of the classes of length


def features_of(text: str, question: Question | None = None, extra: Iterable[str] = ()) -> NDArray[np.uint32]:
    """Return the sorted, distinct features of a text and of what had been asked. Deterministic."""
    words = tokens_of(text)
    found = {crc32(name.encode()) for name in _names(words, question)}
    found.update(crc32(f"x {name}".encode()) for name in extra)
    return np.fromiter(sorted(found), dtype=np.uint32, count=len(found))


def tokens_of(text: str) -> list[str]:
    """Return the words, numbers and signs of a text as the model reads them."""
    folded = fold(text[:READ_CHARACTERS])
    for shape, name in _SHAPES:
        folded = shape.sub(name, folded)
    return _TOKEN.findall(_DRAWN_OUT.sub(r"\1\1", folded))


def _names(words: list[str], question: Question | None) -> Iterator[str]:
    yield "bias"
    yield f"l {sum(len(words) > bound for bound in _BOUNDS)}"
    for word in words:
        yield f"w {word}"
        yield from _grams(f"^{word}$")
    for one, two in zip(["^", *words], [*words, "$"], strict=True):
        yield f"b {one} {two}"
    for one, two in zip(words, words[2:], strict=False):
        yield f"s {one} {two}"
    for three in zip(words, words[1:], words[2:], strict=False):
        yield f"t {' '.join(three)}"
    if question is not None:
        yield f"q {question}"
        yield f"ql {question} {sum(len(words) > bound for bound in _BOUNDS)}"
        for word in words:
            yield f"qw {question} {word}"
    if len(words) <= _SHORT_MESSAGE:
        yield f"a {' '.join(words)}"
        for word in words:
            yield f"aw {word}"


def _grams(word: str) -> Iterator[str]:
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(word) - size + 1):
            yield f"c {word[start : start + size]}"
