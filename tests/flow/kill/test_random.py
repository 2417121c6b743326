"""A worker is killed at a hundred random moments on each database; nothing is lost, nothing is sent twice."""

from __future__ import annotations

import itertools
import signal
from datetime import timedelta
from random import Random

import pytest

from bot.app.receiving import receive
from tests.flow import kit
from tests.flow.kill.conftest import Field
from tests.flow.kit import Owed, bring_in, said

KILLS = 50  # in each half
CUSTOMERS = 30  # of one day
MOMENTS = 60  # that a worker passes at most before it is killed
LONGEST = 0.01  # seconds from the last of them to the kill
LATENCY = 0.004  # seconds that a provider takes to answer


def a_day(field: Field, day: int, numbers: itertools.count[int]) -> None:
    """New customers, whose messages are due at ten; some write before they hear anything."""
    morning = kit.START + timedelta(days=day)
    field.clock.set(morning)
    owed = [Owed(client, next(numbers), morning.date()) for client in ("texter", "mailer") * (CUSTOMERS // 2)]
    bring_in(field.app, field.folder, owed)
    for one in owed[:4]:
        assert receive(field.app.context, field.app.reception, said(one, "I have already paid this on Monday."))
    field.clock.turn(timedelta(minutes=31))


@pytest.mark.parametrize("half", [1, 2])
def test_killed_at_random_moments_nothing_is_lost_or_sent_twice(field_, half):
    dice, numbers, days, kills = Random(half), itertools.count(1), itertools.count(), 0
    for of in ("sms", "smtp"):
        field_.script(of, action="slow", seconds=LATENCY, times=1_000_000)
    a_day(field_, next(days), numbers)
    while kills < KILLS:
        worker = field_.worker(batch=3, talks=True)
        code = worker.passes(dice.randint(1, MOMENTS))
        if code is None:
            code = worker.ended(dice.uniform(0, LONGEST))
        if code is None:
            code = worker.kill()
        assert code in {0, -signal.SIGKILL}, field_.nursery.errors()
        kills += code != 0
        if kit.settled(field_.store):
            a_day(field_, next(days), numbers)
        elif code == 0 or dice.random() < 0.5:  # else the next worker meets living leases
            field_.clock.turn(kit.SETTLED)
    field_.settle()
    tally = field_.count()
    print(f"{kills} kills, {next(days)} days: {tally}")
    assert not tally.faults, tally
    assert tally.accepted >= KILLS
