"""What is posted to staff: the card of a case, the lines of its thread, pings. They wait in a table of their own.

A post holds no words: only what it is about. It is rendered when it is posted, so that it is always true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PostKind(StrEnum):
    CARD = "card"  # post or update the case's card; any number of changes become one update
    LINE = "line"  # a line of the conversation, in the card's thread
    PING = "ping"  # an escalation, to one person or to the channel
    PING_OVER = "ping_over"  # a ping that was posted is settled: its message says so, its buttons go


class PostState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"  # no answer: looked up by its metadata before anything else
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class NewPost:
    """`id` says what it is about: queuing the same twice is impossible."""

    id: str  # "card:<case>", "line:<message, reply or note>:<case>", "ping:<escalation>:<level>:<repeat>:<by>:<staff>"
    kind: PostKind
    client: str
    case_id: str
    customer_id: str
    by: str  # "slack" or "sms"
    target: str  # staff id of a person; "" = the client's channel
    about: str  # id of the message, reply, note or escalation
    available_at: datetime


@dataclass(frozen=True, slots=True)
class Post(NewPost):
    """A leased post. `place` and `ts` are where it stands, once it was posted."""

    state: PostState = PostState.QUEUED
    tries: int = 0
    place: str = ""  # Slack channel id
    ts: str = ""
    digest: str = ""  # of what it shows
