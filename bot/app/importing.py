"""Importing: a stream of rows, 500 a transaction; payments that silence at once; freshness; a report that adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.app.context import Context
from bot.app.import_chunk import ChunkImport, MovedUnderneathError, Tally
from bot.app.import_ports import BadRow, ImportRecord, ImportState, ImportStore, IntakeRow
from bot.app.ports import MAX_BATCH
from bot.domain.errors import Fault, Rejected
from bot.domain.rules import Rule

_EARLIEST_ZONE = timedelta(hours=14)  # where the day begins first
_TRIES = 5  # of a chunk that another import gets in the way of


@dataclass(frozen=True, slots=True)
class Source:
    """What is imported. `as_of` is the day at whose end the rows are read."""

    import_id: str  # new for every import
    name: str  # the file's name without its folders
    as_of: date
    by: str = "cli"
    digest: str = ""  # SHA-256 of the file
    mapping: str = ""  # name


@dataclass(slots=True)
class ImportReport:
    """rows = opened + updated + unchanged + sum(skipped) + rejected."""

    import_id: str
    rows: int = 0
    opened: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: int = 0

    def add(self, tally: Tally) -> None:
        """Count a chunk that was committed."""
        self.rows += tally.rows
        self.opened += tally.opened
        self.updated += tally.updated
        self.unchanged += tally.unchanged
        self.skipped += tally.skipped
        self.rejected += len(tally.bad)

    def facts(self) -> dict[str, object]:
        """As `--json` prints it."""
        return {
            "import": self.import_id,
            "rows": self.rows,
            "opened": self.opened,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": dict(sorted(self.skipped.items())),
            "rejected": self.rejected,
        }


def _ignore(_: object) -> None:
    pass


def import_rows(
    context: Context,
    store: ImportStore,
    rows: Iterable[IntakeRow | BadRow],
    source: Source,
    *,
    reject: Callable[[BadRow], None] = _ignore,
    progress: Callable[[ImportReport], None] = _ignore,
) -> ImportReport:
    """Import a ledger. Importing the same rows twice opens nothing twice.

    `reject` gets every row that was refused, with all reasons; `progress` is called after every transaction. What
    was committed stays when the stream or the machine breaks: importing again goes on from there. Raises Rejected for
    a day that has not come yet.
    """
    _refuse_future(source.as_of, context.clock())
    record = ImportRecord(
        id=source.import_id,
        source=source.name,
        source_digest=source.digest,
        mapping=source.mapping,
        as_of=source.as_of,
        by=source.by,
        state=ImportState.RUNNING,
        started_at=context.clock(),
    )
    with store.begin() as unit:
        unit.start_import(record)
    report, clients, number = ImportReport(record.id), set[str](), 0
    for chunk in _chunks(rows):
        tally = _commit(context, store, record, chunk, number)
        number = tally.last_change
        clients.update(row.client for row in chunk.good)
        report.add(tally)
        for bad in tally.bad:
            reject(bad)
        progress(report)
    _finish(context, store, record, report, clients)
    return report


def _refuse_future(as_of: date, now: datetime) -> None:
    """A day to come would count payments that nobody has made, and make the files of the days until then too old."""
    if as_of > (now + _EARLIEST_ZONE).date():
        raise Rejected(f"The day {as_of.isoformat()} has not come yet.")


# --- chunks ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Chunk:
    good: list[IntakeRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def takes(self, row: IntakeRow | BadRow) -> bool:
        """Whether the row fits. A second row of one identity belongs to the next chunk: it must see the first one."""
        if len(self.good) + len(self.bad) >= MAX_BATCH:
            return False
        return isinstance(row, BadRow) or (row.client, row.identity) not in self.seen

    def add(self, row: IntakeRow | BadRow) -> None:
        if isinstance(row, BadRow):
            self.bad.append(row)
        else:
            self.good.append(row)
            self.seen.add((row.client, row.identity))


def _chunks(rows: Iterable[IntakeRow | BadRow]) -> Iterator[_Chunk]:
    chunk = _Chunk()
    for row in rows:
        if not chunk.takes(row):
            yield chunk
            chunk = _Chunk()
        chunk.add(row)
    if chunk.good or chunk.bad:
        yield chunk


def _commit(context: Context, store: ImportStore, record: ImportRecord, chunk: _Chunk, number: int) -> Tally:
    for _ in range(_TRIES):
        try:
            with store.begin() as unit:
                tally = ChunkImport(context, unit, record, number, context.clock()).run(chunk.good)
        except MovedUnderneathError:
            continue
        tally.rows += len(chunk.bad)
        tally.bad += chunk.bad
        return tally
    raise Fault("Other imports of the same ledger keep getting in the way.", record.id)


# --- the end ---------------------------------------------------------------------------------------------------


def _finish(
    context: Context, store: ImportStore, record: ImportRecord, report: ImportReport, clients: Iterable[str]
) -> None:
    now = context.clock()
    fed = [client for client in sorted(clients) if context.rules_of(client).declared_feed]
    with store.begin() as unit:
        for client in fed:
            unit.cover(client, record.as_of, now)
        unit.end_import(record.id, ImportState.FINISHED, report.facts(), now)
    for client in fed:
        _wake(context, store, client)


def _wake(context: Context, store: ImportStore, client: str) -> None:
    """Cases that waited for fresh data may go on."""
    woken = MAX_BATCH
    while woken == MAX_BATCH:
        with store.begin() as unit:
            woken = unit.wake_blocked(client, Rule.FRESHNESS, context.clock(), MAX_BATCH)
