"""A world on each kind of database."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.store import SqlStore
from tests.flow.web.world import World


@pytest.fixture
def world(store: SqlStore, tmp_path: Path) -> World:
    return World(store, tmp_path)
