"""A delivery acts once, with its mark in the transaction of the deed; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from bot.app.context import Context, Shelf
from bot.domain.facts import Pause
from bot.slack.listeners.once import Delivery, SeenBefore, once

NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
STOP = Pause("client", "acme")


def context_on(store) -> Context:
    shelf = Shelf(lambda client, kind: None, lambda playbook: "", lambda text: None)
    return Context(store, {}, shelf, lambda country, region, year: frozenset(), lambda: NOW)


def deed(context, delivery) -> None:
    """Two use cases, each with a transaction of its own elsewhere."""
    with once(context, delivery) as inside:
        with inside.store.begin() as unit:
            unit.set_pause(STOP, "olivia", "tests", NOW, on=True)
        with inside.store.read() as unit:
            assert unit.pauses() == [STOP]


def pauses(store) -> list[Pause]:
    with store.read() as unit:
        return unit.pauses()


def marks(store) -> set[str]:
    with store.read() as unit:
        return {row[0] for row in unit.db.rows("SELECT delivery FROM seen WHERE source = ?", "slack")}


def test_a_deed_and_its_marks_are_written_together(store):
    deed(context_on(store), Delivery(("click", "view")))
    assert pauses(store) == [STOP]
    assert marks(store) == {"click", "view"}


@pytest.mark.parametrize("again", [("click", "other view"), ("other click", "view")])
def test_whatever_key_was_seen_before_ends_the_repeat(store, again):
    context = context_on(store)
    deed(context, Delivery(("click", "view")))
    with pytest.raises(SeenBefore):
        deed(context, Delivery(again))
    assert marks(store) == {"click", "view"}


def test_what_dies_in_between_leaves_neither(store):
    def killed() -> None:
        with once(context_on(store), Delivery(("click",))) as inside:
            with inside.store.begin() as unit:
                unit.set_pause(STOP, "olivia", "tests", NOW, on=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert (pauses(store), marks(store)) == ([], set())


def test_a_refused_delivery_is_not_refused_twice_but_its_view_may_still_act(store):
    context = context_on(store)
    refused = Delivery(("first try", "view"))
    refused.refused(context)
    with pytest.raises(SeenBefore):
        refused.refused(context)
    with pytest.raises(SeenBefore):
        deed(context, refused)
    deed(context, Delivery(("second try", "view")))
    assert pauses(store) == [STOP]


def test_of_many_at_once_one_acts(store):
    context, ready = context_on(store), Barrier(6)

    def race(_number: int) -> bool:
        ready.wait()
        try:
            deed(context, Delivery(("click",)))
        except SeenBefore:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(race, range(6))) == [False] * 5 + [True]
