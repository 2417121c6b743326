"""`apply` folds an event into a case. The state is derived afterwards, so that no undefined one can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import Any

from bot.domain import events as e
from bot.domain.case import (
    PERSON_HAS_IT,
    Approval,
    Case,
    HandPayment,
    LiveTouch,
    MovedStep,
    PlannedTouch,
    Proposal,
    Steering,
    StepFate,
    StepRecord,
    TouchKey,
    UndecidedReply,
    WaitReason,
)
from bot.domain.chains import Escalation
from bot.domain.changing import changer
from bot.domain.errors import UndefinedTransition
from bot.domain.vocabulary import CaseState, FailureClass, ProposalState, TouchClass

# Failures that say nothing about whether the customer can be reached.
NOT_THE_CUSTOMERS = frozenset({FailureClass.CONFIGURATION, FailureClass.REGISTRATION, FailureClass.SLOW_DOWN})


_changed = changer(Case)


def apply(case: Case | None, event: e.Event) -> Case:
    """The case after the event. Raises UndefinedTransition for an event that cannot follow."""
    if isinstance(event, e.CaseOpened):
        if case is not None:
            raise UndefinedTransition("A case was opened twice.")
        return _opened(event)
    if case is None:
        raise UndefinedTransition(f"{type(event).__name__} came before the case was opened.")
    changes = _changes(event, case)
    state = _state(case, changes)
    if state is CaseState.OPEN:
        changes["stopped_at"] = None
    return _changed(case, {"seq": case.seq + 1, "state": state} | changes)


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


def _planned_unless(case: Case, cause: str) -> PlannedTouch | None:
    return None if case.planned is not None and case.planned.key.cause == cause else case.planned


def _planned_if_timed(case: Case) -> PlannedTouch | None:
    """Something happened to the case: what only an event could lift is looked at again."""
    return case.planned if case.planned is not None and case.planned.at is not None else None


def _record(case: Case, step: str) -> StepRecord:
    return case.record(step) or StepRecord(step, 0, StepFate.AGAIN, case.opened_at)


# --- touches ---------------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.TouchPlanned, case: Case) -> dict[str, Any]:
    if any(touch.key == event.key for touch in case.touches):
        return {}  # already in the outbox: only its time there moves
    return {"planned": PlannedTouch(event.key, event.rule, event.until)}


@_changes.register
def _(event: e.TouchQueued, case: Case) -> dict[str, Any]:
    touch = LiveTouch(
        event.key, event.touch_class, event.channel, event.step, counts=bool(event.step), contact_id=event.contact_id
    )
    changes: dict[str, Any] = {"touches": (*case.touches, touch), "planned": _planned_unless(case, event.key.cause)}
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
    if event.template == PERSON_HAS_IT:
        changes |= {"told_of_person_at": event.at, "said_since_told": False}
    return changes


def _answered(case: Case, reply_id: str, cause: str) -> tuple[UndecidedReply, ...]:
    """Nobody is answered twice with the same words, also when a person decides later."""
    return tuple(
        replace(reply, answers=(*reply.answers, cause)) if reply.id == reply_id else reply for reply in case.undecided
    )


@_changes.register
def _(event: e.TouchSuperseded, case: Case) -> dict[str, Any]:
    record = replace(_record(case, event.step), occurrences=event.key.occurrence, fate=StepFate.SUPERSEDED, at=event.at)
    return {
        "touches": _without(case, event.key),
        "steps": _with_record(case, record),
        "planned": _planned_unless(case, event.key.cause),
    }


@_changes.register
def _(event: e.StepSkipped, case: Case) -> dict[str, Any]:
    record = replace(_record(case, event.step), fate=StepFate.SKIPPED, at=event.at)
    changes = {"steps": _with_record(case, record), "planned": _planned_unless(case, event.step)}
    return changes | _steered(case, event.step, event.by) if event.by else changes


def _steered(case: Case, step: str, by: str) -> dict[str, Any]:
    """Whoever led the case is remembered once for each step."""
    led = Steering(step, by)
    return {} if led in case.steered else {"steered": (*case.steered, led)}


@_changes.register
def _(event: e.StepDone, case: Case) -> dict[str, Any]:
    record = _done(case, _record(case, event.step), event.occurrence, event.at)
    return {
        "steps": _with_record(case, record),
        "planned": _planned_unless(case, event.step),
        "moved_steps": _moved_but(case, event.step),
    }


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


@_changes.register
def _(event: e.TouchCancelled, case: Case) -> dict[str, Any]:
    return _once_more(case, event.key, StepFate.AGAIN)


@_changes.register
def _(event: e.TouchRefused, case: Case) -> dict[str, Any]:
    changes = _once_more(case, event.key, StepFate.AGAIN)
    if "steps" in changes and case.state is CaseState.OPEN:  # the step waits for what lifts the refusal
        again = TouchKey(event.key.cause, event.key.occurrence + 1)
        changes["planned"] = PlannedTouch(again, event.rule, event.lifts_at)
    return changes


@_changes.register
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
    if event.key.cause.endswith(f":{PERSON_HAS_IT}"):
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


@_changes.register
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


@_changes.register(e.ReceiptRecorded)
@_changes.register(e.MediumSuppressed)
@_changes.register(e.PersonOnlySet)
@_changes.register(e.ContactUnverified)
@_changes.register(e.TaskRaised)
def _(event: object, case: Case) -> dict[str, Any]:
    return {}  # facts of the customer or of the log; the case itself stays


@_changes.register
def _(event: e.CallLogged, case: Case) -> dict[str, Any]:
    return {"said_since_told": case.said_since_told or (event.reached and case.told_of_person_at is not None)}


@_changes.register(e.MediumAllowed)
@_changes.register(e.PersonOnlyLifted)
def _(event: object, case: Case) -> dict[str, Any]:
    return {"planned": _planned_if_timed(case)}


# --- conversation ----------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.ReplyReceived, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"planned": _planned_if_timed(case)}
    if event.automatic:
        return changes
    if not event.decided:
        reply = UndecidedReply(event.reply_id, event.channel, event.at, event.intents, event.flags)
        changes["undecided"] = (*_others(case, event.reply_id), reply)
    return {**changes, "answered_at": event.at}


def _others(case: Case, reply_id: str) -> tuple[UndecidedReply, ...]:
    return tuple(reply for reply in case.undecided if reply.id != reply_id)


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
    asked = (*case.questions_asked, event.question) if event.clarifying else case.questions_asked
    return {"last_question": event.question, "questions_asked": asked}


# --- state -----------------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.WaitStarted, case: Case) -> dict[str, Any]:
    return {"wait": event.wait, **_stopped(case, event.wait.since)}


def _stopped(case: Case, at: datetime) -> dict[str, Any]:
    """The ladder stands still from now on, unless it did already; what the gate had planned for it is void."""
    return {"stopped_at": case.stopped_at or at, "planned": None}


@_changes.register
def _(event: e.WaitEnded, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"wait": None, **_stood(event.shift_days, event.at)}
    if case.wait is not None and case.wait.reason is WaitReason.PROMISE:
        changes["promise"] = None
    return changes


@_changes.register
def _(event: e.HoldPlaced, case: Case) -> dict[str, Any]:
    return {"hold": event.hold, **_stopped(case, event.hold.since)}


@_changes.register
def _(event: e.HoldEnded, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"hold": None, **_stood(event.shift_days, event.at)}
    if event.by not in e.NOBODY_READ_IT:
        changes["undecided"] = ()  # whoever released the case has read what waited
    return changes


def _stood(shift_days: int, at: datetime) -> dict[str, Any]:
    """The ladder stood still until now; what the gate had planned for it is out of date."""
    return {"shift_days": shift_days, "shifted_at": at, "planned": None}


@_changes.register
def _(event: e.LadderRested, case: Case) -> dict[str, Any]:
    return {"not_before": max(event.until, case.not_before or event.until), "planned": None}


@_changes.register
def _(event: e.CaseEscalated, case: Case) -> dict[str, Any]:
    if event.reason in (e.NOT_CARRIED_OUT, e.NOT_CONFIRMED):
        return {"executing_until": event.deadline}
    return {}


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
        "undecided": (),
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


@_changes.register
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


# --- escalation and what is done by hand -----------------------------------------------------------------------


@_changes.register
def _(event: e.EscalationRaised, case: Case) -> dict[str, Any]:
    return {"escalation": event.escalation}


@_changes.register
def _(event: e.EscalationPinged, case: Case) -> dict[str, Any]:
    live = _live_escalation(case, event.escalation_id)
    if live is None:
        return {}
    return {"escalation": replace(live, level=event.level, repeated=event.repeated, next_at=event.next_at)}


@_changes.register
def _(event: e.EscalationAcknowledged, case: Case) -> dict[str, Any]:
    live = _live_escalation(case, event.escalation_id)
    if live is None:
        return {}
    return {"escalation": replace(live, acknowledged_by=event.by, acknowledged_at=event.at, next_at=None)}


@_changes.register
def _(event: e.EscalationEnded, case: Case) -> dict[str, Any]:
    return {"escalation": None} if _live_escalation(case, event.escalation_id) else {}


def _live_escalation(case: Case, escalation_id: str) -> Escalation | None:
    live = case.escalation
    return live if live is not None and live.id == escalation_id else None


@_changes.register
def _(event: e.ReplyDecided, case: Case) -> dict[str, Any]:
    return {"planned": _planned_if_timed(case), "undecided": _others(case, event.reply_id)}


@_changes.register
def _(event: e.ContactCorrected, case: Case) -> dict[str, Any]:
    return {"planned": _planned_if_timed(case)}


@_changes.register
def _(event: e.StepShifted, case: Case) -> dict[str, Any]:
    moved = (*_moved_but(case, event.step), MovedStep(event.step, event.to, case.shift_days, case.not_before))
    return {
        "moved_steps": moved,
        "planned": _planned_unless(case, event.step),
        **_steered(case, event.step, event.by),
    }


# --- money -----------------------------------------------------------------------------------------------------


@_changes.register
def _(event: e.PaymentRecorded, case: Case) -> dict[str, Any]:
    changes = {"paid": case.paid + event.minor_units, **_money_moved(case)}
    by = event.source.removeprefix(e.BY_STAFF)
    if by != event.source:
        payment = HandPayment(event.payment_id, event.minor_units, by, event.at)
        changes["hand_payments"] = (*case.hand_payments, payment)
    return changes


def _money_moved(case: Case) -> dict[str, Any]:
    """An approval is bound to the money as it stood, and so is what the gate refused."""
    return {"money_version": case.money_version + 1, "planned": _planned_if_timed(case)}


@_changes.register
def _(event: e.PaymentReversed, case: Case) -> dict[str, Any]:
    changes = {"paid": case.paid - event.minor_units, **_money_moved(case)}
    if case.hand_payments:
        by = event.source.removeprefix(e.BY_STAFF) if event.source.startswith(e.BY_STAFF) else ""
        changes["hand_payments"] = tuple(
            replace(payment, taken_back=True, taken_back_by=by) if payment.id == event.payment_id else payment
            for payment in case.hand_payments
        )
    return changes


@_changes.register
def _(event: e.AmountsRevised, case: Case) -> dict[str, Any]:
    contested = min(case.disputed_by_customer, event.disputed)
    return {
        "expected": event.expected,
        "disputed": event.disputed,
        "disputed_by_customer": contested,
        **_money_moved(case),
    }


@_changes.register
def _(event: e.DisputeRecorded, case: Case) -> dict[str, Any]:
    return {"disputed": event.minor_units, "disputed_by_customer": event.minor_units, **_money_moved(case)}


@_changes.register
def _(event: e.ProposalMade, case: Case) -> dict[str, Any]:
    return {
        "proposals": (*case.proposals, event.proposal),
        "money_version": event.proposal.money_version,
        **_stopped(case, event.proposal.made_at),
    }


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
        **_stood(event.shift_days, event.at),
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
