"""What an audit can find, and the check of one case's chain: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.store.chain import envelope, event_hash


class What(StrEnum):
    CHANGED = "changed"  # the event's bytes are not those that were hashed
    REMOVED = "removed"  # an event between two others is gone
    INSERTED = "inserted"  # an event is there that the case never had
    SWAPPED = "swapped"  # two events changed places
    TRUNCATED = "truncated"  # the last events are gone
    REWRITTEN = "rewritten"  # the chain is consistent and is not the one that was published
    CASE_REMOVED = "case_removed"
    HEAD = "head"  # the case's row names another last event
    SNAPSHOT = "snapshot"  # the case's row is not what its events amount to
    TEXT = "text"  # a sealed text is not the one that the log speaks of
    HEADS_FILE = "heads_file"  # the file of published heads was changed; `seq` is its line


@dataclass(frozen=True, slots=True)
class Finding:
    """The first broken event of a chain. `ref` is the case's reference, "" for the heads file."""

    ref: str
    seq: int
    what: What


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as its row has it."""

    case_id: str
    seq: int
    client: str
    type: str
    at: datetime
    actor: str
    command: str
    facts_digest: str
    text_digest: str
    data: str
    prev_hash: str
    hash: str

    def hash_at(self, seq: int) -> str:
        """What its hash would be if it stood at this place."""
        signed = envelope(
            self.case_id,
            seq,
            self.client,
            self.type,
            self.at,
            self.actor,
            self.command,
            self.facts_digest,
            self.text_digest,
        )
        return event_hash(self.prev_hash, signed, self.data.encode())

    def belongs_at(self, seq: int) -> bool:
        return self.hash_at(seq) == self.hash


def first_break(events: Sequence[StoredEvent], stored_seq: int, head: str) -> tuple[int, What] | None:
    """The first broken event of a case's chain, in order of seq; None when it is whole."""
    previous = ""
    for expected, event in enumerate(events, 1):
        if event.seq != expected:
            return expected, What.REMOVED
        if expected > stored_seq:
            return expected, What.INSERTED
        if not event.belongs_at(expected) or event.prev_hash != previous:
            return _named(events, expected, previous)
        previous = event.hash
    if len(events) < stored_seq:
        return len(events) + 1, What.TRUNCATED
    return None if head == previous else (stored_seq, What.HEAD)


def _named(events: Sequence[StoredEvent], seq: int, previous: str) -> tuple[int, What]:
    """What was done to a chain whose event `seq` is the first that does not fit; events carry their old place."""
    event, rest = events[seq - 1], events[seq:]
    following = rest[0] if rest else None
    if any(event.belongs_at(other.seq) and other.belongs_at(seq) for other in rest):
        return seq, What.SWAPPED
    if following is not None and following.belongs_at(seq) and following.prev_hash == previous:
        return seq, What.INSERTED  # the following one stood here before
    if event.belongs_at(seq - 1):
        return seq - 1, What.INSERTED  # this one did: what stands before it came in between
    if any(event.belongs_at(place) for place in range(seq + 1, seq + len(events) + 1)):
        return seq, What.REMOVED  # it stood further back: those before it are gone
    if event.belongs_at(seq) and seq > 1:
        return seq - 1, What.CHANGED  # this one still knows the hash that the one before it had
    return seq, What.CHANGED
