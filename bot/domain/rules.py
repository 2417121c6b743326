"""The rules as data: what the gate and the approvals weigh. Read from `config/`, passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from bot.domain.chains import Escalations
from bot.domain.clocks import OutsideClock
from bot.domain.playbook import Duration, Unit
from bot.domain.vocabulary import Channel, ResolutionKind, Role


class Rule(StrEnum):
    """The ids of docs/rules.md, which has their sources."""

    PAUSED = "PAUSED"
    LIVE_LIST = "LIVE-LIST"
    HOURS_US = "HOURS-US"
    HOURS_DEFAULT = "HOURS-DEFAULT"
    REPLY_ONCE = "REPLY-ONCE"
    REPLY_FIRST = "REPLY-FIRST"  # ours: a reply that nobody has read yet stops every chase
    TOUCH_CAP = "TOUCH-CAP"
    OPTOUT_NOTICE = "OPTOUT-NOTICE"
    OPTOUT_WORDS = "OPTOUT-WORDS"
    OPTOUT_ANYMEANS = "OPTOUT-ANYMEANS"
    OPTOUT_CONFIRM = "OPTOUT-CONFIRM"
    OPTOUT_SCOPE = "OPTOUT-SCOPE"
    MEDIUM_REQ = "MEDIUM-REQ"
    PERSON_ONLY = "PERSON-ONLY"
    THIRD_PARTY = "THIRD-PARTY"
    GENUINE = "GENUINE"
    DISPUTE_HOLD = "DISPUTE-HOLD"
    FRESHNESS = "FRESHNESS"
    SUSPENSE_MATCH = "SUSPENSE-MATCH"
    NET_POSITION = "NET-POSITION"
    LINKED = "LINKED"  # another case about the same transaction decides about its money
    FLOOR = "FLOOR"
    FALSE_URGENCY = "FALSE-URGENCY"
    PCI_PAN = "PCI-PAN"
    PCI_SAD = "PCI-SAD"
    SOX_SOD = "SOX-SOD"
    SOX_TRAIL = "SOX-TRAIL"
    SLACK_MIN = "SLACK-MIN"
    AUTOMATED = "AUTOMATED"
    CASE_STATE = "CASE-STATE"  # ours: the case no longer wants this touch (closed, held, deciding)
    NO_ADDRESS = "NO-ADDRESS"  # ours: nothing to send to on this medium


class OptOutScope(StrEnum):
    MEDIUM = "medium"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Window:
    """Local times between which a person may be contacted: start included, end excluded."""

    start: time
    end: time
    sundays: bool
    holidays: bool


# 12 CFR 1006.6(b)(1), 47 CFR 64.1200(c)(1): 8 a.m. to 9 p.m. local time at the consumer's location.
HOURS_US = Window(time(8), time(21), sundays=True, holidays=True)
# CONC 7.9 and habit.
HOURS_DEFAULT = Window(time(8), time(20), sundays=False, holidays=False)


@dataclass(frozen=True, slots=True)
class Caps:
    """TOUCH-CAP: chases per person over all channels and all clients together."""

    per_day: int = 1
    per_week: int = 3  # in 7 days
    gap_days: int = 3  # between two without a reply


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What one role may approve. `kind` None = every kind that has no ceiling of its own."""

    role: Role
    currency: str
    single: int  # minor units of one proposal
    cumulative: int  # minor units in 30 days, per customer and per approver
    kind: ResolutionKind | None = None


class Liveness(StrEnum):
    """LIVE-LIST: how far a client has gone live."""

    HELD = "held"  # nothing goes out until a person releases
    LISTED = "listed"  # only customers of the allow-list
    RAMP = "ramp"  # a number of new customers a day
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Staff:
    id: str
    name: str
    roles: frozenset[Role]
    clients: frozenset[str]  # empty = all
    phone: str = ""  # E.164, for escalations by text message


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules for one client, with the deployment's own mixed in."""

    client: str
    zone: str = "UTC"  # where nothing is known of the customer
    country: str = ""
    languages: tuple[str, ...] = ("en",)
    profile: str = "first_party_creditor"
    liveness: Liveness = Liveness.HELD
    allow_list: frozenset[str] = frozenset()  # customers' external ids
    daily_ramp: int = 0
    caps: Caps = Caps()
    hours_us: Window = HOURS_US
    hours_default: Window = HOURS_DEFAULT
    floor: Mapping[str, int] = field(default_factory=dict)  # currency -> minor units
    floor_default: int = 500  # hundredths of a currency unit where `floor` says nothing
    declared_feed: bool = False  # FRESHNESS concerns only clients with one
    chase_undisputed_rest: bool = False
    sms_amounts: bool = False
    opt_out_scope: OptOutScope = OptOutScope.MEDIUM
    answer_promise: Duration = Duration(2, Unit.BUSINESS_DAYS)
    undecided_within: Duration = Duration(1, Unit.BUSINESS_DAYS)
    person_only_within: Duration = Duration(1, Unit.BUSINESS_DAYS)
    crisis_within: Duration = Duration(1, Unit.HOURS)  # self-harm: a person within the hour
    ceilings: tuple[Ceiling, ...] = ()
    second_approver_above: Mapping[str, int] = field(default_factory=dict)  # currency -> minor units
    staff: Mapping[str, Staff] = field(default_factory=dict)
    channels: frozenset[Channel] = frozenset({Channel.EMAIL, Channel.SMS, Channel.CHAT})
    escalations: Escalations = Escalations()
    clocks: tuple[OutsideClock, ...] = ()
    learn_from_replies: bool = True  # what staff say that replies mean is kept, without names, to train with
    digest: str = ""
