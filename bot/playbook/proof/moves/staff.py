"""What members of staff do: propose, decide, hold, release, record, steer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.domain import commands as c
from bot.domain.case import Case
from bot.domain.proposals import money_digest
from bot.domain.timing import unfinished
from bot.domain.vocabulary import Channel, HoldKind, Outcome, ProposalState, ResolutionKind, RootCause
from bot.playbook.proof.moves.elsewhere import a_part
from bot.playbook.proof.moves.move import RUNS, Commands, Move, is_closed
from bot.playbook.proof.replies import Wording, reading_of, wordings
from bot.playbook.proof.state import Ground, State
from bot.playbook.proof.worlds import APPROVER, OPERATOR, SUPERVISOR

WAITING_REFERENCE, BANK_REFERENCE = "ERP-1", "TRX-1"


def proposed(kind: ResolutionKind) -> Move:
    """An operator proposes how to resolve the case, for all that is open."""

    def commands(_: Ground, state: State) -> Commands | None:
        case = state.case
        if case.live_proposal is not None or case.open_minor <= 0 or is_closed(state):
            return None
        name = f"s{len(case.proposals) + 1}"
        return (c.ProposeResolution(OPERATOR, name, kind, case.open_minor),)

    return Move(f"propose {kind.value}", f"an operator proposes: {kind.value.replace('_', ' ')}", True, commands)


def _on_proposal(
    in_state: ProposalState, make: Callable[[str, State], c.Command]
) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        live = state.case.live_proposal
        return (make(live.id, state),) if live is not None and live.state is in_state else None

    return commands


def _later_today(state: State, days: int) -> datetime:
    return state.now + timedelta(days=days)


def _next_step(make: Callable[[str, State], c.Command]) -> Callable[[Ground, State], Commands | None]:
    def commands(ground: Ground, state: State) -> Commands | None:
        steps = unfinished(state.case, ground.playbook) if not state.case.steered else []
        return (make(steps[0].id, state),) if steps else None

    return commands


def _decided(wording: Wording) -> Move:
    def commands(_: Ground, state: State) -> Commands | None:
        if not state.case.undecided:
            return None
        waiting = state.case.undecided[-1]
        return (c.DecideReply(OPERATOR, waiting.id, waiting.channel, reading_of(state, wording), "c1"),)

    return Move(f"decide {wording.name}", f"an operator says what was meant: {wording.says}", True, commands)


def _corrected(_: Ground, state: State) -> Commands | None:
    contact = state.facts.customer.contacts[0]
    if Channel.EMAIL in contact.reachable:
        return None
    return (c.CorrectContact(OPERATOR, contact.id, Channel.EMAIL, verified=True),)


def _by_hand(minor_units: Callable[[Case], int]) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        minor, day = minor_units(state.case), state.now.date()
        return (c.RecordPayment(OPERATOR, f"h{state.case.seq}", minor, day, BANK_REFERENCE),) if minor > 0 else None

    return commands


def _was_none(_: Ground, state: State) -> Commands | None:
    seen = [payment for payment in state.case.hand_payments if not payment.taken_back]
    return (c.TakeBackPayment(OPERATOR, seen[-1].id),) if seen else None


def _retyped(ground: Ground, _: State) -> Commands | None:
    """The ladder begins anew, with all that has happened before."""
    playbook = ground.playbook
    return (c.RetypeCase(OPERATOR, playbook.case_types[-1], playbook.owes, playbook.digest),)


DECISIONS = (
    Move(
        "approve",
        "an approver agrees",
        True,
        _on_proposal(
            ProposalState.PROPOSED, lambda name, state: c.ApproveProposal(APPROVER, name, money_digest(state.case))
        ),
    ),
    Move(
        "reject",
        "an approver says no",
        True,
        _on_proposal(ProposalState.PROPOSED, lambda name, _: c.RejectProposal(APPROVER, name)),
    ),
    Move(
        "withdraw",
        "a supervisor takes the proposal back",
        True,
        _on_proposal(ProposalState.PROPOSED, lambda name, _: c.WithdrawProposal(SUPERVISOR, name)),
    ),
    Move(
        "carry out",
        "an operator carries it out",
        True,
        _on_proposal(ProposalState.APPROVED, lambda name, _: c.CarryOut(OPERATOR, name, WAITING_REFERENCE)),
    ),
    Move(
        "confirm",
        "the ledger shows it",
        True,
        _on_proposal(ProposalState.CARRIED_OUT, lambda name, _: c.ConfirmExecution(name, "import")),
    ),
)
REOPEN = c.ReopenCase(OPERATOR)
RELEASE = Move(
    "release",
    "a supervisor releases the case",
    True,
    lambda _, state: (c.ReleaseHold(SUPERVISOR),) if state.case.hold is not None else None,
    by_staff=True,
)
ENDS = (
    RELEASE,
    Move(
        "reopen", "an operator opens it again", True, lambda _, s: (c.ReopenCase(OPERATOR),) if is_closed(s) else None
    ),
)
STAFF = (
    Move(
        "hold",
        "an operator holds the case",
        True,
        lambda _, s: None if is_closed(s) else (c.HoldCase(OPERATOR, HoldKind.STAFF, _later_today(s, 2)),),
    ),
    Move(
        "hold person_only",
        "an operator hears on the telephone that only a person may write",
        True,
        lambda _, s: None if is_closed(s) else (c.HoldCase(OPERATOR, HoldKind.PERSON_ONLY, _later_today(s, 2)),),
    ),
    Move(
        "snooze",
        "an operator snoozes it for 3 days",
        True,
        lambda _, s: (c.SnoozeCase(OPERATOR, _later_today(s, 3)),) if s.case.state in RUNS else None,
    ),
    Move(
        "close",
        "an operator closes it by hand",
        True,
        lambda _, s: None if is_closed(s) else (c.CloseCase(OPERATOR, Outcome.HANDED_OVER, RootCause.UNKNOWN),),
    ),
    Move("correct", "an operator enters a better address", True, _corrected),
    Move("evidence", "evidence has come to an operator", True, lambda _, __: (c.RecordEvidence(OPERATOR),)),
    Move("no such payment", "an operator's payment was none", True, _was_none),
)
BY_HAND = (
    Move("pay all by hand", "an operator sees that all is paid", True, _by_hand(lambda case: case.gap)),
    Move("pay part by hand", "an operator sees that a part is paid", True, _by_hand(a_part)),
    Move("retype", "an operator says anew what type of case it is", True, _retyped),
)

STEERING = (
    Move("skip", "an operator skips the next step", True, _next_step(lambda name, _: c.SkipStep(OPERATOR, name))),
    Move(
        "shift",
        "an operator moves the next step by 2 days",
        True,
        _next_step(lambda name, state: c.ShiftStep(OPERATOR, name, _later_today(state, 2))),
    ),
)


def decided_words() -> Iterator[Move]:
    """An operator says what an unclear reply meant."""
    known = {wording.name: wording for wording in wordings()}
    for name in ("reply promise_to_pay 3", "reply dispute", "reply other", "reply opt_out"):
        yield _decided(known[name])
