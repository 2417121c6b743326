"""Several workers at once on PostgreSQL: what one does, no other does; nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from bot.app.records import CustomerChange
from bot.domain.errors import Fault
from bot.domain.facts import PersonHistory
from bot.store.engine import open_store
from bot.store.singleton import singleton
from tests.conftest import MASTER_KEY
from tests.contract.store.making import (
    LEASE,
    NOW,
    claimed,
    customer,
    message,
    new_case,
    opened,
    queued,
    reply,
    sending,
    start,
    with_case,
    with_message,
)


@pytest.fixture
def store(postgresql_store):
    return postgresql_store


@pytest.fixture
def other(postgresql_url):
    """Another process's store on the same database."""
    opened_store = open_store(postgresql_url, [MASTER_KEY])
    yield opened_store
    opened_store.close()


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run jobs in threads that start together; their results, an exception being one."""
    ready = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(n: int, job: Callable[[], object]) -> None:
        ready.wait()
        try:
            results[n] = job()
        except Exception as error:
            results[n] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def many(store, count, **changes):
    with store.begin() as unit:
        unit.put_customers([customer(n, **changes) for n in range(count)], NOW)
        for n in range(count):
            case = new_case(n)
            change = queued(case)
            unit.save(
                [CustomerChange(f"cu{n}", (opened(case), change), messages=(message(case),), next_action_at=NOW)], NOW
            )


def test_a_claim_is_exclusive(store, other):
    many(store, 40)

    def claim_all(one, token):
        found = []
        while batch := _claim(one, token, 5):
            found += batch
        return found

    first, second = at_once(lambda: claim_all(store, "w1"), lambda: claim_all(other, "w2"))
    assert sorted([*first, *second]) == sorted(f"m-ca{n}-first" for n in range(40))


def _claim(store, token, limit):
    with store.begin() as unit:
        return [m.id for m in unit.claim(NOW, limit, NOW + LEASE, token)]


def test_claims_and_due_customers_of_an_open_transaction_are_skipped(store, other):
    """Nobody waits for another worker's batch."""
    many(store, 4)
    with store.begin() as one, other.begin() as two:
        mine = one.claim(NOW, 2, NOW + LEASE, "w1")
        theirs = two.claim(NOW, 10, NOW + LEASE, "w2")
        assert len(mine) == len(theirs) == 2
        assert len(one.due_customers(NOW, 3)) == 3
        assert len(two.due_customers(NOW, 3)) == 1


def test_a_reply_and_a_hand_over_exclude_each_other(store, other):
    """Either the message was `sending` before the reply was stored, or it does not go out."""
    for n in range(12):
        with_message(store, n)
    claimed(store)

    def answer(n):
        with other.begin() as unit:
            return unit.add_reply(reply(n))

    for n in range(12):
        won, stored = at_once(lambda n=n: sending(store, start(f"m-ca{n}-first")), lambda n=n: answer(n))
        assert stored is True
        with store.begin() as unit:
            (row,) = unit.outbox_of_case(f"ca{n}")
        assert (row.state, row.frozen) == (("sending", False) if won else ("queued", True))


def test_a_hand_over_that_waits_for_a_reply_loses(store, other):
    """The reply's transaction is open; the worker waits for it and then does not send."""
    with_message(store)
    claimed(store)
    with other.begin() as unit:
        unit.add_reply(reply(1))
        results: list[object] = []
        worker = threading.Thread(target=lambda: results.append(sending(store, start("m-ca1-first"))))
        worker.start()
        _wait_for_lock(unit)
    worker.join(30)
    assert results == [set()]


def _wait_for_lock(unit):
    """Until another session waits for a lock of this one."""
    while not unit.db.value("SELECT count(*) FROM pg_locks WHERE NOT granted"):
        unit.db.run("SELECT pg_sleep(0.01)")


def test_a_reply_delivered_twice_at_once_is_stored_once(store, other):
    with_case(store)

    def answer(one):
        with one.begin() as unit:
            return unit.add_reply(reply(1))

    assert sorted(at_once(lambda: answer(store), lambda: answer(other)), key=str) == [False, True]


def test_one_person_gets_one_chase_whoever_sends(store, other):
    """Two clients' workers hand over to the same person at the same time, weighed on the same history."""
    for n in range(1, 21):
        email = f"same{(n - 1) // 2}@example.org"
        with store.begin() as unit:
            unit.put_customers([customer(n, f"client{n % 2}", email=email, phone="")], NOW)
            case = new_case(n, client=f"client{n % 2}")
            unit.save([CustomerChange(f"cu{n}", (opened(case), queued(case)), messages=(message(case),))], NOW)
    claimed(store)
    with store.begin() as unit:
        keys = {c: a.person_keys for c, a in unit.addresses([f"co{n}" for n in range(1, 21)]).items()}

    def hand_over(one, numbers):
        starts = [start(f"m-ca{n}-first", *keys[f"co{n}"], seen=PersonHistory()) for n in numbers]
        return sending(one, *starts)

    first, second = at_once(lambda: hand_over(store, range(1, 21, 2)), lambda: hand_over(other, range(20, 0, -2)))
    assert len(first) + len(second) == 10


def test_two_decisions_on_one_state_do_not_both_get_in(store, other):
    """Without the customer's lock the second one notices that the case moved."""
    case = with_case(store)

    def decide(one, step):
        with one.begin() as unit:
            unit.save([CustomerChange("cu1", (queued(case, step),), messages=(message(case, step=step),))], NOW)

    results = at_once(lambda: decide(store, "first"), lambda: decide(other, "second"))
    assert sorted(isinstance(result, Fault) for result in results) == [False, True]
    with store.begin() as unit:
        assert len(list(unit.case_events("ca1"))) == 2


def test_locks_in_the_order_of_ids_do_not_block_each_other_for_ever(store, other):
    many(store, 6)
    ids = [f"cu{n}" for n in range(6)]

    def lock(one, order):
        for _ in range(20):
            with one.begin() as unit:
                unit.lock_customers(order)
        return "done"

    assert at_once(lambda: lock(store, ids), lambda: lock(other, ids[::-1])) == ["done", "done"]


def test_a_quota_is_never_exceeded(store, other):
    def take(one):
        got = 0
        for _ in range(20):
            with one.begin() as unit:
                got += unit.take_quota("+1555", 100, 25, 2)
        return got

    assert sum(at_once(lambda: take(store), lambda: take(other))) == 25


def test_single_work_is_done_by_one_process(store, other):
    with singleton(store, "heads") as mine:
        with singleton(other, "heads") as theirs:
            assert (mine, theirs) == (True, False)
        with singleton(other, "reports") as another:
            assert another
    with singleton(other, "heads") as now_theirs:
        assert now_theirs


def test_a_killed_worker_leaves_nothing_half_done(store, other):
    """Its connection is cut in the middle of a unit."""
    case = with_case(store)
    with pytest.raises(Fault, match="database failed"), store.begin() as unit:  # noqa: PT012 - the unit is cut
        unit.save([CustomerChange("cu1", (queued(case),), messages=(message(case),))], NOW)
        session = unit.db.value("SELECT pg_backend_pid()")
        with other.begin() as killer:
            killer.db.rows("SELECT pg_terminate_backend(?)", session)
        unit.db.rows("SELECT 1")
    with other.begin() as unit:
        assert unit.claim(NOW, 10, NOW + LEASE, "w") == []
        assert unit.bundles(["cu1"], NOW)["cu1"].cases == (case,)
    with store.begin() as unit:
        assert unit.due_customers(NOW, 10) == ["cu1"]
