"""`apply` folds an event into a case. The state is derived afterwards, so that no undefined one can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import Any

from bot.domain import events as e
from bot.domain.case import (
    Approval,
    Case,
    LiveTouch,
    PlannedTouch,
    Proposal,
    StepFate,
    StepRecord,
    TouchKey,
    WaitReason,
)
from bot.domain.errors import UndefinedTransition
from bot.domain.vocabulary import CaseState, ProposalState, TouchClass


def apply(case: Case | None, event: e.Event) -> Case:
    """The case after the event. Raises UndefinedTransition for an event that cannot follow."""
    if isinstance(event, e.CaseOpened):
        if case is not None:
            raise UndefinedTransition("A case was opened twice.")
        return _opened(event)
    if case is None:
        raise UndefinedTransition(f"{type(event).__name__} came before the case was opened.")
    changes = _changes(event, case)
    return replace(case, seq=case.seq + 1, state=_state(case, changes), **changes)


def fold(events: Iterable[e.Event]) -> Case:
    """The case that its events amount to. Raises UndefinedTransition for events that are no case's."""
    case: Case | None = None
    for event in events:
        case = apply(case, event)
    if case is None:
        raise UndefinedTransition("There are no events to replay.")
    return case


def _state(case: Case, changes: dict[str, Any]) -> CaseState:
    """Closed, held, deciding, executing, waiting, open: the first that applies."""
    if changes.get("closed_at", case.closed_at) is not None:
        return CaseState.CLOSED
    if changes.get("hold", case.hold) is not None:
        return CaseState.HELD
    proposals = changes.get("proposals", case.proposals)
    if proposals:
        states = {proposal.state for proposal in proposals}
        if ProposalState.PROPOSED in states:
            return CaseState.DECIDING
        if states & {ProposalState.APPROVED, ProposalState.CARRIED_OUT}:
            return CaseState.EXECUTING
    if changes.get("wait", case.wait) is not None:
        return CaseState.WAITING
    return CaseState.OPEN


def _opened(event: e.CaseOpened) -> Case:
    return Case(
        id=event.case_id,
        ref=event.ref,
        client=event.client,
        customer_id=event.customer_id,
        case_type=event.case_type,
        owes=event.owes,
        state=CaseState.OPEN,
        opened_at=event.at,
        currency=event.currency,
        expected=event.expected,
        paid=event.paid,
        disputed=event.disputed,
        invoice=event.invoice,
        playbook=event.playbook,
        seq=1,
        due_on=event.due_on,
        respond_by=event.respond_by,
        parent=event.parent,
        ladder_from=event.at,
    )


@singledispatch
def _changes(event: object, case: Case) -> dict[str, Any]:
    raise UndefinedTransition(f"{type(event).__name__} is not an event of {case.ref}.")


def _with_record(case: Case, record: StepRecord) -> tuple[StepRecord, ...]:
    return (*(r for r in case.steps if r.step != record.step), record)


def _without(case: Case, key: TouchKey) -> tuple[LiveTouch, ...]:
    return tuple(touch for touch in case.touches if touch.key != key)


def _planned_unless(case: Case, key: TouchKey) -> PlannedTouch | None:
    return None if case.planned is not None and case.planned.key.cause == key.cause else case.planned


# --- touches ---------------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.TouchPlanned, case: Case) -> dict[str, Any]:
    if any(touch.key == event.key for touch in case.touches):
        return {}  # already in the outbox: only its time there moves
    return {"planned": PlannedTouch(event.key, event.rule, event.until)}


@_changes.register
def _(event: e.TouchQueued, case: Case) -> dict[str, Any]:
    touch = LiveTouch(event.key, event.touch_class, event.channel, event.step, counts=bool(event.step))
    changes: dict[str, Any] = {"touches": (*case.touches, touch), "planned": _planned_unless(case, event.key)}
    if event.step:
        record = StepRecord(event.step, event.key.occurrence, StepFate.QUEUED, event.at)
        changes["steps"] = _with_record(case, record)
        changes["shift_days"] = event.shift_days
        changes["first_rung_at"] = case.first_rung_at or event.at
    return changes


@_changes.register
def _(event: e.TouchSuperseded, case: Case) -> dict[str, Any]:
    record = StepRecord(event.step, event.key.occurrence, StepFate.SUPERSEDED, event.at)
    return {
        "touches": _without(case, event.key),
        "steps": _with_record(case, record),
        "planned": _planned_unless(case, event.key),
    }


