"""Time passes, and the provider does what it does with a message.

Moments: right after the event before, or just before the next timer; the clock's own moments are `next_at`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.domain import commands as c
from bot.domain.calendar import at_local, local
from bot.domain.clockwork import next_at
from bot.domain.vocabulary import FailureClass, ReceiptKind
from bot.playbook.proof.moves.move import RUNS, Commands, Move
from bot.playbook.proof.state import MESSAGE_ID, Ground, State, awaited

# Whoever writes between two timers does so at one of these times of day: before, at and after the hour of the ladder.
MORNING, NOON = time(9), time(12)
DAY = timedelta(days=1)


def _next_timer(ground: Ground, state: State) -> datetime | None:
    at = next_at(state.case, ground.playbook, state.facts, ground.rules)
    return None if at is None else max(at, state.now)


def _just_before(ground: Ground, state: State) -> datetime | None:
    """The last representative moment before the next timer; None where none lies between.

    A rest that a reply began is not looked at in its middle: whoever writes then begins another.
    """
    if state.case.state not in RUNS or (state.case.not_before is not None and state.case.not_before > state.now):
        return None
    timer = _next_timer(ground, state)
    if timer is None:
        return None
    zone = state.facts.customer.zone
    day = local(timer, zone).date()
    grid = (at_local(on, at, zone) for on in (day, day - DAY) for at in (NOON, MORNING))
    before = next((at for at in grid if at < timer), None)
    return before if before is not None and before > state.now else None


def _waiting_touch(state: State) -> c.RecordHandOver | None:
    touch = next((touch for touch in state.case.touches if awaited(touch)), None)
    return None if touch is None else c.RecordHandOver(touch.key, MESSAGE_ID)


def _if_nothing_queued(commands: Commands) -> Callable[[Ground, State], Commands | None]:
    return lambda _, state: None if state.case.touches else commands


def _sent(_: Ground, state: State) -> Commands | None:
    sent = _waiting_touch(state)
    return None if sent is None else (sent,)


def _fails(failure: FailureClass) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        sent = _waiting_touch(state)
        return None if sent is None else (c.RecordFailure(sent.key, MESSAGE_ID, failure),)

    return commands


def _bounces_later(_: Ground, state: State) -> Commands | None:
    touch = next((touch for touch in state.case.touches if awaited(touch)), None)
    if touch is None:
        return None
    failed = c.RecordReceipt(
        touch.key, MESSAGE_ID, touch.channel, ReceiptKind.FAILED, FailureClass.BAD_ADDRESS, "", touch.contact_id
    )
    return (c.RecordHandOver(touch.key, MESSAGE_ID), failed)


TIME = Move("time", "the clock", False, _if_nothing_queued((c.PassTime(),)), _next_timer, clock=True)
LATER = Move("later", "time passes, nothing is due yet", False, _if_nothing_queued(()), _just_before)
SENT = Move("sent", "the message goes out", False, _sent, clock=True)
PROVIDER = (
    SENT,
    Move("fails", "the address does not exist", False, _fails(FailureClass.BAD_ADDRESS)),
    Move("trouble", "the provider refuses our sender", False, _fails(FailureClass.CONFIGURATION)),
    Move("bounces", "the message goes out and comes back", False, _bounces_later),
)
