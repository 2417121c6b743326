"""The ladder of steps: which one fires, which are overtaken, and when a person takes over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain import events as e
from bot.domain.ahead import has_gone_by
from bot.domain.calendar import DAY, at_local, local
from bot.domain.case import Case, StepFate, TouchKey
from bot.domain.conditions import allowed
from bot.domain.facts import ContactFacts, Facts
from bot.domain.gate import Refusal, TouchAtGate, Verdict, plan
from bot.domain.inquiries import ask
from bot.domain.playbook import (
    ContactRole,
    EscalateTo,
    HandOver,
    Happening,
    Inquire,
    Playbook,
    Propose,
    Send,
    Step,
    StepAction,
    Task,
)
from bot.domain.proposing import propose_by_bot
from bot.domain.rules import Rule, Rules
from bot.domain.timing import blocked, due_at, ends_at, ladder_began, shift_of_rung_one, unfinished
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, Channel, HoldKind, Role, TouchClass

# A step whose message failed so often goes to a person: the ladder cannot loop for ever.
MAX_FAILURES = 12
# What an event must lift, and no event lifts: after so long it goes to a person.
BLOCKED_AT_MOST = timedelta(days=30)


# --- the next time ---------------------------------------------------------------------------------------------


def ladder_at(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """When the ladder of an open case next has something to do; None while only an event moves it."""
    first = min(_step_times(case, playbook, facts, rules), default=None)
    return _end_of_ladder(case, playbook, facts, rules) if first is None else first


def _step_times(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> Iterator[datetime]:
    """The times of the steps that time alone moves.

    One in the outbox moves by what becomes of it. While the gate holds rung one back no later message may go first,
    but the person at the end still comes.
    """
    held_back = blocked(case, playbook)
    busy = {touch.key.cause for touch in case.touches}
    for step in unfinished(case, playbook):
        at = due_at(step, case, playbook, facts, rules) if step.id not in busy else None
        if at is None:
            continue
        if held_back is None:
            yield at
        elif held_back.key.cause == step.id:
            if held_back.at is not None:
                yield max(at, held_back.at)
        elif case.first_rung_at is not None or not isinstance(step.action, Send):
            yield at


def _end_of_ladder(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """When a ladder in which time moves no step any more goes to a person; None while a touch is under way."""
    held_back = blocked(case, playbook)
    if held_back is None or case.touches:
        return ends_at(case, playbook)
    step = playbook.step(held_back.key.cause)
    due = due_at(step, case, playbook, facts, rules) if step else None
    return (due or ladder_began(case)) + BLOCKED_AT_MOST


# --- firing ----------------------------------------------------------------------------------------------------


def climb(turn: Turn) -> None:
    """Do what is due of the ladder. A step overtaken by a later one is superseded; the first message is rung one."""
    tried: set[str] = set()
    while turn.running:
        due = _due(turn)
        step = next((step for step in due if step.id not in tried), None)
        if step is None:
            break
        tried.add(step.id)
        _climb_to(turn, step, due)
    if turn.running and _is_over(turn):
        turn.hold(HoldKind.END_OF_PLAYBOOK, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))


def _is_over(turn: Turn) -> bool:
    if turn.case.touches:
        return False
    known = (turn.case, turn.playbook, turn.facts, turn.rules)
    if next(_step_times(*known), None) is not None:
        return False
    end = _end_of_ladder(*known)
    return end is not None and end <= turn.now


def _climb_to(turn: Turn, step: Step, due: list[Step]) -> None:
    if not allowed(step.only_if, step.unless, turn.case, turn.facts, turn.now) or _has_gone_by(turn, step):
        turn.say(e.StepSkipped(step.id, turn.now))
    elif not isinstance(step.action, Send):
        _do(turn, step)
    elif _overtaken(turn, step, step.action, due):
        turn.say(e.TouchSuperseded(_key(turn.case, step), step.id, "a later step", turn.now))
    elif not _waits_for_rung_one(turn, step):
        _send(turn, step, step.action)


def _has_gone_by(turn: Turn, step: Step) -> bool:
    opened = local(turn.case.opened_at, turn.zone).date()
    return has_gone_by(step, turn.case, local(turn.now, turn.zone).date(), opened)


def _waits_for_rung_one(turn: Turn, step: Step) -> bool:
    """While the gate holds rung one back, no later rung goes first."""
    held_back = blocked(turn.case, turn.playbook)
    if turn.case.first_rung_at is not None or held_back is None:
        return False
    return held_back.key.cause != step.id


def _due(turn: Turn) -> list[Step]:
    due = []
    for step in unfinished(turn.case, turn.playbook):
        at = due_at(step, turn.case, turn.playbook, turn.facts, turn.rules)
        if at is not None and at <= turn.now:
            due.append(step)
    return due


def _overtaken(turn: Turn, step: Step, action: Send, due: list[Step]) -> bool:
    """Whether a later step takes this one's place: it is due too, or has gone out, or a firmer one has."""
    if turn.case.first_rung_at is None:
        return False
    steps = turn.playbook.steps
    later = {s.id for s in steps[steps.index(step) + 1 :]}
    rivals = (s for s in due if s.id in later and isinstance(s.action, Send | HandOver))
    if any(allowed(s.only_if, s.unless, turn.case, turn.facts, turn.now) for s in rivals):
        return True
    out = [s for s in steps if s.id != step.id and isinstance(s.action, Send) and _is_out(turn.case, s)]
    record = turn.case.record(step.id)
    if record is not None and record.fate is StepFate.AGAIN and record.occurrences and any(s.id in later for s in out):
        return True
    firmest = max((_pressure(s.action) for s in out), default=0)
    return 0 < _pressure(action) < firmest


