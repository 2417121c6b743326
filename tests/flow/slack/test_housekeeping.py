"""What is done once in a while: cards whose days have turned, marks that nobody repeats any more."""

from __future__ import annotations

from datetime import timedelta

from bot.app.acting import act
from bot.domain.commands import CloseCase
from bot.domain.vocabulary import Outcome, RootCause
from bot.scheduler.housekeeping import MARKS_KEPT, forget_marks, refresh_cards
from tests.flow.slack.posting import OPERATOR


async def test_a_card_is_looked_at_again_after_midnight_and_changed_because_its_days_have_turned(world):
    ref = world.case()
    world.escalate(ref)
    await world.post()
    updates = world.called("chat.update")
    assert refresh_cards(world.app.context, world.store) == 0
    world.turn(hours=24)
    assert refresh_cards(world.app.context, world.store) == 1
    assert refresh_cards(world.app.context, world.store) == 0
    await world.post()
    assert world.called("chat.update") == updates + 1
    assert refresh_cards(world.app.context, world.store) == 0


async def test_a_card_of_a_closed_case_is_left_alone(sqlite_world):
    world = sqlite_world
    ref = world.case()
    world.escalate(ref)
    await world.post()
    act(world.app.context, ref, CloseCase(OPERATOR, Outcome.HANDED_OVER, RootCause.UNKNOWN), "olivia")
    await world.post()
    world.turn(hours=24)
    assert refresh_cards(world.app.context, world.store) == 0


def test_marks_are_forgotten_when_nobody_repeats_them_any_more(world):
    with world.store.begin() as unit:
        assert unit.first_sight("slack", "one", world.now)
    assert forget_marks(world.app.context, world.store) == 0
    world.turn(hours=24 * MARKS_KEPT.days + 1)
    assert forget_marks(world.app.context, world.store) == 1
    with world.store.begin() as unit:
        assert unit.first_sight("slack", "one", world.now + timedelta(seconds=1))
