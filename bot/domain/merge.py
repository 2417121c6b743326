"""Merging: one message for several touches of a customer, so that nobody gets three letters on one morning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from bot.domain.case import Case, TouchKey
from bot.domain.events import TouchQueued
from bot.domain.gate import OPT_OUT_CONFIRMATION
from bot.domain.vocabulary import Channel, Owes, TouchClass

MAX_TOUCHES = 10  # items in one message: more is a statement of account, which nobody reads
MAX_ANSWERS = 100  # of an answer: whoever wrote once is answered once, as long as any mail can hold it


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """One message and the touches that it carries: (case id, touch), the most pressing first.

    `at` is the latest of their times: merging makes a touch later than planned, never earlier.
    """

    touches: tuple[tuple[str, TouchQueued], ...]
    channel: Channel
    contact_id: str
    touch_class: TouchClass
    sender: str
    at: datetime


def merge(touches: Iterable[tuple[Case, TouchQueued]]) -> tuple[MessagePlan, ...]:
    """Which touches of one customer, decided together, share a message.

    They share it with the same client, direction, channel, contact, class, sender and language. Answers share it with
    all answers to the same reply, whatever their words and whoever owes. What must stand alone stands alone. The result
    does not depend on the order of the argument.
    """
    ordered = sorted(touches, key=lambda pair: (_together(*pair), place(pair[0], pair[1].tone, pair[1].key)))
    groups = [list(group) for _, group in groupby(ordered, key=lambda pair: _together(*pair))]
    plans = [_planned(part) for group in groups for part in _parts(group)]
    return tuple(sorted(plans, key=lambda plan: (plan.at, plan.touches[0][0], plan.touches[0][1].key)))


def _together(case: Case, touch: TouchQueued) -> tuple[str, ...]:
    """What all touches of one message have in common."""
    direction = "they" if case.owes is Owes.THEY else "we"
    if touch.answers:
        direction = ""
    alone = (case.id, touch.key.cause, str(touch.key.occurrence)) if _alone(touch) else ("", "", "")
    to_whom = (case.client, case.customer_id, direction, touch.channel.value, touch.contact_id)
    return (*to_whom, touch.touch_class.value, touch.sender, touch.answers, touch.language, *alone)


def _alone(touch: TouchQueued) -> bool:
    """OPTOUT-CONFIRM: the confirmation of an opt-out holds nothing else, no name and no amount."""
    return not touch.merge or touch.template == OPT_OUT_CONFIRMATION


def place(case: Case, tone: int, key: TouchKey) -> tuple[int, date, str, str, int]:
    """Where a touch stands in its message: the firmest first, then the oldest, then by reference."""
    return (-tone, case.due_on or date.max, case.ref, key.cause, key.occurrence)


def _parts(group: list[tuple[Case, TouchQueued]]) -> Iterator[list[tuple[Case, TouchQueued]]]:
    most = MAX_ANSWERS if group[0][1].answers else MAX_TOUCHES
    for start in range(0, len(group), most):
        yield group[start : start + most]


def _planned(group: list[tuple[Case, TouchQueued]]) -> MessagePlan:
    first = group[0][1]
    return MessagePlan(
        touches=tuple((case.id, touch) for case, touch in group),
        channel=first.channel,
        contact_id=first.contact_id,
        touch_class=first.touch_class,
        sender=first.sender,
        at=max(touch.at for _, touch in group),
    )
