"""Where a case stands: opened, waiting, held, handed on, closed; and the tasks that it gives to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import Hold, Wait
from bot.domain.vocabulary import CaseType, Outcome, Owes, Role, RootCause, Stage, TaskKind

BY_READING = "reply decided"  # ends a hold when a person said what the customer meant
BY_ANSWER = "inquiry answered"  # ends a hold when the one who was asked answered
# Ends of holds that nobody looked at.
NOBODY_READ_IT = frozenset({"deadline", "replaced", "settled", "carried out", BY_READING, BY_ANSWER})

# Reasons of escalations by the clock that move the deadline of carrying out.
NOT_CARRIED_OUT = "approved, not carried out"
NOT_CONFIRMED = "awaits confirmation"


@dataclass(frozen=True, slots=True)
class CaseOpened:
    case_id: str
    ref: str
    client: str
    customer_id: str
    case_type: CaseType
    owes: Owes
    currency: str
    expected: int
    paid: int
    disputed: int
    invoice: str
    due_on: date | None
    respond_by: date | None
    parent: str
    playbook: str
    source: str
    at: datetime
    reason: str = ""
    stage: Stage | None = None
    earlier_cases: int = 0
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class WaitStarted:
    wait: Wait


@dataclass(frozen=True, slots=True)
class WaitEnded:
    at: datetime
    shift_days: int  # the ladder's shift from here on


@dataclass(frozen=True, slots=True)
class HoldPlaced:
    hold: Hold


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """`by` is a staff id, "settled", "carried out", "deadline" (an escalated hold follows), "replaced", BY_READING."""

    by: str
    at: datetime
    shift_days: int


@dataclass(frozen=True, slots=True)
class LadderRested:
    until: datetime


@dataclass(frozen=True, slots=True)
class TaskRaised:
    name: str
    owner: Role
    deadline: datetime
    at: datetime
    kind: TaskKind | None = None


@dataclass(frozen=True, slots=True)
class CaseEscalated:
    to: Role
    by: str
    reason: str
    deadline: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseAssigned:
    to: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseClosed:
    outcome: Outcome
    root_cause: RootCause
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseReopened:
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseRetyped:
    before: CaseType
    after: CaseType
    owes: Owes
    playbook: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaybookMigrated:
    """The running case goes on under another version of its playbook. Both are digests."""

    before: str
    after: str
    by: str
    at: datetime


StateEvent = (
    CaseOpened
    | WaitStarted
    | WaitEnded
    | HoldPlaced
    | HoldEnded
    | LadderRested
    | TaskRaised
    | CaseEscalated
    | CaseAssigned
    | CaseClosed
    | CaseReopened
    | CaseRetyped
    | PlaybookMigrated
)
