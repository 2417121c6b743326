"""The ports of posting: what the store keeps of posts, and the doors through which they leave."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

import orjson

from bot.app.messages import HandOver
from bot.app.ports import Store, Unit
from bot.app.staff.posts import NewPost, Post, PostState
from bot.domain.vocabulary import FailureClass


@dataclass(frozen=True, slots=True)
class Shown:
    """What a post shows: `text` alone for an SMS; in Slack it is what a notification reads out.

    An e-mail has a subject and HTML as well.
    """

    text: str
    blocks: tuple[dict[str, Any], ...] = ()
    unsaid: frozenset[str] = frozenset()  # block_ids of what is no part of what it says, e.g. "as of now"
    subject: str = ""
    html: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form of what it says, first 32 hex digits."""
        said = [block for block in self.blocks if block.get("block_id") not in self.unsaid]
        plain = orjson.dumps([self.text, said], option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(plain).hexdigest()[:32]


class Move(StrEnum):
    """What is to be done with a message."""

    POST = "post"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Errand:
    """A post on its way to its door."""

    post: Post
    move: Move
    shown: Shown
    seq: int = 0  # of the case that is shown


@dataclass(frozen=True, slots=True)
class Landed:
    """How the call ended. `place` and `ts` are where the message stands."""

    outcome: HandOver
    place: str = ""
    ts: str = ""
    failure: FailureClass | None = None
    code: str = ""  # the provider's own
    retry_after: float | None = None  # seconds
    gone: bool = False  # the message that was to be changed is not there any more
    seat_for: str = ""  # the name or user from which `place` was resolved
    blind: bool = False  # of a look-up: there is nobody who could be asked


@dataclass(frozen=True, slots=True)
class PostEnd:
    """What becomes of a post, and of its queue."""

    post: Post
    state: PostState
    place: str = ""
    ts: str = ""
    digest: str = ""
    failure: str = ""
    available_at: datetime | None = None  # of one that is queued again, or looked up
    held_until: datetime | None = None  # its whole queue waits so long
    why: str = ""  # what is wrong with the configuration of its queue
    failed: bool = False  # the queue's doing: counts among its failures in a row
    quiet: bool = False  # nothing was called: the queue need not wait
    seat_place: str = ""
    seat_for: str = ""
    seq: int = 0
    sent_before: bool = False  # it goes again, although a try of it may have gone out


@dataclass(frozen=True, slots=True)
class StuckQueue:
    """A queue that does not move."""

    queue: str
    client: str
    why: str  # "" = nothing is wrong that we know of
    waiting: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case about which somebody should have been pinged, or should have answered."""

    case_id: str
    ref: str
    client: str
    since: datetime


@dataclass(frozen=True, slots=True)
class PostCounts:
    """For metrics."""

    by_state: dict[str, int] = field(default_factory=dict)  # those not at their end, and failed ones
    oldest_queued: datetime | None = None
    held_queues: int = 0


@dataclass(frozen=True, slots=True)
class AskedOf:
    """An inquiry, found by its key."""

    inquiry_id: str
    case_id: str
    customer_id: str
    client: str


@dataclass(frozen=True, slots=True)
class CodedPing:
    """A ping by SMS, found by its code."""

    staff_id: str
    escalation_id: str
    case_id: str


class PostUnit(Unit, Protocol):
    """One transaction about posts. Rows are locked: posts by id, then queues by name."""

    def queue_posts(self, posts: Sequence[NewPost], now: datetime) -> None:
        """Queue posts outside of `save`: a card that a person asked for, the line of a note."""
        ...

    def queue_lines(self, posts: Sequence[NewPost], now: datetime) -> None:
        """Queue lines of the past; those that are known stay as they are."""
        ...

    def claim_posts(
        self, ways: Collection[str], now: datetime, pace_until: datetime, lease_until: datetime, token: str, limit: int
    ) -> list[Post]:
        """Take the first post of up to `limit` queues that are free; they are `sending`, each queue is leased."""
        ...

    def finish_posts(self, ends: Sequence[PostEnd], token: str, now: datetime) -> list[str]:
        """Record what became of posts. Returns the queues about whose configuration people must be alarmed now."""
        ...

    def expire_posts(self, sending_before: datetime, now: datetime) -> int:
        """What dead workers were sending: now unknown, or, where doing it again does no harm, queued again."""
        ...

    def unknown_posts(self, now: datetime, asked_until: datetime, limit: int) -> list[Post]:
        """Posts whose fate nobody knows, to be looked up; nobody else asks before `asked_until`."""
        ...

    def settle_posts(self, ends: Sequence[PostEnd], asked_until: datetime, now: datetime) -> None:
        """Record what look-ups found."""
        ...

    def case_of_card(self, place: str, ts: str) -> str | None:
        """The case whose card stands there in Slack."""
        ...

    def case_ref(self, case_id: str) -> str:
        """What people call a case; "" for one that is not there."""
        ...

    def coded_pings(self, codes: Collection[str]) -> list[CodedPing]:
        """The pings by SMS with one of these codes."""
        ...

    def asked_of(self, key: str) -> AskedOf | None:
        """The inquiry with this key; None = there is none, or the customer's data was erased."""
        ...

    def stuck_queues(self, before: datetime, limit: int) -> list[StuckQueue]: ...

    def failed_posts(self, since: datetime, limit: int) -> list[Post]: ...

    def overdue_pings(self, before: datetime, limit: int) -> list[Overdue]:
        """Cases whose next ping was due before: the clock does not do its work."""
        ...

    def unheard(self, limit: int) -> list[Overdue]:
        """Cases whose chain is at its end, and nobody took them."""
        ...

    def post_counts(self) -> PostCounts: ...

    def first_sight(self, source: str, delivery: str, now: datetime) -> bool:
        """Whether this is new. The database remembers."""
        ...


class PostStore(Store, Protocol):
    """The store, posts included."""

    def begin(self) -> AbstractContextManager[PostUnit]: ...

    def read(self) -> AbstractContextManager[PostUnit]: ...


class Door(Protocol):
    """The one door to the system that carries posts: owns time-outs and what its answers mean."""

    async def deliver(self, errand: Errand) -> Landed:
        """Do it. Never raises for what the system or the network does."""
        ...

    async def look_up(self, post: Post) -> Landed | None:
        """Whether a post is there: accepted with its place, refused if not; None = no answer, ask again later."""
        ...

    async def close(self) -> None: ...
