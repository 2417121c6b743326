"""Events: what happened to a case. Past names. They hold no personal text, only ids, labels, amounts and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import Hold, Inquiry, Promise, Proposal, TouchKey, Wait
from bot.domain.chains import Escalation, PingBy
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    FailureClass,
    Flag,
    Intent,
    Outcome,
    Owes,
    ProposalState,
    Question,
    ReceiptKind,
    Role,
    RootCause,
    Stage,
    TaskKind,
    TouchClass,
)


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


# --- touches ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TouchPlanned:
    """The gate moved a touch: to `until`, or (None) until `lifts_when` happens."""

    key: TouchKey
    step: str
    rule: str
    sentence: str
    until: datetime | None
    lifts_when: str


@dataclass(frozen=True, slots=True)
class TouchQueued:
    key: TouchKey
    step: str  # "" for a response
    template: str
    touch_class: TouchClass
    channel: Channel
    contact_id: str
    tone: int
    ask: Question | None
    sender: str  # "normal" or "senior"
    merge: bool
    at: datetime
    shift_days: int = 0  # the ladder's shift from here on
    answers: str = ""  # inbox id that it answers


@dataclass(frozen=True, slots=True)
class TouchSuperseded:
    key: TouchKey
    step: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """Its condition does not hold, or a person skipped it (`by`)."""

    step: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step without a touch was done: a task, an escalation, a proposal, handing over."""

    step: str
    occurrence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchCancelled:
    key: TouchKey
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchRefused:
    key: TouchKey
    rule: str
    sentence: str
    lifts_at: datetime | None
    lifts_when: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchSent:
    key: TouchKey
    message_id: str
    possible_duplicate: bool
    template_digest: str
    rules_digest: str
    body_digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchFailed:
    key: TouchKey
    message_id: str
    failure: FailureClass
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptRecorded:
    key: TouchKey
    message_id: str
    kind: ReceiptKind
    failure: FailureClass | None
    code: str
    at: datetime


# --- conversation ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    reply_id: str
    channel: Channel
    language: str
    automatic: bool
    decided: bool
    intents: tuple[Intent, ...]
    flags: tuple[Flag, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class MediumSuppressed:
    """The customer opted out of a medium (None = of all). The address's suppression covers every client."""

    channel: Channel | None
    contact_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MediumAllowed:
    """The customer opted in again."""

    channel: Channel
    contact_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonOnlySet:
    """PERSON-ONLY: from now on only a person may chase this customer; only a person lifts it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PersonOnlyLifted:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactUnverified:
    """Somebody says that this contact is not the customer, or its address bounced."""

    contact_id: str
    channel: Channel
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseMade:
    promise: Promise


@dataclass(frozen=True, slots=True)
class PromiseReminded:
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseKept:
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """`clarifying`: asked because a reply was not clear. At most two of these in a case, never the same twice."""

    question: Question
    at: datetime
    clarifying: bool = False


# --- state -----------------------------------------------------------------------------------------------------


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


# Reasons of escalations by the clock that move the deadline of carrying out.
NOT_CARRIED_OUT = "approved, not carried out"
NOT_CONFIRMED = "awaits confirmation"


BY_READING = "reply decided"  # ends a hold when a person said what the customer meant
BY_ANSWER = "inquiry answered"  # ends a hold when the one who was asked answered
# Ends of holds that nobody looked at.
NOBODY_READ_IT = frozenset({"deadline", "replaced", "settled", "carried out", BY_READING, BY_ANSWER})


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
class CallLogged:
    call_id: str
    by: str
    reached: bool
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


# --- inquiries -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InquiryMade:
    """Somebody else than the customer is asked. The inquiry holds all that its message and its page need."""

    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class InquiryAnswered:
    """`by` is one of the party's people; `recorded_by` the member of staff who says so for them, "" = by the link."""

    inquiry_id: str
    answer: str
    by: str
    recorded_by: str
    late: bool  # after it was due
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryOverdue:
    """Nobody has answered in time. An answer still counts."""

    inquiry_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryUndelivered:
    """Its e-mail reaches nobody: a person asks in another way."""

    inquiry_id: str
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryWithdrawn:
    """Nobody needs the answer any more; its page says that it is settled."""

    inquiry_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceReceived:
    """A member of staff has what was asked for as evidence."""

    by: str
    at: datetime


# --- escalation ------------------------------------------------------------------------------------------------


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


# --- by hand ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReplyDecided:
    """A person said what a reply means."""

    reply_id: str
    by: str
    intents: tuple[Intent, ...]
    flags: tuple[Flag, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """A person gave a contact another address on this channel, or said that the one we have is right."""

    contact_id: str
    channel: Channel
    verified: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepShifted:
    """A person moved a step to another time; it passes the gate all the same."""

    step: str
    to: datetime
    by: str
    at: datetime


# Begins the source of a payment that a person recorded; the staff id follows.
BY_STAFF = "staff:"


# --- money -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaymentRecorded:
    payment_id: str
    minor_units: int
    paid_on: date | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentReversed:
    payment_id: str
    minor_units: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptFits:
    """A receipt in suspense fits what is owed: somebody looks before the customer is asked for anything."""

    receipt_id: str
    minor_units: int
    currency: str
    received_on: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ReasonRevised:
    reason_before: str
    stage_before: Stage | None
    respond_by_before: date | None
    reason: str
    stage: Stage | None
    respond_by: date | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AmountsRevised:
    expected_before: int
    expected: int
    disputed_before: int
    disputed: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisputeRecorded:
    minor_units: int
    reply_id: str
    at: datetime


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


Event = (
    CaseOpened
    | TouchPlanned
    | TouchQueued
    | TouchSuperseded
    | StepSkipped
    | StepDone
    | TouchCancelled
    | TouchRefused
    | TouchSent
    | TouchFailed
    | ReceiptRecorded
    | ReplyReceived
    | MediumSuppressed
    | MediumAllowed
    | PersonOnlySet
    | PersonOnlyLifted
    | ContactUnverified
    | PromiseMade
    | PromiseReminded
    | PromiseKept
    | PromiseBroken
    | QuestionAsked
    | WaitStarted
    | WaitEnded
    | HoldPlaced
    | HoldEnded
    | EscalationRaised
    | EscalationPinged
    | EscalationAcknowledged
    | EscalationEnded
    | ReplyDecided
    | ContactCorrected
    | StepShifted
    | LadderRested
    | TaskRaised
    | InquiryMade
    | InquiryAnswered
    | InquiryOverdue
    | InquiryUndelivered
    | InquiryWithdrawn
    | EvidenceReceived
    | CaseEscalated
    | CaseAssigned
    | CallLogged
    | CaseClosed
    | CaseReopened
    | CaseRetyped
    | PlaybookMigrated
    | PaymentRecorded
    | PaymentReversed
    | ReceiptFits
    | ReasonRevised
    | AmountsRevised
    | DisputeRecorded
    | ProposalMade
    | ProposalApproved
    | ProposalEnded
    | ResolutionCarriedOut
    | ResolutionConfirmed
)
