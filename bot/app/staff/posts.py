"""What is posted to staff: the card of a case, the lines of its thread, pings. They wait in a table of their own.

So do questions to the client's people, its bank and its gateway, which go by e-mail.

A post holds no words: only what it is about. It is rendered when it is posted, so that it is always true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.vocabulary import CaseType

CARD_PREFIX = "card:"
LINE_PREFIX = "line:"
GUIDE_PREFIX = "guide:"  # + the case type: what it needs of staff
OVER_PREFIX = "over:"  # + the id of the ping that is over
INQUIRY_PREFIX = "inquiry:"
NO_ANSWER = "no-answer"  # the failure of a post whose call ended without one
# Ranks in a channel's queue. Nobody asked for the cards of cases that run by themselves: thousands of them keep no
# other waiting; whoever pressed something sees on its card at once what became of it.
# What such a card's thread begins with comes after all of them.
PRESSED, URGENT, USUAL, LATER, UNASKED, IDLE = -1, 0, 1, 2, 3, 4


class PostKind(StrEnum):
    CARD = "card"  # post or update the case's card; any number of changes become one update
    LINE = "line"  # a line of the conversation, in the card's thread
    GUIDE = "guide"  # what the case's type needs of staff, in the card's thread; it keeps no line waiting
    PING = "ping"  # an escalation, to one person or to the channel
    ALARM = "alarm"  # the watchdog found something about a case: a message of its own in the client's channel
    PING_OVER = "ping_over"  # a ping that was posted is settled: its message says so, its buttons go
    INQUIRY = "inquiry"  # a question to somebody else than the customer, by e-mail


class PostState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"  # no answer: looked up by its metadata before anything else
    CANCELLED = "cancelled"


class PostBy(StrEnum):
    """The system that carries a post."""

    SLACK = "slack"
    SMS = "sms"
    EMAIL = "email"


class CardsWanted(StrEnum):
    """Which cases of a client have a card (`slack cards` in the client's file)."""

    NEEDED = "needed"  # from the moment on which a case first needs a person
    ALL = "all"


@dataclass(frozen=True, slots=True)
class StaffPosts:
    """Where staff are told of cases. A client that is in neither mapping posts nothing."""

    channels: Mapping[str, str] = field(default_factory=dict)  # client -> name or id of its Slack channel
    cards: Mapping[str, CardsWanted] = field(default_factory=dict)  # by client; `needed` where nothing is said
    slack_users: Mapping[str, str] = field(default_factory=dict)  # staff id -> Slack's user id
    sms_clients: frozenset[str] = frozenset()  # those with a sender for text messages


@dataclass(frozen=True, slots=True)
class NewPost:
    """`id` says what it is about: queuing the same twice is impossible."""

    id: str  # "card:<case>", "line:<message, reply or note>:<case>", "ping:<escalation>:<level>:<repeat>:<by>:<staff>"
    kind: PostKind
    client: str
    case_id: str
    customer_id: str
    by: str  # "slack", "sms" or "email"
    target: str  # staff id of a person; "" = the client's channel; of an inquiry "client:billing", "bank"
    about: str  # id of the message, reply, note, escalation or inquiry
    available_at: datetime
    rank: int = USUAL
    if_carded: bool = False  # only where the case has a card already, or is getting one

    @property
    def queue(self) -> str:
        """Posts of one queue go one after the other, at the pace of its channel."""
        if self.by == PostBy.EMAIL:
            return f"{self.by}:{self.client}"
        return f"{self.by}:{self.client}:{self.target}" if self.by == PostBy.SMS else f"{self.by}:{self.seat}"

    @property
    def seat(self) -> str:
        """A person's direct messages, or the client's channel."""
        return f"@{self.target}" if self.target else self.client


@dataclass(frozen=True, slots=True)
class Post(NewPost):
    """A post that is being sent, or looked up. `place` and `ts` are where it stands, once it was posted."""

    state: PostState = PostState.QUEUED
    tries: int = 0
    place: str = ""  # Slack channel id
    ts: str = ""
    digest: str = ""  # of what it shows
    wanted: int = 0  # grows with each change while it is on its way: then it goes once more
    begun_at: datetime | None = None  # of this try
    thread: str = ""  # ts of the case's card
    card_place: str = ""  # Slack channel id of the case's card
    seat_place: str = ""  # Slack channel id that the queue was resolved to
    seat_for: str = ""  # the name or user that it was resolved from
    failures: int = 0  # of the queue in a row
    erased: bool = False  # the customer's data was erased: so are the words in Slack
    code: str = ""  # of a ping by SMS: what is answered with
    original: PostState | None = None  # of a `ping_over`: the state of its ping
    sent_before: bool = False  # of an e-mail: a try may have gone out, and nobody can be asked
    unanswered: bool = False  # the last call ended without an answer


def card_id(case_id: str) -> str:
    """The one card of a case."""
    return f"{CARD_PREFIX}{case_id}"


def line_id(about: str, case_id: str) -> str:
    """The line of a message, reply or note in the thread of a case."""
    return f"{LINE_PREFIX}{about}:{case_id}"


def guide_id(case_type: CaseType) -> str:
    """What a line is about that says what a type of case needs of staff."""
    return f"{GUIDE_PREFIX}{case_type.value}"


def alarm_id(kind: str, case_id: str, since: datetime) -> str:
    """What the watchdog says once of a case, as long as it is the same trouble."""
    return f"alarm:{kind}:{case_id}:{since.isoformat()}"


def inquiry_id(key: str) -> str:
    """The one e-mail of an inquiry. `key` is that of `bot.app.identifiers.inquiry_key`."""
    return f"{INQUIRY_PREFIX}{key}"


def ping_id(escalation_id: str, level: int, repeated: int, by: str, target: str) -> str:
    """One ping of one person, or of the channel."""
    return f"ping:{escalation_id}:{level}:{repeated}:{by}:{target}"
