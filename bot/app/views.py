"""What staff, the dashboard, reports and the chat page read: rows for people, not for decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.vocabulary import CaseState, CaseType, Channel, HoldKind, Outcome, Role, RootCause, TouchClass


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list. Empty = any. The last opened first, at most `limit`; `after` is the last row seen."""

    clients: frozenset[str] = frozenset()  # what the reader may see; empty = every client
    states: frozenset[CaseState] = frozenset()
    case_types: frozenset[CaseType] = frozenset()
    hold_kinds: frozenset[HoldKind] = frozenset()
    assignee: str = ""
    customer_id: str = ""
    import_id: str = ""
    blocked_rule: str = ""
    overdue_at: datetime | None = None  # held, and the deadline of the hold has passed by then
    escalated: bool = False  # somebody is asked to take it, and nobody has
    search: str = ""  # start of a case reference or an invoice number
    after: tuple[datetime, str] | None = None  # (a time of it, id): the id counts
    limit: int = 100


@dataclass(frozen=True, slots=True)
class CaseRow:
    id: str
    ref: str
    client: str
    customer_id: str
    case_type: CaseType
    state: CaseState
    currency: str
    open_minor: int
    invoice: str
    assignee: str
    hold_kind: HoldKind | None
    hold_owner: Role | None
    hold_deadline: datetime | None
    outcome: Outcome | None
    root_cause: RootCause | None
    blocked_rule: str
    import_id: str
    opened_at: datetime
    closed_at: datetime | None
    next_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message of a case, without its words."""

    id: str
    reference: str
    channel: Channel
    touch_class: TouchClass
    state: str
    available_at: datetime
    steps: tuple[str, ...]
    tries: int
    frozen: bool
    possible_duplicate: bool
    receipt: str
    code: str
    sending_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation, in clear. Never logged."""

    id: str
    at: datetime
    inbound: bool
    channel: Channel
    state: str
    text: str  # what was archived: of a message the sender's JSON, of a reply its text
    touch_class: str = ""  # of a message


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    client: str
    customer_id: str
    case_id: str
    author: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """For metrics."""

    cases: dict[tuple[str, str], int]  # (client, state)
    outbox: dict[str, int]  # state, of messages that are not at their end
    possible_duplicates: int
    unread_replies: int
    oldest_due: datetime | None
    oldest_queued: datetime | None
