"""A state of the exploration: a case, what is known of its customer, the moment, and what the judge remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.case import Case, LiveTouch, StepRecord
from bot.domain.changing import replace
from bot.domain.decide import decide, turn_of
from bot.domain.effects import after_event
from bot.domain.facts import Facts, PersonHistory
from bot.domain.playbook import Playbook
from bot.domain.rules import Rules
from bot.domain.vocabulary import Channel

Decide = Callable[[Case | None, c.Command, Playbook, Rules, Facts, datetime], list[e.Event]]
MESSAGE_ID = "m"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the properties need to know of the past. Each field forgets as soon as it cannot matter any more."""

    tone: int = -1  # the firmest chase since the customer last wrote, promised or paid
    sent_on: date | None = None  # the day of the last message that the clock sent
    chased: bool = False  # whether that message was a chase
    unread: str = ""  # what the customer wrote that a person must see, while none has
    escalated: bool = False  # somebody higher up knows of the outside deadline
    revised: bool = False  # the bank or the scheme has said something else than at first


class State(NamedTuple):
    case: Case
    facts: Facts
    now: datetime
    memory: Memory = Memory()


@dataclass(frozen=True, slots=True)
class Ground:
    """What does not change while one world is explored."""

    playbook: Playbook
    rules: Rules
    decide: Decide
    # Filled as the exploration goes on: where the steps stand, by what that depends on (see `canonical`).
    distances: dict[tuple[object, ...], tuple[tuple[object, ...], int]] = field(default_factory=dict, compare=False)
    left: dict[tuple[int, bool], tuple[tuple[StepRecord, ...], tuple[object, ...]]] = field(
        default_factory=dict, compare=False
    )
    facts: dict[tuple[int, object], tuple[Facts, Facts]] = field(default_factory=dict, compare=False)

    def known(self, facts: Facts, how: object, change: Callable[[Facts], Facts]) -> Facts:
        """Facts as a change makes them, which `how` names; made once, so that one object stands for them."""
        of = (id(facts), how)
        if of not in self.facts:  # what they were made of stands beside, so that nothing else gets its id
            self.facts[of] = (facts, change(facts))
        return self.facts[of][1]


class Turned(NamedTuple):
    """What one move did: the events of its commands, in their order, and where they led."""

    events: tuple[e.Event, ...]
    after: State


def opened(ground: Ground, command: c.OpenCase, facts: Facts, start: datetime) -> Turned:
    """The first state of a world."""
    events = ground.decide(None, command, ground.playbook, ground.rules, facts, start)
    case: Case | None = None
    for event in events:
        case = apply(case, event)
        facts = after_event(facts, event)
    assert case is not None
    return _settled(ground, Turned(tuple(events), State(case, facts, start)))


def turned(ground: Ground, state: State, commands: tuple[c.Command, ...], now: datetime) -> Turned:
    """Run commands at a moment, and hand over what answers or informs at once. Raises Rejected as `decide` does."""
    done = Turned((), State(state.case, state.facts, now, state.memory))
    for command in commands:
        done = _decided(ground, done, command)
    return _settled(ground, done)


def _decided(ground: Ground, so_far: Turned, command: c.Command) -> Turned:
    state = so_far.after
    facts = _with_history(ground, state.facts, command)
    if ground.decide is decide:  # the same, without folding the events a second time
        turn = turn_of(state.case, command, ground.playbook, ground.rules, facts, state.now)
        known = _before_writing(turn.facts, facts, state.facts)
        return Turned((*so_far.events, *turn.events), State(turn.case, known, state.now, state.memory))
    events = ground.decide(state.case, command, ground.playbook, ground.rules, facts, state.now)
    case, known = state.case, state.facts
    for event in events:
        case = apply(case, event)
        known = after_event(known, event)
    return Turned((*so_far.events, *events), State(case, known, state.now, state.memory))


def _with_history(ground: Ground, facts: Facts, command: c.Command) -> Facts:
    """REPLY-ONCE: whoever has just written may be answered on that medium at any hour."""
    if not isinstance(command, c.UnderstandReply | c.DecideReply):
        return facts
    channel = command.channel
    return ground.known(facts, channel, lambda known: replace(known, history=_has_just_written(channel)))


def _before_writing(after: Facts, during: Facts, before: Facts) -> Facts:
    """What a turn left of the facts, with the history that they had before."""
    if after is during:
        return before
    return after if during is before else replace(after, history=before.history)


@lru_cache
def _has_just_written(channel: Channel) -> PersonHistory:
    return PersonHistory(unanswered=frozenset({channel}))


def _settled(ground: Ground, done: Turned) -> Turned:
    """The provider accepts what answers or informs; what a step or a reminder sends is a move of its own."""
    for touch in done.after.case.touches:
        if not awaited(touch):
            done = _decided(ground, done, c.RecordHandOver(touch.key, MESSAGE_ID))
    return done


def awaited(touch: LiveTouch) -> bool:
    """Whether something may still come between this touch and the provider: it is the clock's."""
    return bool(touch.step) or touch.touch_class == "chase"
