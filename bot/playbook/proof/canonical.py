"""Which states are the same: two with one key have the same future, as far as the properties look at it.

The argument. `decide` reads a case, facts, rules and the moment. Of these

- ids, references, sequence numbers, digests and occurrences only name things; counters that nothing reads are dropped.
- A moment enters through its distance to now, in days of the customer's zone: all that playbooks write are days,
  business days and whole hours, and everything here happens at a few times of day (see `moves`). So timers stand as
  distances in days. What is over stands as 0: `due_at` and the gate only ask whether a moment has come.
- While the ladder stands still (held, waiting, deciding, executing), ending that adds the days it stood to
  `shift_days`: the distances of its steps are counted from the day on which it stopped, and the time that passes
  meanwhile changes nothing. Its own timer is the only one then, and what fires it is the same whenever it does; so the
  distance to it stands only where another one runs beside it: an outside deadline, a promise's reminder. Beside an
  answer that is due from others it counts which of the two comes first; one that nobody gave in time has no timer.
- Of a hold its kind stands as far as the core tells kinds apart (`STRENGTH`, who is silent, what an address lifts).
- Of proposals the live one stands, and whether the money has changed under it; those that have ended are history.
- A closed case keeps only what a new opening would not begin anew.
- The day of the week does not stand: it moves timers apart by a week-end, and the distances show that where two timers
  run side by side. That a merged state had, on another day of the week, a future that was not looked at, is what the
  worlds with another start and the random runs of the tests are for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.domain.calendar import local
from bot.domain.case import Case, StepFate
from bot.domain.clockwork import DEADLINE_STEP
from bot.domain.facts import Facts
from bot.domain.inquiries import due_next
from bot.domain.money import to_decimal
from bot.domain.playbook import (
    Ask,
    Duration,
    NotePromise,
    Playbook,
    ReactionAction,
    Resume,
    Send,
    Step,
    Tell,
    Unit,
)
from bot.domain.proposals import CONFIRMED_BY_IMPORT
from bot.domain.reasons import group_of
from bot.domain.replies import REST_AFTER_REPLY
from bot.domain.timing import due_at, unfinished
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    HoldKind,
    InquiryState,
    Owes,
    ProposalState,
    Question,
    ResolutionKind,
    TouchClass,
)
from bot.playbook.proof.state import Ground, State
from bot.playbook.proof.worlds import conditions

CLOSE = 4  # days before an outside deadline: our own work is due three days before it
REACHED_BY = frozenset({Channel.EMAIL, Channel.SMS})
TOLD_APART = frozenset(
    {HoldKind.PERSON_ONLY, HoldKind.WRONG_PERSON, HoldKind.STAFF, HoldKind.NO_ADDRESS, HoldKind.UNDECIDED_REPLY}
)
RESOLVED = frozenset({ProposalState.APPROVED, ProposalState.CARRIED_OUT, ProposalState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Lens:
    """What a playbook can tell apart at all; computed once."""

    most_broken: int  # promises: a second broken one goes to a person, a condition may count further
    ages: tuple[int, ...]  # days since the opening that conditions name
    answered: bool  # whether it matters that the customer has ever written
    limits: tuple[Decimal, ...]  # amounts that conditions name
    own_words: frozenset[ResolutionKind]  # resolutions that are told in words of their own
    questions: frozenset[Question]  # that are asked back
    rests: tuple[int, ...]  # days: the lengths for which the ladder may rest
    channels_differ: bool  # whether some message goes by one of the channels and not by the other

    @classmethod
    def of(cls, playbook: Playbook) -> Lens:
        """Read it from the playbook's conditions, questions and channels."""
        asked = conditions(playbook)
        actions = [action for reaction in playbook.reactions.values() for action in reaction.actions]
        senders = [one for one in (*actions, *(step.action for step in playbook.steps)) if isinstance(one, Send | Tell)]
        return cls(
            most_broken=max((2, *(one.promises_broken or 0 for one in asked))),
            ages=tuple(sorted({one.older_than_days for one in asked if one.older_than_days is not None})),
            answered=any(one.answered is not None for one in asked),
            limits=tuple(sorted({x for one in asked for x in (one.above, one.below) if x is not None})),
            own_words=frozenset(kind for one in actions if isinstance(one, Tell) for kind in one.for_resolution),
            questions=frozenset(_asked_by(actions)),
            rests=_rests(actions),
            channels_differ=any(not set(one.channels) >= REACHED_BY for one in senders),
        )

    def near(self, days: int | None) -> int | None:
        """How far off something is: today, within the first rest that reaches it, or further than any."""
        if days is None or days == 0:
            return days
        return 1 + bisect_left(self.rests, days)


