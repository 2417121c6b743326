"""What members of staff do, and every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import WaitReason
from bot.domain.errors import Rejected
from bot.domain.staff import HOLD_BY_HAND, outcomes_by_hand
from bot.domain.vocabulary import CaseState, CaseType, HoldKind, Outcome, Owes, ResolutionKind, Role, RootCause
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, BOB, MONDAY, SUE
from tests.unit.domain.world import World

LATER = MONDAY + timedelta(days=5)
CLOSED_BY_HAND = {
    Outcome.HANDED_OVER,
    Outcome.OPENED_BY_MISTAKE,
    Outcome.TRACE_FOUND,
    Outcome.DATA_CORRECTED,
    Outcome.APPLIED,
}
PAID = {Outcome.PAYMENT_RECEIVED, Outcome.BALANCE_PAID, Outcome.PAID_UNDER_DISPUTE}


def opened(**more) -> World:
    world = World()
    world.open(kit.opening(**more))
    return world


def closed() -> World:
    world = opened()
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.HUMAN_ERROR))
    return world


# --- holding, snoozing, escalating -----------------------------------------------------------------------------


def test_a_hold_stops_everything_automatic_and_is_the_holders():
    world = opened()
    world.do(c.HoldCase(SUE, HoldKind.STAFF, LATER))
    assert world.case.touches == ()
    assert world.case.hold is not None
    assert (world.case.hold.owner, world.case.hold.deadline) == (Role.SUPERVISOR, LATER)


def test_a_persons_hold_takes_the_place_of_another_but_does_not_weaken_it():
    world = opened()
    world.do(c.HoldCase(ANN, HoldKind.DISPUTE, LATER))
    world.do(c.HoldCase(ANN, HoldKind.REQUEST, LATER))
    assert world.case.hold.kind is HoldKind.REQUEST
    world.do(c.HoldCase(ANN, HoldKind.WRONG_PERSON, LATER))
    world.do(c.HoldCase(ANN, HoldKind.STAFF, LATER + timedelta(days=1)))
    assert world.case.hold.kind is HoldKind.WRONG_PERSON
    assert world.case.hold.deadline == LATER + timedelta(days=1)


def test_a_persons_person_only_hold_is_the_customers():
    world = opened()
    world.do(c.HoldCase(ANN, HoldKind.PERSON_ONLY, LATER))
    assert world.known["acme"].customer.person_only


@pytest.mark.parametrize("kind", sorted(set(HoldKind) - set(HOLD_BY_HAND)))
def test_a_hold_that_follows_from_what_happened_is_not_made_by_hand(kind):
    with pytest.raises(Rejected, match="by hand"):
        opened().do(c.HoldCase(ANN, kind, LATER))


def test_a_snooze_is_silence_and_then_the_ladder_goes_on():
    world = opened()
    world.do(c.SnoozeCase(ANN, LATER))
    assert world.case.wait is not None
    assert world.case.wait.reason is WaitReason.SNOOZE
    world.run(LATER + timedelta(hours=1))
    assert [name for name, _ in world.steps_sent()] == ["first"]
    assert world.sent[0].at == LATER


def test_an_escalation_holds_the_case_for_whoever_was_called():
    world = opened()
    world.do(c.EscalateCase(ANN, Role.SUPERVISOR, LATER))
    assert world.case.hold is not None
    assert (world.case.hold.kind, world.case.hold.owner) == (HoldKind.STAFF, Role.SUPERVISOR)


@pytest.mark.parametrize(
    "command",
    [
        c.HoldCase(ANN, HoldKind.STAFF, MONDAY),
        c.SnoozeCase(ANN, MONDAY),
        c.EscalateCase(ANN, Role.SUPERVISOR, MONDAY - timedelta(days=1)),
    ],
)
def test_a_deadline_lies_in_the_future(command):
    with pytest.raises(Rejected, match="future"):
        opened().do(command)


def test_a_snooze_does_not_cut_a_promise_short():
    world = opened()
    world.reply(kit.will_pay((MONDAY + timedelta(days=10)).date()))
    with pytest.raises(Rejected, match="promised to pay"):
        world.do(c.SnoozeCase(ANN, world.now + timedelta(days=2)))
    assert world.case.promise is not None
    world.do(c.SnoozeCase(ANN, world.now + timedelta(days=40)))
    assert world.case.wait.reason is WaitReason.SNOOZE


def test_only_an_open_or_waiting_case_is_snoozed():
    world = opened()
    world.do(c.HoldCase(ANN, HoldKind.STAFF, LATER))
    with pytest.raises(Rejected, match="held"):
        world.do(c.SnoozeCase(ANN, LATER))


def test_only_a_held_case_is_released():
    with pytest.raises(Rejected, match="not held"):
        opened().do(c.ReleaseHold(ANN))


def test_a_case_is_given_to_staff_of_its_client():
    world = opened()
    world.do(c.AssignCase(ANN, "bob"))
    assert world.case.assignee == "bob"
    with pytest.raises(Rejected, match="no member"):
        world.do(c.AssignCase(ANN, "nobody"))
    with pytest.raises(Rejected, match="client"):
        world.do(c.AssignCase(ANN, "zoe"))


# --- closing and opening again ---------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_person_closes_only_with_what_moves_no_money_and_with_nothing_the_ledger_denies(outcome):
    world = opened()
    assert outcomes_by_hand(world.case) == CLOSED_BY_HAND
    command = c.CloseCase(ANN, outcome, RootCause.UNKNOWN)
    if outcome in CLOSED_BY_HAND:
        world.do(command)
        assert world.case.outcome is outcome
        assert world.outbox == []
    else:
        with pytest.raises(Rejected, match="ledger" if outcome in PAID else "proposal"):
            world.do(command)


@pytest.mark.parametrize("outcome", sorted(PAID))
def test_what_is_paid_may_be_closed_as_paid(outcome):
    world = opened(paid=10_000)
    world.do(c.CloseCase(ANN, outcome, RootCause.UNKNOWN))
    assert world.case.state is CaseState.CLOSED


def test_closing_withdraws_what_was_proposed_or_approved():
    world = opened()
    world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100))
    world.do(c.CloseCase(BOB, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    assert world.case.proposals[-1].state == "withdrawn"


@pytest.mark.parametrize(
    "command",
    [
        c.HoldCase(ANN, HoldKind.STAFF, LATER),
        c.ReleaseHold(ANN),
        c.SnoozeCase(ANN, LATER),
        c.AssignCase(ANN, "bob"),
        c.EscalateCase(ANN, Role.SUPERVISOR, LATER),
        c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN),
        c.RetypeCase(ANN, CaseType.UNDERPAYMENT, Owes.THEY, "digest-they"),
        c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100),
    ],
)
def test_nothing_is_done_to_a_closed_case(command):
    with pytest.raises(Rejected, match="closed"):
        closed().do(command)


def test_a_closed_case_stays_silent():
    world = closed()
    assert world.do(c.PassTime()) == []
    assert world.next_at() is None


def test_a_case_opened_again_starts_at_rung_one_and_uses_no_key_twice():
    world = opened()
    world.run(timedelta(days=8))
    world.do(c.CloseCase(ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN))
    world.do(c.ReopenCase(ANN))
    assert world.case.outcome is None
    world.run(timedelta(days=60))
    steps = [(s.touch.step, s.touch.key.occurrence) for s in world.sent]
    assert steps[3:] == [("first", 2), ("second", 2), ("third", 2), ("formal", 1)]


def test_an_open_case_is_not_opened_again():
    with pytest.raises(Rejected, match="not closed"):
        opened().do(c.ReopenCase(ANN))


# --- re-typing, calls ------------------------------------------------------------------------------------------


def test_a_retyped_case_follows_its_new_playbook_from_rung_one():
    world = opened()
    world.run(timedelta(days=4))
    world.do(c.RetypeCase(ANN, CaseType.DISPUTED_CHARGE, Owes.OPEN, "digest-open"))
    assert (world.case.case_type, world.case.playbook) == (CaseType.DISPUTED_CHARGE, "digest-open")
    assert world.said(e.CaseRetyped)[0].before is CaseType.MISSING_PAYMENT
    world.run(timedelta(days=40))
    assert [s.touch.step for s in world.sent][2:] == ["received", "evidence", "update", "update", "update"]


def test_a_held_case_runs_again_when_it_is_retyped():
    world = opened()
    world.do(c.HoldCase(ANN, HoldKind.STAFF, LATER))
    world.do(c.RetypeCase(ANN, CaseType.UNDERPAYMENT, Owes.THEY, "digest-they"))
    assert world.case.state is CaseState.OPEN


def test_a_case_with_a_live_proposal_is_not_retyped():
    world = opened()
    world.do(c.ProposeResolution(ANN, "P1", ResolutionKind.WRITE_OFF, 100))
    with pytest.raises(Rejected, match="live"):
        world.do(c.RetypeCase(ANN, CaseType.UNDERPAYMENT, Owes.THEY, "digest-they"))


def test_a_call_by_hand_is_logged_also_on_a_closed_case():
    world = closed()
    world.do(c.LogCall(ABE, "call-1", reached=True))
    assert world.said(e.CallLogged)[0].by == "abe"
