"""A chargeback goes on: from inquiry to chargeback to pre-arbitration, with a new clock, and less may be done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply.money import OF_A_DEADLINE
from bot.domain.clocks import ClockFor, OutsideClock
from bot.domain.clockwork import DEADLINE_STEP
from bot.domain.decide import decide
from bot.domain.playbook import Duration, Unit
from bot.domain.proposals import money_digest
from bot.domain.raising import MARK, OF_DEADLINE
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    HoldKind,
    Outcome,
    Owes,
    ProposalState,
    ResolutionKind,
    RootCause,
    Stage,
)
from tests.unit.domain import kit

VISA = OutsideClock("visa", ClockFor.CHARGEBACK, Duration(18, Unit.DAYS), "somewhere", date(2026, 11, 20), "visa")
INQUIRY = c.OpenCase(
    "C1", "CB-C1", "acme", "k1", CaseType.CHARGEBACK, Owes.OPEN, "USD", 10_000, 10_000, "I-1",
    reason="13.1", stage=Stage.INQUIRY, respond_by=date(2026, 3, 13),
)  # fmt: skip
GONE_ON = c.ReviseReason("13.1", Stage.CHARGEBACK, card_scheme="visa", source="import:i2")


def done(case, *commands):
    for number, command in enumerate(commands):
        at = kit.MONDAY + timedelta(hours=number)
        said = decide(case, command, kit.open_question(), kit.rules(clocks=(VISA,)), kit.facts(), at)
        case = kit.fold(said, case)
    return case


def refund(case, *more):
    case = done(case, c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REFUND, 2_000))
    return done(case, *(c.ApproveProposal(kit.ABE, "P1", money_digest(case)) for _ in more))


def test_the_next_stage_has_a_clock_of_its_own():
    case = done(done(None, INQUIRY), GONE_ON)
    assert (case.stage, case.respond_by) == (Stage.CHARGEBACK, date(2026, 3, 20))
    told = done(done(None, INQUIRY), c.ReviseReason("13.1", Stage.CHARGEBACK, date(2026, 3, 30)))
    assert told.respond_by == date(2026, 3, 30)


def test_what_is_said_again_changes_nothing():
    again = c.ReviseReason("13.1", Stage.INQUIRY)
    case = done(None, INQUIRY)
    assert decide(case, again, kit.open_question(), kit.rules(), kit.facts(), kit.MONDAY) == []


@pytest.mark.parametrize("approved", [(), (1,)])
def test_a_refund_that_was_under_way_in_the_inquiry_is_withdrawn(approved):
    case = done(refund(done(None, INQUIRY), *approved), GONE_ON)
    assert (case.proposals[0].state, case.hold.kind) == (ProposalState.WITHDRAWN, HoldKind.NOT_CARRIED_OUT)


def test_an_approval_of_what_stays_allowed_must_see_the_new_reason():
    case = done(done(None, INQUIRY), c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REPRESENT, 2_000))
    seen = money_digest(case)
    case = done(case, GONE_ON)
    assert case.proposals[0].state is ProposalState.PROPOSED
    assert money_digest(case) != seen


def test_a_closed_inquiry_that_becomes_a_chargeback_opens_again():
    closed = done(done(None, INQUIRY), c.CloseCase(kit.SUE, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    assert closed.state is CaseState.CLOSED
    assert done(closed, GONE_ON).state is not CaseState.CLOSED
    assert done(closed, c.ReviseReason("13.2", Stage.INQUIRY)).state is CaseState.CLOSED


def test_somebody_is_called_anew_for_the_new_deadline():
    assert {DEADLINE_STEP, *(MARK + reason.value for reason, _ in OF_DEADLINE)} == OF_A_DEADLINE
    case = done(None, INQUIRY)
    case = kit.fold([e.StepDone(DEADLINE_STEP, 1, kit.MONDAY)], case)
    said = decide(
        done(case, GONE_ON),
        c.PassTime(),
        kit.open_question(),
        kit.rules(clocks=(VISA,)),
        kit.facts(),
        kit.MONDAY + timedelta(days=17),
    )
    assert [event.occurrence for event in said if isinstance(event, e.StepDone) and event.step == DEADLINE_STEP] == [2]
