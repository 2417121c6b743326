"""A desk on each kind of database; on SQLite alone where the database does not matter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from bot.sandbox.slack import SlackSandbox
from bot.slack.manifest import manifest
from bot.store.store import SqlStore
from tests.flow.slack_desk.desk import DeskWorld
from tests.flow.web.world import PUBLIC, START


async def _desk(store: SqlStore, folder: Path) -> AsyncIterator[DeskWorld]:
    holder: list[DeskWorld] = []
    # With the scopes of the shipped manifest and no other: a method that needs more is refused.
    scopes = yaml.safe_load(manifest(PUBLIC))["oauth_config"]["scopes"]["bot"]
    sandbox = SlackSandbox(now=lambda: holder[0].now if holder else START, scopes=scopes)
    url = await sandbox.start(port=0)
    holder.append(DeskWorld(store, folder, sandbox, url))
    await holder[0].start()
    yield holder[0]
    await holder[0].stop()
    await sandbox.stop()


@pytest.fixture
async def desk(store: SqlStore, tmp_path: Path) -> AsyncIterator[DeskWorld]:
    async for one in _desk(store, tmp_path):
        yield one


@pytest.fixture
async def sqlite_desk(sqlite_store: SqlStore, tmp_path: Path) -> AsyncIterator[DeskWorld]:
    async for one in _desk(sqlite_store, tmp_path):
        yield one
