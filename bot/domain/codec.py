"""Events and cases as plain data and back, exactly.

A dataclass becomes a dict with one entry a field: enums as their strings, days and times as ISO 8601, tuples as
lists. An event's type is the name of its class. The shape is also that which orjson gives to the same dataclass, so
the store may write with it; a property test holds the two together.

Reading is strict. A field that is missing takes its default (data written before the field existed); a missing
field without a default, an unknown field and an unknown value are Faults: nothing is dropped silently.

The functions of each class are written out as source and compiled once, field by field, because they run for
every event and every case: reflection at each call costs ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from bot.domain.case import Case
from bot.domain.errors import Fault
from bot.domain.events import Event

type_names: Final[Mapping[str, type]] = {cls.__name__: cls for cls in get_args(Event)}
_PLAIN: Final = (str, int, float, bool)

Plain = dict[str, Any]


def encode_event(event: Event) -> Plain:
    cls: type = type(event)
    return _encoder(cls)(event)  # type: ignore[no-any-return]


def decode_event(type_name: str, data: Mapping[str, Any]) -> Event:
    """Raises Fault for an unknown type, an unknown field, or a value that cannot be read."""
    cls = type_names.get(type_name)
    if cls is None:
        raise Fault(f"The log holds an event of the unknown type {type_name!r}")
    return _decoder(cls)(data)  # type: ignore[no-any-return]


def encode_case(case: Case) -> Plain:
    return _encoder(Case)(case)  # type: ignore[no-any-return]


def decode_case(data: Mapping[str, Any]) -> Case:
    """Raises Fault for an unknown field or a value that cannot be read."""
    return _decoder(Case)(data)  # type: ignore[no-any-return]


# --- writing --------------------------------------------------------------------------------


@cache
def _encoder(cls: type) -> Callable[[Any], Any]:
    names: dict[str, Any] = {}
    hints = get_type_hints(cls)
    parts = [f"{f.name!r}: {_written(hints[f.name], f'x.{f.name}', names)}" for f in _fields(cls)]
    return _compiled(f"def run(x):\n    return {{{', '.join(parts)}}}\n", names)


def _written(hint: Any, value: str, names: dict[str, Any]) -> str:
    """The expression that makes a value of this type plain."""
    inner = _optional(hint)
    if inner is not None:
        written = _written(inner, value, names)
        return value if written == value else f"(None if {value} is None else {written})"
    if get_origin(hint) is tuple:
        item = f"v{len(names)}"
        names[item] = None  # reserves the name
        return f"[{_written(get_args(hint)[0], item, names)} for {item} in {value}]"
    if hint in _PLAIN:
        return value
    if issubclass(hint, Enum):
        return f"{value}.value"
    if issubclass(hint, date):
        return f"{value}.isoformat()"
    return f"{_named(names, _encoder(hint))}({value})"


# --- reading --------------------------------------------------------------------------------


@cache
def _decoder(cls: type) -> Callable[[Mapping[str, Any]], Any]:
    names: dict[str, Any] = {"cls": cls, "with_defaults": _with_defaults}
    hints = get_type_hints(cls)
    parts = [_read(hints[f.name], f"d[{f.name!r}]", names) for f in _fields(cls)]
    source = (
        "def run(d):\n"
        f"    if len(d) == {len(parts)}:\n"
        "        try:\n"
        f"            return cls({', '.join(parts)})\n"
        "        except KeyError:\n"
        "            pass\n"
        "    return with_defaults(cls, d)\n"
    )
    return _compiled(source, names)


def _read(hint: Any, value: str, names: dict[str, Any]) -> str:
    """The expression that reads a plain value as this type. An enum is looked up: half the time of a call."""
    inner = _optional(hint)
    if inner is not None:
        read = _read(inner, value, names)
        return value if read == value else f"(None if {value} is None else {read})"
    if get_origin(hint) is tuple:
        item = f"v{len(names)}"
        names[item] = None
        return f"tuple([{_read(get_args(hint)[0], item, names)} for {item} in {value}])"
    if hint in _PLAIN:
        return value
    if issubclass(hint, Enum):
        return f"{_named(names, {member.value: member for member in hint})}[{value}]"
    if issubclass(hint, date):
        return f"{_named(names, hint.fromisoformat)}({value})"
    return f"{_named(names, _decoder(hint))}({value})"


def _with_defaults(cls: type, data: Mapping[str, Any]) -> Any:
    """The slow way, for data of another version: fills in defaults, refuses what it does not know."""
    known = {f.name: f for f in _fields(cls)}
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise Fault(f"Stored {cls.__name__} has unknown fields: {', '.join(unknown)}")
    readers, values = _field_readers(cls), {}
    for name, field in known.items():
        if name in data:
            try:
                values[name] = readers[name](data[name])
            except KeyError as error:
                raise Fault(f"Stored {cls.__name__}.{name} has the unknown value {error}") from error
        elif field.default is MISSING and field.default_factory is MISSING:
            raise Fault(f"Stored {cls.__name__} has no {name}")
    return cls(**values)


@cache
def _field_readers(cls: type) -> Mapping[str, Callable[[Any], Any]]:
    readers = {}
    for name, hint in get_type_hints(cls).items():
        names: dict[str, Any] = {}
        readers[name] = _compiled(f"def run(d):\n    return {_read(hint, 'd', names)}\n", names)
    return readers


# --- both --------------------------------------------------------------------------------


def _fields(cls: type) -> tuple[Field[Any], ...]:
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is not a dataclass")
    return fields(cls)


def _optional(hint: Any) -> Any:
    """X of `X | None`, else None."""
    if get_origin(hint) not in (UnionType, Union):
        return None
    (inner,) = _without_none(hint)
    return inner


def _without_none(hint: Any) -> Iterator[Any]:
    return (arg for arg in get_args(hint) if arg is not NoneType)


def _named(names: dict[str, Any], value: Any) -> str:
    name = f"f{len(names)}"
    names[name] = value
    return name


def _compiled(source: str, names: dict[str, Any]) -> Callable[[Any], Any]:
    names["tuple"] = tuple
    exec(compile(source, "<codec>", "exec"), names)  # noqa: S102 - the source is made of our own field names only
    run: Callable[[Any], Any] = names["run"]
    return run
