"""Proposals, from the making to the confirmation."""

from __future__ import annotations

from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of, stood, stopped
from bot.domain.case import Approval, Case, Proposal
from bot.domain.changing import replace
from bot.domain.vocabulary import ProposalState


@changes_of.register
def _(event: e.ProposalMade, case: Case) -> dict[str, Any]:
    return {
        "proposals": (*case.proposals, event.proposal),
        "money_version": event.proposal.money_version,
        **stopped(case, event.proposal.made_at),
    }


def _revised(case: Case, proposal_id: str, **changes: Any) -> tuple[Proposal, ...]:
    return tuple(replace(p, **changes) if p.id == proposal_id else p for p in case.proposals)


def _approvals(case: Case, proposal_id: str) -> tuple[Approval, ...]:
    return next((p.approvals for p in case.proposals if p.id == proposal_id), ())


@changes_of.register
def _(event: e.ProposalApproved, case: Case) -> dict[str, Any]:
    approvals = (*_approvals(case, event.proposal_id), Approval(event.by, event.role, event.at))
    state = ProposalState.APPROVED if event.complete else ProposalState.PROPOSED
    return {
        "proposals": _revised(case, event.proposal_id, approvals=approvals, state=state),
        "executing_until": event.carry_out_by,
    }


@changes_of.register
def _(event: e.ProposalEnded, case: Case) -> dict[str, Any]:
    return {
        "proposals": _revised(case, event.proposal_id, state=event.state),
        "executing_until": None,
        "money_version": case.money_version + 1,
        **stood(event.shift_days, event.at),
    }


@changes_of.register
def _(event: e.ResolutionCarriedOut, case: Case) -> dict[str, Any]:
    proposals = _revised(
        case,
        event.proposal_id,
        state=ProposalState.CARRIED_OUT,
        carried_out_by=event.by,
        reference=event.reference,
    )
    return {"proposals": proposals}


@changes_of.register
def _(event: e.ResolutionConfirmed, case: Case) -> dict[str, Any]:
    return {
        "proposals": _revised(case, event.proposal_id, state=ProposalState.CONFIRMED),
        "executing_until": None,
    }
