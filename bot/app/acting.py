"""One command for one case, and advancing the customers that are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.app.by_reference import find_case
from bot.app.context import Context
from bot.app.ports import MAX_BATCH, Unit
from bot.app.work import CustomerWork
from bot.domain.case import Case
from bot.domain.commands import Command, PassTime
from bot.domain.errors import Outage
from bot.domain.vocabulary import CaseState

log = structlog.get_logger(__name__)
DEFER = timedelta(minutes=15)


def act(context: Context, reference: str, command: Command, actor: str) -> Case:
    """Load, decide, commit. Raises Rejected for an unknown reference and for what is not allowed."""
    now = context.clock()
    with context.store.begin() as unit:
        case_id, customer_id = find_case(unit, reference)
        unit.lock_customers([customer_id])
        bundle = unit.bundles([customer_id], now, closed=[case_id])[customer_id]
        work = CustomerWork(context, unit, bundle, now)
        work.handle(case_id, command, actor)
        unit.save([work.change()], now)
        return work.cases[case_id]


def advance(context: Context, limit: int = MAX_BATCH) -> int:
    """Do what is due: one transaction for up to `limit` customers. Returns how many were due.

    A customer whose decision fails must not stop the others: after a failed batch each is advanced alone, and
    one that fails again is deferred, logged with a reference, and looked at by a person.
    """
    now = context.clock()
    try:
        with context.store.begin() as unit:
            due = unit.due_customers(now, limit)
            if due:
                _advance(context, unit, due, now)
            return len(due)
    except Outage:
        raise
    except Exception:  # nothing of the batch was written: each customer is tried alone, the faulty one deferred
        log.exception("advance.batch_failed")
    return _one_by_one(context, now, limit)


def _one_by_one(context: Context, now: datetime, limit: int) -> int:
    with context.store.begin() as unit:
        due = unit.due_customers(now, limit)
    for customer_id in due:
        try:
            with context.store.begin() as unit:
                unit.lock_customers([customer_id])
                _advance(context, unit, [customer_id], now)
        except Outage:
            raise
        except Exception:  # the outermost loop for a customer
            log.exception("advance.customer_failed", customer=customer_id)
            with context.store.begin() as unit:
                unit.defer_customer(customer_id, now + DEFER)
    return len(due)


def _advance(context: Context, unit: Unit, due: Sequence[str], now: datetime) -> None:
    bundles = unit.bundles(due, now)
    changes = []
    for customer_id in due:
        work = CustomerWork(context, unit, bundles[customer_id], now)
        for case in work.bundle.cases:
            if case.state is not CaseState.CLOSED:
                work.handle(case.id, PassTime(), "clock")
        changes.append(work.change())
    unit.save(changes, now)
