"""What calls for a person: read from the events of a turn, and from the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.calendar import at_local
from bot.domain.case import Case, Hold, Proposal, StepFate
from bot.domain.chains import About, EscalationReason
from bot.domain.clocks import rounded_earlier
from bot.domain.facts import Facts
from bot.domain.rules import Rules
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    PERSONAL_FLAGS,
    PERSONAL_INTENTS,
    CaseState,
    Flag,
    HoldKind,
    Intent,
    ProposalState,
    Role,
)
from bot.domain.working import into_hours, no_later_in_hours

# Begins the marks of what is raised once: recorded like steps, so that a replay of the log knows them.
MARK = "escalation:"
OF_HOLD = {
    HoldKind.UNDECIDED_REPLY: EscalationReason.UNDECIDED_REPLY,
    HoldKind.PERSON_ONLY: EscalationReason.PERSON_ONLY,
    HoldKind.PROMISE_BROKEN: EscalationReason.PROMISE_BROKEN,
}
OF_PROPOSAL = {
    e.NOT_CARRIED_OUT: EscalationReason.NOT_CARRIED_OUT,
    e.NOT_CONFIRMED: EscalationReason.NOT_CONFIRMED,
}
# How much of the time until an outside deadline has passed.
OF_DEADLINE = ((EscalationReason.DEADLINE_HALF, 0.5), (EscalationReason.DEADLINE_NEAR, 0.75))
AGED = 0.5  # of the time until a proposal expires
NO_TIME = timedelta(0)
MONEY = (e.CaseOpened, e.AmountsRevised, e.PaymentRecorded, e.PaymentReversed, e.DisputeRecorded)
TELLING = (e.HoldPlaced, e.TaskRaised, e.CaseEscalated, e.PromiseBroken, *MONEY)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why somebody must look.

    `owner` is who is asked first, None = whoever is first in the chain; `deadline` is until when they were given time.
    """

    reason: EscalationReason
    about: About
    owner: Role | None = None
    deadline: datetime | None = None
    what: str = ""  # see Escalation


# --- from events -----------------------------------------------------------------------------------------------


def causes(turn: Turn, command: c.Command) -> Iterator[Cause]:
    """What this turn's events call a person for."""
    told = [event for event in turn.events if isinstance(event, TELLING)]
    for event in told:
        match event:
            case e.HoldPlaced() if not _is_a_persons(event.hold, command):
                yield Cause(_of_hold(event.hold, turn), About.HOLD, event.hold.owner, event.hold.deadline)
            case e.TaskRaised():
                yield _of_task(event, turn)
            case e.CaseEscalated():
                yield from _of_escalation(event, command, turn)
            case e.PromiseBroken():
                held = turn.case.hold
                until = held.deadline if held is not None else None
                yield Cause(EscalationReason.PROMISE_BROKEN, About.CASE, deadline=until)
            case _:
                pass
    if any(isinstance(event, MONEY) for event in told):
        yield from _of_size(turn)
    if isinstance(command, c.OpenCase):
        yield from _of_repetition(turn)


def _is_a_persons(hold: Hold, command: c.Command) -> bool:
    """Whoever holds a case by hand knows of it; a hold whose deadline passed is told of by the escalation."""
    by_hand = isinstance(command, c.HoldCase | c.EscalateCase) or _takes_over(hold, command)
    return by_hand or (hold.level > 0 and isinstance(command, c.PassTime))


def _takes_over(hold: Hold, command: c.Command) -> bool:
    """Whether the person who says that a message was misunderstood takes the case with it."""
    return hold.kind is HoldKind.STAFF and isinstance(command, c.DecideReply) and command.taken_for is not None


def _of_hold(hold: Hold, turn: Turn) -> EscalationReason:
    if hold.kind is HoldKind.PERSON_ONLY and any(Flag.SELF_HARM in _flags(event) for event in turn.events):
        return EscalationReason.CRISIS
    return OF_HOLD.get(hold.kind, EscalationReason.NEEDS_PERSON)


def _flags(event: e.Event) -> tuple[Flag, ...]:
    return event.flags if isinstance(event, e.ReplyReceived | e.ReplyDecided) else ()


def _of_task(event: e.TaskRaised, turn: Turn) -> Cause:
    unread = any(isinstance(one, e.ReplyReceived) and not one.decided and not one.automatic for one in turn.events)
    if unread:
        return Cause(EscalationReason.UNDECIDED_REPLY, About.REPLY, event.owner, event.deadline)
    what = _told(event.name, turn)
    return Cause(EscalationReason.NEEDS_PERSON, About.CASE, event.owner, event.deadline, what)


def _told(what: str, turn: Turn) -> str:
    """What somebody is asked for, as it may be told: never why only a person may treat the customer."""
    said = {label for event in turn.events for label in (*_flags(event), *_intents(event))}
    personal = PERSONAL_FLAGS | PERSONAL_INTENTS
    return "" if said & personal or what in {label.value for label in personal} else what


