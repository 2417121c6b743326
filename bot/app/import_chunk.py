"""One transaction of an import: up to 500 rows, each opening a case, changing one, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.app.context import Context
from bot.app.identifiers import customer_id
from bot.app.import_job import Job, JobWriter, Known, digest_of
from bot.app.import_ports import BadRow, ImportRecord, ImportUnit, IntakeRow
from bot.app.import_standing import Skip, Standing, case_type_of, standing
from bot.app.records import NewCustomer
from bot.app.work import CustomerWork, repeat_days
from bot.domain.ahead import days_ahead
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType

Who = tuple[str, str]  # client and identity


class MovedUnderneathError(Exception):
    """Another import touched the same rows between looking and locking: the chunk is tried again."""


@dataclass(slots=True)
class Tally:
    """What became of a chunk's rows."""

    rows: int = 0
    opened: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    bad: list[BadRow] = field(default_factory=list)
    last_change: int = 0  # number of the last change that the import recorded


class ChunkImport:
    """Imports one chunk in one unit. Local to the transaction."""

    def __init__(self, context: Context, unit: ImportUnit, record: ImportRecord, number: int, now: datetime) -> None:
        self._context = context
        self._unit = unit
        self._record = record
        self._now = now
        self._tally = Tally()
        self._writer = JobWriter(context, record, number)
        self._ahead: dict[tuple[str, CaseType], int] = {}

    def run(self, rows: Sequence[IntakeRow]) -> Tally:
        """Import rows of which no two have the same identity.

        Raises MovedUnderneathError; the transaction must then be rolled back.
        """
        known = self._known(rows)
        self._tally.rows = len(rows)
        jobs = [job for row in rows if (job := self._triage(row, known.get(_who(row))))]
        if jobs:
            self._do(jobs)
        self._tally.last_change = self._writer.number
        return self._tally

    # --- what has to be done -----------------------------------------------------------------------------------

    def _triage(self, row: IntakeRow, known: Known | None) -> Job | None:
        """Count the row, or make a job of it."""
        stood = self._standing(row)
        live = None if known is None or known.withdrawn else known
        if stood.skip is not None and (live is None or stood.skip is Skip.NOT_YET_ISSUED):
            self._tally.skipped[stood.skip.value] += 1
            return None
        if live is not None and live.position is not None and live.position.as_of > self._record.as_of:
            self._tally.skipped[Skip.OLDER.value] += 1
            return None
        digest = digest_of(row, stood.paid)
        if live is not None and live.position is not None and live.position.digest == digest:
            self._tally.unchanged += 1
            return None
        if live is None and (problem := self._no_playbook(row, stood)):
            self._refuse(row, problem)
            return None
        return Job(row, stood, digest, known)

    def _standing(self, row: IntakeRow) -> Standing:
        stood = standing(row, self._record.as_of)
        if stood.skip is not Skip.NOT_DUE:
            return stood
        return standing(row, self._record.as_of, self._days_ahead(row.client, case_type_of(row, stood.paid)))

    def _days_ahead(self, client: str, kind: CaseType) -> int:
        """How long before the due day this client writes about cases of a type."""
        if (client, kind) not in self._ahead:
            shelf = self._context.shelf
            known = shelf.has(client, kind)
            self._ahead[client, kind] = days_ahead(shelf.current(client, kind)) if known else 0
        return self._ahead[client, kind]

    def _refuse(self, row: IntakeRow, reason: str) -> None:
        self._tally.bad.append(BadRow(row.original, (reason,)))

    def _no_playbook(self, row: IntakeRow, stood: Standing) -> str:
        try:
            self._context.shelf.current(row.client, case_type_of(row, stood.paid))
        except Rejected as error:
            return str(error)
        return ""

    def _known(self, rows: Iterable[IntakeRow]) -> dict[Who, Known]:
        by_client: dict[str, list[str]] = {}
        for row in rows:
            by_client.setdefault(row.client, []).append(row.identity)
        found: dict[Who, Known] = {}
        for client, identities in by_client.items():
            positions = self._unit.positions(client, identities)
            rest = [identity for identity in identities if identity not in positions]
            cases = self._unit.cases_by_identity(client, rest) if rest else {}
            found |= {(client, name): Known(*ids, None) for name, ids in cases.items()}
            found |= {(client, name): Known(at.case_id, at.customer_id, at) for name, at in positions.items()}
        return found

    # --- doing it ----------------------------------------------------------------------------------------------

    def _do(self, jobs: Sequence[Job]) -> None:
        self._put_customers(jobs)
        customers = sorted({job.customer_id for job in jobs})
        self._unit.lock_customers(customers)
        again = self._known(job.row for job in jobs)
        if any(again.get(_who(job.row)) != job.known for job in jobs):
            raise MovedUnderneathError
        closed = [job.known.case_id for job in jobs if job.known and not job.opens]
        lately = repeat_days(self._context.rules) if any(job.opens for job in jobs) else {}
        bundles = self._unit.bundles(customers, self._now, closed=closed, recent_days=lately)
        works = {name: CustomerWork(self._context, self._unit, bundles[name], self._now) for name in customers}
        for job in jobs:
            self._job(job, works[job.customer_id])
        self._unit.save([work.change() for work in works.values()], self._now)
        self._unit.put_positions(self._writer.positions)
        self._unit.add_import_changes(self._writer.changes)
        self._unit.add_payments(self._writer.payments)
        for note in self._writer.notes:
            self._unit.add_note(note, self._now)

    def _job(self, job: Job, work: CustomerWork) -> None:
        try:
            if job.opens or job.known is None:
                self._writer.open(job, work)
                self._tally.opened += 1
            else:
                self._writer.update(job, work, work.cases[job.known.case_id])
                self._tally.updated += 1
        except Rejected as error:
            self._refuse(job.row, str(error))

    def _put_customers(self, jobs: Sequence[Job]) -> None:
        people = {
            own_id: _new_customer(own_id, job.row)
            for job in jobs
            if (own_id := customer_id(job.row.client, job.row.customer.external_id)) == job.customer_id
        }
        if people:
            self._unit.put_customers(list(people.values()), self._now)


def _who(row: IntakeRow) -> Who:
    return row.client, row.identity


def _new_customer(identifier: str, row: IntakeRow) -> NewCustomer:
    person = row.customer
    return NewCustomer(
        id=identifier,
        client=row.client,
        external_id=person.external_id,
        name=person.name,
        kind=person.kind,
        language=person.language,
        country=person.country,
        region=person.region,
        zone=person.zone,
        contact_id=f"{identifier}-main",
        email=person.email,
        phone=person.phone,
        zones=person.zones,
        consent=person.consent,
    )
