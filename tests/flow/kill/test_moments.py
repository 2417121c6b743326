"""A worker is killed at each of its awkward moments; the next one finds everything and says nothing twice."""

from __future__ import annotations

import signal
from collections import Counter
from datetime import timedelta

import pytest

from bot.app.acting import advance
from bot.app.controlling import set_pause
from bot.app.receiving import receive
from bot.domain.facts import Pause
from tests.flow import kit
from tests.flow.kill.conftest import Field
from tests.flow.kit import Owed, bring_in, said

IN_PASSING = (
    "advance: before commit",
    "advance: committed",
    "start: before commit",  # claimed, gated, composed, nothing of it committed
    "start: committed",  # `sending`, and no call was made
    "refuse: before commit",  # claimed, and refused by the gate
    "refuse: committed",
    "sms call: begins",
    "email call: begins",
    "sms call: answered",  # the provider has it and said so; nothing is recorded
    "email call: answered",
    "record: before commit",
    "record: committed",
    "reply: before commit",  # understood and decided, nothing of it committed
    "reply: committed",
)
LOOKING_UP = (
    "look-up: before commit",  # leases expired, nothing of it committed
    "look-up: committed",  # it holds the lease of a look-up
    "look-up: answered",
    "settle: before commit",
    "settle: committed",
)


def busy(field: Field) -> list[Owed]:
    """Messages that are queued, some of which the gate refuses; more that are due; replies that nobody read."""
    queued = [Owed("texter", 1), Owed("mailer", 2), Owed("twin", 3)]
    wrote = [Owed("texter", 4), Owed("mailer", 5)]
    due = [Owed(client, n, zone="America/Chicago") for n, client in enumerate(["texter", "mailer"] * 4, 10)]
    everything = [*queued, *wrote, *due]
    bring_in(field.app, field.folder, everything)
    field.clock.turn(timedelta(minutes=31))  # ten in New York
    assert advance(field.app.context) == len(queued) + len(wrote)
    set_pause(field.app.context, Pause("client", "twin"), "olivia", "a wrong price list", on=True)
    for owed in wrote:
        assert receive(field.app.context, field.app.reception, said(owed, "I have already paid this on Monday."))
    field.clock.turn(timedelta(hours=1))  # ten in Chicago
    return everything


def check(field: Field, everything: list[Owed]) -> kit.Tally:
    tally = field.count()
    assert not tally.faults, tally
    written_to = {one["to"] for one in field.accepted("sms")} | {one["rcpt"][0] for one in field.accepted("smtp")}
    reachable = {owed.phone if owed.client == "texter" else owed.address for owed in everything}
    paused = {owed.address for owed in everything if owed.client == "twin"}
    assert written_to == reachable - paused
    return tally


@pytest.mark.parametrize("moment", IN_PASSING)
def test_killed_in_passing_nothing_is_lost_or_sent_twice(field_, moment):
    everything = busy(field_)
    field_.die_at(moment)
    field_.settle()
    check(field_, everything)


@pytest.mark.parametrize("moment", LOOKING_UP)
def test_killed_while_looking_up_nothing_is_lost_or_sent_twice(field_, moment):
    """The worker before died with the provider's answer in its hands, so there is something to look up."""
    everything = busy(field_)
    field_.die_at("sms call: answered")
    field_.die_at(moment)
    field_.settle()
    check(field_, everything)


def copies(field: Field) -> Counter[str]:
    """How often the relay took which Message-ID."""
    return Counter(one["raw"].partition("Message-ID: ")[2].partition("\r\n")[0] for one in field.accepted("smtp"))


@pytest.mark.parametrize("of", ["sms", "smtp"])
def test_killed_while_the_provider_has_it_and_does_not_answer(field_, of):
    """Where the provider can be asked it is sent once. Where nobody can be asked the copy says that it is one."""
    everything = busy(field_)
    field_.script(of, action="hang")
    worker = field_.worker(batch=1)
    field_.wait_until_hanging(of)
    assert worker.kill() == -signal.SIGKILL
    field_.clock.turn(kit.SETTLED)
    field_.settle()
    tally = check(field_, everything)
    twice = [number for number, times in copies(field_).items() if times > 1]
    assert len(twice) == tally.possible_duplicates == (1 if of == "smtp" else 0)


def test_a_second_death_on_the_same_mail_does_not_lose_it(field_):
    """Nobody can be asked about a mail: a worker that died before its call is no proof that it went."""
    bring_in(field_.app, field_.folder, [Owed("mailer", 1)])
    field_.clock.turn(timedelta(minutes=31))
    for _ in range(3):
        field_.die_at("email call: begins")
    field_.settle()
    assert not field_.count().faults
    assert sum(copies(field_).values()) == 1
