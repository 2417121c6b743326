"""The schema's versions: Alembic, configured here instead of in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

_SCRIPTS: Final = Path(__file__).parent / "migrations"
_UPGRADE_LOCK: Final = 7_305_410  # any number, the same in every process


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def is_current(engine: sa.Engine) -> bool:
    """Whether the database has exactly this program's schema."""
    with engine.connect() as connection:
        return _current(connection) == _newest()


def upgrade_engine(engine: sa.Engine) -> None:
    """Run the missing migrations in one transaction; a second process waits for the first."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
        if _current(connection) != _newest():
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _current(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()
