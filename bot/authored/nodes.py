"""What a file holds: texts, lists and mappings, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.authored.problems import Place


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
