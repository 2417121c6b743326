"""Commands: whatever happens to a case enters as one of these. Imperative names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import TouchKey
from bot.domain.playbook import Playbook
from bot.domain.reading import Reading
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    FailureClass,
    HoldKind,
    InquiryNews,
    Outcome,
    Owes,
    ReceiptKind,
    ResolutionKind,
    Role,
    RootCause,
    Stage,
)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A discrepancy was found. Amounts in minor units of `currency`."""

    case_id: str
    ref: str
    client: str
    customer_id: str
    case_type: CaseType
    owes: Owes
    currency: str
    expected: int
    paid: int
    invoice: str
    disputed: int = 0
    due_on: date | None = None
    respond_by: date | None = None
    parent: str = ""
    source: str = ""  # import id, staff id or reply id
    reason: str = ""  # the bank's or the scheme's code, without the stage
    stage: Stage | None = None  # of a chargeback; None = it has gone through
    earlier_cases: int = 0  # other cases of the customer lately
    transaction: str = ""  # the id that the bank or the card scheme gave it
    card_scheme: str = ""
    occurred_on: date | None = None  # the day on which it happened; None = not said


@dataclass(frozen=True, slots=True)
class PassTime:
    """The clock reached the time at which something of this case is due."""


@dataclass(frozen=True, slots=True)
class UnderstandReply:
    """A customer's reply was read. `reply_id` is the inbox row; the words stay there."""

    reply_id: str
    channel: Channel
    reading: Reading
    contact_id: str = ""
    whole_person: bool = True  # safety effects are recorded on this case (only one of several of the customer)
    by_person: bool = False  # a person says so: a reading without intents asks for nothing


@dataclass(frozen=True, slots=True)
class RecordHandOver:
    """The provider accepted a touch."""

    key: TouchKey
    message_id: str
    possible_duplicate: bool = False
    template_digest: str = ""
    rules_digest: str = ""
    body_digest: str = ""


@dataclass(frozen=True, slots=True)
class RecordFailure:
    """A provider refused or could not deliver a touch; or nobody knows and nobody can be asked."""

    key: TouchKey
    message_id: str
    failure: FailureClass
    code: str = ""
    contact_id: str = ""  # whom the message was for; "" = as planned


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """What the provider says became of a touch that was handed over."""

    key: TouchKey
    message_id: str
    channel: Channel
    kind: ReceiptKind
    failure: FailureClass | None = None
    code: str = ""
    contact_id: str = ""  # whom the message was for; "" = not known


@dataclass(frozen=True, slots=True)
class RefuseTouch:
    """The gate refused a queued touch at hand-over."""

    key: TouchKey
    rule: str
    sentence: str
    lifts_at: datetime | None
    lifts_when: str


@dataclass(frozen=True, slots=True)
class SeePayment:
    """A payment, or a raised amount paid, was seen. `minor_units` is what came in addition."""

    payment_id: str
    minor_units: int
    paid_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class UndoPayment:
    payment_id: str
    minor_units: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReviseAmounts:
    """The ledger now says something else about what was expected or is contested (minor units)."""

    expected: int
    disputed: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReviseReason:
    """The bank or the scheme now says something else of why, how far it has gone, or until when to answer."""

    reason: str
    stage: Stage | None
    respond_by: date | None = None  # None = it says nothing
    card_scheme: str = ""
    occurred_on: date | None = None  # when the stage began
    source: str = ""


@dataclass(frozen=True, slots=True)
class LookIntoSuspense:
    """Receipts in suspense changed: does one of them fit this case?"""


@dataclass(frozen=True, slots=True)
class StandAside:
    """A linked case moves the money of the transaction from now on: nothing of this one's may be on its way."""


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """The import that opened the case is undone."""

    source: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff as `config/` names them."""

    id: str
    role: Role


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


@dataclass(frozen=True, slots=True)
class ConfirmExecution:
    """The next ledger or bank import shows what was carried out."""

    proposal_id: str
    source: str


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


@dataclass(frozen=True, slots=True)
class DecideReply:
    """A person says what an undecided reply means: it is acted upon as if it had been understood so."""

    actor: Actor
    reply_id: str
    channel: Channel
    reading: Reading  # `decided` is true
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SayByHand:
    """A person writes to the customer. The words travel with the message, sealed; never in an event."""

    actor: Actor
    saying_id: str
    channel: Channel
    contact_id: str
    at: datetime  # not before: until then it may be taken back


@dataclass(frozen=True, slots=True)
class TakeBackSaying:
    """What a person wrote is taken back before it goes out."""

    actor: Actor
    saying_id: str


@dataclass(frozen=True, slots=True)
class CorrectContact:
    """A person knows a better address, or that one is right. The address itself is kept by the store, sealed."""

    actor: Actor
    contact_id: str
    channel: Channel
    verified: bool


@dataclass(frozen=True, slots=True)
class RecordPayment:
    """A person saw a payment that no import has shown yet. `reference` is that of the bank."""

    actor: Actor
    payment_id: str
    minor_units: int
    paid_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class TakeBackPayment:
    """A payment that a person recorded was none."""

    actor: Actor
    payment_id: str


@dataclass(frozen=True, slots=True)
class SkipStep:
    actor: Actor
    step: str


@dataclass(frozen=True, slots=True)
class ShiftStep:
    """The step is due at another time; `to` of now or earlier sends it as soon as the gate lets it pass."""

    actor: Actor
    step: str
    to: datetime


@dataclass(frozen=True, slots=True)
class RecordEvidence:
    """What was asked for as evidence has come to a member of staff."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class AnswerInquiry:
    """The one who was asked answers, by the link, or `actor` records the answer for them.

    `by` names them as the client's file does ("billing"); no address and no name.
    """

    inquiry_id: str
    answer: str
    by: str
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class ReportInquiry:
    """Mail about an inquiry came back, or somebody wrote instead of choosing an answer: a person reads it."""

    inquiry_id: str
    news: InquiryNews
    code: str = ""  # why it was not delivered, as the provider says


@dataclass(frozen=True, slots=True)
class MigrateCase:
    """The running case goes on under another version of its playbook. `by` is the staff id or process."""

    playbook: Playbook
    by: str


StaffCommand = (
    ProposeResolution
    | ApproveProposal
    | RejectProposal
    | WithdrawProposal
    | CarryOut
    | HoldCase
    | ReleaseHold
    | SnoozeCase
    | AssignCase
    | EscalateCase
    | CloseCase
    | ReopenCase
    | RetypeCase
    | LogCall
    | AcknowledgeEscalation
    | DecideReply
    | SayByHand
    | TakeBackSaying
    | CorrectContact
    | RecordPayment
    | TakeBackPayment
    | SkipStep
    | ShiftStep
    | RecordEvidence
)
Command = (
    OpenCase
    | PassTime
    | UnderstandReply
    | RecordHandOver
    | RecordFailure
    | RecordReceipt
    | RefuseTouch
    | SeePayment
    | UndoPayment
    | ReviseAmounts
    | ReviseReason
    | LookIntoSuspense
    | StandAside
    | WithdrawCase
    | ConfirmExecution
    | MigrateCase
    | AnswerInquiry
    | ReportInquiry
    | StaffCommand
)
