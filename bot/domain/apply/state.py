"""What the state follows from: waits, holds, the close; and the ladder that begins anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of, stood, stopped
from bot.domain.case import Case, Steering, StepFate, WaitReason
from bot.domain.changing import replace


@changes_of.register
def _(event: e.WaitStarted, case: Case) -> dict[str, Any]:
    return {"wait": event.wait, **stopped(case, event.wait.since)}


@changes_of.register
def _(event: e.WaitEnded, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"wait": None, **stood(event.shift_days, event.at)}
    if case.wait is not None and case.wait.reason is WaitReason.PROMISE:
        changes["promise"] = None
    return changes


@changes_of.register
def _(event: e.HoldPlaced, case: Case) -> dict[str, Any]:
    return {"hold": event.hold, **stopped(case, event.hold.since)}


@changes_of.register
def _(event: e.HoldEnded, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"hold": None, **stood(event.shift_days, event.at)}
    if event.by not in e.NOBODY_READ_IT:
        changes["undecided"] = ()  # whoever released the case has read what waited
    return changes


@changes_of.register
def _(event: e.LadderRested, case: Case) -> dict[str, Any]:
    return {"not_before": max(event.until, case.not_before or event.until), "planned": None}


@changes_of.register
def _(event: e.CaseEscalated, case: Case) -> dict[str, Any]:
    if event.reason in (e.NOT_CARRIED_OUT, e.NOT_CONFIRMED):
        return {"executing_until": event.deadline}
    return {}


@changes_of.register
def _(event: e.CaseAssigned, case: Case) -> dict[str, Any]:
    return {"assignee": event.to}


@changes_of.register
def _(event: e.CaseClosed, case: Case) -> dict[str, Any]:
    return {
        "outcome": event.outcome,
        "root_cause": event.root_cause,
        "closed_at": event.at,
        "closed_gap": case.gap,
        "hold": None,
        "wait": None,
        "promise": None,
        "planned": None,
        "last_question": None,
        "proposed_day": None,
        "undecided": (),
    }


@changes_of.register
def _(event: e.CaseReopened, case: Case) -> dict[str, Any]:
    return {
        "outcome": None,
        "root_cause": None,
        "closed_at": None,
        "questions_asked": (),
        "asked_back": (),
        "questions_answered": (),
        "not_before": None,
        **_from_rung_one(case, event.at),
    }


def _from_rung_one(case: Case, at: datetime) -> dict[str, Any]:
    """The ladder starts again. The steps keep their occurrences, so that no touch key is used twice."""
    return {
        "steps": tuple(replace(record, fate=StepFate.AGAIN, done=0, failures=0, shift_days=0) for record in case.steps),
        "planned": None,
        "first_rung_at": None,
        "rungs": 0,
        "stopped_at": None,
        "shifted_at": None,
        "ladder_from": at,
        "shift_days": 0,
        "moved_steps": (),
        "steered": _retyped_by(case),
    }


def _retyped_by(case: Case) -> tuple[Steering, ...]:
    """Steps that were moved or skipped are over when the ladder starts again; the type stays what a person made it."""
    return tuple(led for led in case.steered if not led.step)


@changes_of.register
def _(event: e.CaseRetyped, case: Case) -> dict[str, Any]:
    led = Steering("", event.by)
    return {
        "case_type": event.after,
        "owes": event.owes,
        "playbook": event.playbook,
        "money_version": case.money_version + 1,
        **_from_rung_one(case, event.at),
        "steered": (*(other for other in _retyped_by(case) if other != led), led),
    }


@changes_of.register
def _(event: e.PlaybookMigrated, case: Case) -> dict[str, Any]:
    del case
    return {"playbook": event.after}
