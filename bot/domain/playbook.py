"""The playbook model: what a resolved playbook says, after inheritance and client overrides.

`bot/playbook` reads YAML into this model; `decide` runs it. The model carries no words: steps name templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from enum import IntEnum, StrEnum

from bot.domain.vocabulary import (
    CaseType,
    Channel,
    CustomerKind,
    Flag,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    Party,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    Stage,
    TaskKind,
    TouchClass,
)


class Unit(StrEnum):
    MINUTES = "minutes"  # of escalation chains only: a crisis does not wait for hours
    HOURS = "hours"
    DAYS = "days"  # calendar days in the customer's zone
    BUSINESS_DAYS = "business_days"  # without week-ends and public holidays of the customer's country


@dataclass(frozen=True, slots=True)
class Duration:
    amount: int  # may be negative for an offset
    unit: Unit


class Anchor(StrEnum):
    """From where a step's offset counts."""

    OPENED = "opened"
    DUE = "due"
    PREVIOUS = "previous"  # the previous step that was done
    PROMISE = "promise"  # the promised day
    DEADLINE = "deadline"  # the outside deadline (`respond_by`)
    ANSWER = "answer"  # the client's answer promise, counted from the customer's last message


class Tone(IntEnum):
    """Within one ladder of chases the tone never falls."""

    INFORM = 0
    FRIENDLY = 1
    DIRECT = 2
    FIRM = 3
    FORMAL = 4


class ContactRole(StrEnum):
    MAIN = "main"
    ESCALATION = "escalation"  # a business's second person


class Sender(StrEnum):
    NORMAL = "normal"
    SENIOR = "senior"  # a named senior person of the client


@dataclass(frozen=True, slots=True)
class Timing:
    anchor: Anchor
    offset: Duration
    at: time | None = None  # preferred local time of day; None = the playbook's


class Balance(StrEnum):
    """What is expected against what was paid."""

    OWED = "owed"  # more was expected than paid
    HELD = "held"  # more was paid than expected
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Condition:
    """All parts that are given must hold, of a set one. Amounts: decimals of the currency, of what is open."""

    above: Decimal | None = None
    below: Decimal | None = None
    older_than_days: int | None = None  # since opening
    kinds: frozenset[CustomerKind] = frozenset()
    languages: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    promises_broken: int | None = None  # at least so many
    answered: bool | None = None  # whether the customer has written in this case
    earlier_cases: int | None = None  # at least so many other cases of the customer lately, counted at opening
    balances: frozenset[Balance] = frozenset()
    reasons: frozenset[str] = frozenset()  # groups or codes of bot.domain.reasons
    stages: frozenset[Stage] = frozenset()
    countries: frozenset[str] = frozenset()  # of the customer, ISO 3166-1 alpha-2
    contested: bool | None = None  # whether a part is contested
    deadline: bool | None = None  # whether there is an outside deadline


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Guard:
    """When one action of a reaction is done: `only_if` holds, and `unless` does not."""

    only_if: Condition = ALWAYS
    unless: Condition | None = None


UNGUARDED = Guard()


@dataclass(frozen=True, slots=True)
class Send:
    """Contact the customer. The channel is the first of `channels` that the customer may be reached on."""

    template: str  # "<case type>/<name>", found for channel and language
    channels: tuple[Channel, ...]
    touch_class: TouchClass
    tone: Tone
    ask: Question | None = None
    to: ContactRole = ContactRole.MAIN
    sender: Sender = Sender.NORMAL
    merge: bool = True  # may share one message with touches of the customer's other cases


@dataclass(frozen=True, slots=True)
class Task:
    """A person does something; the ladder goes on."""

    name: str
    owner: Role
    within: Duration
    kind: TaskKind | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """The ladder ends with a person: the case is held."""

    owner: Role
    within: Duration
    kind: HoldKind = HoldKind.END_OF_PLAYBOOK


@dataclass(frozen=True, slots=True)
class EscalateTo:
    owner: Role
    within: Duration


class AmountOf(StrEnum):
    """Which amount a proposal of the playbook is about."""

    OPEN = "open"
    DISPUTED = "disputed"
    ASKED = "asked"  # the amount in the customer's reply, else the open amount


@dataclass(frozen=True, slots=True)
class Propose:
    kind: ResolutionKind
    amount: AmountOf = AmountOf.OPEN


@dataclass(frozen=True, slots=True)
class Inquire:
    """Ask somebody else than the customer, by an e-mail with a link: one button for each answer.

    `no_answer` follows when nobody has answered in time; an answer that comes later still counts.
    """

    party: Party
    template: str
    within: Duration  # in the client's zone: staff and banks answer on business days
    answers: Mapping[str, Reaction]  # what follows upon each
    no_answer: Reaction
    to: str = "default"  # which of the party's people (`people:` in the client's file)
    waits: bool = True  # the clock of the ladder stops meanwhile
    buttons: tuple[str, ...] = ()  # the answers in their order: a mapping that was kept has none

    @property
    def offers(self) -> tuple[str, ...]:
        """The ids of the answers, in the order in which they are offered."""
        return self.buttons or tuple(self.answers)


StepAction = Send | Task | HandOver | EscalateTo | Propose | Inquire


@dataclass(frozen=True, slots=True)
class Step:
    id: str  # stable: it is the touch's cause
    when: Timing
    action: StepAction
    only_if: Condition = ALWAYS
    unless: Condition | None = None  # skipped if all its parts hold
    repeat: int = 1  # how often at most
    every: Duration | None = None  # between repeats


