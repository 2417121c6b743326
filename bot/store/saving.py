"""Writing what was decided: events, cases, messages, cancellations and customers in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import orjson

from bot.app.records import CaseChange, CustomerChange, Recorded
from bot.domain.case import Case, TouchKey
from bot.domain.errors import Fault
from bot.domain.events import (
    PromiseReminded,
    QuestionAsked,
    ReceiptRecorded,
    StepDone,
    StepSkipped,
    TouchCancelled,
    TouchFailed,
    TouchPlanned,
    TouchQueued,
    TouchRefused,
    TouchSent,
    TouchSuperseded,
)
from bot.domain.vocabulary import TouchClass, TouchState
from bot.store.chain import envelope, event_hash
from bot.store.database import Database, in_order
from bot.store.dialects import Row
from bot.store.person_changes import PersonChanges
from bot.store.posting import queue_posts
from bot.store.queueing import cancel_touches, insert_messages
from bot.store.tables.cases import cases, events, unpublished
from bot.store.tables.people import customers

_EVENT: Final = (
    "case_id",
    "seq",
    "client",
    "type",
    "at",
    "actor",
    "command",
    "facts_digest",
    "text_digest",
    "data",
    "prev_hash",
    "hash",
)
_MOVING: Final = ("state", "open_minor", "blocked_rule", "next_at", "updated_at", "seq", "head", "snapshot")
_RARE: Final = (  # not written where nothing but touches moved: their indexes stay as they are
    "case_type",
    "owes",
    "playbook",
    "assignee",
    "hold_kind",
    "hold_owner",
    "hold_deadline",
    "outcome",
    "root_cause",
    "closed_at",
    "ping_at",
    "unheard_since",
)
# Events after which the columns of `_RARE` are what they were; a property test holds it.
QUIET: Final[frozenset[type]] = frozenset(
    {
        TouchPlanned,
        TouchQueued,
        TouchSuperseded,
        TouchCancelled,
        TouchRefused,
        TouchSent,
        TouchFailed,
        ReceiptRecorded,
        StepSkipped,
        StepDone,
        PromiseReminded,
        QuestionAsked,
    }
)
_ENDS: Final[dict[type, TouchState]] = {
    TouchRefused: TouchState.REFUSED,
    TouchSuperseded: TouchState.SUPERSEDED,
    TouchFailed: TouchState.FAILED,
}
_PLACE: Final = ("id", "seq")
_FIXED: Final = (
    "id",
    "ref",
    "client",
    "customer_id",
    "identity",
    "currency",
    "invoice",
    "import_id",
    "opened_at",
    "transaction_id",
)


@dataclass(slots=True)
class _Chain:
    """Where a case's log stands while a batch is written."""

    stored_seq: int
    seq: int
    head: str
    last: CaseChange | None = None
    quiet: bool = True
    identity: str = ""
    import_id: str = ""


@dataclass(slots=True)
class _Batch:
    chains: dict[str, _Chain]
    events: list[Row] = field(default_factory=list)
    queued: set[tuple[str, TouchKey]] = field(default_factory=set)
    ended: dict[tuple[str, TouchKey], TouchState] = field(default_factory=dict)
    next_at: dict[str, datetime | None] = field(default_factory=dict)

    def add(self, change: CaseChange) -> None:
        """Append one command's events to its case's chain. Raises Fault when the case moved underneath."""
        case = change.after
        chain = self.chains.setdefault(case.id, _Chain(0, 0, ""))
        if chain.seq != change.before_seq:
            raise Fault(f"Case {case.ref} moved underneath: at {chain.seq}, expected {change.before_seq}")
        for recorded in change.events:
            self._append(chain, case, recorded)
        if chain.seq != case.seq:
            raise Fault(f"Case {case.ref} says that it has {case.seq} events, its log has {chain.seq}")
        chain.last = change
        chain.identity = chain.identity or change.identity
        chain.import_id = chain.import_id or change.import_id

    def _append(self, chain: _Chain, case: Case, recorded: Recorded) -> None:
        event, previous = recorded.event, chain.head
        chain.seq += 1
        data = orjson.dumps(event)
        signed = envelope(
            case.id,
            chain.seq,
            case.client,
            type(event).__name__,
            recorded.at,
            recorded.actor,
            recorded.command,
            recorded.facts_digest,
            recorded.text_digest,
        )
        chain.head = event_hash(previous, signed, data)
        chain.quiet = chain.quiet and type(event) in QUIET
        self.events.append((*signed, data.decode(), previous, chain.head))
        if isinstance(event, TouchQueued):
            self.queued.add((case.id, event.key))
        elif isinstance(event, TouchRefused | TouchSuperseded | TouchFailed):
            self.ended[case.id, event.key] = _ENDS[type(event)]


