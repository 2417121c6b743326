"""A resolution from proposal to confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import Proposal
from bot.domain.vocabulary import ProposalState, Role


@dataclass(frozen=True, slots=True)
class ProposalMade:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class ProposalApproved:
    """One approval. `complete`: no further approver is needed. `called_back`: the approver says so of a new payee."""

    proposal_id: str
    by: str
    role: Role
    complete: bool
    carry_out_by: datetime | None
    at: datetime
    called_back: bool = False


@dataclass(frozen=True, slots=True)
class ProposalEnded:
    """Rejected, withdrawn, expired."""

    proposal_id: str
    state: ProposalState
    by: str
    at: datetime
    shift_days: int


@dataclass(frozen=True, slots=True)
class ResolutionCarriedOut:
    proposal_id: str
    by: str
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResolutionConfirmed:
    proposal_id: str
    source: str
    at: datetime


ProposalEvent = ProposalMade | ProposalApproved | ProposalEnded | ResolutionCarriedOut | ResolutionConfirmed
