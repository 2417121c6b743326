"""What the words of a text mean, whatever its language: "not received the goods" is `not receive goods` in all eight.

Each word belongs to at most one form, the longest that begins there: "no problem" is `ok`, not `no`. A whole word wins
over a beginning (`paid` over `pa*`), a longer beginning over a shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Final

from bot.conversation.cleaning import fold

LANGUAGES: Final = ("en", "es", "fr", "de", "pt", "it", "nl", "pl")  # the first holds the list of concepts
LONGEST_PHRASE: Final = 6  # pieces; an apostrophe parts two of them
SHORTEST_BEGINNING: Final = 3  # letters before a `*`: shorter ones would be found everywhere
_HERE = files("bot.conversation.classifier.concepts")
_CONCEPT = re.compile(r"[a-z][a-z_]*")
_PARTS = re.compile(r"[\s'-]+")

Found = tuple[str, ...]  # concepts of one form


class ConceptError(ValueError):
    """A file of concepts cannot be used; the sentence says where and why."""


@dataclass(slots=True)
class _Node:
    """What may follow the words read so far, and what they mean where nothing does."""

    next: dict[str, _Node] = field(default_factory=dict)
    means: Found = ()
    beginnings: dict[str, list[tuple[str, Found]]] = field(default_factory=dict)  # by first letters; longest first

    def begun_by(self, word: str) -> Found:
        for beginning, means in self.beginnings.get(word[:SHORTEST_BEGINNING], ()):
            if word.startswith(beginning):
                return means
        return ()


@dataclass(frozen=True, slots=True)
class Table:
    """The forms of each concept in one language, as they stand in its file."""

    language: str
    forms: Mapping[str, tuple[str, ...]]


class Concepts:
    """Holds the tables of all languages. Not changed after construction, hence safe between threads."""

    def __init__(self, tables: Iterable[Table] | None = None) -> None:
        read = read_tables() if tables is None else tuple(tables)
        self._roots = {table.language: _tree([table]) for table in read}
        self._any = _tree(read)

    def concepts_of(self, words: Sequence[str], language: str | None = None) -> list[tuple[int, str]]:
        """Return (place of the word, concept) in the order of the text; `language` may be a locale.

        `words` are folded, as `tokens_of` gives them. Without a language, or with one that has no table, the words of
        all languages count.
        """
        root = self._roots.get((language or "")[:2].lower(), self._any)
        pieces, places = _pieces(words)
        found: list[tuple[int, str]] = []
        at = 0
        while at < len(pieces):
            size, means = _longest(root, pieces, at)
            found.extend((places[at], concept) for concept in means)
            at += size
        return found


@lru_cache(maxsize=1)
def shipped() -> Concepts:
    """Return the concepts of all languages, read once a process: nothing changes in them."""
    return Concepts()


def read_tables() -> tuple[Table, ...]:
    """Return the shipped tables. Raises ConceptError where one is malformed or lacks a concept."""
    tables = tuple(parse(code, _HERE.joinpath(f"{code}.txt").read_text(encoding="utf-8")) for code in LANGUAGES)
    known = tables[0].forms.keys()
    for table in tables[1:]:
        if odd := sorted(known ^ table.forms.keys()):
            raise ConceptError(f"{table.language}.txt: lacks, or {LANGUAGES[0]}.txt does not know: {', '.join(odd)}")
    return tables


def parse(language: str, text: str) -> Table:
    """Return the table that a file holds: `concept: form, form, beginn*, two words`. Raises ConceptError."""
    forms: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        concept, _, rest = line.partition(":")
        listed = tuple(" ".join(form.split()) for form in rest.split(","))
        if wrong := _wrong_with(concept, listed, forms):
            raise ConceptError(f"{language}.txt line {number}: {wrong}")
        forms[concept] = listed
    return Table(language, forms)


def _wrong_with(concept: str, listed: tuple[str, ...], known: Mapping[str, object]) -> str:
    if not _CONCEPT.fullmatch(concept):
        return f"{concept!r} is no name of a concept"
    if concept in known:
        return f"{concept} stands here a second time"
    if twice := sorted({form for form in listed if listed.count(form) > 1}):
        return f"{concept} lists twice: {', '.join(twice)}"
    return next((f"{concept}: {form!r} {wrong}" for form in listed if (wrong := _wrong_with_form(form))), "")


def _wrong_with_form(form: str) -> str:
    if not form:
        return "is empty"
    if fold(form) != form:
        return "has capitals or accents"
    if "*" in form[:-1]:
        return "has a * before its end"
    pieces = _PARTS.split(form)
    if form.endswith("*") and len(pieces[-1]) <= SHORTEST_BEGINNING:
        return f"has fewer than {SHORTEST_BEGINNING} letters before its *"
    if len(pieces) > LONGEST_PHRASE:
        return f"has more than {LONGEST_PHRASE} words"
    return ""


def _tree(tables: Iterable[Table]) -> _Node:
    root = _Node()
    for table in tables:
        for concept, listed in table.forms.items():
            for form in listed:
                _plant(root, _PARTS.split(form), concept)
    return root


def _plant(node: _Node, pieces: Sequence[str], concept: str) -> None:
    for piece in pieces[:-1]:
        node = node.next.setdefault(piece, _Node())
    last = pieces[-1]
    if last.endswith("*"):
        same = dict(node.beginnings.get(last[:SHORTEST_BEGINNING], ()))
        same[last[:-1]] = _with(same.get(last[:-1], ()), concept)
        node.beginnings[last[:SHORTEST_BEGINNING]] = sorted(same.items(), key=lambda one: -len(one[0]))
    else:
        node = node.next.setdefault(last, _Node())
        node.means = _with(node.means, concept)


def _with(means: Found, concept: str) -> Found:
    return means if concept in means else (*means, concept)


def _pieces(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the words parted at apostrophes ("d'accord", "don't"), and which word each piece is of."""
    pieces: list[str] = []
    places: list[int] = []
    for place, word in enumerate(words):
        parts = word.split("'") if "'" in word else (word,)
        pieces.extend(parts)
        places.extend([place] * len(parts))
    return pieces, places


def _longest(root: _Node, pieces: Sequence[str], start: int) -> tuple[int, Found]:
    """Return how many pieces the longest form that begins here takes, and what it means; (1, ()) for none."""
    node, size = root, 1
    means: Found = ()
    for at in range(start, min(start + LONGEST_PHRASE, len(pieces))):
        child = node.next.get(pieces[at])
        here = (child and child.means) or (node.begun_by(pieces[at]) if node.beginnings else ())
        if here:
            size, means = at - start + 1, here
        if child is None:
            break
        node = child
    return size, means
