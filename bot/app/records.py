"""What is handed to the store and comes back from it, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.app.staff.posts import NewPost
from bot.domain.case import Case, TouchKey
from bot.domain.events import Event
from bot.domain.facts import CustomerFacts, Pause, PersonHistory, SiblingFacts, Spent, UnappliedReceipt
from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import Channel, CustomerKind, FailureClass, ReceiptKind, TouchClass, TouchState


@dataclass(frozen=True, slots=True)
class Address:
    """Where a contact is reached. Decrypted; never logged. Empty = none."""

    contact_id: str
    email: str = ""
    phone: str = ""
    person_keys: tuple[str, ...] = ()  # keyed hashes of the addresses: the person's counters and suppressions


@dataclass(frozen=True, slots=True)
class Bundle:
    """One customer with all that a decision about their cases needs, read in one transaction."""

    customer_id: str
    client: str
    facts: CustomerFacts
    cases: tuple[Case, ...]  # those not closed, and the closed ones that were asked for
    history: PersonHistory
    spent: Spent
    pauses: tuple[Pause, ...]  # those that may concern this client
    covered_until: date | None
    unapplied: tuple[UnappliedReceipt, ...]
    released: bool
    ramp_used: int
    imports: Mapping[str, str]  # case id -> import id
    respond_on: Mapping[str, Channel] = field(default_factory=dict)
    recent_cases: int = 0  # opened lately, where that was asked for
    gave_back: tuple[SiblingFacts, ...] = ()  # closed cases by which the customer got money back


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its envelope, as the log keeps it."""

    event: Event
    at: datetime
    actor: str  # staff id, "customer", "clock", "provider", "import:<id>"
    command: str  # name of the command
    facts_digest: str
    text_digest: str = ""  # SHA-256 of the ciphertext that belongs to it (a reply, a message), if any


@dataclass(frozen=True, slots=True)
class CaseChange:
    """What one command did to one case. `expected_seq` is that of the case before (0 = new)."""

    before_seq: int
    after: Case
    events: tuple[Recorded, ...]
    blocked_rule: str = ""  # the rule that an event must lift before the next step; wakes it up again
    identity: str = ""  # for a new case: unique within the client
    import_id: str = ""


LEFT_OUT = "-"  # as the question of a touch: its words leave it out, it was put before or another one is


@dataclass(frozen=True, slots=True)
class NewTouch:
    """A touch and the message that carries it."""

    case_id: str
    key: TouchKey
    step: str
    template: str
    touch_class: TouchClass
    tone: int
    ask: str  # what the customer is asked, "" or LEFT_OUT
    playbook: str  # digest
    playbook_name: str
    answers: str = ""  # inbox id that it answers
    state: TouchState = TouchState.QUEUED


@dataclass(frozen=True, slots=True)
class NewMessage:
    """An outbox row with its touches. `id` is derived from the first touch: queuing twice is impossible."""

    id: str
    reference: str
    client: str
    customer_id: str
    contact_id: str
    channel: Channel
    touch_class: TouchClass
    sender: str  # "normal" or "senior"
    available_at: datetime
    touches: tuple[NewTouch, ...]
    staff_text: str = ""  # sealed by the store
    language: str = ""  # of its words; "" = the contact's


