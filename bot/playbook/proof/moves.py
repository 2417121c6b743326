"""The alphabet: everything that may happen to a case, each with its name, its words and its command.

A name is the machine form of a story's line: the same name in the same state is the same command. Moments: right after
the event before, or just before the next timer; the clock's own moments are `next_at`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import Enum, auto

from bot.domain import commands as c
from bot.domain.calendar import at_local, local
from bot.domain.case import Case
from bot.domain.clockwork import next_at
from bot.domain.playbook import Inquire, Playbook
from bot.domain.proposals import money_digest
from bot.domain.timing import unfinished
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    FailureClass,
    HoldKind,
    Outcome,
    ProposalState,
    ReceiptKind,
    ResolutionKind,
    RootCause,
)
from bot.playbook.proof.canonical import alike
from bot.playbook.proof.replies import (
    AFTER_A_MARK,
    RACES,
    WITH_A_PERSON,
    Wording,
    command,
    reading_of,
    representatives,
    wordings,
)
from bot.playbook.proof.state import MESSAGE_ID, Ground, State, awaited
from bot.playbook.proof.worlds import APPROVER, OPERATOR, SUPERVISOR

Commands = tuple[c.Command, ...]
# Whoever writes between two timers does so at one of these times of day: before, at and after the hour of the ladder.
MORNING, NOON = time(9), time(12)
DAY = timedelta(days=1)
RUNS = (CaseState.OPEN, CaseState.WAITING)


@dataclass(frozen=True, slots=True)
class Move:
    """Something that may happen. `outside`: by somebody, not by the clock or by what the clock sent."""

    name: str
    says: str
    outside: bool
    commands: Callable[[Ground, State], Commands | None]  # None = it cannot happen in this state
    at: Callable[[Ground, State], datetime | None] = lambda _, state: state.now  # None = never
    by_staff: bool = False
    clock: bool = False  # what happens if nobody does anything
    ends: bool = False  # a decision, a release: it ends a pause and leaves no mark


OPENING = Move("open", "the case opens", False, lambda _, __: None)


# --- the clock and the provider --------------------------------------------------------------------------------


def _next_timer(ground: Ground, state: State) -> datetime | None:
    at = next_at(state.case, ground.playbook, state.facts, ground.rules)
    return None if at is None else max(at, state.now)


def _just_before(ground: Ground, state: State) -> datetime | None:
    """The last representative moment before the next timer; None where none lies between.

    A rest that a reply began is not looked at in its middle: whoever writes then begins another.
    """
    if state.case.state not in RUNS or (state.case.not_before is not None and state.case.not_before > state.now):
        return None
    timer = _next_timer(ground, state)
    if timer is None:
        return None
    zone = state.facts.customer.zone
    day = local(timer, zone).date()
    grid = (at_local(on, at, zone) for on in (day, day - DAY) for at in (NOON, MORNING))
    before = next((at for at in grid if at < timer), None)
    return before if before is not None and before > state.now else None


def _waiting_touch(state: State) -> c.RecordHandOver | None:
    touch = next((touch for touch in state.case.touches if awaited(touch)), None)
    return None if touch is None else c.RecordHandOver(touch.key, MESSAGE_ID)


def _if_nothing_queued(commands: Commands) -> Callable[[Ground, State], Commands | None]:
    return lambda _, state: None if state.case.touches else commands


def _sent(_: Ground, state: State) -> Commands | None:
    sent = _waiting_touch(state)
    return None if sent is None else (sent,)


def _fails(failure: FailureClass) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        sent = _waiting_touch(state)
        return None if sent is None else (c.RecordFailure(sent.key, MESSAGE_ID, failure),)

    return commands


def _bounces_later(_: Ground, state: State) -> Commands | None:
    touch = next((touch for touch in state.case.touches if awaited(touch)), None)
    if touch is None:
        return None
    failed = c.RecordReceipt(
        touch.key, MESSAGE_ID, touch.channel, ReceiptKind.FAILED, FailureClass.BAD_ADDRESS, "", touch.contact_id
    )
    return (c.RecordHandOver(touch.key, MESSAGE_ID), failed)


TIME = Move("time", "the clock", False, _if_nothing_queued((c.PassTime(),)), _next_timer, clock=True)
LATER = Move("later", "time passes, nothing is due yet", False, _if_nothing_queued(()), _just_before)
SENT = Move("sent", "the message goes out", False, _sent, clock=True)
PROVIDER = (
    SENT,
    Move("fails", "the address does not exist", False, _fails(FailureClass.BAD_ADDRESS)),
    Move("trouble", "the provider refuses our sender", False, _fails(FailureClass.CONFIGURATION)),
    Move("bounces", "the message goes out and comes back", False, _bounces_later),
)


# --- the customer ----------------------------------------------------------------------------------------------


def _reply(wording: Wording) -> Move:
    def commands(_: Ground, state: State) -> Commands | None:
        return (command(state, wording),)

    return Move(wording.name, f"the customer writes: {wording.says}", True, commands)


# --- the bank and the ledger -----------------------------------------------------------------------------------


def _payment(minor_units: Callable[[Case], int]) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        minor = minor_units(state.case)
        return (c.SeePayment(f"p{state.case.seq}", minor),) if minor > 0 else None

    return commands


def _part(case: Case) -> int:
    """A part once: of what is still all open."""
    return case.gap * 2 // 5 if case.gap == case.expected else 0


def _undone(_: Ground, state: State) -> Commands | None:
    return (c.UndoPayment("p1", state.case.paid),) if state.case.paid > 0 else None


def _surplus_left(_: Ground, state: State) -> Commands | None:
    surplus = -state.case.gap
    return (c.UndoPayment("p1", surplus),) if 0 < surplus < state.case.paid else None


def _revised(
    expected: Callable[[Case], int], disputed: Callable[[Case], int]
) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        case = state.case
        changed = (expected(case), disputed(case))
        if changed == (case.expected, case.disputed) or min(changed) < 0:
            return None
        return (c.ReviseAmounts(*changed),)

    return commands


BANK = (
    Move("pay part", "a part is paid", True, _payment(_part)),
    Move("pay all", "all that is open is paid", True, _payment(lambda case: case.gap)),
    Move("pay too much", "more than is open is paid", True, _payment(lambda case: case.gap * 2 if case.gap > 0 else 0)),
    Move("undo", "what was paid is taken back", True, _undone),
    Move("surplus leaves", "what was paid too much has left the account", True, _surplus_left),
    Move("revise to paid", "the ledger expects just what was paid", True, _revised(lambda one: one.paid, lambda _: 0)),
    Move(
        "ledger contests",
        "the ledger calls all that is open contested",
        True,
        _revised(lambda one: one.expected, lambda one: max(one.gap, one.disputed)),
    ),
    Move("import undone", "the import that opened it is undone", True, lambda _, __: (c.WithdrawCase("import"),)),
)


# --- the staff -------------------------------------------------------------------------------------------------


def _proposed(kind: ResolutionKind) -> Move:
    def commands(_: Ground, state: State) -> Commands | None:
        case = state.case
        if case.live_proposal is not None or case.open_minor <= 0 or case.state is CaseState.CLOSED:
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


def _closed(state: State) -> bool:
    return state.case.state is CaseState.CLOSED


WAITING_REFERENCE, BANK_REFERENCE = "ERP-1", "TRX-1"
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
RELEASE = Move(
    "release",
    "a supervisor releases the case",
    True,
    lambda _, state: (c.ReleaseHold(SUPERVISOR),) if state.case.hold is not None else None,
    by_staff=True,
)
ENDS = (
    RELEASE,
    Move("reopen", "an operator opens it again", True, lambda _, s: (c.ReopenCase(OPERATOR),) if _closed(s) else None),
)
STAFF = (
    Move(
        "hold",
        "an operator holds the case",
        True,
        lambda _, s: None if _closed(s) else (c.HoldCase(OPERATOR, HoldKind.STAFF, _later_today(s, 2)),),
    ),
    Move(
        "hold person_only",
        "an operator hears on the telephone that only a person may write",
        True,
        lambda _, s: None if _closed(s) else (c.HoldCase(OPERATOR, HoldKind.PERSON_ONLY, _later_today(s, 2)),),
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
        lambda _, s: None if _closed(s) else (c.CloseCase(OPERATOR, Outcome.HANDED_OVER, RootCause.UNKNOWN),),
    ),
    Move("correct", "an operator enters a better address", True, _corrected),
    Move("evidence", "evidence has come to an operator", True, lambda _, __: (c.RecordEvidence(OPERATOR),)),
    Move("no such payment", "an operator's payment was none", True, _was_none),
)
BY_HAND = (
    Move("pay all by hand", "an operator sees that all is paid", True, _by_hand(lambda case: case.gap)),
    Move("pay part by hand", "an operator sees that a part is paid", True, _by_hand(_part)),
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


# --- those who were asked --------------------------------------------------------------------------------------


def _answers(playbook: Playbook) -> Iterator[Move]:
    for cause, answer in sorted(offered(playbook)):
        yield Move(
            f"answer {cause} {answer}", f"{cause.replace('_', ' ')} is answered: {answer}", True, _answer(cause, answer)
        )


def _answer(cause: str, answer: str) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        asked = next((one for one in state.case.inquiries if one.open and one.cause == cause), None)
        return None if asked is None else (c.AnswerInquiry(asked.id, answer, asked.to),)

    return commands


def offered(playbook: Playbook) -> set[tuple[str, str]]:
    """Each question to others, by its cause, with each answer that it offers."""
    found = {
        (step.id, answer)
        for step in playbook.steps
        if isinstance(step.action, Inquire)
        for answer in step.action.answers
    }
    for trigger, reaction in playbook.reactions.items():
        for number, action in enumerate(reaction.actions, 1):
            if isinstance(action, Inquire):
                found |= {(f"{trigger.value}.{number}", answer) for answer in action.answers}
    return found


# --- the alphabet of a state -----------------------------------------------------------------------------------


class Depth(Enum):
    """How much is tried in a state: the more has happened before, the less."""

    FIRST = auto()  # nobody has done anything yet: every word
    PLAIN = auto()  # nothing that lasts: one word of each class
    MARKED = auto()  # one thing lasts: one word of each kind
    CLOCK = auto()  # more lasts: the clock, and the release of a hold

    @classmethod
    def of(cls, marks: int, *, first: bool) -> Depth:
        """By the number of lasting marks."""
        if marks == 0:
            return cls.FIRST if first else cls.PLAIN
        return cls.MARKED if marks == 1 else cls.CLOCK


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The moves of one playbook, by what they are good for."""

    every_word: tuple[Move, ...]
    words: tuple[Move, ...]  # one of each class
    words_with_a_person: tuple[Move, ...]
    races: tuple[Move, ...]  # what may come between a message and the provider
    others: tuple[Move, ...]  # of the bank, the staff, those who were asked
    only_first: tuple[Move, ...]  # tried where nobody has done anything yet
    after_a_mark: tuple[Move, ...]

    @classmethod
    def of(cls, playbook: Playbook, outcome_words: frozenset[str]) -> Alphabet:
        """All that may happen to a case of this playbook."""
        first = representatives(playbook, outcome_words)
        every = {wording.name: _reply(wording) for wording in wordings()}
        decisions = [replace(move, by_staff=True, ends=True) for move in (*DECISIONS, *ENDS)]
        by_hand = [*decisions, *(replace(move, by_staff=True) for move in (*STAFF, *_decided_words()))]
        kinds = {alike(kind): kind for kind in sorted(playbook.resolutions)}
        proposals = [replace(_proposed(kind), by_staff=True) for kind in sorted(playbook.resolutions)]
        one_of_each = [move for move in proposals if move.name in {f"propose {kind}" for kind in kinds.values()}]
        others = (*BANK, *by_hand, *one_of_each, *_answers(playbook))
        return cls(
            tuple(every.values()),
            tuple(move for name, move in every.items() if name in first),
            tuple(every[name] for name in sorted(WITH_A_PERSON)),
            (*(every[name] for name in sorted(RACES)), *(move for move in others if move.name in RACING)),
            others,
            (*(replace(move, by_staff=True) for move in (*STEERING, *BY_HAND)), *proposals),
            (
                *(every[name] for name in sorted(AFTER_A_MARK)),
                *(move for move in others if move.ends or move.name in MARKED),
            ),
        )

    def of_state(self, state: State, depth: Depth) -> Iterator[Move]:
        """The moves to try in a state."""
        if any(awaited(touch) for touch in state.case.touches):
            yield from (SENT,) if depth is Depth.CLOCK else (*PROVIDER, *self.races)
            return
        yield TIME
        if depth is Depth.CLOCK:
            yield RELEASE
        elif depth is Depth.MARKED:
            yield from (LATER, *self.after_a_mark)
        elif state.case.state in RUNS:
            yield from (LATER, *(self.every_word if depth is Depth.FIRST else self.words), *self.others)
            yield from self.only_first if depth is Depth.FIRST else ()
        else:
            yield from (*self.words_with_a_person, *self.others)


# What else is tried where something lasts: money, a person, an answer from elsewhere.
MARKED = frozenset({"pay all", "pay part", "undo", "hold", "close", "correct", "decide reply dispute"})
RACING = frozenset({"pay all", "pay part", "hold", "hold person_only", "close", "revise to paid"})


def _decided_words() -> Iterator[Move]:
    known = {wording.name: wording for wording in wordings()}
    for name in ("reply promise_to_pay 3", "reply dispute", "reply other", "reply opt_out"):
        yield _decided(known[name])


def by_name(playbook: Playbook, outcome_words: frozenset[str]) -> dict[str, Move]:
    """Every move by its name."""
    alphabet = Alphabet.of(playbook, outcome_words)
    moves = (TIME, LATER, *PROVIDER, *alphabet.every_word, *alphabet.others, *alphabet.only_first)
    return {move.name: move for move in moves}
