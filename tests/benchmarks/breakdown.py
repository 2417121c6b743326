"""Where the time of one message goes: the flow step by step in one thread, each step timed."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import uvloop

from bot.app import sending
from bot.app.recording import record
from bot.app.work import CustomerWork
from bot.channels.pipeline import CONCURRENCY
from bot.store.unit import SqlUnit
from tests.benchmarks.raw import RawTwilio
from tests.benchmarks.world import World

# What is timed: the owner of the function, its name, the line of the table. Inner times are taken off outer ones.
_STEPS: tuple[tuple[Any, str, str], ...] = (
    (SqlUnit, "claim", "claim (SQL)"),
    (SqlUnit, "bundles", "customers and cases (SQL, decoding)"),
    (SqlUnit, "addresses", "addresses and names (SQL, opening)"),
    (SqlUnit, "customer_names", "addresses and names (SQL, opening)"),
    (sending, "gated", "gate"),
    (sending, "_compose", "letter, links, words, screening"),
    (SqlUnit, "take_quota", "rate (SQL)"),
    (SqlUnit, "begin_sending", "claimed to sending: counters, sealing (SQL)"),
    (SqlUnit, "body_digests", "claimed to sending: counters, sealing (SQL)"),
    (SqlUnit, "lock_customers", "is it as the gate saw it? (SQL)"),
    (SqlUnit, "still", "is it as the gate saw it? (SQL)"),
    (SqlUnit, "finish", "how the calls ended (SQL)"),
    (CustomerWork, "handle", "decide and apply"),
    (CustomerWork, "change", "next due"),
    (SqlUnit, "save", "events, cases, customers (chain, SQL)"),
)
REST = "the rest: batches, dataclasses, commits"
NETWORK = "network: raw HTTP"


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def timed(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            begun = perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                took = perf_counter() - begun
                self.seconds[label] += took - self._inner.pop()
                self._inner[-1] += took

        return run


@contextlib.contextmanager
def _watching(watch: _Stopwatch) -> Iterator[None]:
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in _STEPS]
    for owner, name, label in _STEPS:
        setattr(owner, name, watch.timed(label, getattr(owner, name)))
    try:
        yield
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def measure(world: World, port: int, count: int) -> dict[str, float]:
    """Microseconds a message by step, in the order in which they happen."""
    watch = _Stopwatch()

    async def run() -> float:
        transport = RawTwilio(port, CONCURRENCY)
        await transport.open()
        slots = asyncio.Semaphore(CONCURRENCY)

        async def send(one):
            async with slots:
                return await transport.send(one.outgoing)

        total = 0.0
        while True:
            begun = perf_counter()
            batch = sending.start(world.application.context, world.application.desk, "bench")
            total += perf_counter() - begun
            if not batch.claimed:
                break
            begun = perf_counter()
            handed = await asyncio.gather(*(send(one) for one in batch.ready))
            watch.seconds[NETWORK] += perf_counter() - begun
            begun = perf_counter()
            record(world.application.context, "bench", zip(batch.ready, handed, strict=True))
            total += perf_counter() - begun
        await transport.close()
        return total

    with _watching(watch):
        total = uvloop.run(run())
    order = [*dict.fromkeys(label for _, _, label in _STEPS), NETWORK]
    known = sum(watch.seconds[label] for label in order if label != NETWORK)
    watch.seconds[REST] = total - known
    return {label: watch.seconds[label] / count * 1e6 for label in [*order, REST]}
