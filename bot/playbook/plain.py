"""The canonical form of a resolved playbook: what the database keeps and what the digest is taken over."""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache
from typing import Any

from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook

VERB = "does"  # names the class where a field may hold one of several


def with_digest(playbook: Playbook) -> Playbook:
    """The same playbook under the digest of its canonical form."""
    return replace(playbook, digest=digest_of(to_plain(playbook)))


def digest_of(plain: Mapping[str, Any]) -> str:
    """SHA-256 (hex) over the canonical JSON: sorted keys, no spaces, UTF-8, without the digest itself."""
    content = {key: value for key, value in plain.items() if key != "digest"}
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def canonical_json(plain: Any) -> str:
    """The one JSON text of plain values: sorted keys, no spaces, as UTF-8."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(playbook: Playbook) -> str:
    """The text that the database keeps under the playbook's digest."""
    return canonical_json(to_plain(playbook))


def parse(text: str) -> Playbook:
    """Turn the kept text back into the playbook. Raises Rejected on a text that is none."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise Rejected(f"This is not the canonical form of a playbook: {error}.") from error
    return from_plain(plain)


def to_plain(playbook: Playbook) -> dict[str, Any]:
    """Turn a playbook into plain JSON values; `from_plain` gives back an equal one."""
    plain: dict[str, Any] = plain_values(playbook)
    del plain[VERB], plain["digest"]
    return plain


def from_plain(plain: Mapping[str, Any]) -> Playbook:
    """Turn the canonical form back. The digest is that of the given form. Raises Rejected on a bad one."""
    try:
        playbook: Playbook = _object(Playbook, plain)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Rejected(f"This is not the canonical form of a playbook: {error!r}.") from error
    return replace(playbook, digest=digest_of(plain))


def plain_values(value: Any) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """Turn any value of the domain's models into plain JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = {part.name: plain_values(getattr(value, part.name)) for part in fields(value)}
        return {VERB: type(value).__name__, **inner}
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain_values(key)): plain_values(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain_values(inner) for inner in value)
    return [plain_values(inner) for inner in value] if isinstance(value, tuple) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _object(kind: Any, plain: Any) -> Any:
    """A dataclass from its plain form; fields that the form lacks take their defaults."""
    hints = _hints(kind)
    given = {key: _value(hints[key], value) for key, value in plain.items() if key != VERB}
    return kind(**given) if kind is not Playbook else kind(**{"digest": "", **given})


def _value(hint: Any, plain: Any) -> Any:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return _one_of(inside, plain)
    if origin in {tuple, frozenset}:
        return origin(_value(inside[0], item) for item in plain)
    if origin is not None:  # the only other generic of the model is Mapping
        return {_value(inside[0], key): _value(inside[1], item) for key, item in plain.items()}
    return _object(hint, plain) if is_dataclass(hint) else _scalar(hint, plain)


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    """A union is a value or None, one of several dataclasses, or one of several closed lists."""
    if plain is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    if len(kinds) == 1:
        return _value(kinds[0], plain)
    if isinstance(plain, Mapping):
        return _object({kind.__name__: kind for kind in kinds}[plain[VERB]], plain)
    return {member.value: member for kind in kinds for member in kind}[plain]


def _scalar(kind: Any, plain: Any) -> Any:
    if issubclass(kind, IntEnum):
        return kind[plain.upper()]
    if issubclass(kind, time):
        return time.fromisoformat(plain)
    return kind(plain) if issubclass(kind, Enum | Decimal) else plain