class Saving(PersonChanges):
    def save(self, changes: Sequence[CustomerChange], now: datetime) -> None:
        batch = self._chained(changes)
        self._write_cases(batch, now)
        self.db.insert(events, _EVENT, batch.events)
        self._write_messages(changes, batch, now)
        self.change_people(changes, now)
        rows = [(change.next_action_at, change.customer_id) for change in changes]
        self.db.update(customers, ("next_action_at",), ("id",), rows)
        announced = [change for change in changes if change.posts or change.pings_over]
        if announced:
            queue_posts(self.db, self.hasher, announced, now)

    def _chained(self, changes: Sequence[CustomerChange]) -> _Batch:
        known = {c.after.id for change in changes for c in change.cases if c.before_seq}
        batch = _Batch(_chains(self.db, known) if known else {})
        for change in changes:
            batch.next_at |= change.case_next
            for case_change in change.cases:
                batch.add(case_change)
        return batch

    def _write_cases(self, batch: _Batch, now: datetime) -> None:
        new, quiet, moved, heads = [], [], [], []
        for case_id, chain in batch.chains.items():
            if chain.last is None:
                continue
            case = chain.last.after
            moving = _moving(chain.last, chain.head, batch.next_at.get(case_id), now)
            if not chain.stored_seq:
                new.append((*_fixed(case, chain), *moving, *_rare(case)))
            elif chain.quiet:
                quiet.append((*moving, case_id, chain.stored_seq))
            else:
                moved.append((*moving, *_rare(case), case_id, chain.stored_seq))
            heads.append((chain.head, case))
        self.db.insert(cases, _FIXED + _MOVING + _RARE, new)
        written = self.db.update(cases, _MOVING, _PLACE, quiet)
        written += self.db.update(cases, _MOVING + _RARE, _PLACE, moved)
        if written != len(quiet) + len(moved):
            raise Fault("A case moved underneath while it was written")
        self.db.insert(unpublished, ("case_id", "seq"), [(case.id, case.seq) for _, case in heads])
        self.case_cache.put(heads)

    def _write_messages(self, changes: Sequence[CustomerChange], batch: _Batch, now: datetime) -> None:
        messages = [message for change in changes for message in change.messages]
        carried = {(t.case_id, t.key) for m in messages for t in m.touches if t.touch_class is not TouchClass.STAFF}
        queued = {(t.case_id, t.key) for m in messages for t in m.touches}
        if not carried <= batch.queued <= queued:
            raise Fault("The log's queued touches are not those of the messages")
        insert_messages(self.db, self.keys, messages, now)
        ended = {key: TouchState.CANCELLED for change in changes for key in change.cancelled}
        ended |= batch.ended
        if ended:
            cancel_touches(self.db, ended, now)


def _chains(db: Database, ids: Iterable[str]) -> dict[str, _Chain]:
    rows = db.rows("SELECT id, seq, head FROM cases WHERE id IN [?] ORDER BY id FOR UPDATE", in_order(ids))
    return {case_id: _Chain(seq, seq, head) for case_id, seq, head in rows}


def _fixed(case: Case, chain: _Chain) -> Row:
    return (
        case.id,
        case.ref,
        case.client,
        case.customer_id,
        chain.identity or None,
        case.currency,
        case.invoice,
        chain.import_id or None,
        case.opened_at,
        case.transaction,
    )


def _moving(change: CaseChange, head: str, next_at: datetime | None, now: datetime) -> Row:
    case = change.after
    snapshot = orjson.dumps(case).decode()
    return (case.state.value, case.open_minor, change.blocked_rule, next_at, now, case.seq, head, snapshot)


def _rare(case: Case) -> Row:
    hold = case.hold
    return (
        case.case_type.value,
        case.owes.value,
        case.playbook,
        case.assignee,
        hold.kind.value if hold else None,
        hold.owner.value if hold else None,
        hold.deadline if hold else None,
        _text(case.outcome),
        _text(case.root_cause),
        case.closed_at,
        *_untaken(case),
    )


def _untaken(case: Case) -> tuple[datetime | None, datetime | None]:
    """(when the next ping is due, since when nobody is left to be pinged) of an escalation that nobody took."""
    live = case.escalation
    if live is None or live.acknowledged_by or case.closed_at is not None:
        return None, None
    return live.next_at, (live.raised_at if live.next_at is None else None)


def _text(value: Any) -> str | None:
    return None if value is None else str(value.value)
