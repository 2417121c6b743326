"""A small language for phrases, matched on words. Linear: each word looks up the few phrases that can begin with it.

A phrase is a line of elements:

    word            that word; `a|b` one of them; `take_care_of` several words in a row
    word?           may be missing; `a|$` a, or the end of the sentence
    stem*           any word that begins so
    @name           a class of words from the table's classes
    .. or ..N       up to three, or N, words that are no negation
    !a|b  ~a|b      the next, or the word before, is none of these
    < > ^ $         beginning or end of the message, of a sentence
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.conversation.words import Word, read_words

NEGATIONS = frozenset({"not", "never", "no", "nunca", "jamas", "tampoco", "without", "sin", "neither", "nor", "ni"})
_STEM = 3  # letters of a stem that the index uses
_GAP = 3


class _Kind(Enum):
    WORDS = "words"
    GAP = "gap"
    NOT_NEXT = "!"
    NOT_BEFORE = "~"
    MESSAGE_START = "<"
    MESSAGE_END = ">"
    SENTENCE_START = "^"
    SENTENCE_END = "$"


@dataclass(frozen=True, slots=True)
class _Element:
    kind: _Kind
    plain: tuple[tuple[str, ...], ...] = ()  # the longest first, so that the order never depends on hashing
    stems: tuple[str, ...] = ()
    optional: bool = False
    or_end: bool = False  # the end of the sentence will do as well
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    written: str
    elements: tuple[_Element, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: words from `first` up to, not including, `end`."""

    first: int
    end: int


_EDGES = {kind.value: kind for kind in _Kind if kind.value in "<>^$"}


def parse_phrase(written: str, classes: Mapping[str, str]) -> Phrase:
    """Read one phrase. Raises KeyError for a class that does not exist and ValueError for a phrase without words."""
    elements = tuple(_element(part, classes) for part in written.split())
    if all(element.optional or element.or_end or element.kind is not _Kind.WORDS for element in elements):
        raise ValueError(f"The phrase '{written}' would match anything.")
    return Phrase(written, elements)


def _element(part: str, classes: Mapping[str, str]) -> _Element:
    if part in _EDGES:
        return _Element(_EDGES[part])
    if part.startswith(".."):
        return _Element(_Kind.GAP, gap=int(part[2:] or _GAP))
    kind = {"!": _Kind.NOT_NEXT, "~": _Kind.NOT_BEFORE}.get(part[0], _Kind.WORDS)
    body = part[1:] if kind is not _Kind.WORDS else part
    optional = body.endswith("?")
    choices = list(_choices(body.rstrip("?"), classes))
    known = {_words_of(choice) for choice in choices if choice != "$" and not choice.endswith("*")}
    plain = tuple(sorted(known, key=lambda words: (-len(words), words)))
    if () in plain:
        raise ValueError(f"'{part}' holds an empty choice.")
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    return _Element(kind, plain, stems, optional, or_end="$" in choices)


def _words_of(choice: str) -> tuple[str, ...]:
    return tuple(word.text for word in read_words(choice.replace("_", " ")))


def _choices(body: str, classes: Mapping[str, str]) -> Iterator[str]:
    for choice in body.split("|"):
        if choice.startswith("@"):
            yield from _choices("|".join(classes[choice[1:]].split()), classes)
        else:
            yield choice


class PhraseIndex:
    """Many phrases, found in one pass. Each carries the number under which it was added."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[int, Phrase]]] = {}
        self._by_stem: dict[str, list[tuple[int, Phrase]]] = {}

    def add(self, number: int, phrase: Phrase) -> None:
        """File the phrase under every word that it can begin with."""
        entry = (number, phrase)
        for word in _first_words(phrase):
            self._by_word.setdefault(word, []).append(entry)
        for stem in _first_stems(phrase):
            self._by_stem.setdefault(stem[:_STEM], []).append(entry)

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, Found]]:
        """Yield each phrase found with its number, from left to right."""
        nothing: list[tuple[int, Phrase]] = []
        for first, word in enumerate(words):
            for table, key in ((self._by_word, word.text), (self._by_stem, word.text[:_STEM])):
                for number, phrase in table.get(key, nothing):
                    end = _match(phrase.elements, 0, words, first, word.sentence)
                    if end is not None:
                        yield number, Found(first, end)


def _first_elements(phrase: Phrase) -> Iterable[_Element]:
    for element in phrase.elements:
        if element.kind is _Kind.GAP:
            raise ValueError(f"The phrase '{phrase.written}' begins with a gap.")
        if element.kind is _Kind.WORDS:
            yield element
            if not element.optional:
                return


def _first_words(phrase: Phrase) -> set[str]:
    return {choice[0] for element in _first_elements(phrase) for choice in element.plain}


def _first_stems(phrase: Phrase) -> set[str]:
    return {stem for element in _first_elements(phrase) for stem in element.stems}


def _match(elements: Sequence[_Element], at: int, words: Sequence[Word], place: int, sentence: int) -> int | None:
    """Return the place after the last word matched, or None."""
    while at < len(elements):
        element = elements[at]
        if element.kind is _Kind.WORDS or element.kind is _Kind.GAP:
            return _first_that_fits(elements, at, words, place, sentence)
        if not _holds(element, words, place, sentence):
            return None
        at += 1
    return place


def _first_that_fits(
    elements: Sequence[_Element], at: int, words: Sequence[Word], place: int, sentence: int
) -> int | None:
    element = elements[at]
    if element.kind is _Kind.GAP:
        steps = _gap_steps(element, words, place, sentence, last=at == len(elements) - 1)
    else:
        steps = _word_steps(element, words, place, sentence)
    for step in steps:
        end = _match(elements, at + 1, words, step, sentence)
        if end is not None:
            return end
    return None


def _gap_steps(element: _Element, words: Sequence[Word], place: int, sentence: int, *, last: bool) -> Iterator[int]:
    """Short gaps first; a gap that ends the phrase takes all that it can."""
    end = place
    while (
        end < min(place + element.gap, len(words))
        and words[end].sentence == sentence
        and words[end].text not in NEGATIONS
    ):
        end += 1
    yield from range(end, place - 1, -1) if last else range(place, end + 1)


def _word_steps(element: _Element, words: Sequence[Word], place: int, sentence: int) -> Iterator[int]:
    if place < len(words) and words[place].sentence == sentence:
        for choice in element.plain:
            end = place + len(choice)
            if words[place].text == choice[0] and _same(choice, words, place, sentence):
                yield end
        if element.stems and words[place].text.startswith(element.stems):
            yield place + 1
    at_end = element.or_end and (place == len(words) or words[place].sentence != sentence)
    if element.optional or at_end:
        yield place


def _same(choice: tuple[str, ...], words: Sequence[Word], place: int, sentence: int) -> bool:
    end = place + len(choice)
    return end <= len(words) and all(
        words[place + index].text == text and words[place + index].sentence == sentence
        for index, text in enumerate(choice)
    )


def _holds(element: _Element, words: Sequence[Word], place: int, sentence: int) -> bool:
    match element.kind:
        case _Kind.MESSAGE_START:
            return place == 0
        case _Kind.MESSAGE_END:
            return place == len(words)
        case _Kind.SENTENCE_START:
            return place == 0 or words[place - 1].sentence != sentence
        case _Kind.SENTENCE_END:
            return place == len(words) or words[place].sentence != sentence
        case _Kind.NOT_NEXT:
            return not any(True for _ in _word_steps(element, words, place, sentence))
        case _:  # NOT_BEFORE
            return place == 0 or not any(True for _ in _word_steps(element, words, place - 1, sentence))
