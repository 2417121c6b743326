"""Undoing an import: what it opened is withdrawn, what it changed is changed back, what others touched stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.app.context import Context
from bot.app.import_ports import (
    WITHDRAWN,
    ChangeKind,
    ImportChange,
    ImportState,
    ImportStore,
    ImportUnit,
    Position,
    actor_of,
)
from bot.app.ports import MAX_BATCH
from bot.app.work import CustomerWork
from bot.domain.commands import Command, ReviseAmounts, SeePayment, UndoPayment, WithdrawCase
from bot.domain.errors import Rejected

# Whose events on a case do not count as touching it: they follow from its being open.
_FOLLOWING = frozenset({"clock", "provider", "gate", "sender"})


@dataclass(slots=True)
class UndoReport:
    import_id: str
    withdrawn: int = 0
    payments_undone: int = 0
    changed_back: int = 0
    kept: dict[str, str] = field(default_factory=dict)  # case reference -> why it stays as it is

    def facts(self) -> dict[str, object]:
        """As `--json` prints it."""
        return {
            "import": self.import_id,
            "withdrawn": self.withdrawn,
            "payments_undone": self.payments_undone,
            "changed_back": self.changed_back,
            "kept": dict(sorted(self.kept.items())),
        }


def _ignore(_: object) -> None:
    pass


def undo_import(
    context: Context,
    store: ImportStore,
    import_id: str,
    by: str,
    *,
    progress: Callable[[UndoReport], None] = _ignore,
) -> UndoReport:
    """Undo an import, newest change first, 500 a transaction. Undoing goes on where it was interrupted.

    A case that a customer, staff or another import touched since stays as it is and is reported. Raises Rejected
    for an import that is not known or already undone.
    """
    with store.begin() as unit:
        record = unit.find_import(import_id)
    if record is None:
        raise Rejected(f"There is no import {import_id}.")
    if record.state is ImportState.UNDONE:
        raise Rejected(f"The import {import_id} is already undone.")
    report = UndoReport(import_id)
    more = True
    while more:
        with store.begin() as unit:
            more = _undo_some(context, unit, report, by)
        progress(report)
    with store.begin() as unit:
        unit.end_import(import_id, ImportState.UNDONE, report.facts(), context.clock())
    return report


def _undo_some(context: Context, unit: ImportUnit, report: UndoReport, by: str) -> bool:
    changes = unit.import_changes(report.import_id, MAX_BATCH)
    if not changes:
        return False
    batch = _Batch(context, unit, report, f"{actor_of(report.import_id)} undone by {by}", context.clock())
    batch.run(changes)
    unit.drop_import_changes(report.import_id, changes[-1].number)
    return True


class _Batch:
    """Undoes some changes in one unit."""

    def __init__(self, context: Context, unit: ImportUnit, report: UndoReport, actor: str, now: datetime) -> None:
        self._context = context
        self._unit = unit
        self._report = report
        self._actor = actor
        self._now = now
        self._withdrawn: list[str] = []
        self._undone: list[ImportChange] = []

    def run(self, changes: Sequence[ImportChange]) -> None:
        customers = sorted({change.customer_id for change in changes})
        case_ids = sorted({change.case_id for change in changes})
        self._unit.lock_customers(customers)
        others = self._unit.changed_later(self._report.import_id, case_ids)
        bundles = self._unit.bundles(customers, self._now, closed=case_ids)
        works = {name: CustomerWork(self._context, self._unit, bundles[name], self._now) for name in customers}
        for change in changes:
            self._undo(change, works[change.customer_id], others)
        self._unit.save([work.change() for work in works.values()], self._now)
        self._restore()
        self._unit.free_identities(self._withdrawn)

    def _undo(self, change: ImportChange, work: CustomerWork, others: set[str]) -> None:
        reference = work.cases[change.case_id].ref
        if reference in self._report.kept:
            return
        if change.case_id in others:
            self._report.kept[reference] = "Another import changed it since."
        elif change.kind is ChangeKind.OPENED and (who := self._touched_by(change)):
            self._report.kept[reference] = f"It was touched since by {who}."
        else:
            work.handle(change.case_id, self._command(change), self._actor)
            self._undone.append(change)
            self._count(change)

    def _restore(self) -> None:
        """The ledger's last word is what it was before; its day is forgotten, as it may have been the mistake."""
        positions: dict[tuple[str, str], Position] = {}
        for client in sorted({change.client for change in self._undone}):
            identities = sorted({change.identity for change in self._undone if change.client == client})
            found = self._unit.positions(client, identities)
            positions |= {(client, identity): position for identity, position in found.items()}
        for change in self._undone:
            who = (change.client, change.identity)
            positions[who] = _taken_back(positions[who], change)
        self._unit.put_positions(list(positions.values()))

    def _touched_by(self, change: ImportChange) -> str:
        ours = {actor_of(self._report.import_id), self._actor, *_FOLLOWING}
        return next((event.actor for event in self._unit.case_events(change.case_id) if event.actor not in ours), "")

    def _command(self, change: ImportChange) -> Command:
        match change.kind:
            case ChangeKind.OPENED:
                return WithdrawCase(self._actor)
            case ChangeKind.PAID:
                return UndoPayment(change.payment_id, change.minor_units, self._actor)
            case ChangeKind.UNPAID:
                return SeePayment(change.payment_id, change.minor_units, None, self._actor)
            case ChangeKind.REVISED:
                return ReviseAmounts(change.expected_before, change.disputed_before, self._actor)

    def _count(self, change: ImportChange) -> None:
        match change.kind:
            case ChangeKind.OPENED:
                self._report.withdrawn += 1
                self._withdrawn.append(change.case_id)
            case ChangeKind.PAID:
                self._report.payments_undone += 1
            case ChangeKind.UNPAID | ChangeKind.REVISED:
                self._report.changed_back += 1


def _taken_back(position: Position, change: ImportChange) -> Position:
    forgotten = replace(position, digest="", as_of=date.min)
    match change.kind:
        case ChangeKind.OPENED:
            return replace(forgotten, digest=WITHDRAWN)
        case ChangeKind.PAID:
            return replace(forgotten, paid=position.paid - change.minor_units)
        case ChangeKind.UNPAID:
            return replace(forgotten, paid=position.paid + change.minor_units)
        case ChangeKind.REVISED:
            return replace(forgotten, expected=change.expected_before, disputed=change.disputed_before)
