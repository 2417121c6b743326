"""A running case goes on under another version of its playbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.errors import Rejected
from bot.domain.playbook import Anchor, Duration, Playbook, Step, Timing, Unit
from bot.domain.vocabulary import CaseType, Owes
from tests.unit.domain import kit
from tests.unit.domain.world import World


def running() -> tuple[World, str, Playbook]:
    """A case whose first message has gone out."""
    world = World()
    world.open(kit.opening())
    world.run(timedelta(days=1))
    return world, "C1", world.playbooks[Owes.THEY]


def version(playbook: Playbook, **changed: object) -> Playbook:
    return replace(playbook, digest="another", **changed)


def later(step: Step, days: int) -> Step:
    return replace(step, id=f"{step.id}_new", when=Timing(Anchor.OPENED, Duration(days, Unit.DAYS)))


def test_what_was_done_stays_done_and_the_rest_follows_the_new_version() -> None:
    world, case_id, before = running()
    after = version(before, at=before.at.replace(hour=14))
    world.do(c.MigrateCase(after, "sofia"), case_id)
    world.playbooks[Owes.THEY] = after
    case = world.cases[case_id]
    assert case.playbook == "another"
    first = before.steps[0].id
    assert case.record(first) is not None
    sent = len(world.sent)
    world.run(timedelta(days=10))
    assert [touch.touch.step for touch in world.sent[sent:]].count(first) == 0
    assert len(world.sent) > sent


def test_a_new_step_whose_time_has_passed_is_not_said_late() -> None:
    world, case_id, before = running()
    world.run(timedelta(days=5))
    first = before.steps[0]
    after = version(before, steps=(first, later(first, 2), *before.steps[1:]))
    events = world.do(c.MigrateCase(after, "sofia"), case_id)
    assert [event.step for event in events if isinstance(event, e.StepSkipped)] == [f"{first.id}_new"]


def test_a_case_that_has_not_begun_skips_nothing() -> None:
    world, case_id, before = running()
    first = before.steps[0]
    world.cases[case_id] = replace(world.cases[case_id], steps=())
    after = version(before, steps=(later(first, 0), *before.steps))
    events = world.do(c.MigrateCase(after, "sofia"), case_id)
    assert not [event for event in events if isinstance(event, e.StepSkipped)]


def test_the_same_version_changes_nothing() -> None:
    world, case_id, before = running()
    world.cases[case_id] = replace(world.cases[case_id], playbook=before.digest)
    assert world.do(c.MigrateCase(before, "sofia"), case_id) == []


def test_a_playbook_for_another_type_is_refused() -> None:
    world, case_id, before = running()
    with pytest.raises(Rejected, match="is not for missing_payment"):
        world.do(c.MigrateCase(version(before, case_types=(CaseType.OVERPAYMENT,)), "sofia"), case_id)
