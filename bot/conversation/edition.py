"""Which edition of understanding read a reply: a digest of the rules, the tables and the model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_NOT_READ = frozenset({"__pycache__", "corpus", "learning"})  # nothing there is used when a reply is read
_READ = (".py", ".txt")
LENGTH = 16  # hex digits


def edition(model: str) -> str:
    """Return sixteen hex digits for this code, its tables and a model's digest: the same reads the same."""
    return hashlib.sha256(f"{_tables()} {model}".encode()).hexdigest()[:LENGTH]


@lru_cache(maxsize=1)
def _tables() -> str:
    found = hashlib.sha256()
    for name, entry in _files(files("bot.conversation"), ""):
        found.update(f"{name}\n".encode())
        found.update(entry.read_bytes())
    return found.hexdigest()


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir() and entry.name not in _NOT_READ:
            yield from _files(entry, name)
        elif entry.name.endswith(_READ):
            yield name, entry
