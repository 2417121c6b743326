"""Reason codes of banks and schemes: groups, root causes, stages; and what the schemes forbid."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain import commands as c
from bot.domain.errors import Rejected
from bot.domain.playbook import Anchor, HandOver, Playbook, Propose
from bot.domain.proposals import money_digest
from bot.domain.reasons import REASONS, ROOT_CAUSES, ReasonGroup, group_of, parse_reason, root_cause_of
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    HoldKind,
    Owes,
    ResolutionKind,
    Role,
    RootCause,
    Stage,
)
from tests.unit.domain import kit
from tests.unit.domain.kit import ABE, ANN, BOB, business_days, days, hours, step
from tests.unit.domain.world import World


@pytest.mark.parametrize(
    ("code", "group", "cause"),
    [
        ("R01", "no_funds", "bank_rejection"),
        ("AM04", "no_funds", "bank_rejection"),
        ("R10", "unauthorised", "dissatisfaction"),
        ("MD06", "unauthorised", "dissatisfaction"),
        ("AC04", "account_closed", "bank_rejection"),
        ("R03", "no_account", "human_error"),
        ("10.4", "fraud", "fraud"),
        ("13.1", "not_received", "dissatisfaction"),
        ("4853", "not_as_described", "dissatisfaction"),
        ("AM05", "duplicate", "double_payment"),
        ("C28", "cancelled", "dissatisfaction"),
        ("ARUDD-0", "no_funds", "bank_rejection"),
        ("Z99", "unknown", "unknown"),
        ("", "unknown", "unknown"),
    ],
)
def test_a_code_belongs_to_a_group_and_stands_for_a_root_cause(code: str, group: str, cause: str) -> None:
    assert (group_of(code).value, root_cause_of(code).value) == (group, cause)


def test_no_code_stands_in_two_places_and_every_group_has_a_root_cause() -> None:
    assert len(REASONS) == sum(1 for reason in REASONS.values() if REASONS[reason.code] is reason)
    assert set(ROOT_CAUSES) == set(ReasonGroup)
    assert all(parse_reason(code) == (None, code) for code in REASONS)


@pytest.mark.parametrize(
    ("text", "stage", "code"),
    [
        ("R01", None, "R01"),
        (" r01 ", None, "R01"),
        ("inquiry 13.1", Stage.INQUIRY, "13.1"),
        ("Inquiry: 13.1", Stage.INQUIRY, "13.1"),
        ("retrieval", Stage.INQUIRY, ""),
        ("chargeback 4853", Stage.CHARGEBACK, "4853"),
        ("prearb 10.4", Stage.PRE_ARBITRATION, "10.4"),
        ("pre-arbitration  10.4", Stage.PRE_ARBITRATION, "10.4"),
        ("ARUDD 0", None, "ARUDD-0"),
        ("bacs-b", None, "ARUDD-B"),
        ("", None, ""),
        ("=cmd|' /C calc'!A1", None, ""),
        ("the customer was angry", None, ""),
    ],
)
def test_a_stage_may_stand_before_the_code(text: str, stage: Stage | None, code: str) -> None:
    assert parse_reason(text) == (stage, code)


# --- what the schemes forbid -----------------------------------------------------------------------------------


def returned(reason: str, playbook: Playbook | None = None, **more: Any) -> World:
    world = World(playbooks={Owes.THEY: playbook or kit.they_owe()})
    world.open(kit.opening(case_type=CaseType.BANK_REVERSAL, reason=reason, **more))
    return world


def retried(world: World, name: str) -> None:
    world.do(c.ProposeResolution(ANN, name, ResolutionKind.RETRY, 10_000))
    world.do(c.ApproveProposal(ABE, name, money_digest(world.case)))
    world.do(c.CarryOut(BOB, name, "ERP-1"))
    world.do(c.ConfirmExecution(name, "import"))
    world.do(c.ReopenCase(ANN))


@pytest.mark.parametrize("reason", ["R10", "R02", "R03", "R08", "AC04", "AC01", "MD06", "ARUDD-B", "ARUDD-7"])
def test_what_can_never_be_collected_is_not_collected_again(reason: str) -> None:
    with pytest.raises(Rejected):
        returned(reason).do(c.ProposeResolution(ANN, "P1", ResolutionKind.RETRY, 10_000))


def test_what_the_playbook_may_not_propose_is_a_persons() -> None:
    retry = kit.playbook(
        Owes.THEY,
        step("again", Propose(ResolutionKind.RETRY), hours(0), Anchor.OPENED),
        step("hand_over", HandOver(Role.OPERATOR, business_days(2)), days(30)),
    )
    assert returned("R01", retry).case.state is CaseState.DECIDING
    held = returned("R10", retry).case
    assert (held.hold.kind, held.proposals) == (HoldKind.REQUEST, ())


def test_nacha_allows_two_retries_in_180_days() -> None:
    world = returned("R01")
    retried(world, "P1")
    retried(world, "P2")
    with pytest.raises(Rejected, match="NACHA"):
        world.do(c.ProposeResolution(ANN, "P3", ResolutionKind.RETRY, 10_000))


def test_bacs_allows_one_within_a_month() -> None:
    world = returned("ARUDD-0")
    retried(world, "P1")
    with pytest.raises(Rejected, match="refer to payer"):
        world.do(c.ProposeResolution(ANN, "P2", ResolutionKind.RETRY, 10_000))
    late = returned("ARUDD-0")
    late.run(timedelta(days=31))
    with pytest.raises(Rejected, match="within a month"):
        late.do(c.ProposeResolution(ANN, "P1", ResolutionKind.RETRY, 10_000))


def test_a_chargeback_is_refunded_only_while_the_issuer_asks() -> None:
    refund = c.ProposeResolution(ANN, "P1", ResolutionKind.REFUND, 10_000)
    for stage, allowed in ((Stage.INQUIRY, True), (None, False), (Stage.PRE_ARBITRATION, False)):
        world = World()
        world.open(
            kit.opening(case_type=CaseType.CHARGEBACK, owes=Owes.OPEN, paid=10_000, disputed=10_000, stage=stage)
        )
        if allowed:
            world.do(refund)
        else:
            with pytest.raises(Rejected, match="pay it twice"):
                world.do(refund)


def test_the_reason_is_the_root_cause_at_the_end() -> None:
    world = returned("R01")
    world.do(c.SeePayment("p1", 10_000))
    assert world.case.root_cause is RootCause.BANK_REJECTION
