"""What an event changes about a case: one function for each event, registered by the module of its concept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import singledispatch
from typing import Any

from bot.domain.case import Case, PlannedTouch
from bot.domain.errors import UndefinedTransition


@singledispatch
def changes_of(event: object, case: Case) -> dict[str, Any]:
    """What an event changes about a case, by field. Raises UndefinedTransition for one that is no case's."""
    raise UndefinedTransition(f"{type(event).__name__} is not an event of {case.ref}.")


_BY_KIND: dict[type, Callable[[Any, Case], dict[str, Any]]] = {}


def changes_by(kind: type) -> Callable[[Any, Case], dict[str, Any]]:
    """What `changes_of` would choose for a kind of event, looked up once: it is asked for every event of every case."""
    known = _BY_KIND.get(kind)
    if known is None:
        known = _BY_KIND[kind] = changes_of.dispatch(kind)
    return known


def planned_if_timed(case: Case) -> PlannedTouch | None:
    """Something happened to the case: what only an event could lift is looked at again."""
    return case.planned if case.planned is not None and case.planned.at is not None else None


def stopped(case: Case, at: datetime) -> dict[str, Any]:
    """The ladder stands still from now on, unless it did already; what the gate had planned for it is void."""
    return {"stopped_at": case.stopped_at or at, "planned": None}


def stood(shift_days: int, at: datetime) -> dict[str, Any]:
    """The ladder stood still until now; what the gate had planned for it is out of date."""
    return {"shift_days": shift_days, "shifted_at": at, "planned": None}