@_changes.register
def _(event: e.StepSkipped, case: Case) -> dict[str, Any]:
    occurrences = record.occurrences if (record := case.record(event.step)) else 0
    return {"steps": _with_record(case, StepRecord(event.step, occurrences, StepFate.SKIPPED, event.at))}


@_changes.register
def _(event: e.StepDone, case: Case) -> dict[str, Any]:
    return {"steps": _with_record(case, StepRecord(event.step, event.occurrence, StepFate.DONE, event.at))}


def _once_more(case: Case, key: TouchKey, fate: StepFate) -> dict[str, Any]:
    """The touch is final; its step may fire again with the next occurrence, or is done."""
    live = next((touch for touch in case.touches if touch.key == key), None)
    changes: dict[str, Any] = {"touches": _without(case, key), "planned": _planned_unless(case, key)}
    record = case.record(live.step) if live and live.step else None
    if record is not None and record.fate is StepFate.QUEUED:
        changes["steps"] = _with_record(case, replace(record, fate=fate))
    return changes


@_changes.register
def _(event: e.TouchCancelled, case: Case) -> dict[str, Any]:
    return _once_more(case, event.key, StepFate.AGAIN)


@_changes.register
def _(event: e.TouchRefused, case: Case) -> dict[str, Any]:
    changes = _once_more(case, event.key, StepFate.AGAIN)
    if "steps" in changes:  # a step waits for what lifts the refusal
        again = TouchKey(event.key.cause, event.key.occurrence + 1)
        changes["planned"] = PlannedTouch(again, event.rule, event.lifts_at)
    return changes


@_changes.register
def _(event: e.TouchSent, case: Case) -> dict[str, Any]:
    live = next((touch for touch in case.touches if touch.key == event.key), None)
    changes: dict[str, Any] = {"touches": _without(case, event.key)}
    if live is None:
        return changes
    if live.touch_class is TouchClass.CHASE:
        changes["chases"] = case.chases + 1
    if live.step:
        record = StepRecord(live.step, event.key.occurrence, StepFate.DONE, event.at)
        changes["steps"] = _with_record(case, record)
    return changes


@_changes.register
def _(event: e.TouchFailed, case: Case) -> dict[str, Any]:
    changes = _once_more(case, event.key, StepFate.AGAIN)
    record = case.record(event.key.cause)
    if record is not None and record.fate is StepFate.DONE and record.occurrences == event.key.occurrence:
        changes["steps"] = _with_record(case, replace(record, fate=StepFate.AGAIN))  # it bounced after it was sent
    return changes


@_changes.register(e.ReceiptRecorded)
@_changes.register(e.MediumSuppressed)
@_changes.register(e.MediumAllowed)
@_changes.register(e.PersonOnlySet)
@_changes.register(e.PersonOnlyLifted)
@_changes.register(e.ContactUnverified)
@_changes.register(e.TaskRaised)
@_changes.register(e.CallLogged)
def _(event: object, case: Case) -> dict[str, Any]:
    return {}  # facts of the customer or of the log; the case itself stays


# --- conversation ----------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.ReplyReceived, case: Case) -> dict[str, Any]:
    return {} if event.automatic else {"answered_at": event.at}


@_changes.register
def _(event: e.PromiseMade, case: Case) -> dict[str, Any]:
    return {"promise": event.promise, "last_question": None}


@_changes.register
def _(event: e.PromiseReminded, case: Case) -> dict[str, Any]:
    return {"promise": replace(case.promise, reminded=True) if case.promise else None}


@_changes.register
def _(event: e.PromiseKept, case: Case) -> dict[str, Any]:
    return {"promise": None, "wait": _unless_promise(case)}


@_changes.register
def _(event: e.PromiseBroken, case: Case) -> dict[str, Any]:
    return {"promise": None, "wait": _unless_promise(case), "promises_broken": case.promises_broken + 1}


def _unless_promise(case: Case) -> Any:
    return None if case.wait is not None and case.wait.reason is WaitReason.PROMISE else case.wait


@_changes.register
def _(event: e.QuestionAsked, case: Case) -> dict[str, Any]:
    return {"last_question": event.question, "questions_asked": (*case.questions_asked, event.question)}


# --- state -----------------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.WaitStarted, case: Case) -> dict[str, Any]:
    return {"wait": event.wait}