def _intents(event: e.Event) -> tuple[Intent, ...]:
    return event.intents if isinstance(event, e.ReplyReceived | e.ReplyDecided) else ()


def _of_escalation(event: e.CaseEscalated, command: c.Command, turn: Turn) -> Iterator[Cause]:
    if event.by == "playbook":
        yield Cause(EscalationReason.PLAYBOOK, About.CASE, event.to, event.deadline, _told(event.reason, turn))
    elif isinstance(command, c.EscalateCase):
        yield Cause(EscalationReason.STAFF, About.HOLD, event.to, event.deadline)
    elif isinstance(command, c.PassTime):
        of_proposal = OF_PROPOSAL.get(event.reason)
        if of_proposal is None:
            yield Cause(EscalationReason.HOLD_OVERDUE, About.HOLD, event.to, event.deadline)
        else:
            yield Cause(of_proposal, About.PROPOSAL)


def _of_size(turn: Turn) -> Iterator[Cause]:
    """The amount is above the client's threshold: said once in the life of a case."""
    most = turn.rules.escalations.high_value.get(turn.case.currency)
    if most is not None and turn.case.open_minor > most and _once(turn, EscalationReason.HIGH_VALUE):
        yield Cause(EscalationReason.HIGH_VALUE, About.CASE)


def _of_repetition(turn: Turn) -> Iterator[Cause]:
    """The third, the sixth ... case of a customer in a short time, not each from the third on."""
    cases = turn.rules.escalations.repeat_cases
    if cases and (turn.facts.recent_cases + 1) % cases == 0 and _once(turn, EscalationReason.REPEAT_ISSUE):
        yield Cause(EscalationReason.REPEAT_ISSUE, About.CASE)


def _once(turn: Turn, reason: EscalationReason) -> bool:
    """Whether nobody was called for this reason yet; from now on somebody was."""
    if reason not in turn.rules.escalations.chains or turn.case.record(MARK + reason.value) is not None:
        return False
    _mark(turn, MARK + reason.value)
    return True


def _mark(turn: Turn, mark: str) -> None:
    record = turn.case.record(mark)
    turn.say(e.StepDone(mark, (record.occurrences if record else 0) + 1, turn.now))


# --- from the clock --------------------------------------------------------------------------------------------


def causes_at(case: Case, facts: Facts, rules: Rules) -> datetime | None:
    """When time alone next calls for a person; None = not before something else happens."""
    return min((at for _, _, at in _timed(case, facts, rules)), default=None)


def causes_of_time(turn: Turn) -> Iterator[Cause]:
    """What time calls a person for now. Each is said once; of several that came together the last counts."""
    due = [one for one in _timed(turn.case, turn.facts, turn.rules) if one[2] <= turn.now]
    for _, mark, _ in due:
        _mark(turn, mark)
    yield from {cause.about: cause for cause, _, _ in due}.values()


def _timed(case: Case, facts: Facts, rules: Rules) -> Iterator[tuple[Cause, str, datetime]]:
    if case.state is CaseState.CLOSED or not rules.escalations.chains:
        return
    live = case.live_proposal if case.proposals else None
    if live is not None and live.state is ProposalState.PROPOSED:
        yield from _aged(case, live, facts, rules)
    if case.respond_by is not None and (live is None or live.state is not ProposalState.CARRIED_OUT):
        yield from _near(case, facts, rules)


def _aged(case: Case, live: Proposal, facts: Facts, rules: Rules) -> Iterator[tuple[Cause, str, datetime]]:
    mark = f"{MARK}{EscalationReason.APPROVAL_AGED.value}:{live.id}"
    chain = rules.escalations.chains.get(EscalationReason.APPROVAL_AGED)
    if chain is None or case.record(mark) is not None:
        return
    at = live.made_at + (live.expires_at - live.made_at) * AGED
    if chain.working_hours:
        at = min(into_hours(at, rules.escalations.hours, rules.zone, facts.holidays), live.expires_at)
    yield Cause(EscalationReason.APPROVAL_AGED, About.PROPOSAL, Role.APPROVER), mark, at


def _near(case: Case, facts: Facts, rules: Rules) -> Iterator[tuple[Cause, str, datetime]]:
    end = deadline_of(case, rules, facts)
    if end is None:
        return
    for reason, part in OF_DEADLINE:
        chain = rules.escalations.chains.get(reason)
        record = case.record(MARK + reason.value)
        if chain is None or (record is not None and record.fate is StepFate.DONE):
            continue
        at = case.opened_at + max(end - case.opened_at, NO_TIME) * part
        if chain.working_hours:
            at = max(no_later_in_hours(at, rules.escalations.hours, rules.zone, facts.holidays), case.opened_at)
        yield Cause(reason, About.DEADLINE), MARK + reason.value, at


def deadline_of(case: Case, rules: Rules, facts: Facts) -> datetime | None:
    """The moment of an outside deadline for staff: when they leave on its day, or on the business day before it."""
    if case.respond_by is None:
        return None
    return at_local(rounded_earlier(case.respond_by, facts.holidays), rules.escalations.hours.end, rules.zone)
