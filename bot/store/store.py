"""The store: hands out units of work."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from threading import Lock
from types import TracebackType
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from bot.domain.errors import Fault, Outage
from bot.store.case_cache import CaseCache
from bot.store.database import Database
from bot.store.dialects import Postgresql, SqlDialect, Sqlite
from bot.store.keys import UnitKeys
from bot.store.sealing import AddressHasher, KeyCache, MasterKeys
from bot.store.unit import SqlUnit

_OUTAGES: Final = (sqlite3.OperationalError, psycopg.OperationalError)
_WRITER_SECONDS: Final = 60.0
_SNAPSHOT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class SqlStore:
    """Implements `bot.app.ports.Store`. Open it with `bot.store.engine.open_store`; `close` it at the end."""

    def __init__(self, engine: sa.Engine, master: MasterKeys, hasher: AddressHasher) -> None:
        self.engine = engine
        self.hasher = hasher
        self.master = master
        self.cache = KeyCache()
        self.case_cache = CaseCache()
        self.dialect: SqlDialect = Sqlite() if engine.dialect.name == "sqlite" else Postgresql()
        self.one_connection = isinstance(engine.pool, StaticPool)
        # SQLite has one writer. Threads queue here instead of in SQLite's own busy loop, which sleeps.
        self.writer = Lock()
        self.singletons: dict[str, Lock] = {}  # on SQLite, by the name of the work

    def begin(self) -> _Transaction:
        """A unit that may write; commits on success, rolls back on an exception."""
        return _Transaction(self, "BEGIN IMMEDIATE" if self.dialect.name == "sqlite" else "")

    def read(self) -> _Transaction:
        """A unit that only reads, one state of the whole database; on SQLite it does not keep writers out."""
        return _Transaction(self, "BEGIN" if self.dialect.name == "sqlite" else _SNAPSHOT)

    def close(self) -> None:
        self.engine.dispose()


class _Transaction(AbstractContextManager[SqlUnit, None]):
    """One `with store.begin()`. The driver is spoken to directly; the pool is SQLAlchemy's."""

    __slots__ = ("_begin", "_connection", "_driver", "_locked", "_store", "_unit")

    def __init__(self, store: SqlStore, begin: str) -> None:
        self._store = store
        self._begin = begin
        self._locked = False

    def __enter__(self) -> SqlUnit:
        store = self._store
        if store.one_connection:
            self._lock()
        self._connection = store.engine.raw_connection()
        driver: Any = self._connection.driver_connection
        self._driver = driver
        db = Database(driver.cursor(), store.dialect, self._start if self._begin else None)
        self._unit = SqlUnit(db, UnitKeys(db, store.master, store.cache), store.hasher, store.case_cache)
        return self._unit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._end(kind is None)
        except _OUTAGES as outage:
            raise Outage(f"The database failed: {outage}") from outage
        finally:
            self._connection.close()
            if self._locked:
                self._store.writer.release()
        if isinstance(error, _OUTAGES):
            raise Outage(f"The database failed: {error}") from error

    def _start(self) -> None:
        if self._begin == "BEGIN IMMEDIATE" and not self._locked:
            self._lock()
        self._driver.execute(self._begin)

    def _lock(self) -> None:
        if not self._store.writer.acquire(timeout=_WRITER_SECONDS):
            raise Fault("Another thread has kept the database busy for a minute")
        self._locked = True

    def _end(self, success: bool) -> None:  # noqa: FBT001 - the two ways to end
        if self._unit.db.begun:
            if success:
                self._driver.commit()
            else:
                self._driver.rollback()
        if success:
            self._unit.keys.committed()
