"""SOX-SOD: whoever leads the bot to a proposal does not approve it. Derived from the log, also from an old one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain.apply import fold
from bot.domain.codec import decode_case, encode_case
from bot.domain.duties import bar_to_approve
from bot.domain.errors import Rejected
from bot.domain.proposals import money_digest
from bot.domain.vocabulary import CaseState, CaseType, Intent, Outcome, Owes, ResolutionKind, RootCause
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, BOB, BOB_CHECKS, reading
from tests.unit.domain.world import World


def a_world() -> World:
    world = World()
    world.open(kit.overpaid(expected=0, paid=10_000))
    return world


def retype(world: World, by: c.Actor) -> None:
    world.do(c.RetypeCase(by, CaseType.OVERPAYMENT, Owes.WE, "digest-we"))


def asked_for_a_refund(world: World) -> None:
    world.reply(reading(Intent.REFUND_REQUEST))
    assert world.case.proposals[-1].maker == "bot:refund_request"


def at_its_step(world: World) -> None:
    for _ in range(60):
        if world.case.state is CaseState.DECIDING:
            break
        world.run(timedelta(days=1))
    assert world.case.proposals[-1].maker == "bot:refund"


def approve(world: World, by: c.Actor) -> None:
    world.do(c.ApproveProposal(by, world.case.proposals[-1].id, money_digest(world.case)))


def move(world: World, by: c.Actor, step: str, to: timedelta) -> None:
    world.do(c.ShiftStep(by, step, world.now + to))


@pytest.mark.parametrize("proposed", [asked_for_a_refund, at_its_step])
def test_whoever_retyped_the_case_does_not_approve_what_the_bot_proposes_then(proposed: Callable[[World], None]):
    world = a_world()
    retype(world, BOB)
    proposed(world)
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)
    approve(world, ABE)
    assert world.case.state is CaseState.EXECUTING


@pytest.mark.parametrize("to", [timedelta(0), timedelta(days=1)])
def test_whoever_brought_the_proposing_step_forward_does_not_approve_it(to: timedelta):
    world = a_world()
    world.run(timedelta(hours=1))
    move(world, BOB, "refund", to)
    at_its_step(world)
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)
    approve(world, ABE)


def test_whoever_skipped_what_comes_before_does_not_approve_what_the_ladder_proposes():
    world = a_world()
    world.run(timedelta(hours=1))
    world.do(c.SkipStep(BOB, "remind"))
    at_its_step(world)
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)
    approve(world, ABE)


def test_a_later_move_by_a_colleague_does_not_wash_the_first_one_away():
    world = a_world()
    world.run(timedelta(hours=1))
    move(world, BOB, "refund", timedelta(days=2))
    move(world, ANN, "refund", timedelta(days=1))
    at_its_step(world)
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)


def test_neither_retyping_by_a_colleague_nor_opening_again_washes_a_retyping_away():
    world = a_world()
    retype(world, BOB)
    retype(world, ANN)
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    world.do(c.ReopenCase(ANN))
    asked_for_a_refund(world)
    with pytest.raises(Rejected, match="SOX-SOD"):
        approve(world, BOB_CHECKS)


def test_who_moved_a_step_may_approve_what_the_customer_asked_for_and_what_a_colleague_proposes():
    for asked in (True, False):
        world = a_world()
        world.run(timedelta(hours=1))
        move(world, BOB, "remind", timedelta(days=1))
        if asked:
            asked_for_a_refund(world)
        else:
            world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, 10_000))
        approve(world, BOB_CHECKS)
        assert world.case.state is CaseState.EXECUTING


def test_a_step_that_the_clock_left_out_is_nobodys():
    world = a_world()
    at_its_step(world)
    assert world.case.steered == ()
    approve(world, BOB_CHECKS)


def test_who_led_to_it_follows_from_the_log_alone_and_older_cases_are_read_without():
    world = a_world()
    retype(world, BOB)
    world.run(timedelta(hours=1))
    move(world, ANN, "refund", timedelta(days=1))
    at_its_step(world)
    case = fold(world.log["C1"])
    assert case == world.case
    assert [one.by for one in case.steered] == ["bob", "ann"]
    assert all(bar_to_approve(case, case.proposals[-1], who) for who in ("bob", "ann"))
    stored = encode_case(case)
    assert decode_case(stored) == case
    del stored["steered"]
    assert decode_case(stored).steered == ()
