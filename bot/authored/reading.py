"""From the octets of a file to nodes that know their place. YAML without aliases, tags and guessed types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.authored.nodes import Listing, Node, Table, Text
from bot.authored.problems import Place, Problems
from bot.authored.values import shown

MAX_BYTES = 256 * 1024  # a playbook has some 10 kB; PyYAML reads about 1 MB in several seconds
MAX_DEPTH = 24


def read_file(path: Path, problems: Problems) -> Table | None:
    """Read a file whose top is a mapping. None when nothing can be read; the problems say why."""
    name = str(path)
    start = Place(name, 1, 1)
    try:
        raw = path.read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        problems.add(start, f"The file cannot be read: {error.strerror}.", "unreadable")
        return None
    if len(raw) > MAX_BYTES:
        problems.add(start, f"The file is larger than {MAX_BYTES // 1024} kB.", "too-large")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        problems.add(Place(name, line, column), "The file is not UTF-8 text from here on.", "not-utf8")
        return None
    return read_text(text, problems, name)


def read_text(text: str, problems: Problems, name: str) -> Table | None:
    """Read a document whose top is a mapping. None when nothing can be read; the problems say why."""
    try:
        node = _Builder(name, problems).document(text)
    except _GivenUp:
        return None
    except yaml.YAMLError as error:
        problems.add(*_why(error, text, name), "syntax")
        return None
    if node is None:
        problems.add(Place(name, 1, 1), "The file is empty.", "empty")
    elif not isinstance(node, Table):
        problems.add(node.place, "The file must hold `key: value` lines at its top.", "wrong-type")
    return node if isinstance(node, Table) else None


def _why(error: yaml.YAMLError, text: str, name: str) -> tuple[Place, str]:
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        place = Place(name, before.count("\n") + 1, error.position - before.rfind("\n"))
        return place, "A control character stands here; only plain text is allowed."
    mark = getattr(error, "problem_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
    what = str(getattr(error, "problem", None) or error)
    if "'\\t'" in what:
        return place, "A tab stands here; indent with spaces."
    return place, f"This is not valid YAML: {what}."


class _GivenUp(Exception):  # noqa: N818 - not an error: the problem is already noted
    """Reading on would be of no use."""


class _Builder:
    """Turns PyYAML's events into nodes. Aliases are refused, not followed: nothing can blow up."""

    def __init__(self, name: str, problems: Problems) -> None:
        self._name = name
        self._problems = problems
        self._events: Iterator[yaml.Event] = iter(())

    def document(self, text: str) -> Node | None:
        self._events = yaml.parse(text, Loader=yaml.BaseLoader)
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(self._next(), depth=0)
        self._next()  # the document ends
        rest = self._next()
        if not isinstance(rest, yaml.StreamEndEvent):
            self._note(rest, "A second document begins here; a file holds one.", "second-document")
        return None if isinstance(node, Text) and not node.value else node

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + 1, mark.column + 1) if mark else Place(self._name, 1, 1)

    def _note(self, event: yaml.Event, sentence: str, rule: str) -> None:
        self._problems.add(self._place(event), sentence, rule)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._note(event, f"This is nested more than {MAX_DEPTH} deep.", "too-deep")
            raise _GivenUp
        if getattr(event, "anchor", None):
            self._note(event, "Anchors (&) and aliases (*) are not allowed; write the value out.", "alias")
        if getattr(event, "tag", None):
            self._note(event, "Tags (!) are not allowed; write plain text.", "tag")
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event, depth)
        return Text(self._place(event), event.value if isinstance(event, yaml.ScalarEvent) else "")

    def _listing(self, start: yaml.Event, depth: int) -> Listing:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Listing(self._place(start), tuple(items))

    def _table(self, start: yaml.Event, depth: int) -> Table:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Text):
                self._problems.add(key.place, "A key must be plain text.", "wrong-type")
            elif key.value in entries:
                first = keys[key.value].line
                sentence = f"{shown(key.value)} is written twice; it already stands in line {first}."
                self._problems.add(key.place, sentence, "duplicate-key")
            else:
                entries[key.value] = value
                keys[key.value] = key.place
        return Table(self._place(start), entries, keys)
