"""Copies of frozen dataclasses with some fields changed, for those that change with every event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def changer(cls: type[T]) -> Callable[[T, Mapping[str, Any]], T]:
    """A `dataclasses.replace` for one class with slots, at a third of its cost: it sets the slots themselves.

    The class has no `__post_init__`: none would be called. An unknown field is a KeyError.
    """
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type] # a dataclass, said in the text
    setters = {name: getattr(cls, name).__set__ for name in names}
    every, read = list(setters.values()), attrgetter(*names)

    def changed(value: T, changes: Mapping[str, Any]) -> T:
        made = cls.__new__(cls)
        for assign, old in zip(every, read(value), strict=True):
            assign(made, old)
        for name, new in changes.items():
            setters[name](made, new)
        return made

    return changed
