"""The closed lists in plain words, as staff read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.chains import EscalationReason, PingBy
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    CustomerKind,
    HoldKind,
    Intent,
    Outcome,
    Question,
    ResolutionKind,
    Role,
    RootCause,
)

STATE: Final[Mapping[CaseState, tuple[str, str]]] = {  # symbol, words
    CaseState.OPEN: ("▶️", "Running: the playbook writes by itself"),
    CaseState.WAITING: ("⏳", "Waiting"),
    CaseState.HELD: ("✋", "Held: nothing is sent by itself"),
    CaseState.DECIDING: ("⚖️", "Waiting for approval"),
    CaseState.EXECUTING: ("🛠️", "Approved, being carried out"),
    CaseState.CLOSED: ("✅", "Closed"),
}
TYPE: Final[Mapping[CaseType, str]] = {
    **{kind: kind.value.replace("_", " ").capitalize() for kind in CaseType},
    CaseType.CREDIT_OR_REFUND: "Credit or refund on its way",
}
CHANNEL: Final[Mapping[Channel, str]] = {
    Channel.EMAIL: "e-mail",
    Channel.SMS: "text message",
    Channel.CHAT: "chat",
    Channel.WHATSAPP: "WhatsApp",
    Channel.VOICE: "telephone",
    Channel.SLACK: "Slack",
}
ROLE: Final[Mapping[Role, str]] = {role: role.value.replace("_", " ") for role in Role}
KIND: Final[Mapping[CustomerKind, str]] = {CustomerKind.CONSUMER: "consumer", CustomerKind.BUSINESS: "business"}
RESOLUTION: Final[Mapping[ResolutionKind, str]] = {
    **{kind: kind.value.replace("_", " ").capitalize() for kind in ResolutionKind},
    ResolutionKind.WRITE_OFF: "Write-off",
    ResolutionKind.RETRY: "Try the collection again",
    ResolutionKind.ACCEPT_CHARGEBACK: "Accept the chargeback",
    ResolutionKind.REPRESENT: "Contest the chargeback",
    ResolutionKind.REFUSE: "Refuse, with reasons",
    ResolutionKind.HAND_OVER: "Hand over",
}
OUTCOME: Final[Mapping[Outcome, str]] = {
    **{outcome: outcome.value.replace("_", " ").capitalize() for outcome in Outcome},
    Outcome.TRACE_FOUND: "The payment was found",
    Outcome.APPLIED: "Applied to what it was for",
    Outcome.PLAN_AGREED: "Payment plan agreed",
}
ROOT_CAUSE: Final[Mapping[RootCause, str]] = {
    **{cause: cause.value.replace("_", " ").capitalize() for cause in RootCause},
    RootCause.UNKNOWN: "Not known",
}
HOLD: Final[Mapping[HoldKind, str]] = {
    HoldKind.UNDECIDED_REPLY: "a person must read what the customer wrote",
    HoldKind.DISPUTE: "the customer contests the charge; it is being looked into",
    HoldKind.PERSON_ONLY: "only a person may write to this customer",
    HoldKind.WRONG_PERSON: "we may have written to the wrong person",
    HoldKind.HUMAN_REQUEST: "the customer wants to talk to a person",
    HoldKind.TRACE: "the customer says it was paid; the payment has not been found",
    HoldKind.NO_ADDRESS: "there is no way left to reach the customer",
    HoldKind.PROMISE_BROKEN: "a promise to pay was not kept",
    HoldKind.END_OF_PLAYBOOK: "the playbook is at its end",
    HoldKind.REQUEST: "the customer asked for something that a person must do",
    HoldKind.STAFF: "a colleague holds it",
    HoldKind.NOT_CARRIED_OUT: "a proposal was not decided or not carried out in time",
}
REASON: Final[Mapping[EscalationReason, str]] = {
    EscalationReason.UNDECIDED_REPLY: "a person must read what the customer wrote",
    EscalationReason.PERSON_ONLY: "only a person may write to this customer",
    EscalationReason.CRISIS: "urgent: a person must act within the hour",  # never why
    EscalationReason.HIGH_VALUE: "a large amount",
    EscalationReason.REPEAT_ISSUE: "the same customer has had several cases",
    EscalationReason.DEADLINE_HALF: "half of the time until an outside deadline is over",
    EscalationReason.DEADLINE_NEAR: "an outside deadline is near",
    EscalationReason.PROMISE_BROKEN: "a promise to pay was not kept",
    EscalationReason.APPROVAL_AGED: "a proposal has waited too long for its decision",
    EscalationReason.NOT_CARRIED_OUT: "approved, but not carried out",
    EscalationReason.NOT_CONFIRMED: "carried out, but the ledger does not show it",
    EscalationReason.HOLD_OVERDUE: "nobody has acted in time",
    EscalationReason.NEEDS_PERSON: "a person is needed",
    EscalationReason.PLAYBOOK: "the playbook asks for it",
    EscalationReason.STAFF: "a colleague asked for it",
    EscalationReason.OTHER: "a person is needed",
}
PING: Final[Mapping[PingBy, str]] = {
    PingBy.CHANNEL: "in the channel",
    PingBy.DM: "by direct message",
    PingBy.SMS: "by text message",
}
INTENT: Final[Mapping[Intent, str]] = {
    Intent.ALREADY_PAID: "says that it was paid already",
    Intent.PROMISE_TO_PAY: "promises to pay",
    Intent.PAYMENT_PLAN: "wants to pay in parts",
    Intent.DISPUTE: "contests the charge",
    Intent.REFUND_REQUEST: "wants the money back",
    Intent.KEEP_AS_CREDIT: "wants to keep it as credit",
    Intent.HOW_TO_PAY: "asks how to pay",
    Intent.DOCUMENT_REQUEST: "wants the invoice or another document",
    Intent.PROVIDE_DETAILS: "sends details that were asked for",
    Intent.AFFIRM: "says yes",
    Intent.DENY: "says no",
    Intent.WRONG_PERSON: "says that we have the wrong person",
    Intent.CHANGE_CONTACT: "has a new address or number",
    Intent.OPT_OUT: "wants no more messages",
    Intent.OPT_IN: "wants messages again",
    Intent.HUMAN_REQUEST: "wants to talk to a person",
    Intent.LEGAL_NOTICE: "writes about a lawyer or a court",
    Intent.COMPLAINT: "complains",
    Intent.ACKNOWLEDGEMENT: "says thanks or okay",
    Intent.AUTOMATIC_REPLY: "sent an automatic answer; nobody has read our message",
    Intent.OTHER: "means something else",
}
ASKED: Final[Mapping[Question, str]] = {
    Question.CONFIRM: "yes or no",
    Question.WHICH_CASE: "which invoice",
    Question.WHICH_DAY: "which day",
    Question.WHICH_AMOUNT: "which amount",
    Question.REFERENCE: "the payment's reference",
    Question.REFUND_OR_CREDIT: "refund or credit",
    Question.REASON: "the reason",
    Question.EVIDENCE: "evidence",
    Question.CONTACT: "how to reach them",
}
LANGUAGE: Final[Mapping[str, str]] = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
}
HAPPENING: Final[Mapping[str, str]] = {  # NextStep.step where nothing of the playbook is meant
    "promise_broken": "the promise counts as broken",
    "promise_reminder": "a reminder of the promise",
    "escalation": "it goes one level up",
    "person": "a person takes over",
    "answer": "an answer to the customer",
    "proposal_expired": "the proposal expires",
    "proposal_rejected": "the proposal ends",
    "say": "a colleague's message goes out",
}


def language(code: str) -> str:
    """The language in English, else its code."""
    return LANGUAGE.get(code.partition("-")[0].lower(), code or "language not known")


def task(what: str) -> str:
    """What an escalation is for: the name of a task, or of what the playbook reacted to."""
    return INTENT[Intent(what)] if what in set(Intent) else what.replace("_", " ")


def state(of: CaseState) -> str:
    symbol, said = STATE[of]
    return f"{symbol} {said}"
