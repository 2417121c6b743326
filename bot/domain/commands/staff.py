"""What members of staff do with a case as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.commands.actor import Actor
from bot.domain.vocabulary import CaseType, HoldKind, Outcome, Owes, Role, RootCause


@dataclass(frozen=True, slots=True)
class HoldCase:
    actor: Actor
    kind: HoldKind
    until: datetime


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    actor: Actor


@dataclass(frozen=True, slots=True)
class SnoozeCase:
    actor: Actor
    until: datetime


@dataclass(frozen=True, slots=True)
class AssignCase:
    actor: Actor
    to: str


@dataclass(frozen=True, slots=True)
class EscalateCase:
    actor: Actor
    to: Role
    deadline: datetime


@dataclass(frozen=True, slots=True)
class CloseCase:
    actor: Actor
    outcome: Outcome
    root_cause: RootCause


@dataclass(frozen=True, slots=True)
class ReopenCase:
    actor: Actor


@dataclass(frozen=True, slots=True)
class RetypeCase:
    actor: Actor
    case_type: CaseType
    owes: Owes
    playbook: str  # digest


@dataclass(frozen=True, slots=True)
class LogCall:
    """A call by hand. It counts for the caps; its words are kept elsewhere."""

    actor: Actor
    call_id: str
    reached: bool


@dataclass(frozen=True, slots=True)
class AcknowledgeEscalation:
    """Somebody who was pinged, or whoever stands in, takes the case."""

    actor: Actor
    escalation_id: str


CaseCommand = (
    HoldCase
    | ReleaseHold
    | SnoozeCase
    | AssignCase
    | EscalateCase
    | CloseCase
    | ReopenCase
    | RetypeCase
    | LogCall
    | AcknowledgeEscalation
)
