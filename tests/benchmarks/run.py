"""One run: every measurement on every database, the ones that are compared taking turns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks import breakdown, flow, lateness, naive, reading, scale
from tests.benchmarks.databases import Databases, Postgresql, Sqlite
from tests.benchmarks.machine import Took, settle
from tests.benchmarks.table import Figure
from tests.benchmarks.world import LATER, World, fill, open_world, write_config

PER_SECOND = 100  # customers that come due a second
AIM_OF_RAW = {"SQLite": 0.45, "PostgreSQL": 0.30}
AIM_OF_SDK, AIM_OF_NAIVE, AIM_OF_SIZE = 0.60, 40.0, 1.3


@dataclass(frozen=True, slots=True)
class Sizes:
    messages: int
    rounds: int  # repetitions of each flow; medians of their ratios are reported
    naive: int  # messages of the naive flow
    cases: tuple[int, ...]  # open cases
    ticks: int  # groups of ticks for each size
    seconds: int  # of the lateness measurement
    databases: tuple[str, ...] = ("SQLite", "PostgreSQL")


class Run:
    def __init__(self, sizes: Sizes, folder: Path, port: int, say: Callable[[str], None]):
        self._sizes, self._port, self._say = sizes, port, say
        self._config = write_config(folder)
        made: dict[str, Callable[[Path], Databases]] = {"SQLite": Sqlite, "PostgreSQL": Postgresql}
        self._databases = [made[name](folder) for name in sizes.databases]

    def all(self) -> list[Figure]:
        figures: list[Figure] = []
        for databases in self._databases:
            figures += self._flows(databases)
        for databases in self._databases:
            figures += self._breakdown(databases)
        for databases in self._databases:
            figures += self._scale(databases)
        for databases in self._databases:
            figures += self._lateness(databases)
        return [*figures, *self._reading()]

    def close(self) -> None:
        for databases in self._databases:
            databases.close()

    # --- flows -----------------------------------------------------------------------------------------------

    def _flows(self, databases: Databases) -> list[Figure]:
        count, name = self._sizes.messages, databases.name
        self._say(f"{name}: {count} cases with a queued message")
        template = self._filled(databases, count)
        took: dict[str, list[Took]] = {"raw": [], "sdk": [], "flow": [], "flow sdk": [], "naive": []}
        flow.raw_http(self._port, 200)  # the first posts of a process pay for imports
        for turn in range(self._sizes.rounds):
            self._say(f"{name}: flows, round {turn + 1} of {self._sizes.rounds}")
            took["raw"].append(flow.raw_http(self._port, count).each(count))
            took["flow"].append(self._flow(databases, template, sdk=False))
            took["sdk"].append(flow.sdk_alone(self._port, count).each(count))
            took["flow sdk"].append(self._flow(databases, template, sdk=True))
            took["naive"].append(self._naive(databases))
        databases.drop(template)
        part = f"{name}: messages, one core"
        return [
            Figure(part, "raw HTTP, nothing else", _rate(took["raw"])),
            Figure(part, "Twilio's SDK, nothing else", _rate(took["sdk"])),
            Figure(part, "naive flow", _rate(took["naive"])),
            *_against(part, "whole flow, raw transport : raw HTTP", took["flow"], took["raw"], AIM_OF_RAW[name]),
            *_against(part, "whole flow, SDK transport : SDK alone", took["flow sdk"], took["sdk"], AIM_OF_SDK),
            *_against(part, "whole flow, SDK transport : naive flow", took["flow sdk"], took["naive"], AIM_OF_NAIVE),
        ]

    def _filled(self, databases: Databases, count: int) -> str:
        url = databases.fresh()
        world = open_world(url, self._config)
        fill(world, count)
        world.close()
        return url

    @contextlib.contextmanager
    def _copy(self, databases: Databases, template: str) -> Iterator[World]:
        url = databases.copy(template)
        world = open_world(url, self._config, self._port, LATER)
        settle()
        try:
            yield world
        finally:
            world.close()
            databases.drop(url)

    def _flow(self, databases: Databases, template: str, *, sdk: bool) -> Took:
        count = self._sizes.messages
        with self._copy(databases, template) as world:
            return flow.whole_flow(world, self._port, count, sdk=sdk).each(count)

    def _naive(self, databases: Databases) -> Took:
        url = databases.fresh()
        try:
            return naive.naive_flow(url, self._port, self._sizes.naive).each(self._sizes.naive)
        finally:
            databases.drop(url)

    def _breakdown(self, databases: Databases) -> list[Figure]:
        count = self._sizes.messages
        self._say(f"{databases.name}: where the time goes")
        template = self._filled(databases, count)
        rounds = []
        for _ in range(self._sizes.rounds):
            with self._copy(databases, template) as world:
                rounds.append(breakdown.measure(world, self._port, count))
        databases.drop(template)
        steps = {step: median([found[step] for found in rounds]) for step in rounds[0]}
        whole, part = sum(steps.values()), f"{databases.name}: where a message's time goes"
        figures = [Figure(part, step, f"{micros:.1f} us", micros / whole) for step, micros in steps.items()]
        return [*figures, Figure(part, "together, one after the other", f"{whole:.1f} us")]

    # --- size, lateness, reading -----------------------------------------------------------------------------

    def _scale(self, databases: Databases) -> list[Figure]:
        worlds = {}
        for size in self._sizes.cases:
            self._say(f"{databases.name}: {size} open cases")
            worlds[size] = scale.build(databases, self._config, size)
        settle()
        found = scale.measure(worlds, self._sizes.ticks)
        for world in worlds.values():
            world.close()
        figures = []
        first = self._sizes.cases[0]
        for what, label in (("tick", "empty tick"), ("reschedule", "reschedule one customer")):
            for size, seconds in found[what].items():
                ratio = None if size == first else seconds / found[what][first]
                name = f"{label}, {size:,} open cases"
                aim = None if ratio is None else AIM_OF_SIZE
                shown = f"{seconds * 1e3:.3f} ms"
                figures.append(Figure(f"{databases.name}: by open cases", name, shown, ratio, aim, at_most=True))
        return figures

    def _lateness(self, databases: Databases) -> list[Figure]:
        self._say(f"{databases.name}: {PER_SECOND} due a second for {self._sizes.seconds} s")
        url = databases.fresh()
        world = open_world(url, self._config, self._port)
        late = lateness.measure(world, PER_SECOND, self._sizes.seconds)
        world.close()
        databases.drop(url)
        shares = {"p50": 0.5, "p99": 0.99, "max": 1.0}
        part = f"{databases.name}: lateness, {PER_SECOND} due a second"
        return [Figure(part, name, f"{late[round((len(late) - 1) * share)]:.2f} s") for name, share in shares.items()]

    def _reading(self) -> list[Figure]:
        self._say("understanding replies")
        found = {name: median(micros) for name, micros in reading.measure(self._sizes.rounds).items()}
        return [Figure("Understanding a reply", name, f"{micros:.0f} us") for name, micros in found.items()]


def _rate(took: list[Took]) -> str:
    typical = median(one.wall for one in took)
    return f"{1 / typical:,.0f}/s  {typical * 1e6:,.0f} us"


def _against(part: str, name: str, ours: list[Took], other: list[Took], aim: float) -> list[Figure]:
    """The ratio of speeds, the median of each round's own: by the wall, and by our processor time, which is steadier."""
    turns = list(zip(ours, other, strict=True))
    cpu = f"{median(one.cpu for one in ours) * 1e6:,.0f} us"
    return [
        Figure(part, name, _rate(ours), median(b.wall / a.wall for a, b in turns), aim),
        Figure(part, "  the same by processor time of the process", cpu, median(b.cpu / a.cpu for a, b in turns)),
    ]
