"""A world that asks, on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.smtp import SmtpSandbox
from bot.store.store import SqlStore
from tests.flow.inquiries.asking import AskingWorld


@pytest.fixture(scope="session")
def wired_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asking")


@pytest.fixture
async def world(store: SqlStore, tmp_path: Path, wired_folder: Path) -> AsyncIterator[AskingWorld]:
    relay = SmtpSandbox()
    await relay.start()
    made = AskingWorld(store, tmp_path, wired_folder, relay)
    yield made
    await made.poster.close()
    await relay.stop()
