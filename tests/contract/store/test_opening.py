"""Opening a store: what is wrong with a URL, a schema or a key is said in a sentence."""

from __future__ import annotations

import threading

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.domain.errors import Rejected
from bot.store.engine import open_store, upgrade
from bot.store.migrate import alembic_config
from bot.store.tables import metadata
from tests.conftest import MASTER_KEY
from tests.contract.store.making import NOW, customer


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("followup.db", "not a database URL"),
        ("mysql://localhost/x", "not supported"),
        ("oracle+nothing://localhost/x", "not supported"),
        ("sqlite:////no/such/folder/x.db", "does not exist"),
        ("postgresql://nobody@127.0.0.1:1/x", "does not answer"),
    ],
)
def test_a_wrong_url_is_refused(url, sentence):
    with pytest.raises(Rejected, match=sentence):
        open_store(url, [MASTER_KEY])


def test_postgresql_without_schema_is_refused_until_it_is_upgraded(postgresql_server):
    """Several processes may upgrade at once."""
    with psycopg.connect(postgresql_server.format("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE bare")
    url = postgresql_server.format("bare")
    with pytest.raises(Rejected, match="followup db upgrade"):
        open_store(url, [MASTER_KEY])
    threads = [threading.Thread(target=upgrade, args=(url,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    open_store(url, [MASTER_KEY]).close()
    with psycopg.connect(postgresql_server.format("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE bare WITH (FORCE)")


def test_sqlite_upgrades_itself(tmp_path):
    """A new file gets the newest schema; opened again it keeps what is in it."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    for before in (0, 1):
        store = open_store(url, [MASTER_KEY])
        with store.begin() as unit:
            assert unit.db.value("SELECT version_num FROM alembic_version") == newest
            assert unit.db.value("SELECT count(*) FROM customers") == before
            unit.put_customers([customer(1)], NOW)
        store.close()


def test_another_master_key_is_refused(store, database_url):
    with pytest.raises(Rejected, match="FOLLOWUP_MASTER_KEY is not the key"):
        open_store(database_url, [b"x" * 32])


def test_the_migrations_make_the_tables_of_the_program(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": False})
        assert compare_metadata(context, metadata) == []


def test_a_store_in_memory_serves_threads():
    """Demo and replay use one that is thrown away."""
    store = open_store("sqlite://", [MASTER_KEY])

    def put(n):
        with store.begin() as unit:
            unit.put_customers([customer(n)], NOW)

    threads = [threading.Thread(target=put, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.begin() as unit:
        assert len(unit.bundles([f"cu{n}" for n in range(8)], NOW)) == 8
    store.close()


def test_sqlite_is_safe_against_power_loss(sqlite_store):
    with sqlite_store.begin() as unit:
        assert unit.db.value("PRAGMA journal_mode") == "wal"
        assert unit.db.value("PRAGMA synchronous") == 2  # FULL
