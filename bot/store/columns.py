"""Column types that both databases keep alike, and short ways to declare columns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeEngine

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@lru_cache(maxsize=65_536)
def to_micros(at: datetime) -> int:
    """Microseconds since 1970 in UTC. Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("a datetime without a time zone reached the store")
    return (at - EPOCH) // _MICROSECOND


@lru_cache(maxsize=65_536)
def from_micros(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def from_stored(value: Any) -> datetime:
    """An instant as either database gives it."""
    return from_micros(value) if isinstance(value, int) else value


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware UTC datetime: timestamptz on PostgreSQL, integer microseconds on SQLite."""

    impl = sa.BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True))
        return dialect.type_descriptor(sa.BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return to_micros(value) if value is not None and dialect.name != "postgresql" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return from_micros(value) if value is not None and dialect.name != "postgresql" else value


def key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def text(name: str, default: str | None = None, *, index: bool = False) -> sa.Column[str]:
    """An obligatory text column; `default` is that of the server."""
    return sa.Column(name, sa.Text, nullable=False, server_default=default, index=index)


def optional(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text)


def number(name: str, default: int | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=None if default is None else str(default))


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def instant(name: str) -> sa.Column[datetime]:
    return sa.Column(name, Instant, nullable=False)


def optional_instant(name: str) -> sa.Column[datetime]:
    return sa.Column(name, Instant)


def sealed(name: str) -> sa.Column[bytes]:
    """Ciphertext of personal text; NULL = none, or erased."""
    return sa.Column(name, sa.LargeBinary)