def _is_out(case: Case, step: Step) -> bool:
    record = case.record(step.id)
    return record is not None and (record.done > 0 or record.fate is StepFate.QUEUED)


def _pressure(action: StepAction) -> int:
    """How hard a chase presses, from 1; anything else 0."""
    if isinstance(action, Send) and action.touch_class is TouchClass.CHASE:
        return int(action.tone) + 1
    return 0


def _key(case: Case, step: Step) -> TouchKey:
    record = case.record(step.id)
    if record is None:
        return TouchKey(step.id, 1)
    return TouchKey(step.id, record.occurrences + (0 if record.fate is StepFate.QUEUED else 1))


def _send(turn: Turn, step: Step, action: Send) -> None:
    key = _key(turn.case, step)
    if any(touch.key == key for touch in turn.case.touches):
        return  # in the outbox already
    record = turn.case.record(step.id)
    if record is not None and record.failures >= MAX_FAILURES:
        unreachable(turn)
        return
    found = pick(action.channels, action.to, turn.facts, turn.rules)
    if found is None:
        unreachable(turn)
        return
    contact, channel = found
    touch = TouchAtGate(action.touch_class, channel, contact.id, action.template, turn.playbook.name)
    verdict = _one_a_day(turn, step) or plan(touch, turn.case, turn.facts, turn.rules, turn.now)
    if verdict.at == turn.now:
        _queue(turn, step, action, key, contact, channel)
    else:
        moved(turn, key, step.id, verdict)


def _one_a_day(turn: Turn, step: Step) -> Verdict | None:
    """Where another step's message went out today, and nobody has written since: the next day."""
    others = (turn.case.record(one.id) for one in turn.playbook.steps if one.id != step.id and _sends(one))
    last = max((one.at for one in others if one is not None and one.fate is StepFate.DONE), default=None)
    today = local(turn.now, turn.zone).date()
    if last is None or local(last, turn.zone).date() != today:
        return None
    if turn.case.answered_at is not None and turn.case.answered_at > last:
        return None
    tomorrow = at_local(today + DAY, step.when.at or turn.playbook.at, turn.zone)
    sentence = "Another message of this case went out today."
    return Verdict(tomorrow, (Refusal(Rule.TOUCH_CAP, sentence, tomorrow, "the next day begins"),))


def _sends(step: Step) -> bool:
    return isinstance(step.action, Send)


def moved(turn: Turn, key: TouchKey, step: str, verdict: Verdict) -> None:
    """Say that the gate moved a touch: one event until the rule or the time changes."""
    first = verdict.why[0]
    planned = turn.case.planned
    if planned is not None and (planned.key, planned.rule, planned.at) == (key, first.rule.value, verdict.at):
        return
    turn.say(e.TouchPlanned(key, step, first.rule.value, first.sentence, verdict.at, first.lifts_when))


def _queue(turn: Turn, step: Step, action: Send, key: TouchKey, contact: ContactFacts, channel: Channel) -> None:
    turn.say(
        e.TouchQueued(
            key=key,
            step=step.id,
            template=action.template,
            touch_class=action.touch_class,
            channel=channel,
            contact_id=contact.id,
            tone=int(action.tone),
            ask=action.ask,
            sender=action.sender.value,
            merge=action.merge,
            at=turn.now,
            shift_days=_shift(turn, step),
        )
    )
    if action.ask is not None and turn.case.last_question is not action.ask:
        turn.say(e.QuestionAsked(action.ask, turn.now))


def _shift(turn: Turn, step: Step) -> int:
    """The ladder's shift from here on: rung one may start later than planned."""
    if turn.case.first_rung_at is not None:
        return turn.case.shift_days
    today = local(turn.now, turn.zone).date()
    return shift_of_rung_one(step, turn.case, turn.playbook, turn.facts, turn.zone, today)


def pick(
    channels: tuple[Channel, ...], to: ContactRole, facts: Facts, rules: Rules
) -> tuple[ContactFacts, Channel] | None:
    """The first of the channels on which the customer may be reached, with whom; None = no channel is left."""
    contacts = [c for c in facts.customer.contacts if c.role is to] or list(facts.customer.contacts)
    for channel in channels:
        for contact in contacts:
            if channel in contact.reachable and channel not in contact.suppressed and channel in rules.channels:
                return contact, channel
    return None


def unreachable(turn: Turn) -> None:
    """No channel is left: a person looks at it, whatever the playbook does besides."""
    turn.react(Happening.UNREACHABLE)
    if turn.case.state is CaseState.OPEN or turn.case.wait is not None:
        turn.hold(HoldKind.NO_ADDRESS, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))


def _do(turn: Turn, step: Step) -> None:
    """Do a step that is not a message."""
    action = step.action
    record = turn.case.record(step.id)
    turn.say(e.StepDone(step.id, (record.occurrences if record else 0) + 1, turn.now))
    match action:
        case Task():
            turn.raise_task(action)
        case HandOver():
            turn.hold(action.kind, action.owner, turn.staff_deadline(action.within))
        case EscalateTo():
            deadline = turn.staff_deadline(action.within)
            turn.say(e.CaseEscalated(action.owner, "playbook", step.id, deadline, turn.now))
        case Propose():
            propose_by_bot(turn, action, step.id, None)
        case Inquire():
            ask(turn, action, step.id)
        case Send():
            raise AssertionError("a message is sent, not done")
        case _:
            assert_never(action)
