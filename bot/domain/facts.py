"""Facts: a frozen snapshot of everything but the case itself that a decision weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import CaseState, CaseType, Channel, CustomerKind, Owes, ProposalState, ResolutionKind


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A person or mailbox of the customer, without the addresses themselves."""

    id: str
    role: ContactRole
    language: str
    zones: tuple[str, ...]  # candidate zones: of the address united with those of the phone number; may be empty
    verified: bool
    reachable: frozenset[Channel]  # channels for which there is an address that is not known to be bad
    suppressed: frozenset[Channel]  # channels that the person closed (for every client)
    shared: bool = False  # its number or address also belongs to another customer


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    id: str
    external_id: str
    kind: CustomerKind
    language: str
    country: str  # ISO 3166-1 alpha-2, upper case; "" unknown
    region: str  # ISO 3166-2 without the country; "" unknown
    zone: str  # IANA; "" unknown
    contacts: tuple[ContactFacts, ...]
    person_only: bool = False
    contacted_before: bool = False  # at least one message was handed over for this client
    unread_replies: int = 0  # inbound messages that nobody and nothing has understood yet


@dataclass(frozen=True, slots=True)
class SiblingFacts:
    """Another case of the same customer and client: one that is not closed, or one that gave money back.

    `bot/domain/linked.py` says which are about the same transaction.
    """

    case_id: str
    owes: Owes
    state: CaseState
    currency: str
    open_minor: int
    ref: str = ""
    case_type: CaseType | None = None
    invoice: str = ""
    transaction: str = ""
    parent: str = ""
    opened_at: datetime | None = None
    expected: int = 0
    live: ResolutionKind | None = None  # what is proposed or being carried out
    live_state: ProposalState | None = None
    held_minor: int = 0  # minor units of the customer's that we hold in it
    given_back: int = 0  # minor units that the customer got back by it, or certainly will
    silent: bool = False  # a chargeback of which the cardholder may hear nothing


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """What this person got and said, over all channels and all clients together."""

    chases: tuple[datetime, ...] = ()  # handed over in the last 7 days, oldest first
    last_inbound_at: datetime | None = None
    unanswered: frozenset[Channel] = frozenset()  # media on which the person's last message has no answer yet


@dataclass(frozen=True, slots=True)
class Pause:
    """The stop button. `scope` is deployment, client, playbook, template, channel or import."""

    scope: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was approved in the last 30 days, in minor units: the cumulative ceilings weigh it.

    A proposal counts for its customer once, when its last approver agreed; for each approver when they did.
    """

    customer: Mapping[str, int] = field(default_factory=dict)  # currency -> minor units, this customer
    approver: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (staff id, currency) -> minor units


@dataclass(frozen=True, slots=True)
class UnappliedReceipt:
    """Money that is in and fits no invoice yet. `invoice` is the one that it names, "" = none."""

    currency: str
    minor_units: int
    receipt_id: str = ""
    received_on: date | None = None
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    customer: CustomerFacts
    siblings: tuple[SiblingFacts, ...] = ()
    history: PersonHistory = PersonHistory()
    pauses: tuple[Pause, ...] = ()
    covered_until: date | None = None  # the last import of the client's declared feed covers this day
    unapplied: tuple[UnappliedReceipt, ...] = ()  # the customer's receipts in suspense
    holidays: frozenset[date] = frozenset()  # of the customer's country and region
    spent: Spent = Spent()
    released: bool = False  # LIVE-LIST: a person released this customer or client
    ramp_used: int = 0  # LIVE-LIST: first contacts of this client today
    source_import: str = ""  # the import that opened the case
    recent_cases: int = 0  # other cases of the customer opened lately; counted where a case is being opened
