"""Work that only one process may do at a time: publishing heads, daily reports."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from bot.store.store import SqlStore

_NAMESPACE: Final = 7305  # first half of PostgreSQL's advisory lock key: ours


@contextmanager
def singleton(store: SqlStore, name: str) -> Iterator[bool]:
    """Whether this process may do the work `name`; it may until the block ends. Never waits.

    PostgreSQL: an advisory lock of the session, gone with a process that dies. SQLite: one process owns the file.
    """
    if store.dialect.name == "sqlite":
        lock = store.singletons.setdefault(name, Lock())
        mine = lock.acquire(blocking=False)
        try:
            yield mine
        finally:
            if mine:
                lock.release()
        return
    connection = store.engine.raw_connection()
    try:
        cursor = connection.cursor()
        key = (_NAMESPACE, zlib.crc32(name.encode()) - (1 << 31))
        cursor.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", key)
        (mine,) = cursor.fetchone() or (False,)
        connection.commit()
        try:
            yield bool(mine)
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", key)
                connection.commit()
    finally:
        connection.close()
