"""Replay: a ledger is imported day by day and the real system is played with a turned clock.

Store, scheduler's work, gate, composer, sender and the protocols are the real ones; only the clock is turned and the
providers are stand-ins on the loopback interface. The store is thrown away afterwards.
"""

from __future__ import annotations

import asyncio
import tempfile
import time as wall
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.app.acting import advance
from bot.app.import_ports import IntakeRow
from bot.app.importing import Source, import_rows
from bot.app.ports import MAX_BATCH
from bot.bootstrap import Application, Shelves, build, transports
from bot.channels.pipeline import Pipeline
from bot.domain.calendar import DAY, at_local
from bot.domain.rules import Liveness, Rules
from bot.intake.command_line import ImportOrder, new_import_id, read_ledger
from bot.sandbox.clock import TurnedClock
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.tally import ReplayReport, tally
from bot.sandbox.twilio import ACCOUNT_SID, AUTH_TOKEN, TwilioSandbox
from bot.sandbox.workload import work_of
from bot.settings import Settings

# A ledger is exported when the day's work is done, after the last hour at which anybody may be contacted.
EXPORTED_AT = time(22, 0)
MAX_ROUNDS = 1000  # of one moment: more is a loop, and a bug


@dataclass(frozen=True, slots=True)
class ReplayOrder:
    file: Path
    mapping: Path | None
    first: date
    last: date
    client: str = ""
    shelves: Shelves | None = None  # other playbooks and words than those beside the config


def replay_ledger(order: ReplayOrder, config: Path, *, progress: Callable[[date], None]) -> ReplayReport:
    """Play a ledger from the first day to the last. Raises Rejected for a file or mapping that cannot be used."""
    started = wall.perf_counter()
    report = asyncio.run(_replay(order, config, progress))
    return replace(report, seconds=round(wall.perf_counter() - started, 2))


async def _replay(order: ReplayOrder, config: Path, progress: Callable[[date], None]) -> ReplayReport:
    clock = TurnedClock(datetime.combine(order.first, time(), tzinfo=UTC))
    mail, phones = SmtpSandbox(now=clock), TwilioSandbox(now=clock)
    mail_url, phones_url = await mail.start(), await phones.start()
    try:
        with tempfile.TemporaryDirectory(prefix="followup-replay-") as folder:
            settings = _settings(Path(folder), mail_url, phones_url)
            application = _live(build(settings, config, clock=clock, shelves=order.shelves))
            pipeline = Pipeline(application.context, application.desk, transports(application, clock), "replay")
            player = _Player(application, pipeline, clock, order)
            await player.play(progress)
            await pipeline.close()
            report = await asyncio.to_thread(tally, application.store, [*mail.accepted, *phones.accepted], clock())
            report = replace(report, work=await asyncio.to_thread(work_of, application.store))
            application.store.close()
            return report
    finally:
        await mail.stop()
        await phones.stop()


def _settings(folder: Path, mail_url: str, phones_url: str) -> Settings:
    """A throw-away store and stand-ins: whatever providers the environment names are ignored."""
    return Settings(
        database_url=f"sqlite:///{folder}/replay.db",
        smtp_url=mail_url,
        twilio_account_sid=ACCOUNT_SID,
        twilio_auth_tokens=(AUTH_TOKEN,),
        twilio_api_base=phones_url,
    )


def _live(application: Application) -> Application:
    """A back-test asks what would have gone out: clients that have not gone live are played as if they had."""
    rules = {name: _going(one) for name, one in application.context.rules.items()}
    return replace(application, context=replace(application.context, rules=rules))


def _going(rules: Rules) -> Rules:
    return replace(rules, liveness=Liveness.LIVE)


class _Player:
    """Turns the clock from one moment at which something is due to the next."""

    def __init__(self, application: Application, pipeline: Pipeline, clock: TurnedClock, order: ReplayOrder) -> None:
        self._application = application
        self._pipeline = pipeline
        self._clock = clock
        self._order = order
        self._rows = self._read()

    def _read(self) -> Sequence[IntakeRow]:
        order = self._order
        good, _ = read_ledger(
            self._application.context, ImportOrder(order.file, order.last, order.mapping, client=order.client)
        )
        return good

    async def play(self, progress: Callable[[date], None]) -> None:
        """Day after day: what is due happens, then the day's ledger comes in."""
        zone = self._zone()
        for day in _days(self._order.first, self._order.last):
            progress(day)
            exported = at_local(day, EXPORTED_AT, zone)
            await self._until(exported)
            self._clock.turn_to(exported)
            await asyncio.to_thread(self._import, day)
        await self._until(at_local(self._order.last + DAY, time(0), zone))

    def _zone(self) -> str:
        clients = {row.client for row in self._rows}
        zones = {self._application.context.rules_of(client).zone for client in clients}
        return min(zones, default="UTC")

    def _import(self, day: date) -> None:
        application = self._application
        rows = [row for row in self._rows if _says_something(row, day)]
        source = Source(new_import_id(), self._order.file.name, as_of=day, by="replay")
        import_rows(application.context, application.store, rows, source)

    async def _until(self, end: datetime) -> None:
        """Let everything happen that is due before `end`, each at its own moment."""
        for _ in range(MAX_ROUNDS):
            moment = await asyncio.to_thread(self._next)
            if moment is None or moment >= end:
                return
            self._clock.turn_to(max(moment, self._clock()))
            due = await asyncio.to_thread(advance, self._application.context)
            sent = await self._pipeline.drain()
            if due < MAX_BATCH and not sent.claimed:
                await self._pipeline.look_up_unknown()
        raise AssertionError("the replay does not come to rest")

    def _next(self) -> datetime | None:
        with self._application.store.begin() as unit:
            return unit.next_moment()


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _says_something(row: IntakeRow, day: date) -> bool:
    """A row that is not due yet, or was settled before it was due or more than a week ago, changes nothing any more.

    The import would skip it; leaving it out saves reading two million rows that say nothing new.
    """
    if row.overdue_on is not None and day < row.overdue_on:
        return False
    return row.paid_on is None or day <= row.paid_on + timedelta(days=7)
