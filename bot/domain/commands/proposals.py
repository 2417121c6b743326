"""What members of staff do about a resolution, from proposing it to carrying it out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.commands.actor import Actor
from bot.domain.vocabulary import ResolutionKind


@dataclass(frozen=True, slots=True)
class ProposeResolution:
    actor: Actor
    proposal_id: str
    kind: ResolutionKind
    minor_units: int
    new_payee: bool = False


@dataclass(frozen=True, slots=True)
class ApproveProposal:
    actor: Actor
    proposal_id: str
    money_digest: str  # what the approver saw
    called_back: bool = False  # somebody asked a new payee back, on a number that was known before


@dataclass(frozen=True, slots=True)
class RejectProposal:
    actor: Actor
    proposal_id: str


@dataclass(frozen=True, slots=True)
class WithdrawProposal:
    actor: Actor
    proposal_id: str


@dataclass(frozen=True, slots=True)
class CarryOut:
    """An executor posted the approved resolution; `reference` is that of the ERP or the bank."""

    actor: Actor
    proposal_id: str
    reference: str


ProposalCommand = ProposeResolution | ApproveProposal | RejectProposal | WithdrawProposal | CarryOut
