"""What is measured: a client without limits of its own, with customers who each have one case and one queued chase."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bot import bootstrap
from bot.app.identifiers import case_id, case_reference, customer_id
from bot.app.ports import MAX_BATCH
from bot.app.records import NewCustomer
from bot.app.work import CustomerWork
from bot.bootstrap import Application
from bot.domain.commands import OpenCase
from bot.domain.vocabulary import CaseType, Channel, CustomerKind, Owes
from bot.settings import Settings
from bot.shipped import shipped
from bot.store.engine import open_store
from tests.benchmarks.provider import ACCOUNT, TOKEN

MASTER_KEY = b"master key of the benchmark 32 b"
CLIENT = "bench"
SENDER = "+12025550199"
# A Tuesday, 11:00 in New York: inside every contact window.
START = datetime(2024, 6, 4, 15, 0, tzinfo=UTC)
LATER = START + timedelta(hours=1)  # when a copy of what was filled is opened: its clock begins anew
PER_SECOND = 1_000_000.0  # a rate that never limits, so that its bookkeeping is measured and nothing waits
_CLIENT_FILE = f"""
client: {CLIENT}
brand: Bench Utilities
live: live
country: US
zone: America/New_York
languages: [en]
domain: bench.example.test
check where:
  en: call the number on your bill
channels: [sms]
senders:
  sms:
    - address: "{SENDER}"
      per second: 1000
senior:
  name: Dana Whitfield
  title: Head of Customer Accounts
declared feed: no
floor:
  USD: "5.00"
"""


class Clock:
    """Real seconds that pass from a fixed moment on, so that contact hours never stand in the way."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._begun = perf_counter()

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=perf_counter() - self._begun if self._begun else 0.0)

    def stop(self) -> None:
        """Stand still: what is prepared takes no time."""
        self._start, self._begun = self(), 0.0

    def go_on(self) -> None:
        self._begun = perf_counter()


class UnlimitedFace:
    """A client's face whose sender's rate never limits."""

    def __init__(self, face):
        self._face = face

    def __getattr__(self, name):
        return getattr(self._face, name)

    def sender_for(self, channel: Channel, customer: str):
        address, name, _ = self._face.sender_for(channel, customer)
        return address, name, PER_SECOND


@dataclass(frozen=True, slots=True)
class World:
    application: Application
    clock: Clock

    def close(self) -> None:
        self.application.store.close()


def write_config(folder: Path) -> Path:
    """The shipped configuration and our client."""
    config = folder / "config"
    shutil.copytree(shipped("config"), config)
    (config / "clients" / f"{CLIENT}.yaml").write_text(_CLIENT_FILE)
    return config


def open_world(url: str, config: Path, port: int = 9, start: datetime = START) -> World:
    """The application as `followup run` builds it, on a database that has its schema."""
    clock, store = Clock(start), open_store(url, [MASTER_KEY])
    made = _application(url, config, port)
    shelf = replace(made.context.shelf, known={})
    shelf.keep(store, made.texts.playbooks.all(), clock())
    context = replace(made.context, store=store, clock=clock, shelf=shelf)
    faces = {name: UnlimitedFace(face) for name, face in made.desk.faces.items()}
    return World(replace(made, store=store, context=context, desk=replace(made.desk, faces=faces)), clock)


_made: dict[tuple[Path, int], Application] = {}


def _application(url: str, config: Path, port: int) -> Application:
    """Read once: texts and templates are the same for all databases, and reading them takes a second."""
    if (config, port) not in _made:
        settings = Settings(
            database_url=url,
            master_keys=(MASTER_KEY,),
            public_url="https://pay.bench.example.test",
            twilio_account_sid=ACCOUNT,
            twilio_auth_tokens=(TOKEN,),
            twilio_api_base=f"http://127.0.0.1:{port}",
        )
        built = _made[config, port] = bootstrap.build(settings, config, clock=Clock())
        built.store.close()
    return _made[config, port]


def fill(world: World, count: int) -> None:
    """Open one case a customer, in the product's own way; each queues its first chase at once."""
    context, now = world.application.context, world.clock()
    for first in range(0, count, MAX_BATCH):
        numbers = range(first, min(first + MAX_BATCH, count))
        with context.store.begin() as unit:
            people = [_customer(number) for number in numbers]
            unit.put_customers(people, now)
            bundles = unit.bundles([person.id for person in people], now)
            changes = []
            for number, person in zip(numbers, people, strict=True):
                work = CustomerWork(context, unit, bundles[person.id], now)
                command = _opening(number, person.id)
                work.open(command, "import:bench", f"id:{number}")
                changes.append(work.change())
            unit.save(changes, now)


def _customer(number: int) -> NewCustomer:
    identifier = customer_id(CLIENT, f"C{number}")
    return NewCustomer(
        id=identifier,
        client=CLIENT,
        external_id=f"C{number}",
        name=f"Pat Sample {number}",
        kind=CustomerKind.CONSUMER,
        language="en",
        country="US",
        region="NY",
        zone="America/New_York",
        contact_id=f"{identifier}-main",
        email="",
        phone=f"+1202{number:07d}",
        zones=("America/New_York",),
    )


def _opening(number: int, customer: str) -> OpenCase:
    identifier = case_id(CLIENT, f"id:{number}")
    return OpenCase(
        case_id=identifier,
        ref=case_reference(CaseType.MISSING_PAYMENT, identifier),
        client=CLIENT,
        customer_id=customer,
        case_type=CaseType.MISSING_PAYMENT,
        owes=Owes.THEY,
        currency="USD",
        expected=12_000 + number % 5_000,
        paid=0,
        invoice=f"INV-{100_000 + number}",
        disputed=0,
        due_on=date(2024, 6, 3),
        respond_by=None,
        source="import:bench",
    )
