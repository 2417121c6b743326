from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.store import SqlStore
from tests.flow.staff.desk import Desk


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path) -> Desk:
    """An application on SQLite and on PostgreSQL, with the people of the shipped configuration."""
    return Desk(store, tmp_path)
