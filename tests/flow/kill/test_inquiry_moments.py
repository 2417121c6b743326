"""A worker is killed while it asks others: each is asked, twice only where nobody can know, with the same Message-ID."""

from __future__ import annotations

import pytest

from bot.sandbox.script import Action, Wrong
from tests.flow.kill.desk_field import DeskField

ASKS = {"case_type": "underpayment", "paid": "20.00"}
BEFORE = ("take post: before commit", "take post: committed", "email post: begins")
AFTER = ("email post: answered", "record post: before commit", "record post: committed")
LOOKING_UP = (
    "look up post: before commit",
    "look up post: committed",
    "email look-up: answered",
    "settle post: committed",
)


def check(desk: DeskField, most: int) -> None:
    posts = dict(desk.rows("SELECT id, sent_before FROM posts WHERE kind = 'inquiry' AND state = 'sent'"))
    assert len(posts) == 4
    times = desk.asked()
    assert {f"inquiry:{key}" for key in times} == set(posts), "nobody was forgotten"
    twice = {f"inquiry:{key}" for key, number in times.items() if number > 1}
    assert max(times.values()) <= most
    assert twice <= {name for name, blind in posts.items() if blind}, "a second one only where the first was not sure"
    desk.check()


@pytest.mark.parametrize("moment", [*BEFORE, *AFTER])
async def test_killed_while_asking_everybody_is_asked(desk: DeskField, moment: str):
    desk.bills([1, 2], **ASKS)
    await desk.die_at(moment)
    await desk.settle()
    check(desk, most=1 if moment in BEFORE else 2)


@pytest.mark.parametrize("moment", LOOKING_UP)
async def test_killed_while_nobody_knows_everybody_is_asked(desk: DeskField, moment: str):
    desk.bills([1, 2], **ASKS)
    await desk.die_at("email post: answered")
    await desk.die_at(moment)
    await desk.settle()
    check(desk, most=2)


async def test_a_relay_that_takes_it_and_never_answers_gets_it_twice_at_most(desk: DeskField):
    desk.smtp.fail(Wrong(Action.DROP_AFTER, times=3))
    desk.bills([1, 2], **ASKS)
    await desk.settle()
    check(desk, most=2)
