"""Copies of frozen dataclasses with some fields changed, for those that change with every event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")

_SOURCE = """
def changed(value, changes):
    made = new(Twin)
{copies}
    for name, other in changes.items():
        setattr(made, name, other)
    made.__class__ = cls
    return made
"""


_MADE: dict[type, Callable[[Any, Mapping[str, Any]], Any]] = {}


def changer(cls: type[T]) -> Callable[[T, Mapping[str, Any]], T]:
    """A `dataclasses.replace` for one class with slots, at a fifth of its cost.

    A frozen class pays for each field that it sets. So a twin with the same slots that is not frozen is filled, by
    code that is written out for its fields (as `dataclasses` writes its own), and becomes the class at the end.

    Raises TypeError for a class that has a base, no slots, or a `__post_init__`, which would not be called. What is
    made raises AttributeError for an unknown field.
    """
    if cls not in _MADE:
        _MADE[cls] = _written(cls)
    return _MADE[cls]


def replace(value: T, /, **changes: Any) -> T:
    """`dataclasses.replace` by a `changer`: see there for what it needs and raises."""
    made: T = (_MADE.get(type(value)) or changer(type(value)))(value, changes)
    return made


def _written(cls: type[Any]) -> Callable[[Any, Mapping[str, Any]], Any]:
    names = [field.name for field in fields(cls)]
    if cls.__base__ is not object or tuple(vars(cls).get("__slots__", ())) != tuple(names):
        raise TypeError(f"{cls.__name__} is no plain dataclass with slots.")
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} has a __post_init__, which would not be called.")
    known: dict[str, Any] = {"new": object.__new__, "cls": cls, "Twin": type("Twin", (), {"__slots__": tuple(names)})}
    copies = "\n".join(f"    made.{name} = value.{name}" for name in names)
    exec(_SOURCE.format(copies=copies), known)  # noqa: S102 - nothing but the names of our own fields
    made: Callable[[Any, Mapping[str, Any]], Any] = known["changed"]
    return made
