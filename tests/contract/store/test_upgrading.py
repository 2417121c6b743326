"""A database of an earlier version, with cases in it, becomes one of this version and works on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command

from bot.app.records import CustomerChange
from bot.app.staff.announcing import card
from bot.store.columns import to_micros
from bot.store.engine import make_engine, open_store, upgrade
from bot.store.migrate import alembic_config
from tests.conftest import MASTER_KEY
from tests.contract.store.making import NOW, message, new_case, queued, with_case

AT_FIRST = "0001"
NEW_TABLES = ("posts", "post_queues")
NEW_COLUMNS = ("ping_at", "unheard_since", "ledger_email_key", "ledger_phone_key", "ledger_language", "transaction_id")


def _first_version(url: str) -> sa.Engine:
    engine = make_engine(url, pool_size=1)
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, AT_FIRST)
    return engine


def _as_of_the_first_version(url: str, tmp_path) -> str:
    """The rows of a case of today, as far as the first version had columns for them, in a database of that version."""
    store = open_store(f"sqlite:///{tmp_path / 'today.db'}", [MASTER_KEY])
    case = with_case(store)
    rows = {}
    with store.begin() as unit:
        for table in ("customers", "contacts", "customer_keys", "cases", "events", "meta", "person_counters"):
            columns = [row[1] for row in unit.db.rows(f"PRAGMA table_info({table})")]
            kept = [name for name in columns if name not in NEW_COLUMNS]
            rows[table] = [
                dict(zip(kept, row, strict=True)) for row in unit.db.rows(f"SELECT {', '.join(kept)} FROM {table}")
            ]
    store.close()
    engine = _first_version(url)
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for table, found in rows.items():
            for row in found:
                connection.execute(tables.tables[table].insert(), _typed(tables.tables[table], row))
    engine.dispose()
    return case.id


def _typed(table: sa.Table, row: dict) -> dict:
    """Microseconds and numbers as the other database wants them."""

    def one(name, value):
        kind = table.c[name].type
        if value is not None and isinstance(kind, sa.DateTime):
            return NOW if value == to_micros(NOW) else None
        return bool(value) if isinstance(kind, sa.Boolean) else value

    return {name: one(name, value) for name, value in row.items()}


def assert_works_on(store) -> None:
    case = new_case()
    with store.begin() as unit:
        assert unit.bundles(["cu1"], NOW)["cu1"].cases == (case,)
        unit.save(
            [CustomerChange("cu1", (queued(case),), messages=(message(case),), posts=(card(case, NOW),))],
            NOW,
        )
        assert unit.db.value("SELECT state FROM posts") == "queued"


def test_sqlite_with_cases_upgrades_itself(tmp_path):
    url = f"sqlite:///{tmp_path / 'old.db'}"
    _as_of_the_first_version(url, tmp_path)
    store = open_store(url, [MASTER_KEY])
    assert_works_on(store)
    store.close()


def test_postgresql_with_cases_is_upgraded(databases, postgresql_server, tmp_path):
    name = databases.take()
    url = postgresql_server.format(name)
    engine = make_engine(url, pool_size=1)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    _as_of_the_first_version(url, tmp_path)
    upgrade(url)
    store = open_store(url, [MASTER_KEY])
    assert_works_on(store)
    store.close()
    databases.give_back(name)