@_changes.register
def _(event: e.WaitEnded, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"wait": None, "shift_days": event.shift_days}
    if case.wait is not None and case.wait.reason is WaitReason.PROMISE:
        changes["promise"] = None
    return changes


@_changes.register
def _(event: e.HoldPlaced, case: Case) -> dict[str, Any]:
    return {"hold": event.hold}


@_changes.register
def _(event: e.HoldEnded, case: Case) -> dict[str, Any]:
    return {"hold": None, "shift_days": event.shift_days}


@_changes.register
def _(event: e.LadderRested, case: Case) -> dict[str, Any]:
    return {"not_before": event.until}


@_changes.register
def _(event: e.CaseEscalated, case: Case) -> dict[str, Any]:
    return {"executing_until": event.deadline} if case.state is CaseState.EXECUTING else {}


@_changes.register
def _(event: e.CaseAssigned, case: Case) -> dict[str, Any]:
    return {"assignee": event.to}


@_changes.register
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
    }


@_changes.register
def _(event: e.CaseReopened, case: Case) -> dict[str, Any]:
    return {
        "outcome": None,
        "root_cause": None,
        "closed_at": None,
        "questions_asked": (),
        "not_before": None,
        **_from_rung_one(case, event.at),
    }


def _from_rung_one(case: Case, at: datetime) -> dict[str, Any]:
    """The ladder starts again. The steps keep their occurrences, so that no touch key is used twice."""
    return {
        "steps": tuple(replace(record, fate=StepFate.AGAIN) for record in case.steps),
        "planned": None,
        "first_rung_at": None,
        "ladder_from": at,
        "shift_days": 0,
    }


@_changes.register
def _(event: e.CaseRetyped, case: Case) -> dict[str, Any]:
    return {
        "case_type": event.after,
        "owes": event.owes,
        "playbook": event.playbook,
        "money_version": case.money_version + 1,
        **_from_rung_one(case, event.at),
    }


# --- money -----------------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.PaymentRecorded, case: Case) -> dict[str, Any]:
    return {"paid": case.paid + event.minor_units, "money_version": case.money_version + 1}


@_changes.register
def _(event: e.PaymentReversed, case: Case) -> dict[str, Any]:
    return {"paid": case.paid - event.minor_units, "money_version": case.money_version + 1}


@_changes.register
def _(event: e.AmountsRevised, case: Case) -> dict[str, Any]:
    return {"expected": event.expected, "disputed": event.disputed, "money_version": case.money_version + 1}


@_changes.register
def _(event: e.DisputeRecorded, case: Case) -> dict[str, Any]:
    return {"disputed": event.minor_units, "money_version": case.money_version + 1}


@_changes.register
def _(event: e.ProposalMade, case: Case) -> dict[str, Any]:
    return {"proposals": (*case.proposals, event.proposal), "money_version": event.proposal.money_version}


def _revised(case: Case, proposal_id: str, **changes: Any) -> tuple[Proposal, ...]:
    return tuple(replace(p, **changes) if p.id == proposal_id else p for p in case.proposals)


def _approvals(case: Case, proposal_id: str) -> tuple[Approval, ...]:
    return next((p.approvals for p in case.proposals if p.id == proposal_id), ())


@_changes.register
def _(event: e.ProposalApproved, case: Case) -> dict[str, Any]:
    approvals = (*_approvals(case, event.proposal_id), Approval(event.by, event.role, event.at))
    state = ProposalState.APPROVED if event.complete else ProposalState.PROPOSED
    return {
        "proposals": _revised(case, event.proposal_id, approvals=approvals, state=state),
        "executing_until": event.carry_out_by,
    }


@_changes.register
def _(event: e.ProposalEnded, case: Case) -> dict[str, Any]:
    return {
        "proposals": _revised(case, event.proposal_id, state=event.state),
        "executing_until": None,
        "money_version": case.money_version + 1,
        "shift_days": event.shift_days,
    }


@_changes.register
def _(event: e.ResolutionCarriedOut, case: Case) -> dict[str, Any]:
    proposals = _revised(
        case,
        event.proposal_id,
        state=ProposalState.CARRIED_OUT,
        carried_out_by=event.by,
        reference=event.reference,
    )
    return {"proposals": proposals}


@_changes.register
def _(event: e.ResolutionConfirmed, case: Case) -> dict[str, Any]:
    return {
        "proposals": _revised(case, event.proposal_id, state=ProposalState.CONFIRMED),
        "executing_until": None,
    }
