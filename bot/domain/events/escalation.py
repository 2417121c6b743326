"""Calling people, level by level, until one of them takes the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.chains import Escalation, PingBy
from bot.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class EscalationRaised:
    """Somebody must look. The pings follow, each in an event of its own."""

    escalation: Escalation


@dataclass(frozen=True, slots=True)
class EscalationPinged:
    """A level of the chain is pinged: everybody of the role who works for the client, or the assignee."""

    escalation_id: str
    level: int
    repeated: int
    role: Role
    by: tuple[PingBy, ...]
    next_at: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class EscalationAcknowledged:
    escalation_id: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EscalationEnded:
    """What it was about is settled, or a more urgent one takes its place."""

    escalation_id: str
    reason: str
    at: datetime


EscalationEvent = EscalationRaised | EscalationPinged | EscalationAcknowledged | EscalationEnded
