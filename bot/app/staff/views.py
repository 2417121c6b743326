"""What a member of staff is shown of a case. Names and addresses are masked; words are redacted already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.app.words import CallScript, DeskTexts
from bot.domain.case import Case
from bot.domain.explain import Held, NextStep
from bot.domain.reading import Reading
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseState, CaseType, Channel, CustomerKind, ResolutionKind, TouchClass


@dataclass(frozen=True, slots=True)
class ContactView:
    id: str
    role: str  # "main", "escalation" ...
    language: str
    verified: bool
    email: str  # masked, e.g. "a•••@example.test"; "" = none
    phone: str  # masked, e.g. "•••• 0123"; "" = none
    reachable: tuple[Channel, ...]
    suppressed: tuple[Channel, ...]  # opted out


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the playbook that has not come to its end."""

    id: str
    what: str  # "e-mail 'first'", "hand over to the operator" ...
    due_at: datetime | None  # None = its anchor is not known yet
    local_time: str  # of the customer, e.g. "Fri 27 Nov 10:00 EST"; "" = not known
    under_way: bool  # its message is in the outbox


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply of the customer that nobody has decided on, with what we believe that it means."""

    id: str
    at: datetime
    channel: Channel
    contact_id: str
    text: str  # redacted; without quoted text and signature
    reading: Reading
    digest: str  # of the reading as it is shown: a confirmation is bound to it


@dataclass(frozen=True, slots=True)
class UnderstoodView:
    """The customer's last reply, which was decided: by a machine, or by a person."""

    reply: ReplyView
    did: tuple[str, ...]  # what happened because of it, in sentences


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the thread: of the conversation, or an internal note."""

    id: str
    at: datetime
    who: str  # "customer", "bot", or a staff member's name
    channel: Channel | None  # None = a note
    text: str  # redacted
    state: str = ""  # of a message: queued, sent, delivered, failed ...
    touch_class: TouchClass | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    at: datetime
    by: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment of the case that a person recorded and may take back."""

    id: str
    minor_units: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SayingView:
    """Words of a person to the customer that have not gone out yet: they may be taken back until then."""

    id: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskedWords:
    """What somebody else than the customer was asked, in the language of the desk."""

    question: str
    answers: Mapping[str, str]  # id -> label


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that cards, modals, threads and lists show of one case. Rendering it needs nothing else."""

    case: Case
    brand: str
    zone: str  # of the client: where staff sit
    playbook: str
    customer: str  # masked name, e.g. "A•• E••••••"
    customer_kind: CustomerKind
    customer_language: str
    customer_local_time: str
    person_only: bool  # shown as "a person only"; never why (SLACK-MIN)
    contacts: tuple[ContactView, ...]
    money_digest: str  # what an approval is bound to
    resolutions: tuple[ResolutionKind, ...]  # that may be proposed
    next: tuple[NextStep, ...]
    held: tuple[Held, ...]
    steps: tuple[StepView, ...]
    undecided: tuple[ReplyView, ...]
    lines: tuple[LineView, ...]  # oldest first
    happened: tuple[Happened, ...]  # oldest first
    payments: tuple[PaymentView, ...]
    sayings: tuple[SayingView, ...]
    other_cases: tuple[str, ...]  # references of the customer's other cases that are not closed
    staff: tuple[Staff, ...]  # who works for this client
    now: datetime
    types: tuple[CaseType, ...] = tuple(CaseType)  # that have a playbook
    deciders: tuple[str, ...] | None = None  # names of who may approve what waits for approval; None = nothing waits
    linked: tuple[str, ...] = ()  # references of the cases about the same transaction
    owner: str = ""  # of these the one that moves the money; "" = this one
    urgent: bool = False  # whoever is asked must act within the hour; never why (SLACK-MIN)
    desk_language: str = "en"
    guide: DeskTexts | None = None  # what its type needs of staff; None = nobody wrote it down
    script: CallScript | None = None  # for the telephone; only where one person looks
    script_language: str = ""
    asked: Mapping[str, AskedWords] = field(default_factory=dict)  # by inquiry
    last_decided: str = ""  # id of the customer's last reply, where nobody has to decide on it
    understood: UnderstoodView | None = None  # the same reply; only where one person looks


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a list of cases."""

    ref: str
    client: str
    case_type: CaseType
    state: CaseState
    amount: str  # "USD 120.00"
    invoice: str
    assignee: str
    why: str  # what it waits for, in a few words
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """A message by hand as the customer would get it."""

    channel: Channel
    language: str
    subject: str
    text: str
    segments: int  # of an SMS, else 0
    held: tuple[Held, ...]  # what the gate says; empty = it goes out
    warning: str = ""  # e.g. that the text's language is not the customer's
