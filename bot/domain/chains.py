"""Escalation chains: who is pinged, how, in which order, and how long each has. Read from `config/`, passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from bot.domain.playbook import Duration
from bot.domain.vocabulary import Role


class PingBy(StrEnum):
    CHANNEL = "channel"  # a mention in the thread of the case's card, in the client's channel
    DM = "dm"  # a direct message in Slack
    SMS = "sms"  # a text message to the telephone in `staff.yaml`


class EscalationReason(StrEnum):
    """Why somebody is pinged. Each has a chain in `config/escalations.yaml`, else that of `other`."""

    UNDECIDED_REPLY = "undecided_reply"  # a person must read what the customer wrote
    PERSON_ONLY = "person_only"  # only a person may treat this customer
    CRISIS = "crisis"  # self-harm: within the hour, at any time of day
    HIGH_VALUE = "high_value"  # the amount is above the client's threshold
    REPEAT_ISSUE = "repeat_issue"  # the same customer has several cases in a short time
    DEADLINE_HALF = "deadline_half"  # half of the time until an outside deadline has passed
    DEADLINE_NEAR = "deadline_near"  # three quarters of it
    PROMISE_BROKEN = "promise_broken"
    APPROVAL_AGED = "approval_aged"  # a proposal waits for its decision
    NOT_CARRIED_OUT = "not_carried_out"  # approved, not carried out
    NOT_CONFIRMED = "not_confirmed"  # carried out, not seen in the ledger
    HOLD_OVERDUE = "hold_overdue"  # the deadline of a hold passed
    NEEDS_PERSON = "needs_person"  # any other hold or task that waits for a person
    PLAYBOOK = "playbook"  # the playbook says so
    STAFF = "staff"  # a member of staff escalated
    OTHER = "other"


class About(StrEnum):
    """What must be settled for an escalation to end by itself. The end of the case ends every one."""

    HOLD = "hold"  # somebody releases it
    REPLY = "reply"  # somebody decides what the customer meant, or works on the case
    PROPOSAL = "proposal"  # it goes on: decided, carried out, confirmed
    DEADLINE = "deadline"  # it passes, or the resolution is carried out
    CASE = "case"  # somebody of the chain works on it


@dataclass(frozen=True, slots=True)
class Level:
    role: Role
    by: tuple[PingBy, ...]
    within: Duration  # how long this level has to acknowledge


@dataclass(frozen=True, slots=True)
class Chain:
    name: str
    levels: tuple[Level, ...]
    repeats: int = 0  # how often the last level is pinged again
    working_hours: bool = True  # waits run in the staff's working hours only


@dataclass(frozen=True, slots=True)
class StaffHours:
    """When staff work, local time of the client's zone; not on its public holidays."""

    start: time = time(9)
    end: time = time(18)
    days: tuple[int, ...] = (0, 1, 2, 3, 4)  # Monday is 0


@dataclass(frozen=True, slots=True)
class Escalations:
    """What `config/` says about escalating, for one client."""

    chains: Mapping[EscalationReason, Chain] = field(default_factory=dict)  # a reason without one escalates nothing
    high_value: Mapping[str, int] = field(default_factory=dict)  # currency -> minor units
    repeat_cases: int = 0  # so many cases of a customer ...
    repeat_days: int = 90  # ... opened within so many days; 0 cases = never
    hours: StaffHours = StaffHours()


@dataclass(frozen=True, slots=True)
class Escalation:
    """A live escalation of a case, with its chain as it was when it began."""

    id: str
    reason: EscalationReason
    chain: Chain
    raised_at: datetime
    level: int = 0  # index of the level that was pinged last
    repeated: int = 0  # how often the last level was pinged again
    next_at: datetime | None = None  # when the next level, or the same again, is pinged; None = the chain is at its end
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    about: About = About.CASE
    what: str = ""  # the task's name, or what the playbook reacted to; "" = the reason says it, or must say no more
