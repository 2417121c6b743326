"""What was said between the customer and us, and what came of it: replies, calls, questions, promises, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import Promise
from bot.domain.vocabulary import Channel, Flag, Intent, Question


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    reply_id: str
    channel: Channel
    language: str
    automatic: bool
    decided: bool
    intents: tuple[Intent, ...]
    flags: tuple[Flag, ...]
    at: datetime
    contact_id: str = ""
    confidences: tuple[float, ...] = ()  # of the intents, in their order
    language_confidence: float = 0.0
    because: tuple[str, ...] = ()  # rules and features that it rests on; never the customer's words
    basis: str = ""  # how the case was found for it
    reader: str = ""  # digest of the rules, tables and model that read it
    answer_in: str = ""  # language of what answers it; "" = the contact's
    answered: Question | None = None  # which of our questions it answers


@dataclass(frozen=True, slots=True)
class CaseMeant:
    """The customer said which case an earlier reply was about: this one, or (`meant` false) another."""

    reply_id: str
    answered_by: str
    meant: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class ReplyDecided:
    """A person said what a reply means. `misread`: it had been acted upon as something else."""

    reply_id: str
    by: str
    intents: tuple[Intent, ...]
    flags: tuple[Flag, ...]
    at: datetime
    misread: bool = False


@dataclass(frozen=True, slots=True)
class CallLogged:
    call_id: str
    by: str
    reached: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """`clarifying`: asked because a reply was not clear. At most two of these in a case, never the same twice.

    `back`: asked in an answer to a reply, clear or not.
    """

    question: Question
    at: datetime
    clarifying: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class DayProposed:
    """What the customer wrote may mean several days: they are asked whether it is this one."""

    day: date
    until: datetime  # a later "yes" says nothing of it
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseMade:
    promise: Promise


@dataclass(frozen=True, slots=True)
class PromiseWithdrawn:
    """The customer said that the noted day is not right: nobody breaks it."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseReminded:
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseKept:
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceReceived:
    """A member of staff has what was asked for as evidence."""

    by: str
    at: datetime


ConversationEvent = (
    ReplyReceived
    | CaseMeant
    | ReplyDecided
    | CallLogged
    | QuestionAsked
    | DayProposed
    | PromiseWithdrawn
    | PromiseMade
    | PromiseReminded
    | PromiseKept
    | PromiseBroken
    | EvidenceReceived
)