# --- reactions -------------------------------------------------------------------------------------------------


class Happening(StrEnum):
    """What else but intents and flags a playbook reacts to."""

    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    PARTIAL_PAYMENT = "partial_payment"
    PAYMENT_UNDONE = "payment_undone"
    BOUNCE = "bounce"
    UNREACHABLE = "unreachable"  # no channel is left
    UNDECIDED = "undecided"  # the bot is not sure what the reply means
    UNCLEAR_ANSWER = "unclear_answer"  # "yes" where it would agree to something that we have not asked
    UNANSWERED = "unanswered"  # a wait for the customer's answer is over
    PROPOSAL_APPROVED = "proposal_approved"
    PROPOSAL_REJECTED = "proposal_rejected"
    PROPOSAL_EXPIRED = "proposal_expired"
    CARRIED_OUT = "carried_out"
    CONFIRMED = "confirmed"  # the carrying out was seen in the ledger or the bank
    DEADLINE_NEAR = "deadline_near"
    PAYMENT_SEEN = "payment_seen"  # a payment closed the gap; said before the case closes
    EVIDENCE_RECEIVED = "evidence_received"  # details came when evidence was asked for, or staff have it
    DISPUTE_OF_PART = "dispute_of_part"  # less than the whole is contested


# A playbook that says nothing of these does what it says of the others.
FALLS_BACK_TO: Mapping[Trigger, Intent | None] = {
    Happening.PAYMENT_SEEN: None,
    Happening.UNCLEAR_ANSWER: Intent.OTHER,
    Happening.EVIDENCE_RECEIVED: Intent.PROVIDE_DETAILS,
    Happening.DISPUTE_OF_PART: Intent.DISPUTE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the customer at once on the medium that they used."""

    template: str
    ask: Question | None = None
    if_given: str = ""  # template instead, where the reply already gives what is asked
    by: tuple[Channel, ...] = ()  # only where the customer wrote by one of these; empty = by any
    once: bool = False  # not where it is the last that was said to them


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the customer something that they did not just ask (a notice)."""

    template: str
    channels: tuple[Channel, ...]
    # Another template where the case's resolution is of this kind: a refund is told in other words than a refusal.
    for_resolution: Mapping[ResolutionKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HoldFor:
    kind: HoldKind
    owner: Role
    within: Duration


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Silence for a time, then the ladder goes on where it stood."""

    duration: Duration
    ask_staff_after: bool = False  # afterwards a person, never silent resumption (a trace)


@dataclass(frozen=True, slots=True)
class NotePromise:
    """Wait for the promised day. Without a day in the reply `ask` is answered, and `without_day` waited for."""

    ask: str  # template that asks for the day
    noted: str  # template that confirms it
    at_most: Duration
    without_day: Duration
    grace: Duration  # broken = promised day + grace and an import that covers them
    remind: str = ""  # template of the reminder, a day before, where the day is more than two days off
    confirm: str = ""  # template that asks whether a day that may mean two is this one; "" = which day it is


@dataclass(frozen=True, slots=True)
class NoteDispute:
    """Contest the amount in the reply, else the whole open amount."""

    answer_within: Duration
    owner: Role = Role.OPERATOR


@dataclass(frozen=True, slots=True)
class Resume:
    """The ladder goes on, not before this much time has passed."""

    after: Duration


@dataclass(frozen=True, slots=True)
class CloseWith:
    outcome: Outcome
    root_cause: RootCause


@dataclass(frozen=True, slots=True)
class Ask:
    """A clarifying question. At most two in a case, never the same twice; then a person (`owner`, `within`)."""

    template: str
    question: Question
    owner: Role
    within: Duration


ReactionAction = (
    Answer
    | Tell
    | HoldFor
    | WaitFor
    | NotePromise
    | NoteDispute
    | Resume
    | CloseWith
    | Ask
    | Propose
    | Task
    | EscalateTo
    | Inquire
)
Trigger = Intent | Flag | Happening


@dataclass(frozen=True, slots=True)
class Reaction:
    """`guards` says when each action is done, in the same order; empty = all of them always."""

    actions: tuple[ReactionAction, ...]
    guards: tuple[Guard, ...] = ()

    def guarded(self) -> Iterator[tuple[ReactionAction, Guard]]:
        """Each action with its guard."""
        return zip(self.actions, self.guards or (UNGUARDED,) * len(self.actions), strict=True)


NO_REACTION = Reaction(())


@dataclass(frozen=True, slots=True)
class Playbook:
    """A resolved playbook. Running cases keep it by `digest` (SHA-256 of its canonical form)."""

    name: str
    case_types: tuple[CaseType, ...]
    owes: Owes
    steps: tuple[Step, ...]
    reactions: Mapping[Trigger, Reaction]
    resolutions: frozenset[ResolutionKind]
    digest: str
    at: time = time(10, 0)  # preferred local time of day
    # Which answer closes the case when the money is there: by case type's trade.
    paid_outcome: Outcome = Outcome.PAYMENT_RECEIVED
    proposal_expires: Duration = Duration(5, Unit.BUSINESS_DAYS)
    carry_out_within: Duration = Duration(2, Unit.BUSINESS_DAYS)
    notes: Mapping[str, str] = field(default_factory=dict)

    def step(self, step_id: str) -> Step | None:
        """The step with this id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)
