"""Workers and providers for a test: each in processes of its own, on the test's database."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Application
from bot.store.store import SqlStore
from tests.flow import kit
from tests.flow.kill.clock import SharedClock
from tests.flow.kill.desk_field import DeskField
from tests.flow.kill.lives import NUMBERS, Worker
from tests.flow.kill.talking import Spoken

MOST_ROUNDS = 40  # of a worker that is started until everything is settled


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoken]:
    """The process that forks workers; one for all tests of this run."""
    process = Spoken("tests.flow.kill.worker", tmp_path_factory.mktemp("nursery") / "errors")
    yield process
    process.close()


@pytest.fixture(scope="session")
def providers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoken]:
    process = Spoken("tests.flow.kill.providers", tmp_path_factory.mktemp("providers") / "errors")
    yield process
    process.close()


@dataclass
class Field:
    """One database, its stand-ins, its clock; workers come and go."""

    store: SqlStore
    url: str
    folder: Path
    clock: SharedClock
    nursery: Spoken
    providers: Spoken
    name: str
    sms: str = ""
    smtp: str = ""
    app: Application = field(init=False)

    def __post_init__(self) -> None:
        self.clock.set(kit.START)
        self.app = kit.application(self.store, self.clock)
        self.providers.tell(do="open", id=self.name, clock=str(self.clock.path), folder=str(self.folder))
        line = self.providers.wait_for(lambda said: said["id"] == self.name and said["now"] == "open")
        self.sms, self.smtp = line["sms"], line["smtp"]

    def worker(self, **job: Any) -> Worker:
        token = f"{self.name}-{next(NUMBERS)}"
        places = {"database": self.url, "clock": str(self.clock.path), "sms": self.sms, "smtp": self.smtp}
        self.nursery.tell(token=token, **places, **job)
        self.nursery.wait_for(lambda said: said["token"] == token and said["now"] == "forked")
        return Worker(token, self.nursery)

    def script(self, of: str, **wrong: Any) -> None:
        self.providers.tell(do="script", id=self.name, of=of, wrong=wrong)
        self.providers.wait_for(lambda said: said["id"] == self.name and said["now"] == "scripted")

    def wait_until_hanging(self, of: str) -> None:
        self.providers.wait_for(lambda said: said["id"] == self.name and said.get("of") == of)

    def die_at(self, moment: str, times: int = 1) -> None:
        """A worker that is killed there; then all its leases run out."""
        code = self.worker(fatal=moment, times=times).wait()
        assert code == -signal.SIGKILL, f"no worker ever came to '{moment}'"
        self.clock.turn(kit.SETTLED)

    def settle(self) -> None:
        """Workers go on, each after the leases of the one before, until nothing is left without an end."""
        for _ in range(MOST_ROUNDS):
            code = self.worker().wait()
            assert code == 0, self.nursery.errors()
            if kit.settled(self.store):
                return
            self.clock.turn(kit.SETTLED)
        raise AssertionError(f"never settled: {kit.states(self.store)}; {self.nursery.errors()}")

    def count(self) -> kit.Tally:
        return kit.count(self.store, self.accepted("sms"), self.accepted("smtp"))

    def accepted(self, of: str) -> list[dict[str, Any]]:
        return kit.records(self.folder / f"{of}.jsonl")

    def close(self) -> None:
        self.providers.tell(do="close", id=self.name)
        self.providers.wait_for(lambda said: said["id"] == self.name and said["now"] == "closed")


@pytest.fixture
def make_field(tmp_path: Path, nursery: Spoken, providers: Spoken) -> Iterator[Callable[[SqlStore, str], Field]]:
    made: list[Field] = []

    def make(store: SqlStore, url: str) -> Field:
        name = f"f{os.getpid()}-{next(NUMBERS)}"
        made.append(Field(store, url, tmp_path, SharedClock(tmp_path / "clock"), nursery, providers, name))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def field_(make_field: Callable[[SqlStore, str], Field], store: SqlStore, database_url: str) -> Field:
    """On each kind of database in turn."""
    return make_field(store, database_url)


@pytest.fixture
def field_on_postgresql(
    make_field: Callable[[SqlStore, str], Field], postgresql_store: SqlStore, postgresql_url: str
) -> Field:
    return make_field(postgresql_store, postgresql_url)


@pytest.fixture(scope="session")
def desk_nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoken]:
    """The process that forks workers which also post to staff."""
    process = Spoken("tests.flow.kill.desk_worker", tmp_path_factory.mktemp("desk") / "errors")
    yield process
    process.close()


async def _desk(store: SqlStore, url: str, folder: Path, nursery: Spoken) -> AsyncIterator[DeskField]:
    made = DeskField(store, url, folder, nursery)
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def desk(store: SqlStore, database_url: str, tmp_path: Path, desk_nursery: Spoken) -> AsyncIterator[DeskField]:
    """With a stand-in Slack, on each kind of database in turn."""
    async for one in _desk(store, database_url, tmp_path, desk_nursery):
        yield one


@pytest.fixture
async def desk_on_postgresql(
    postgresql_store: SqlStore, postgresql_url: str, tmp_path: Path, desk_nursery: Spoken
) -> AsyncIterator[DeskField]:
    async for one in _desk(postgresql_store, postgresql_url, tmp_path, desk_nursery):
        yield one
