"""What a tick costs by the number of open cases: rows are cloned in bulk from one real customer with one real case."""

from __future__ import annotations

import random
from datetime import timedelta
from statistics import median
from time import perf_counter

import sqlalchemy as sa

from bot.app.acting import advance
from bot.app.identifiers import customer_id
from bot.app.records import CustomerChange
from bot.app.sending import start
from bot.store.tables.cases import cases
from bot.store.tables.outbox import outbox
from bot.store.tables.people import contacts, customers
from tests.benchmarks.databases import Databases
from tests.benchmarks.world import CLIENT, World, fill, open_world

_CHUNK = 50_000
FIRST = customer_id(CLIENT, "C0")
# What differs from row to row; all else is as in the row that the product wrote. `n` is the row's number.
_OWN = {
    customers: {"id": "'c' || n", "external_id": "'X' || n", "next_action_at": "{due}"},
    contacts: {"id": "'k' || n", "customer_id": "'c' || n", "phone_key": "'p' || n", "email_key": "NULL"},
    cases: {
        "id": "'a' || n",
        "ref": "'MP-' || n",
        "customer_id": "'c' || n",
        "identity": "'id:' || n",
        "next_at": "{due}",
        "published_seq": "seq",
    },
    outbox: {
        "id": "'m' || n",
        "reference": "'R' || n",
        "customer_id": "'c' || n",
        "state": "'sent'",
        "provider_id": "'SM' || n",
    },
}
_DUE = {
    "sqlite": "{base} + (n % 2592000) * 1000000",
    "postgresql": "timestamptz 'epoch' + interval '1 microsecond' * {base} + interval '1 second' * mod(n, 2592000)",
}
_NUMBERS = {
    "sqlite": "(WITH RECURSIVE r(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM r WHERE n < {last}) SELECT n FROM r)",
    "postgresql": "(SELECT generate_series({first}, {last}) AS n)",
}


def build(databases: Databases, config, size: int) -> World:
    """A store with this many open cases of as many customers, the first of which is due in a day."""
    url = databases.fresh()
    world = open_world(url, config)
    fill(world, 1)
    engine = world.application.store.engine
    kind = engine.dialect.name
    base = int((world.clock() + timedelta(days=1)).timestamp()) * 1_000_000
    for first in range(1, size, _CHUNK):
        numbers = _NUMBERS[kind].format(first=first, last=min(first + _CHUNK, size) - 1)
        with engine.begin() as connection:
            for table, own in _OWN.items():
                connection.exec_driver_sql(_clone(table, own, numbers, _DUE[kind].format(base=base)))
    with engine.begin() as connection:  # the first of all must not be due either
        connection.exec_driver_sql(f"UPDATE customers SET next_action_at = NULL WHERE id = '{FIRST}'")
        connection.exec_driver_sql("UPDATE outbox SET state = 'sent' WHERE state = 'queued'")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return world


def _clone(table: sa.Table, own: dict[str, str], numbers: str, due: str) -> str:
    names = ", ".join(column.name for column in table.columns)
    chosen = ", ".join(own.get(column.name, f"t.{column.name}").replace("{due}", due) for column in table.columns)
    origin = f"(SELECT * FROM {table.name} LIMIT 1)"
    return f"INSERT INTO {table.name} ({names}) SELECT {chosen} FROM {numbers} AS numbers, {origin} AS t"


def empty_tick(world: World) -> float:
    """Seconds of one tick with nothing due: the customers, then the outbox."""
    context, desk = world.application.context, world.application.desk
    begun = perf_counter()
    due = advance(context)
    batch = start(context, desk, "bench")
    seconds = perf_counter() - begun
    if due or batch.claimed:
        raise AssertionError("something was due")
    return seconds


def reschedule(world: World, size: int, dice: random.Random) -> float:
    """Seconds of one transaction that locks a customer and moves `next_action_at`."""
    who = f"c{dice.randrange(1, size)}"
    store, now = world.application.store, world.clock()
    begun = perf_counter()
    with store.begin() as unit:
        unit.lock_customers([who])
        unit.save([CustomerChange(who, next_action_at=now + timedelta(days=2))], now)
    return perf_counter() - begun


def measure(worlds: dict[int, World], rounds: int) -> dict[str, dict[int, float]]:
    """Median seconds by size, the sizes taking turns in small groups so that noise falls on all alike."""
    dice = random.Random(CLIENT)
    ticks: dict[int, list[float]] = {size: [] for size in worlds}
    moves: dict[int, list[float]] = {size: [] for size in worlds}
    for _ in range(rounds):
        for size, world in worlds.items():
            empty_tick(world)  # warms what the other sizes pushed out of the processor's caches
            ticks[size] += [empty_tick(world) for _ in range(20)]
        for size, world in worlds.items():
            reschedule(world, size, dice)
            moves[size] += [reschedule(world, size, dice) for _ in range(5)]
    return {
        "tick": {size: median(seconds) for size, seconds in ticks.items()},
        "reschedule": {size: median(seconds) for size, seconds in moves.items()},
    }
