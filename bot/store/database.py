"""One transaction on one connection of the pool: plain SQL in, tuples out.

SQLAlchemy owns the pool, the tables and the migrations; statements go to the driver directly, because a Core
connection costs 25 µs a unit and 12 µs a statement where the whole empty tick may cost 30.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.dialects import BulkSql, Row, SqlDialect, insert_sql, update_sql


class Database:
    """The open transaction of a unit."""

    __slots__ = ("_begin", "_begun", "_cursor", "dialect")

    def __init__(self, cursor: Any, dialect: SqlDialect, begin: Callable[[], None] | None) -> None:
        self._cursor = cursor
        self._begin = begin  # None where the driver begins by itself
        self._begun = begin is None
        self.dialect = dialect

    @property
    def begun(self) -> bool:
        return self._begun

    def _ready(self) -> None:
        if not self._begun and self._begin is not None:
            self._begin()
            self._begun = True

    def rows(self, sql: str, *params: Any) -> list[Row]:
        self._ready()
        return self._cursor.execute(  # type: ignore[no-any-return]  # DB-API
            self.dialect.translate(sql), self.dialect.bind(params)
        ).fetchall()

    def lock(self, sql: str, *params: Any) -> None:
        """Lock rows (`SELECT ... FOR UPDATE`), for PostgreSQL; on SQLite the unit is the only writer anyway."""
        if self.dialect.locks_rows:
            self.rows(sql, *params)
        else:
            self._ready()

    def row(self, sql: str, *params: Any) -> Row | None:
        found = self.rows(sql, *params)
        return found[0] if found else None

    def value(self, sql: str, *params: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, *params)
        return found[0] if found else None

    def run(self, sql: str, *params: Any) -> int:
        """Number of rows that it touched."""
        self._ready()
        self._cursor.execute(self.dialect.translate(sql), self.dialect.bind(params))
        return int(self._cursor.rowcount)

    def peek(self, sql: str, *params: Any) -> bool:
        """Whether a query finds anything, without opening the transaction where that would lock out writers."""
        found = self._cursor.execute(self.dialect.translate(sql), self.dialect.bind(params)).fetchone()
        return found is not None

    def bulk(self, sql: BulkSql, rows: Sequence[Row]) -> int:
        if not rows:
            return 0
        self._ready()
        return self.dialect.bulk(self._cursor, sql, rows)

    def insert(self, table: sa.Table, columns: tuple[str, ...], rows: Sequence[Row], conflict: str = "") -> int:
        return self.bulk(insert_sql(table, columns, conflict), rows)

    def update(
        self,
        table: sa.Table,
        columns: tuple[str, ...],
        where: tuple[str, ...],
        rows: Sequence[Row],
        *,
        extra: str = "",
        more: str = "",
    ) -> int:
        return self.bulk(update_sql(table, columns, where, extra, more), rows)

    def when(self, value: Any) -> datetime | None:
        """A stored instant as an aware datetime."""
        return self.dialect.when(value)

    def instant(self, value: Any) -> datetime:
        """A stored instant that is never NULL."""
        found = self.dialect.when(value)
        if found is None:
            raise ValueError("an obligatory instant is missing")
        return found


def in_order(ids: Iterable[str]) -> list[str]:
    """Ids once each, in the order in which rows are locked."""
    return sorted(set(ids))
