"""The case: all that `decide` needs to know of one, and nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.chains import Escalation
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    Flag,
    HoldKind,
    InquiryState,
    Intent,
    Outcome,
    Owes,
    Party,
    ProposalState,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    Stage,
    TouchClass,
)

PERSON_HAS_IT = "common/with_a_person"  # the template that says so to a customer who writes meanwhile
PASSED_ON = "common/passed_on"  # says so where it is not about the matter: only their question goes to a person
TELLS_OF_PERSON = frozenset({PERSON_HAS_IT, PASSED_ON})


@dataclass(frozen=True, slots=True, order=True)
class TouchKey:
    """The identity of a touch within its case. The store adds the case: (case, cause, occurrence) is unique."""

    cause: str  # a step's stable id, or the id of the inbound message or command that it answers
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class LiveTouch:
    """A touch without a final state."""

    key: TouchKey
    touch_class: TouchClass
    channel: Channel
    step: str  # "" for a response
    counts: bool = False  # its sending answers a step of the ladder
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class PlannedTouch:
    """A step whose time the gate moved: `at` None waits for an event instead of a time."""

    key: TouchKey
    rule: str
    at: datetime | None


class StepFate(StrEnum):
    QUEUED = "queued"
    DONE = "done"
    SUPERSEDED = "superseded"
    SKIPPED = "skipped"
    AGAIN = "again"  # cancelled before it went out; may fire again with the next occurrence


@dataclass(frozen=True, slots=True)
class StepRecord:
    step: str
    occurrences: int  # keys used so far, over the whole life of the case
    fate: StepFate
    at: datetime
    done: int = 0  # how often it was done since the ladder began
    failures: int = 0  # how often its message failed since the ladder began
    shift_days: int = 0  # the ladder's shift at `at`: what has been added since moves what counts from here


@dataclass(frozen=True, slots=True)
class Hold:
    kind: HoldKind
    owner: Role
    since: datetime
    deadline: datetime
    level: int = 0  # how often its deadline passed and it went one level up
    for_inquiry: str = ""  # the inquiry that nobody answered in time: its answer lifts the hold


class WaitReason(StrEnum):
    PROMISE = "promise"
    TRACE = "trace"  # afterwards a person
    ANSWER = "answer"  # for the customer's answer
    QUIET = "quiet"  # a pause that somebody asked for
    SNOOZE = "snooze"  # staff
    INQUIRY = "inquiry"  # somebody else than the customer was asked


@dataclass(frozen=True, slots=True)
class Wait:
    until: datetime
    reason: WaitReason
    since: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    day: date
    made_at: datetime
    reminded: bool = False
    instead_of: date | None = None  # the day that was noted before


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day that we asked the customer to confirm: until then "yes" means just this one."""

    day: date
    until: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    by: str
    role: Role
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    id: str
    kind: ResolutionKind
    minor_units: int
    currency: str
    new_payee: bool  # money goes elsewhere than to the original source
    maker: str  # staff id, or "bot"
    made_at: datetime
    money_version: int
    expires_at: datetime
    approvers_needed: int
    state: ProposalState
    approvals: tuple[Approval, ...] = ()
    carried_out_by: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class MovedStep:
    """A person said when a step is due. What stops the ladder afterwards moves it further."""

    step: str
    at: datetime
    shift_days: int = 0  # the ladder's shift then
    rested: datetime | None = None  # the rest of the ladder that the person passed over


@dataclass(frozen=True, slots=True)
class UndecidedReply:
    """A reply that was not read surely, and what was done about it at once. A person says what it means."""

    id: str
    channel: Channel
    at: datetime
    intents: tuple[Intent, ...] = ()  # safety was seen to, as far as it was read
    flags: tuple[Flag, ...] = ()
    answers: tuple[str, ...] = ()  # causes of the touches that answered it


@dataclass(frozen=True, slots=True)
class HandPayment:
    """A payment that a person recorded."""

    id: str
    minor_units: int
    by: str
    at: datetime
    taken_back: bool = False
    taken_back_by: str = ""


