"""Touches and steps: what is planned, queued, on its way, over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of
from bot.domain.case import (
    TELLS_OF_PERSON,
    Case,
    LiveTouch,
    MovedStep,
    PlannedTouch,
    Steering,
    StepFate,
    StepRecord,
    TouchKey,
    UndecidedReply,
)
from bot.domain.changing import replace
from bot.domain.vocabulary import CaseState, FailureClass, TouchClass

# Failures that say nothing about whether the customer can be reached.
NOT_THE_CUSTOMERS = frozenset({FailureClass.CONFIGURATION, FailureClass.REGISTRATION, FailureClass.SLOW_DOWN})


@changes_of.register
def _(event: e.TouchPlanned, case: Case) -> dict[str, Any]:
    if any(touch.key == event.key for touch in case.touches):
        return {}  # already in the outbox: only its time there moves
    return {"planned": PlannedTouch(event.key, event.rule, event.until)}


@changes_of.register
def _(event: e.TouchQueued, case: Case) -> dict[str, Any]:
    touch = LiveTouch(
        event.key, event.touch_class, event.channel, event.step, counts=bool(event.step), contact_id=event.contact_id
    )
    changes: dict[str, Any] = {"touches": (*case.touches, touch), "planned": _planned_unless(case, event.key.cause)}
    changes["last_said"] = event.template
    if event.step:
        record = replace(
            _record(case, event.step),
            occurrences=event.key.occurrence,
            fate=StepFate.QUEUED,
            at=event.at,
            shift_days=event.shift_days,
        )
        changes["steps"] = _with_record(case, record)
        changes["shift_days"] = event.shift_days
        changes["first_rung_at"] = case.first_rung_at or event.at
    if event.answers and case.undecided:
        changes["undecided"] = _answered(case, event.answers, event.key.cause)
    if event.template in TELLS_OF_PERSON:
        changes |= {"told_of_person_at": event.at, "said_since_told": False}
    return changes


def _answered(case: Case, reply_id: str, cause: str) -> tuple[UndecidedReply, ...]:
    """Nobody is answered twice with the same words, also when a person decides later."""
    return tuple(
        replace(reply, answers=(*reply.answers, cause)) if reply.id == reply_id else reply for reply in case.undecided
    )


@changes_of.register
def _(event: e.TouchSuperseded, case: Case) -> dict[str, Any]:
    record = replace(_record(case, event.step), occurrences=event.key.occurrence, fate=StepFate.SUPERSEDED, at=event.at)
    return {
        "touches": _without(case, event.key),
        "steps": _with_record(case, record),
        "planned": _planned_unless(case, event.key.cause),
    }


@changes_of.register
def _(event: e.StepSkipped, case: Case) -> dict[str, Any]:
    record = replace(_record(case, event.step), fate=StepFate.SKIPPED, at=event.at)
    changes = {"steps": _with_record(case, record), "planned": _planned_unless(case, event.step)}
    return changes | _steered(case, event.step, event.by) if event.by else changes


@changes_of.register
def _(event: e.StepDone, case: Case) -> dict[str, Any]:
    record = _done(case, _record(case, event.step), event.occurrence, event.at)
    return {
        "steps": _with_record(case, record),
        "planned": _planned_unless(case, event.step),
        "moved_steps": _moved_but(case, event.step),
    }


@changes_of.register
def _(event: e.StepShifted, case: Case) -> dict[str, Any]:
    moved = (*_moved_but(case, event.step), MovedStep(event.step, event.to, case.shift_days, case.not_before))
    return {
        "moved_steps": moved,
        "planned": _planned_unless(case, event.step),
        **_steered(case, event.step, event.by),
    }


def _steered(case: Case, step: str, by: str) -> dict[str, Any]:
    """Whoever led the case is remembered once for each step."""
    led = Steering(step, by)
    return {} if led in case.steered else {"steered": (*case.steered, led)}


def _moved_but(case: Case, step: str) -> tuple[MovedStep, ...]:
    """A person moved it once: its next repeat is due as the playbook has it."""
    return tuple(moved for moved in case.moved_steps if moved.step != step)


def _done(case: Case, record: StepRecord, occurrence: int, at: datetime) -> StepRecord:
    return replace(
        record,
        occurrences=max(record.occurrences, occurrence),
        fate=StepFate.DONE,
        at=at,
        done=record.done + 1,
        shift_days=case.shift_days,
    )


def _once_more(case: Case, key: TouchKey, fate: StepFate) -> dict[str, Any]:
    """The touch is final; its step may fire again with the next occurrence, or is done."""
    live = next((touch for touch in case.touches if touch.key == key), None)
    left = _without(case, key)
    changes: dict[str, Any] = {"touches": left, "planned": _planned_unless(case, key.cause)}
    record = case.record(live.step) if live and live.step else None
    if record is not None and record.fate is StepFate.QUEUED:
        changes["steps"] = _with_record(case, replace(record, fate=fate))
    if not case.rungs and not any(touch.step for touch in left):
        changes["first_rung_at"] = None  # nothing went out: the first message is still to come
    return changes


@changes_of.register
def _(event: e.TouchCancelled, case: Case) -> dict[str, Any]:
    return _once_more(case, event.key, StepFate.AGAIN)


@changes_of.register
def _(event: e.TouchRefused, case: Case) -> dict[str, Any]:
    changes = _once_more(case, event.key, StepFate.AGAIN)
    if "steps" in changes and case.state is CaseState.OPEN:  # the step waits for what lifts the refusal
        again = TouchKey(event.key.cause, event.key.occurrence + 1)
        changes["planned"] = PlannedTouch(again, event.rule, event.lifts_at)
    return changes


@changes_of.register
def _(event: e.TouchSent, case: Case) -> dict[str, Any]:
    live = next((touch for touch in case.touches if touch.key == event.key), None)
    changes: dict[str, Any] = {"touches": _without(case, event.key)}
    if live is not None and live.touch_class is TouchClass.CHASE:
        changes["chases"] = case.chases + 1
    if case.told_of_person_at is not None:
        changes |= _told(event)
    record = _sent_record(case, event.key, live)
    if record is not None:
        changes["steps"] = _with_record(case, _done(case, record, event.key.occurrence, event.at))
        changes["planned"] = _planned_unless(case, event.key.cause)
        changes["rungs"] = case.rungs + 1
        changes["first_rung_at"] = case.first_rung_at or event.at
        changes["moved_steps"] = _moved_but(case, record.step)
    return changes


def _told(event: e.TouchSent) -> dict[str, Any]:
    """That a person has it was said when it went out; with anything else the conversation has gone on."""
    if event.key.cause.rpartition(":")[2] in TELLS_OF_PERSON:
        return {"told_of_person_at": event.at}
    return {"said_since_told": True}


def _sent_record(case: Case, key: TouchKey, live: LiveTouch | None) -> StepRecord | None:
    """The step that a sent touch answers. Also one that was cancelled while the call was under way: it is out."""
    if live is not None:
        return case.record(live.step) if live.step else None
    record = case.record(key.cause)
    if record is None or record.fate is not StepFate.AGAIN or record.occurrences != key.occurrence:
        return None
    return record if record.at >= (case.ladder_from or case.opened_at) else None


@changes_of.register
def _(event: e.TouchFailed, case: Case) -> dict[str, Any]:
    record = case.record(event.key.cause)
    if record is not None and record.fate is StepFate.DONE and record.occurrences == event.key.occurrence:
        return _bounced(case, _failed(record, event.failure))
    changes = _once_more(case, event.key, StepFate.AGAIN)
    if "steps" in changes:
        changes["steps"] = tuple(
            _failed(r, event.failure) if r.step == event.key.cause else r for r in changes["steps"]
        )
    return changes


def _failed(record: StepRecord, failure: FailureClass) -> StepRecord:
    """Trouble that is ours does not burn the case."""
    return record if failure in NOT_THE_CUSTOMERS else replace(record, failures=record.failures + 1)


def _bounced(case: Case, record: StepRecord) -> dict[str, Any]:
    """It failed after it was sent: it never arrived, so the step is still to be done."""
    again = replace(record, fate=StepFate.AGAIN, done=max(record.done - 1, 0))
    rungs = max(case.rungs - 1, 0)
    begun = rungs > 0 or any(touch.step for touch in case.touches)
    return {
        "steps": _with_record(case, again),
        "rungs": rungs,
        "first_rung_at": case.first_rung_at if begun else None,
    }


def _with_record(case: Case, record: StepRecord) -> tuple[StepRecord, ...]:
    return (*(r for r in case.steps if r.step != record.step), record)


def _without(case: Case, key: TouchKey) -> tuple[LiveTouch, ...]:
    return tuple(touch for touch in case.touches if touch.key != key)


def _planned_unless(case: Case, cause: str) -> PlannedTouch | None:
    return None if case.planned is not None and case.planned.key.cause == cause else case.planned


def _record(case: Case, step: str) -> StepRecord:
    return case.record(step) or StepRecord(step, 0, StepFate.AGAIN, case.opened_at)