def _asked_by(actions: list[ReactionAction]) -> Iterator[Question]:
    """What is asked because a reply was not clear. Whether a day was asked for changes little, and is left out."""
    for action in actions:
        if isinstance(action, Ask):
            yield action.question
        elif isinstance(action, NotePromise) and action.confirm:
            yield Question.CONFIRM


def _rests(actions: list[ReactionAction]) -> tuple[int, ...]:
    """How long the ladder may rest, in days of the calendar: business days may have a week-end in them."""
    lengths = {days_of(REST_AFTER_REPLY)}
    lengths |= {days_of(action.after) for action in actions if isinstance(action, Resume)}
    return tuple(sorted({length for one in lengths for length in one}))


def days_of(duration: Duration) -> tuple[int, ...]:
    """The lengths in calendar days that a duration may have, from one day of the week or another."""
    match duration.unit:
        case Unit.BUSINESS_DAYS:
            return (duration.amount, duration.amount + 2 * (duration.amount // 5 + 1))
        case Unit.DAYS:
            return (duration.amount,)
        case _:
            return (1,)


class Key(NamedTuple):
    """The canonical form of a state: what lasts, what goes on now, and where the ladder stands."""

    marks: tuple[object, ...]  # what earlier events left behind
    mode: tuple[object, ...]
    ladder: tuple[object, ...]
    left: tuple[object, ...] = ()  # the part of `ladder` that stands while the ladder stands still

    def marks_beside(self, opening: Key) -> int:
        """How many things last that were not so when the case was opened."""
        return sum(1 for mark, first in zip(self.marks, opening.marks, strict=True) if mark and mark != first)


def key(ground: Ground, lens: Lens, state: State) -> Key:
    """The canonical form of a state."""
    case = state.case
    marks = _marks(lens, state)
    if case.state is CaseState.CLOSED:
        grown = (case.gap > 0, case.gap < 0, case.closed_gap > 0, case.closed_gap < 0)
        return Key(marks, (case.state, _proposal(case), grown), ())
    mode = (
        case.state,
        _proposal(case),
        _standing(state),
        _asked_of_others(state),
        tuple([touch.key.cause if touch.step else touch.touch_class for touch in case.touches]),
        _owed(case, lens),
        case.respond_by is not None and state.memory.escalated,
        bisect_right(lens.ages, (state.now - case.opened_at).days) if lens.ages else 0,
    )
    left = _stands(ground, state)
    return Key(marks, mode, left if case.stopped_at is not None else _ladder(ground, lens, state), left)


def _marks(lens: Lens, state: State) -> tuple[object, ...]:
    """What earlier events left behind. Each is falsy as long as nothing has happened."""
    case = state.case
    closed = case.state is CaseState.CLOSED
    whole = case.disputed >= case.gap
    return (
        _channels(state.facts, lens),
        case.paid > 0 and case.gap > 0,
        case.disputed and 1 + whole,
        case.disputed_by_customer and 1 + whole,
        min(case.promises_broken, lens.most_broken),
        not closed and _asked(case, lens),
        not closed and bool(case.undecided) and (case.undecided[-1].intents, case.undecided[-1].flags),
        not closed and bool(case.steered),
        not closed and (case.gap <= 0 if case.owes is not Owes.WE else case.gap >= 0),
        not closed and state.memory.unread,
        state.facts.customer.person_only and (case.hold is None or case.hold.kind is not HoldKind.PERSON_ONLY),
        _told(case, lens),
        lens.answered and case.answered_at is not None,
        not closed and state.facts.siblings and 1 + state.facts.siblings[0].silent,
        state.memory.revised and (case.stage, group_of(case.reason)),
        bool(case.hand_payments) and any(not payment.taken_back for payment in case.hand_payments),
    )


def _asked_of_others(state: State) -> tuple[object, ...]:
    """The questions to others that may still be answered; how far off an answer is that the ladder does not wait for.

    Where it does, the wait ends with it.
    """
    if not state.case.inquiries:
        return ()
    today = local(state.now, state.facts.customer.zone).date()
    return tuple(
        sorted(
            (
                one.cause,
                one.state,
                0 if one.waits or one.state is not InquiryState.ASKED else (one.due_at.date() - today).days,
            )
            for one in state.case.inquiries
            if one.open
        )
    )


def _channels(facts: Facts, lens: Lens) -> object:
    """Which channels are lost, and why; which of them it is only where messages differ in them."""
    lost: list[object] = []
    for contact in facts.customer.contacts:
        for channel in REACHED_BY:
            gone = "out" if channel in contact.suppressed else "" if channel in contact.reachable else "lost"
            if gone:
                lost.append((gone, channel) if lens.channels_differ else gone)
    return tuple(sorted(lost, key=str)) if len(lost) < len(REACHED_BY) else "none left"


def _asked(case: Case, lens: Lens) -> object:
    """Which questions were asked because a reply was not clear; how many only where there are several to ask."""
    asked = lens.questions.intersection(case.questions_asked)
    return (asked, len(case.questions_asked)) if len(lens.questions) > 1 and asked else asked


def _owed(case: Case, lens: Lens) -> tuple[object, ...]:
    """On which side the balance is, and of each amount that a condition names."""
    gap = case.expected - case.paid
    return ((gap > 0) - (gap < 0), *_sides(lens.limits, case.open_minor, case.currency))


@lru_cache(maxsize=1024)
def _sides(limits: tuple[Decimal, ...], minor: int, currency: str) -> tuple[int, ...]:
    amount = to_decimal(minor, currency)
    return tuple((amount > limit) - (amount < limit) for limit in limits)


def _told(case: Case, lens: Lens) -> ResolutionKind | None:
    """The resolution that a later notice would speak of, where notices have words of their own for it."""
    if not case.proposals or not lens.own_words or case.live_proposal is not None:
        return None
    decided = [proposal.kind for proposal in case.proposals if proposal.state in RESOLVED]
    return decided[-1] if decided and decided[-1] in lens.own_words else None


def _proposal(case: Case) -> tuple[object, ...]:
    live = case.live_proposal if case.proposals else None
    if live is None:
        return ()
    fresh = live.money_version == case.money_version
    return (alike(live.kind), live.state, case.owes is Owes.WE and live.minor_units == case.open_minor, fresh)


def alike(kind: ResolutionKind) -> object:
    """A resolution as far as the core tells resolutions apart."""
    if kind in (ResolutionKind.REFUND, ResolutionKind.CREDIT_NOTE):
        return ResolutionKind.REFUND
    return kind in CONFIRMED_BY_IMPORT


# --- timers ----------------------------------------------------------------------------------------------------


def _standing(state: State) -> tuple[object, ...]:
    """Why the ladder stands still, and for how long where another timer runs beside."""
    case = state.case
    today = local(state.now, state.facts.customer.zone).date()
    parts: list[object] = []
    if case.hold is not None:
        kind = case.hold.kind if case.hold.kind in TOLD_APART else None
        parts += [kind, bool(case.hold.for_inquiry), _beside(case, case.hold.deadline, today)]
    if case.wait is not None:
        parts += [case.wait.reason, _beside(case, case.wait.until, today)]
    if case.proposed_day is not None and case.proposed_day.until > state.now:
        parts.append(max((case.proposed_day.day - today).days, -1))
    if case.promise is not None:
        parts += [(case.promise.day - today).days, case.promise.reminded, case.planned is not None]
    if case.respond_by is not None:
        near = case.record(DEADLINE_STEP)
        far = (case.respond_by - today).days
        parts += [max(min(far, CLOSE), -1), near is not None and near.fate]
    return tuple(parts)


def _beside(case: Case, timer: datetime, today: date) -> int | None:
    """How a timer stands to one that runs beside it: in days to a promise's, before or after an answer that is due."""
    if case.promise is not None:
        return (timer.date() - today).days
    due = due_next(case)
    return None if due is None else (timer > due) - (timer < due)


def _ladder(ground: Ground, lens: Lens, state: State) -> tuple[object, ...]:
    """Where each step that is still to come stands, how hard those before pressed, and what rests."""
    case, zone = state.case, state.facts.customer.zone
    day = local(state.now, zone).date()
    coming, pressed = _steps_to_come(ground, lens, state)
    planned = case.planned is not None and (case.planned.rule, case.planned.at is None)
    rests = case.not_before is not None and case.not_before > state.now
    memory = state.memory
    sent = memory.sent_on == day and 1 + memory.chased
    begun = (case.first_rung_at is None, case.rungs > 0)
    return (coming, begun, planned, rests, memory.tone, sent, pressed)


def _steps_to_come(ground: Ground, lens: Lens, state: State) -> tuple[tuple[object, ...], int]:
    """Where each step to come stands, and how hard those before pressed: once for all that `due_at` reads of a case."""
    case, facts = state.case, state.facts
    day = local(state.now, facts.customer.zone).date()
    read = (
        day,
        case.steps,
        case.shift_days,
        case.not_before,
        case.ladder_from,
        case.due_on,
        case.first_rung_at,
        case.promise,
        case.respond_by,
        case.answered_at,
        case.moved_steps,
    )
    known = ground.distances.get(read)
    if known is None:
        known = ground.distances[read] = _measured(ground, lens, state, day)
    return known


def _measured(ground: Ground, lens: Lens, state: State, day: date) -> tuple[tuple[object, ...], int]:
    case, zone = state.case, state.facts.customer.zone
    out = [(at, step) for at, step in enumerate(ground.playbook.steps) if _is_out(case, step)]
    coming: list[object] = []
    before = None
    for step in unfinished(case, ground.playbook):
        at = due_at(step, case, ground.playbook, state.facts, ground.rules)
        far = None if at is None else max((local(at, zone).date() - day).days, 0)
        again = _taken_back(case, step, ground.playbook, out)
        coming.append((step.id, lens.near(far), far is not None and far == before, _repeats(case, step), again))
        before = far
    return tuple(coming), max((_pressure(step) for _, step in out), default=0)


def _is_out(case: Case, step: Step) -> bool:
    record = case.record(step.id)
    return isinstance(step.action, Send) and record is not None and (record.done > 0 or record.fate is StepFate.QUEUED)


def _pressure(step: Step) -> int:
    action = step.action
    return int(action.tone) + 1 if isinstance(action, Send) and action.touch_class is TouchClass.CHASE else 0


def _taken_back(case: Case, step: Step, playbook: Playbook, out: list[tuple[int, Step]]) -> bool:
    """Whether its message was taken back and a later one has gone out: then it is overtaken."""
    record = case.record(step.id)
    taken = record is not None and record.fate is StepFate.AGAIN and record.occurrences > 0
    return taken and any(at > playbook.steps.index(step) for at, _ in out)


def _repeats(case: Case, step: Step) -> int:
    record = case.record(step.id)
    return record.done if record is not None and step.repeat > 1 else 0


def _stands(ground: Ground, state: State) -> tuple[object, ...]:
    """A ladder that stands still is not read: whether it has begun, and which steps are left."""
    case = state.case
    of = (id(case.steps), case.first_rung_at is None)
    known = ground.left.get(of)
    if known is None:  # the records stand beside, so that no others get their id
        names = tuple(step.id for step in unfinished(case, ground.playbook))
        known = ground.left[of] = (case.steps, (case.first_rung_at is None, *names))
    return known[1]
