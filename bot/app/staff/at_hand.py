"""The case that a member of staff has at hand: found by its reference, checked to be theirs, loaded and locked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.app.by_reference import find_case, unknown_case
from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.staff.people import may_read
from bot.app.work import CustomerWork, with_message_text
from bot.domain.case import Case
from bot.domain.commands import StaffCommand
from bot.domain.errors import Fault
from bot.domain.rules import Staff


@dataclass(slots=True)
class CaseAtHand:
    """One case in one transaction. Nothing is written before `save`."""

    unit: Unit
    work: CustomerWork
    case_id: str
    now: datetime
    staff: Staff

    @property
    def case(self) -> Case:
        return self.work.cases[self.case_id]

    def handle(self, command: StaffCommand) -> Case:
        """Decide a command of this member of staff. Raises Rejected for what is not allowed."""
        if command.actor.id != self.staff.id:
            raise Fault(f"{self.staff.id} tried to act as {command.actor.id}.")
        self.work.handle(self.case_id, command, self.staff.id)
        return self.case

    def save(self, text: str = "") -> Case:
        """Write what was decided. `text` are the person's words for the message that was queued, if any."""
        change = self.work.change()
        self.unit.save([with_message_text(change, text) if text else change], self.now)
        return self.case


@contextmanager
def case_at_hand(
    context: Context, reference: str, staff: Staff, spending: Callable[[Case], Collection[str]] | None = None
) -> Iterator[CaseAtHand]:
    """The case, locked until the end of the block. Raises Rejected when it is unknown or not theirs.

    `spending` names whose cumulative ceilings a decision uses up: of those only one is made at a time, whatever the
    customers, so that each sees what the one before has used.
    """
    now = context.clock()
    with context.store.begin() as unit:
        case_id, customer_id = find_case(unit, reference)
        unit.lock_customers([customer_id])
        bundle = unit.bundles([customer_id], now, closed=[case_id])[customer_id]
        if not may_read(staff, bundle.client):
            raise unknown_case(reference)
        if spending is not None:
            unit.lock_staff(spending(next(case for case in bundle.cases if case.id == case_id)))
            bundle = unit.bundles([customer_id], now, closed=[case_id])[customer_id]
        yield CaseAtHand(unit, CustomerWork(context, unit, bundle, now), case_id, now, staff)
