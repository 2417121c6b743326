"""Opening a store: the URL, the pool, the schema, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import QueuePool, StaticPool

from bot.domain.errors import Rejected
from bot.store.migrate import is_current, upgrade_engine
from bot.store.sealing import MasterKeys
from bot.store.secrets_of_store import address_hasher
from bot.store.store import SqlStore

_BUSY_SECONDS: Final = 30.0  # how long one SQLite writer waits for another process
_WAL_PAGES: Final = 8192  # 32 MiB between checkpoints: fewer stalls in a burst
_CACHE_KIB: Final = 65536


def open_store(url: str, master_keys: Sequence[bytes], *, pool_size: int = 8, migrate: bool | None = None) -> SqlStore:
    """A store on `sqlite:///PATH`, `sqlite://` (in memory, one process) or `postgresql://...`.

    The first master key seals, all of them open (rotation). SQLite upgrades its schema itself, PostgreSQL only when
    `migrate` is true. Raises Rejected for a URL that cannot be used, a database that does not answer, a schema that
    is missing or older, or a master key that is not the database's.
    """
    master = MasterKeys(master_keys)
    engine = make_engine(url, pool_size=pool_size)
    try:
        _bring_up(engine, migrate=engine.dialect.name == "sqlite" if migrate is None else migrate)
        return SqlStore(engine, master, address_hasher(engine, master))
    except (OperationalError, psycopg.OperationalError) as error:
        engine.dispose()
        raise Rejected(f"The database does not answer: {_first_line(error)}") from error
    except Rejected:
        engine.dispose()
        raise


def _bring_up(engine: sa.Engine, *, migrate: bool) -> None:
    if migrate:
        upgrade_engine(engine)
    elif not is_current(engine):
        raise Rejected("The database's schema is missing or older than this program: run `followup db upgrade`.")


def upgrade(url: str) -> None:
    """Bring the schema up to date (`followup db upgrade`). Raises Rejected when the database does not answer."""
    engine = make_engine(url, pool_size=1)
    try:
        upgrade_engine(engine)
    except OperationalError as error:
        raise Rejected(f"The database does not answer: {_first_line(error)}") from error
    finally:
        engine.dispose()


def make_engine(url: str, *, pool_size: int) -> sa.Engine:
    """The engine for a URL of either database. Raises Rejected for any other."""
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        raise Rejected(f"FOLLOWUP_DATABASE_URL is not a database URL: {_EXAMPLES}") from None
    try:
        match parsed.get_backend_name():
            case "sqlite":
                return _sqlite(parsed, pool_size)
            case "postgresql" | "postgres":
                return _postgresql(parsed.set(drivername="postgresql+psycopg"), pool_size)
            case _:
                pass
    except NoSuchModuleError:
        pass
    raise Rejected(f"FOLLOWUP_DATABASE_URL names a database that is not supported: {_EXAMPLES}")


_EXAMPLES: Final = "use sqlite:///followup.db or postgresql://user@host/name."


def _sqlite(url: sa.URL, pool_size: int) -> sa.Engine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory and not Path(str(url.database)).absolute().parent.is_dir():
        raise Rejected(f"The folder of the database {url.database} does not exist.")
    arguments: dict[str, Any] = {
        "check_same_thread": False,
        "timeout": _BUSY_SECONDS,
        "cached_statements": 512,
        "isolation_level": None,  # the unit of work says BEGIN IMMEDIATE itself
    }
    engine = (
        sa.create_engine(url.set(drivername="sqlite"), connect_args=arguments, poolclass=StaticPool)
        if in_memory
        else sa.create_engine(
            url.set(drivername="sqlite"),
            connect_args=arguments,
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=pool_size,
        )
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"wal_autocheckpoint = {_WAL_PAGES}",
        f"cache_size = -{_CACHE_KIB}",
        "temp_store = MEMORY",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    """For migrations, which go through Core: DDL is transactional on SQLite once the driver keeps out of it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: sa.URL, pool_size: int) -> sa.Engine:
    engine = sa.create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=False, pool_recycle=1800)
    sa.event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    connection.execute("SET TIME ZONE 'UTC'")
    connection.execute("SET jit = off")  # compiling costs more than any query here runs
    connection.execute("SET lock_timeout = '30s'")
    connection.execute("SET idle_in_transaction_session_timeout = '120s'")
    connection.commit()


def _first_line(error: Exception) -> str:
    inner = error.orig if isinstance(error, DBAPIError) else error
    return str(inner).strip().splitlines()[0] if str(inner).strip() else type(inner).__name__
