"""Reading mappings strictly: a closed set of keys, and a parser for each value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.authored.nodes import Listing, Node, Table, Text
from bot.authored.problems import Place, Problems
from bot.authored.values import shown, similar
from bot.domain.errors import Rejected

T = TypeVar("T")
D = TypeVar("D")


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