@dataclass(frozen=True, slots=True)
class CustomerChange:
    """All that one transaction writes about one customer."""

    customer_id: str
    cases: tuple[CaseChange, ...] = ()
    messages: tuple[NewMessage, ...] = ()
    cancelled: tuple[tuple[str, TouchKey], ...] = ()  # (case id, key): queued touches that no longer apply
    next_action_at: datetime | None = None  # computed from all cases of the customer
    case_next: Mapping[str, datetime | None] = field(default_factory=dict)
    suppress: tuple[tuple[str, Channel | None, str], ...] = ()  # (contact id, channel or all, reason)
    allow: tuple[tuple[str, Channel], ...] = ()
    unverify: tuple[tuple[str, Channel, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()  # (contact id, in which it is written to from now on)
    person_only: bool | None = None  # set, lift, or leave
    approvals: tuple[tuple[str, str, int], ...] = ()  # (staff id, currency, minor units) for the cumulative ceilings
    co_approvals: tuple[tuple[str, str, int], ...] = ()  # of whoever approved first: it counts for them as well
    replies_done: tuple[str, ...] = ()  # inbox ids that are dealt with
    calls: tuple[datetime, ...] = ()  # calls by hand that count for the caps
    posts: tuple[NewPost, ...] = ()  # to staff
    pings_over: tuple[str, ...] = ()  # escalations whose earlier pings are settled


@dataclass(frozen=True, slots=True)
class ClaimedTouch:
    case_id: str
    key: TouchKey
    step: str
    template: str
    touch_class: TouchClass
    tone: int
    playbook_name: str
    answers: str
    ask: str = ""  # as of a NewTouch


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A leased outbox row."""

    id: str
    reference: str
    client: str
    customer_id: str
    contact_id: str
    channel: Channel
    touch_class: TouchClass
    sender: str
    available_at: datetime
    tries: int  # transport tries so far
    touches: tuple[ClaimedTouch, ...]
    sent_before: bool = False  # an unknown one that nobody can be asked about: once more, same Message-ID
    staff_text: str = ""
    unanswered: bool = False  # a call for it ended without an answer (not: its worker died)
    language: str = ""  # of its words; "" = the contact's


@dataclass(frozen=True, slots=True)
class Start:
    """`claimed -> sending` of one message: what is taken from the person's counters, and what is archived."""

    message_id: str
    person_keys: tuple[str, ...]  # empty = no cap applies
    sender_address: str
    body: str  # the final words, sealed by the store with the customer's key
    seen: PersonHistory | None = None  # what the gate weighed: who got a chase since then loses, and is gated again


@dataclass(frozen=True, slots=True)
class Finish:
    """How the call for one message ended."""

    message_id: str
    state: TouchState  # sent, failed, unknown, or queued (again at `available_at`)
    provider: str = ""
    provider_id: str = ""
    failure: FailureClass | None = None
    code: str = ""
    available_at: datetime | None = None
    sent_before: bool = False  # queued again although it may have been sent: counted as a possible duplicate
    token: str = ""  # it ends so only while this lease holds it; "" = it is so whoever holds it


@dataclass(frozen=True, slots=True)
class NewReply:
    """An inbound message, already redacted."""

    id: str
    provider: str
    provider_message_id: str
    channel: Channel
    received_at: datetime
    payload: Mapping[str, object]  # text, html, subject, headers, sender, recipients; sealed by the store
    candidates: tuple[str, ...]  # customer ids that it may come from
    case_ids: tuple[str, ...]  # cases that it surely concerns ("" = unknown)
    contact_id: str
    deadline: datetime  # of the freeze
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class StoredReply:
    id: str
    provider: str
    channel: Channel
    received_at: datetime
    payload: Mapping[str, object]
    candidates: tuple[str, ...]
    case_ids: tuple[str, ...]
    contact_id: str
    text_digest: str


@dataclass(frozen=True, slots=True)
class NewCustomer:
    id: str
    client: str
    external_id: str
    name: str
    kind: CustomerKind
    language: str
    country: str
    region: str
    zone: str
    contact_id: str
    email: str
    phone: str
    zones: tuple[str, ...]  # candidate zones of the contact
    consent: str = ""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A further person or mailbox of a customer, e.g. a business's escalation contact."""

    id: str
    customer_id: str
    client: str
    role: ContactRole
    language: str
    email: str = ""
    phone: str = ""
    zones: tuple[str, ...] = ()
    consent: str = ""


@dataclass(frozen=True, slots=True)
class EarlyReceipt:
    """A receipt that came before we knew the provider's id of the message."""

    message_id: str
    kind: ReceiptKind
    failure: FailureClass | None
    code: str


@dataclass(frozen=True, slots=True)
class MessageOwner:
    """Whom a message of ours went to, and what it carried."""

    message_id: str
    client: str
    customer_id: str
    contact_id: str
    channel: Channel
    touches: tuple[tuple[str, TouchKey], ...]  # (case id, key)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases that it was about."""
        return tuple(dict.fromkeys(case_id for case_id, _ in self.touches))


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """A payment that an import saw. `payment_id` is that of the events; the words in it are the ledger's."""

    payment_id: str
    case_id: str
    client: str
    currency: str
    minor_units: int
    paid_on: date | None
    reference: str
    method: str
    transaction_id: str
    import_id: str
