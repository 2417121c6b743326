"""Files that people write: YAML in which every value knows its place, read strictly, all problems at once.

Every scalar stays the text that was written: `on`, `10:00`, `0.10` are themselves, not true, 600 and a float.
Whoever wants something else than text passes a parser: a function from text to value that raises `Rejected`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TypeVar, cast

import yaml

from bot.domain.errors import Rejected

T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=Enum)

MAX_BYTES = 256 * 1024  # a playbook has some 10 kB; PyYAML reads about 1 MB in several seconds
MAX_DEPTH = 24
MAX_SHOWN = 60  # characters of a wrong value that a sentence repeats
FEW = 8  # so many choices are listed when nothing similar is found


@dataclass(frozen=True, slots=True, order=True)
class Place:
    file: str
    line: int  # from 1
    column: int  # from 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, in one sentence. `rule` is a short id that stays the same when words change."""

    file: str
    line: int
    column: int
    sentence: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


class ProblemsFound(Rejected):
    """Files that people wrote have problems: all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """Collects problems, so that none hides another."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, place: Place, sentence: str, rule: str) -> None:
        self._found.add(Problem(place.file, place.line, place.column, sentence, rule))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    def raise_any(self) -> None:
        """Raise ProblemsFound when there are any."""
        if self._found:
            raise ProblemsFound(self._found)


# --- what a file holds -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    place: Place
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    place: Place
    entries: Mapping[str, Node] = field(default_factory=dict)
    keys: Mapping[str, Place] = field(default_factory=dict)  # where each key stands

    def text(self, key: str) -> str:
        """The text under a key, or '' where there is none."""
        node = self.entries.get(key)
        return node.value if isinstance(node, Text) else ""


Node = Text | Listing | Table


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


# --- reading mappings strictly -----------------------------------------------------------------------------


class Fields:
    """One mapping with a closed set of keys. Reading notes what is wrong and gives the default instead."""

    def __init__(self, table: Table, what: str, problems: Problems, keys: Iterable[str]) -> None:
        """`what` names the mapping in sentences, as in "a step"; unknown keys are noted at once."""
        self.table = table
        self.problems = problems
        self._what = what
        known = tuple(keys)
        for key, place in table.keys.items():
            if key not in known:
                hint = similar(key, (free for free in known if free not in table.entries))
                problems.add(place, f"{shown(key)} is not known in {what}.{hint}", "unknown-key")

    def __contains__(self, key: str) -> bool:
        return key in self.table.entries

    def place(self, key: str) -> Place:
        """Where the key stands; the mapping's own place where it is missing."""
        return self.table.keys.get(key, self.table.place)

    def get(self, key: str, parse: Callable[[str], T], default: D) -> T | D:
        """The parsed text under a key; the default when it is missing or wrong."""
        node = self.table.entries.get(key)
        if node is None:
            return default
        value = parsed(node, parse, self.problems, key)
        return default if value is None else value

    def need(self, key: str, parse: Callable[[str], T], why: str = "") -> T | None:
        """Like `get`, but a missing key is a problem; `why` may add a sentence."""
        if key in self:
            return self.get(key, parse, None)
        sentence = f"{shown(key)} is missing in {self._what}.{' ' + why if why else ''}"
        self.problems.add(self.table.place, sentence, "missing-key")
        return None

    def many(self, key: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """A list of texts, or one text alone; wrong ones are noted and left out."""
        node = self.table.entries.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Listing) else (node,)
        values = (parsed(item, parse, self.problems, key) for item in items)
        return tuple(value for value in values if value is not None)

    def inner(self, key: str) -> Table | None:
        """The mapping under a key; None when it is missing or something else."""
        node = self.table.entries.get(key)
        if node is None or isinstance(node, Table):
            return node
        self.problems.add(node.place, f"{shown(key)} must hold `key: value` lines.", "wrong-type")
        return None

    def items(self, key: str) -> tuple[Node, ...]:
        """The list under a key; empty when it is missing or something else."""
        node = self.table.entries.get(key)
        if node is None or isinstance(node, Listing):
            return node.items if node else ()
        self.problems.add(node.place, f"{shown(key)} must be a list, each item after a dash.", "wrong-type")
        return ()


def parsed(node: Node, parse: Callable[[str], T], problems: Problems, key: str) -> T | None:
    """Parse one text; None after noting what is wrong with it."""
    if not isinstance(node, Text):
        problems.add(node.place, f"{shown(key)} must be one plain value.", "wrong-type")
    elif not node.value.strip():
        problems.add(node.place, f"Nothing is written after {shown(key)}.", "wrong-value")
    else:
        try:
            return parse(node.value.strip())
        except Rejected as error:
            problems.add(node.place, str(error), "wrong-value")
    return None


# --- words for sentences, and parsers ----------------------------------------------------------------------


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