@dataclass(frozen=True, slots=True)
class Steering:
    """A person led the case: gave it another type, or moved or skipped a step of its ladder."""

    step: str  # "" = the case was re-typed
    by: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to somebody else than the customer. `offers` are the answers to choose from, in their order."""

    id: str  # the case's id, the cause and its occurrence: "<case>.ask_client.1"
    cause: str  # the step's id, or the trigger and the number of the action in its reaction: "dispute.1"
    occurrence: int
    party: Party
    to: str  # which of the party's people
    template: str
    offers: tuple[str, ...]
    asked_at: datetime
    due_at: datetime
    waits: bool  # the ladder stands still while it is open
    state: InquiryState = InquiryState.ASKED
    answer: str = ""
    answered_by: str = ""  # as the party's people are named in the client's file
    answered_at: datetime | None = None
    undelivered: bool = False  # its e-mail reached nobody

    @property
    def open(self) -> bool:
        """Whether an answer is still taken."""
        return self.state in (InquiryState.ASKED, InquiryState.OVERDUE)

    @property
    def holds_ladder(self) -> bool:
        """Whether the ladder stands still because of it."""
        return self.waits and self.state is InquiryState.ASKED


LIVE = frozenset({ProposalState.PROPOSED, ProposalState.APPROVED, ProposalState.CARRIED_OUT})


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    ref: str  # what people see, e.g. "MP-7F3K2"
    client: str
    customer_id: str
    case_type: CaseType
    owes: Owes
    state: CaseState
    opened_at: datetime
    currency: str
    expected: int  # minor units
    paid: int  # minor units
    invoice: str
    playbook: str  # digest of the resolved playbook that runs it
    seq: int = 0  # events applied
    disputed: int = 0  # minor units contested
    disputed_by_customer: int = 0  # of these, contested in a reply: no ledger takes it back
    due_on: date | None = None
    respond_by: date | None = None
    money_version: int = 1
    steps: tuple[StepRecord, ...] = ()
    ladder_from: datetime | None = None  # set by opening and re-opening
    shift_days: int = 0  # whole days by which the ladder stands later than planned (late start, waits, holds)
    stopped_at: datetime | None = None  # since when the ladder stands still: held, waiting, deciding
    shifted_at: datetime | None = None  # until when standing still is already in `shift_days`
    first_rung_at: datetime | None = None  # when the ladder's first message was queued
    rungs: int = 0  # messages of the ladder handed over since it began
    not_before: datetime | None = None  # the ladder rests until then
    touches: tuple[LiveTouch, ...] = ()
    planned: PlannedTouch | None = None
    hold: Hold | None = None
    wait: Wait | None = None
    promise: Promise | None = None
    promises_broken: int = 0
    proposals: tuple[Proposal, ...] = ()
    executing_until: datetime | None = None
    last_question: Question | None = None
    questions_asked: tuple[Question, ...] = ()  # because a reply was not clear
    asked_back: tuple[Question, ...] = ()  # in answers to replies, clear or not; each once
    questions_answered: tuple[Question, ...] = ()  # by a reply, each once
    proposed_day: ProposedDay | None = None
    wants: tuple[Intent, ...] = ()  # what the customer last asked for
    last_said: str = ""  # template of the last touch that was queued
    answered_at: datetime | None = None  # when the customer last wrote
    chases: int = 0  # handed over so far
    assignee: str = ""
    parent: str = ""
    outcome: Outcome | None = None
    root_cause: RootCause | None = None
    closed_at: datetime | None = None
    closed_gap: int = 0  # minor units open at closing; a larger gap re-opens
    escalation: Escalation | None = None
    moved_steps: tuple[MovedStep, ...] = ()  # by a person
    undecided: tuple[UndecidedReply, ...] = ()  # oldest first
    hand_payments: tuple[HandPayment, ...] = ()
    told_of_person_at: datetime | None = None  # when the customer was last told that a person has their message
    said_since_told: bool = False  # whether we said anything else to them after that
    steered: tuple[Steering, ...] = ()  # by a person; steps only since the ladder began
    reason: str = ""  # the bank's or the scheme's code, as it was given: "R01", "10.4", "AC04"
    stage: Stage | None = None  # of a chargeback
    earlier_cases: int = 0  # other cases of the customer lately, counted when this one was opened
    transaction: str = ""  # the id that the bank or the card scheme gave it
    receipts: tuple[str, ...] = ()  # ids of receipts in suspense that were found to fit
    inquiries: tuple[Inquiry, ...] = ()  # oldest first

    @property
    def gap(self) -> int:
        """Minor units that the customer still owes; negative when they paid too much."""
        return self.expected - self.paid

    @property
    def open_minor(self) -> int:
        """Minor units that the case is about, never negative: owed by the customer, or held of theirs."""
        match self.owes:
            case Owes.WE:
                return max(-self.gap, 0) or self.disputed
            case Owes.THEY:
                return max(self.gap, 0) or self.disputed
            case Owes.OPEN | Owes.EITHER:
                return abs(self.gap) or self.disputed

    @property
    def held_minor(self) -> int:
        """Minor units of the customer's that we hold, where the case may go that way; never negative."""
        return max(-self.gap, 0) if self.owes is not Owes.THEY else 0

    @property
    def chaseable_minor(self) -> int:
        """Minor units that may be asked for: what is owed without the contested part."""
        return max(self.gap - self.disputed, 0) if self.owes is not Owes.WE else 0

    @property
    def listens_for(self) -> Question | None:
        """In whose light a short answer is read: what was last asked; a noted day may be answered with another."""
        return self.last_question or (Question.WHICH_DAY if self.promise is not None else None)

    @property
    def live_proposal(self) -> Proposal | None:
        """The proposal that is being decided or carried out, or None."""
        for proposal in reversed(self.proposals):
            if proposal.state in LIVE:
                return proposal
        return None

    def record(self, step: str) -> StepRecord | None:
        """What became of a step so far, or None."""
        for record in self.steps:
            if record.step == step:
                return record
        return None
