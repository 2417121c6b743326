"""Steps of the ladder and what becomes of the touches that they send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import TouchKey
from bot.domain.vocabulary import Channel, FailureClass, Question, ReceiptKind, TouchClass


@dataclass(frozen=True, slots=True)
class TouchPlanned:
    """The gate moved a touch: to `until`, or (None) until `lifts_when` happens."""

    key: TouchKey
    step: str
    rule: str
    sentence: str
    until: datetime | None
    lifts_when: str


@dataclass(frozen=True, slots=True)
class TouchQueued:
    key: TouchKey
    step: str  # "" for a response
    template: str
    touch_class: TouchClass
    channel: Channel
    contact_id: str
    tone: int
    ask: Question | None
    sender: str  # "normal" or "senior"
    merge: bool
    at: datetime
    shift_days: int = 0  # the ladder's shift from here on
    answers: str = ""  # inbox id that it answers
    asks: bool = True  # false: its words leave their question out, which was put before or is another's to put
    language: str = ""  # of its words; "" = the contact's


@dataclass(frozen=True, slots=True)
class TouchSuperseded:
    key: TouchKey
    step: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchCancelled:
    key: TouchKey
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchRefused:
    key: TouchKey
    rule: str
    sentence: str
    lifts_at: datetime | None
    lifts_when: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchSent:
    key: TouchKey
    message_id: str
    possible_duplicate: bool
    template_digest: str
    rules_digest: str
    body_digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TouchFailed:
    key: TouchKey
    message_id: str
    failure: FailureClass
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptRecorded:
    key: TouchKey
    message_id: str
    kind: ReceiptKind
    failure: FailureClass | None
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """Its condition does not hold, or a person skipped it (`by`)."""

    step: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step without a touch was done: a task, an escalation, a proposal, handing over."""

    step: str
    occurrence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StepShifted:
    """A person moved a step to another time; it passes the gate all the same."""

    step: str
    to: datetime
    by: str
    at: datetime


TouchEvent = (
    TouchPlanned
    | TouchQueued
    | TouchSuperseded
    | TouchCancelled
    | TouchRefused
    | TouchSent
    | TouchFailed
    | ReceiptRecorded
    | StepSkipped
    | StepDone
    | StepShifted
)
