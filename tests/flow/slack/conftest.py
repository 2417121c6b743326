"""A posting world on each kind of database; on PostgreSQL alone where several workers matter."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.sandbox.slack import SlackSandbox
from bot.store.engine import open_store
from bot.store.store import SqlStore
from tests.conftest import MASTER_KEY
from tests.flow.slack.posting import PostingWorld
from tests.flow.web.world import START


async def _world(store: SqlStore, folder: Path) -> AsyncIterator[PostingWorld]:
    made: list[PostingWorld] = []

    def now() -> datetime:
        return made[0].now if made else START

    sandbox = SlackSandbox(now=now, monotonic=lambda: now().timestamp())
    url = await sandbox.start(port=0)
    made.append(PostingWorld(store, folder, sandbox, url))
    yield made[0]
    await made[0].stop()
    await sandbox.stop()


@pytest.fixture
async def world(store: SqlStore, tmp_path: Path) -> AsyncIterator[PostingWorld]:
    async for one in _world(store, tmp_path):
        yield one


@pytest.fixture
async def sqlite_world(sqlite_store: SqlStore, tmp_path: Path) -> AsyncIterator[PostingWorld]:
    async for one in _world(sqlite_store, tmp_path):
        yield one


@pytest.fixture
async def postgresql_world(postgresql_store: SqlStore, tmp_path: Path) -> AsyncIterator[PostingWorld]:
    async for one in _world(postgresql_store, tmp_path):
        yield one


@pytest.fixture
def open_other(postgresql_url: str) -> Iterator[Callable[[], SqlStore]]:
    """Further stores on the same PostgreSQL database, as further processes have them."""
    opened: list[SqlStore] = []

    def open_one() -> SqlStore:
        opened.append(open_store(postgresql_url, [MASTER_KEY]))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
