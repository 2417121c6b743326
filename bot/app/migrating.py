"""Running cases move to the current version of a playbook: first shown, then done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Protocol

from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.work import CustomerWork
from bot.domain import events as e
from bot.domain.case import Case
from bot.domain.commands import MigrateCase
from bot.domain.explain import NextStep, next_steps
from bot.domain.gate import customer_zone
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseState

PAGE: Final = 100  # customers in one transaction


class MigratingUnit(Unit, Protocol):
    """What migrating reads besides. Implemented in `bot/store/foreseeing.py`."""

    def customers_under_other_versions(
        self, client: str, case_types: Collection[str], digest: str, after: str, limit: int
    ) -> list[str]:
        """Customers of a client, by id, with open cases of these types under another playbook than this digest."""
        ...


class MigratingStore(Protocol):
    def begin(self) -> AbstractContextManager[MigratingUnit]: ...
    def read(self) -> AbstractContextManager[MigratingUnit]: ...


@dataclass(frozen=True, slots=True)
class Migrated:
    """One case: what was and would be next, what is skipped because its time has passed, what is cancelled."""

    ref: str
    client: str
    zone: str  # of the customer
    before: str  # digest
    after: str
    next_before: tuple[NextStep, ...]
    next_after: tuple[NextStep, ...]
    skipped: tuple[str, ...]
    cancelled: tuple[str, ...]  # causes of queued touches


def migrate(
    context: Context, store: MigratingStore, playbook: str, clients: Sequence[str], by: str, *, dry_run: bool
) -> list[Migrated]:
    """Every open case of these clients that runs under an older version of the playbook with this name.

    A dry run decides the same and writes nothing. Raises Rejected where no such playbook runs for a client.
    """
    moved: list[Migrated] = []
    for client in clients:
        target = _current(context, playbook, client)
        if target is not None:
            moved += _of_client(context, store, target, client, by, dry_run=dry_run)
    return moved


def _current(context: Context, name: str, client: str) -> Playbook | None:
    """The version with which the client's new cases start; None where another playbook runs them."""
    return next((one for one in context.shelf.known.values() if one.name == name and _runs(context, one, client)), None)


def _runs(context: Context, playbook: Playbook, client: str) -> bool:
    kinds = playbook.case_types
    return bool(kinds) and all(
        context.shelf.has(client, kind) and context.shelf.current(client, kind).digest == playbook.digest
        for kind in kinds
    )


def _of_client(
    context: Context, store: MigratingStore, target: Playbook, client: str, by: str, *, dry_run: bool
) -> Iterator[Migrated]:
    after = ""
    kinds = [kind.value for kind in target.case_types]
    while True:
        with store.read() if dry_run else store.begin() as unit:
            ids = unit.customers_under_other_versions(client, kinds, target.digest, after, PAGE)
            if not ids:
                return
            done = _page(context, unit, ids, target, by, dry_run=dry_run)
        yield from done
        after = ids[-1]


def _page(
    context: Context, unit: MigratingUnit, ids: Sequence[str], target: Playbook, by: str, *, dry_run: bool
) -> list[Migrated]:
    now = context.clock()
    if not dry_run:
        unit.lock_customers(ids)
    bundles = unit.bundles(ids, now)
    moved, changes = [], []
    for customer_id in ids:
        work = CustomerWork(context, unit, bundles[customer_id], now)
        wanted = [case for case in work.bundle.cases if _is_older(case, target)]
        moved += [_one(context, unit, work, case, target, by) for case in wanted]
        changes.append(work.change())
    if not dry_run:
        unit.save(changes, now)
    return moved


def _is_older(case: Case, target: Playbook) -> bool:
    return case.state is not CaseState.CLOSED and case.case_type in target.case_types and case.playbook != target.digest


def _one(context: Context, unit: Unit, work: CustomerWork, case: Case, target: Playbook, by: str) -> Migrated:
    before = context.shelf.for_case(unit, case.playbook)
    earlier = next_steps(case, before, work.facts(case.id), work.rules, work.now)
    events = work.handle(case.id, MigrateCase(target, by), by)
    later = next_steps(work.cases[case.id], target, work.facts(case.id), work.rules, work.now)
    return Migrated(
        ref=case.ref,
        client=case.client,
        zone=customer_zone(work.facts(case.id), work.rules),
        before=before.digest,
        after=target.digest,
        next_before=earlier,
        next_after=later,
        skipped=tuple(event.step for event in events if isinstance(event, e.StepSkipped)),
        cancelled=tuple(event.key.cause for event in events if isinstance(event, e.TouchCancelled)),
    )
