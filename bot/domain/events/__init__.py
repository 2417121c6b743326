"""Events: what happened to a case. Past names. They hold no personal text, only ids, labels, amounts and days.

The name of an event's class is its type in the log, for good: `bot/domain/codec.py`. What an event changes about a
case stands in the module of the same name in `bot/domain/apply` (in `customer` where that is nothing).
"""

from __future__ import annotations

from bot.domain.events.conversation import (
    CallLogged,
    CaseMeant,
    ConversationEvent,
    DayProposed,
    EvidenceReceived,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseReminded,
    PromiseWithdrawn,
    QuestionAsked,
    ReplyDecided,
    ReplyReceived,
)
from bot.domain.events.customer import (
    ContactCorrected,
    ContactLanguageSet,
    ContactUnverified,
    CustomerEvent,
    MediumAllowed,
    MediumSuppressed,
    PersonOnlyLifted,
    PersonOnlySet,
)
from bot.domain.events.escalation import (
    EscalationAcknowledged,
    EscalationEnded,
    EscalationEvent,
    EscalationPinged,
    EscalationRaised,
)
from bot.domain.events.inquiries import (
    InquiryAnswered,
    InquiryEvent,
    InquiryMade,
    InquiryOverdue,
    InquiryUndelivered,
    InquiryWithdrawn,
)
from bot.domain.events.money import (
    BY_STAFF,
    AmountsRevised,
    DisputeRecorded,
    MoneyEvent,
    PaymentRecorded,
    PaymentReversed,
    ReasonRevised,
    ReceiptFits,
)
from bot.domain.events.proposals import (
    ProposalApproved,
    ProposalEnded,
    ProposalEvent,
    ProposalMade,
    ResolutionCarriedOut,
    ResolutionConfirmed,
)
from bot.domain.events.state import (
    BY_ANSWER,
    BY_READING,
    NOBODY_READ_IT,
    NOT_CARRIED_OUT,
    NOT_CONFIRMED,
    CaseAssigned,
    CaseClosed,
    CaseEscalated,
    CaseOpened,
    CaseReopened,
    CaseRetyped,
    HoldEnded,
    HoldPlaced,
    LadderRested,
    PlaybookMigrated,
    StateEvent,
    TaskRaised,
    WaitEnded,
    WaitStarted,
)
from bot.domain.events.touches import (
    ReceiptRecorded,
    StepDone,
    StepShifted,
    StepSkipped,
    TouchCancelled,
    TouchEvent,
    TouchFailed,
    TouchPlanned,
    TouchQueued,
    TouchRefused,
    TouchSent,
    TouchSuperseded,
)

Event = (
    StateEvent
    | TouchEvent
    | ConversationEvent
    | CustomerEvent
    | InquiryEvent
    | EscalationEvent
    | MoneyEvent
    | ProposalEvent
)

__all__ = [
    "BY_ANSWER",
    "BY_READING",
    "BY_STAFF",
    "NOBODY_READ_IT",
    "NOT_CARRIED_OUT",
    "NOT_CONFIRMED",
    "AmountsRevised",
    "CallLogged",
    "CaseAssigned",
    "CaseClosed",
    "CaseEscalated",
    "CaseMeant",
    "CaseOpened",
    "CaseReopened",
    "CaseRetyped",
    "ContactCorrected",
    "ContactLanguageSet",
    "ContactUnverified",
    "DayProposed",
    "DisputeRecorded",
    "EscalationAcknowledged",
    "EscalationEnded",
    "EscalationPinged",
    "EscalationRaised",
    "Event",
    "EvidenceReceived",
    "HoldEnded",
    "HoldPlaced",
    "InquiryAnswered",
    "InquiryEvent",
    "InquiryMade",
    "InquiryOverdue",
    "InquiryUndelivered",
    "InquiryWithdrawn",
    "LadderRested",
    "MediumAllowed",
    "MediumSuppressed",
    "PaymentRecorded",
    "PaymentReversed",
    "PersonOnlyLifted",
    "PersonOnlySet",
    "PlaybookMigrated",
    "PromiseBroken",
    "PromiseKept",
    "PromiseMade",
    "PromiseReminded",
    "PromiseWithdrawn",
    "ProposalApproved",
    "ProposalEnded",
    "ProposalMade",
    "QuestionAsked",
    "ReasonRevised",
    "ReceiptFits",
    "ReceiptRecorded",
    "ReplyDecided",
    "ReplyReceived",
    "ResolutionCarriedOut",
    "ResolutionConfirmed",
    "StepDone",
    "StepShifted",
    "StepSkipped",
    "TaskRaised",
    "TouchCancelled",
    "TouchFailed",
    "TouchPlanned",
    "TouchQueued",
    "TouchRefused",
    "TouchSent",
    "TouchSuperseded",
    "WaitEnded",
    "WaitStarted",
]
