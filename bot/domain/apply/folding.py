"""`apply` folds an event into a case. The state is derived afterwards, so that no undefined one can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_by
from bot.domain.case import Case
from bot.domain.changing import changer
from bot.domain.errors import UndefinedTransition
from bot.domain.vocabulary import CaseState, ProposalState

_changed = changer(Case)


def apply(case: Case | None, event: e.Event) -> Case:
    """The case after the event. Raises UndefinedTransition for an event that cannot follow."""
    if isinstance(event, e.CaseOpened):
        if case is not None:
            raise UndefinedTransition("A case was opened twice.")
        return _opened(event)
    if case is None:
        raise UndefinedTransition(f"{type(event).__name__} came before the case was opened.")
    changes = changes_by(type(event))(event, case)
    changes["seq"] = case.seq + 1
    state = changes["state"] = _state(case, changes)
    if state is CaseState.OPEN:
        changes["stopped_at"] = None
    return _changed(case, changes)


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
        reason=event.reason,
        stage=event.stage,
        earlier_cases=event.earlier_cases,
        transaction=event.transaction,
    )
