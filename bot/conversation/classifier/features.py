"""What the model sees of a reply: hashed n-grams of letters and words, concepts, and what was asked.

A feature is a 32-bit number. Concepts (`concepts/`) mean the same in all languages, so that what is learnt in one helps
in the others. Accents and capitals are folded away, digits become 0, letters that are drawn out are cut
short: people in a hurry write without all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.concepts.reading import Concepts, shipped
from bot.conversation.cleaning import fold
from bot.domain.vocabulary import Question

READ_CHARACTERS = 2_000  # of a reply; what decides stands before that
CONCEPT = 0x8000_0000  # the bit that marks a feature of concepts: they weigh more
_PLAIN = CONCEPT - 1
SHORTEST, LONGEST = 2, 5  # letters of an n-gram
# What differs in every message is read as its kind. "gr8", "2moro" stay words.
_SHAPES = (
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}"), " @mail "),
    (re.compile(r"(?:https?://|www\.)\S+"), " @link "),
    (re.compile(r"(?<!\w)\d+([a-z]{1,2}|[a-z]{3}|euros?|reais|zlot\w{1,3})(?!\w)"), r" 0 \1 "),
    (re.compile(r"(?<![\w])(?=\w*[a-z])(?=\w*\d\w*\d)\w+(?:[-/]\w+)*"), " @code "),
    (re.compile(r"\+?\d[\d ()./-]{7,}\d"), " @digits "),
    (re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)"), " 0 "),
)
_TOKEN = re.compile(r"@?[^\W_]+(?:'[^\W\d_]+)*|[?!]+|[^\w\s,.;:()\"'-]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORT_MESSAGE = 3  # words
_FOLLOWING, _NEAR = 3, 5  # concepts that are paired with one, and how many words further on they may stand
_BOUNDS = (1, 2, 3, 5, 8, 13, 21, 40)  # words, of the classes of length


class Features:
    """Turns texts into features. Holds the tables of concepts; safe between threads."""

    def __init__(self, concepts: Concepts | None = None) -> None:
        self._concepts = concepts or shipped()

    def of(
        self, text: str, language: str = "", question: Question | None = None, extra: Iterable[str] = ()
    ) -> NDArray[np.uint32]:
        """Return the sorted, distinct features of a text, of what had been asked, and of what else was found in it."""
        words = tokens_of(text)
        concepts = self._concepts.concepts_of(words, language or None)
        found = {
            _PLAIN & crc32(name.encode()) for name in chain(_names(words, question), (f"x {one}" for one in extra))
        }
        found.update(CONCEPT | crc32(name.encode()) for name in _concept_names(concepts, question))
        return np.fromiter(sorted(found), dtype=np.uint32, count=len(found))

    def concepts(self, text: str, language: str = "") -> dict[int, str]:
        """Return the features of single concepts and of pairs, with their names: they say nothing of a customer."""
        found = self._concepts.concepts_of(tokens_of(text), language or None)
        names = (name for name in _concept_names(found, None) if name.startswith(("k ", "kk ")))
        return {CONCEPT | crc32(name.encode()): name.partition(" ")[2].replace(" ", "+") for name in names}


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


def _concept_names(found: Sequence[tuple[int, str]], question: Question | None) -> Iterator[str]:
    """Each concept, with those that follow it soon, with what was asked; the first and the last."""
    for number, (place, concept) in enumerate(found):
        yield f"k {concept}"
        for later, other in found[number + 1 : number + 1 + _FOLLOWING]:
            if 0 < later - place <= _NEAR:
                yield f"kk {concept} {other}"
        if question is not None:
            yield f"kq {question} {concept}"
    if found:
        yield f"kf {found[0][1]}"
        yield f"kl {found[-1][1]}"


def _grams(word: str) -> Iterator[str]:
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(word) - size + 1):
            yield f"c {word[start : start + size]}"
