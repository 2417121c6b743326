"""Patterns of days as one tree of words: each token looks up what may follow, so that reading is linear.

A pattern is a line `phrase = meaning`. The phrase:

    word            that word; `a|b` one of them; `take_care_of` several in a row
    word?           may be missing
    <n>             a number, in figures or as a word       <unit>   day, week, month, business day
    <wd>  <ws>      a day of the week; its short form       <month>  a month
    <dom>           a day of the month, "15", "15th"        <ord>    the same as a word     <y>  a year
    <rank>          which day of the week of a month: the first to the fourth, the last
    <nth> <dome> <domgo> <dompoint>  a day of the month that is written with its ending: 15th, 15e, 15-go, 15.
    <ms>            a short form of a month that is a word of its own, too

Meanings are explained in `meaning.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, NamedTuple

from bot.conversation.days.tokens import Token

Values = Mapping[str, int | str]
_PART: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s'_-]")
_DAYS_OF_MONTH, _YEAR_FIGURES, _MOST_FIGURES = 31, 4, 3
# Behind a day of the month, glued to it or after a hyphen.
_ENDINGS: Final = {
    "nth": frozenset({"st", "nd", "rd", "th"}),
    "dome": frozenset({"e", "ste", "de"}),
    "domgo": frozenset({"go", "ego", "tego", "stego", "mego", "szego", "giego", "ciego"}),
    "dompoint": frozenset({"."}),
}
_ANY_ENDING: Final = frozenset({"er", "eme", "ero", "o", "a", "ro", "do", "to", "°"}).union(*_ENDINGS.values()) - {"."}
_OF_ONE_LANGUAGE: Final = frozenset({"<ws>", "<ms>"})  # short forms mean something else elsewhere


@dataclass(slots=True)
class Node:
    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], str]] = field(default_factory=list)  # meaning, language or "" for all


class Match(NamedTuple):
    first: int
    end: int  # tokens
    meaning: tuple[str, ...]
    values: Values
    filled: int  # slots


class Trie:
    """All patterns of all languages. `add` first; then it only reads."""

    def __init__(self, slots: Mapping[str, Mapping[str, int | str]]) -> None:
        self._root = Node()
        self._slots = {name: _tree(words) for name, words in slots.items()}
        self._slot_words = frozenset(word for tree in self._slots.values() for word in tree.words)

    def add(self, phrase: str, meaning: str, language: str, *, at_home: bool) -> None:
        """File a pattern of a language. `at_home`: it holds in that language alone."""
        home = language if at_home else ""
        for parts in product(*map(_choices, phrase.split())):
            node = self._root
            for part in (one for some in parts for one in some):
                if part in _OF_ONE_LANGUAGE:
                    node = node.slots.setdefault(f"{part[1:-1]}.{language}", Node())
                    continue
                name = part[1:-1]
                branch = node.slots if part.startswith("<") else node.words
                node = branch.setdefault(name if part.startswith("<") else part, Node())
            if node is self._root:
                raise ValueError(f"The pattern '{phrase}' would match anything.")
            node.ends.append((tuple(meaning.split()), home))

    def words(self) -> frozenset[str]:
        """Return every word that a pattern or a slot knows."""
        found: set[str] = set()
        waiting = [self._root, *self._slots.values()]
        while waiting:
            node = waiting.pop()
            found.update(node.words)
            waiting += [*node.words.values(), *node.slots.values()]
        return frozenset(found)

    def find(self, tokens: Sequence[Token], languages: frozenset[str]) -> Iterator[Match]:
        """Yield the longest match that begins at each token; of several, the one that leaves least open."""
        for first, token in enumerate(tokens):
            text = token.text
            if not (text in self._root.words or text in self._slot_words or text[0].isdigit()):
                continue
            best: Match | None = None
            for match in self._from(tokens, first, languages):
                if best is None or (match.end, -match.filled) > (best.end, -best.filled):
                    best = match
            if best:
                yield best

    def _from(self, tokens: Sequence[Token], first: int, languages: frozenset[str]) -> Iterator[Match]:
        waiting: list[tuple[Node, int, dict[str, int | str], int]] = [(self._root, first, {}, 0)]
        while waiting:
            node, at, values, filled = waiting.pop()
            for meaning, home in node.ends:
                if not home or home in languages:
                    yield Match(first, at, meaning, values, filled)
            if at == len(tokens):
                continue
            text = tokens[at].text
            following = node.words.get(text)
            if following:
                waiting.append((following, at + 1, values, filled))
            if node.slots and (text in self._slot_words or text[0].isdigit()):
                for name, after in node.slots.items():
                    for end, value in self._fill(name, tokens, at):
                        waiting.append((after, end, {**values, _known_as(name): value}, filled + 1))

    def _fill(self, name: str, tokens: Sequence[Token], at: int) -> Iterable[tuple[int, int | str]]:
        if tokens[at].text.isdigit():
            return _figures(name, tokens, at)
        tree = self._slots.get(name)
        return _walk(tree, tokens, at) if tree and tokens[at].text in tree.words else ()


def _known_as(slot: str) -> str:
    name = slot.partition(".")[0]
    return {"ms": "month", "ws": "wd"}.get(name, "dom" if name in _ENDINGS else name)


def _choices(part: str) -> list[list[str]]:
    if part.startswith("<"):
        name = part.rstrip("?")
        return [[name], []] if part.endswith("?") else [[name]]
    found = [_PART.findall(choice.replace("_", " ")) for choice in part.rstrip("?").split("|")]
    return [*found, []] if part.endswith("?") and part != "?" else found


def _tree(words: Mapping[str, int | str]) -> Node:
    root = Node()
    for word, value in words.items():
        node = root
        for part in _PART.findall(word):
            node = node.words.setdefault(part, Node())
        node.ends.append(((str(value),), ""))
    return root


def _walk(node: Node, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int | str]]:
    while at < len(tokens):
        following = node.words.get(tokens[at].text)
        if following is None:
            return
        node, at = following, at + 1
        if node.ends:
            value = node.ends[0][0][0]
            yield at, int(value) if value.isdigit() else value


def _figures(name: str, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int | str]]:
    text = tokens[at].text
    number = int(text) if len(text) <= _YEAR_FIGURES else 0
    if (name == "n" and number > 0 and len(text) <= _MOST_FIGURES) or (name == "y" and len(text) == _YEAR_FIGURES):
        yield at + 1, number
    elif (name == "dom" or name in _ENDINGS) and 0 < number <= _DAYS_OF_MONTH and not _in_figures(tokens, at):
        if name == "dom":
            yield at + 1, number
        ending = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            ending
            and ending.text in _ENDINGS.get(name, _ANY_ENDING)
            and ending.start - tokens[at].end <= (name == "domgo")
        ):
            yield at + 2, number


def _in_figures(tokens: Sequence[Token], at: int) -> bool:
    """Whether the figures are a part of more: "3.5", "10:30", "1/2", "12-14"."""
    for sign, beyond in ((at - 1, at - 2), (at + 1, at + 2)):
        if min(sign, beyond) >= 0 and max(sign, beyond) < len(tokens):
            glued = abs(tokens[beyond].start - tokens[at].start) <= 6  # noqa: PLR2004 - "2026", a sign, no space
            whole = _together(tokens, *sorted((at, beyond)))
            if tokens[sign].text in {".", ",", "/", ":"} and tokens[beyond].text.isdigit() and glued and whole:
                return True
    return False


def _together(tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(tokens[place].end == tokens[place + 1].start for place in range(first, last))
