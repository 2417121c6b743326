"""Two workers on one PostgreSQL, killed, and racing with replies and payments that come in meanwhile."""

from __future__ import annotations

import itertools
import signal
from collections import Counter
from datetime import timedelta
from random import Random

from bot.app.receiving import receive
from tests.flow import kit
from tests.flow.kill.conftest import Field
from tests.flow.kill.lives import Worker
from tests.flow.kit import DAY, Owed, bring_in, said

KILLS = 30
CUSTOMERS = 40
LATENCY = 0.004  # seconds that a provider takes to answer
BEGUN = ("sending", "unknown", "sent", "delivered", "failed")


def two(field: Field) -> list[Worker]:
    return [field.worker(batch=3, stays=True, talks=True) for _ in range(2)]


def until_idle(workers: list[Worker]) -> None:
    """Nobody has anything to do: what is left waits for its time, or for the leases of the dead."""
    for worker in workers:
        worker.wait_until("idle")


def away(workers: list[Worker]) -> None:
    for worker in workers:
        assert worker.kill() == -signal.SIGKILL


def settle(field: Field) -> None:
    """Pairs of workers look up together what the dead left, until nothing is left without an end."""
    for _ in range(10):
        workers = two(field)
        until_idle(workers)
        away(workers)
        if kit.settled(field.store):
            return
        field.clock.turn(kit.SETTLED)
    raise AssertionError(f"never settled: {kit.states(field.store)}")


def test_two_workers_that_are_killed_lose_nothing_and_send_nothing_twice(field_on_postgresql):
    """The clock is turned only when both are dead: a living one's call never outlives its lease."""
    field, dice, numbers, kills = field_on_postgresql, Random(7), itertools.count(1), 0
    for of in ("sms", "smtp"):
        field.script(of, action="slow", seconds=LATENCY, times=1_000_000)
    for day in itertools.count():
        morning = kit.START + timedelta(days=day)
        field.clock.set(morning)
        bring_in(
            field.app,
            field.folder,
            [Owed(client, next(numbers), morning.date()) for client in ("texter", "mailer") * (CUSTOMERS // 2)],
        )
        field.clock.turn(timedelta(minutes=31))
        workers = two(field)
        for _ in range(6):
            victim = dice.randrange(2)
            workers[victim].passes(dice.randint(1, 30))
            kills += workers[victim].kill() == -signal.SIGKILL
            workers[victim] = field.worker(batch=3, stays=True, talks=True)
        until_idle(workers)
        away(workers)
        field.clock.turn(kit.SETTLED)
        settle(field)
        if kills >= KILLS:
            break
    tally = field.count()
    print(f"{kills} kills: {tally}")
    assert not tally.faults, tally


def begun(unit, customer: str) -> set[str]:
    """The references of a customer's chases whose `sending` this transaction can no longer prevent."""
    rows = unit.db.rows(
        "SELECT reference, state FROM outbox o JOIN customers c ON c.id = o.customer_id"
        " WHERE c.external_id = ? AND touch_class = 'chase'",
        customer,
    )
    return {reference for reference, state in rows if state in BEGUN}


class Witness:
    """Notes, inside each transaction that stops chases and right before its commit, what had begun by then."""

    def __init__(self, name: str) -> None:
        self.name, self.customer = name, ""
        self.by_then: dict[str, set[str]] = {}

    def __call__(self, name, unit) -> None:
        if name == self.name and unit is not None:
            self.by_then[self.customer] = begun(unit, self.customer)


def chased(field: Field) -> dict[str, set[str]]:
    """The references of the chases that the providers accepted, by customer."""
    with field.store.begin() as unit:
        rows = unit.db.rows(
            "SELECT o.reference, c.external_id FROM outbox o JOIN customers c ON c.id = o.customer_id"
            " WHERE o.touch_class = 'chase'"
        )
        known = dict(unit.db.rows("SELECT reference, id FROM outbox"))
    owner = dict(rows)
    taken = kit.sms_references(field.accepted("sms"), known) + kit.mail_references(field.accepted("smtp"))
    found: dict[str, set[str]] = {}
    for reference in taken:
        if reference in owner:
            found.setdefault(owner[reference], set()).add(reference)
    return found


def assert_nothing_begins_after(field: Field, witness: Witness, stop) -> None:
    """Half of the customers are stopped, one after the other, while two workers send."""
    for of in ("sms", "smtp"):
        field.script(of, action="slow", seconds=LATENCY, times=1_000_000)
    owed = [Owed(client, n) for n, client in enumerate(["texter", "mailer"] * 30, 1)]
    bring_in(field.app, field.folder, owed)
    field.clock.turn(timedelta(minutes=31))
    watched = kit.application(kit.Watched(field.store, witness), field.clock)
    workers = two(field)
    workers[0].passes(3)
    for one in Random(11).sample(owed, 30):
        witness.customer = f"C{one.number}"
        stop(watched, one)
    until_idle(workers)
    away(workers)
    assert len(witness.by_then) == 30
    late = {who: refs - witness.by_then[who] for who, refs in chased(field).items() if who in witness.by_then}
    assert not any(late.values()), late
    stopped = [who for who, refs in witness.by_then.items() if not refs]
    assert stopped, "every message was faster: nothing was proved"
    field.clock.turn(kit.SETTLED)
    settle(field)
    tally = field.count()
    assert not tally.faults, tally


def test_no_chase_begins_after_a_reply_is_committed(field_on_postgresql):
    witness = Witness("receive")
    assert_nothing_begins_after(
        field_on_postgresql,
        witness,
        lambda app, one: receive(app.context, app.reception, said(one, "I have already paid this on Monday.")),
    )


def test_no_chase_begins_after_a_payment_is_committed(field_on_postgresql):
    witness, field = Witness("import"), field_on_postgresql
    assert_nothing_begins_after(
        field,
        witness,
        lambda app, one: bring_in(app, field.folder, [Owed(one.client, one.number, paid=one.expected)]),
    )


def test_a_person_of_two_clients_gets_one_chase_a_day_from_both_together(field_on_postgresql):
    """The cap is one person's, whoever writes; two workers take the two clients' messages at the same time."""
    field = field_on_postgresql
    people = [f"shared{n}@example.test" for n in range(30)]
    owed = [Owed(client, n, DAY, email=email) for client in ("mailer", "twin") for n, email in enumerate(people, 1)]
    bring_in(field.app, field.folder, owed)
    field.clock.turn(timedelta(minutes=31))
    workers = two(field)
    until_idle(workers)
    away(workers)
    got = Counter(one["rcpt"][0] for one in field.accepted("smtp"))
    assert got == Counter(people)
    with field.store.begin() as unit:
        assert unit.db.value("SELECT min(available_at) FROM outbox WHERE state = 'queued'") > field.clock() + timedelta(
            1
        )
    tally = field.count()
    assert set(tally.faults) <= {"unsettled"}, tally
