"""The escalation that is running: raised, pinged, taken, over."""

from __future__ import annotations

from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of
from bot.domain.case import Case
from bot.domain.chains import Escalation
from bot.domain.changing import replace


@changes_of.register
def _(event: e.EscalationRaised, case: Case) -> dict[str, Any]:
    return {"escalation": event.escalation}


@changes_of.register
def _(event: e.EscalationPinged, case: Case) -> dict[str, Any]:
    live = _live_escalation(case, event.escalation_id)
    if live is None:
        return {}
    return {"escalation": replace(live, level=event.level, repeated=event.repeated, next_at=event.next_at)}


@changes_of.register
def _(event: e.EscalationAcknowledged, case: Case) -> dict[str, Any]:
    live = _live_escalation(case, event.escalation_id)
    if live is None:
        return {}
    return {"escalation": replace(live, acknowledged_by=event.by, acknowledged_at=event.at, next_at=None)}


@changes_of.register
def _(event: e.EscalationEnded, case: Case) -> dict[str, Any]:
    return {"escalation": None} if _live_escalation(case, event.escalation_id) else {}


def _live_escalation(case: Case, escalation_id: str) -> Escalation | None:
    live = case.escalation
    return live if live is not None and live.id == escalation_id else None
