"""The ladder of steps: when each is due, which one fires, and which are overtaken."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain import events as e
from bot.domain.calendar import add_duration, at_local, local
from bot.domain.case import Case, StepFate, StepRecord, TouchKey
from bot.domain.facts import ContactFacts, Facts
from bot.domain.gate import TouchAtGate, Verdict, customer_zone, plan
from bot.domain.money import to_decimal
from bot.domain.playbook import (
    Anchor,
    Condition,
    ContactRole,
    EscalateTo,
    HandOver,
    Happening,
    Playbook,
    Propose,
    Send,
    Step,
    Task,
    Unit,
)
from bot.domain.proposals import propose_by_bot
from bot.domain.rules import Rules
from bot.domain.turn import Turn
from bot.domain.vocabulary import Channel, HoldKind, Role

FINAL = frozenset({StepFate.DONE, StepFate.SUPERSEDED, StepFate.SKIPPED})
# A step that was cancelled or failed so often goes to a person: the ladder cannot loop for ever.
MAX_OCCURRENCES = 12


# --- when ------------------------------------------------------------------------------------------------------


def unfinished(case: Case, playbook: Playbook) -> list[Step]:
    """The steps that have not come to an end, in the playbook's order."""
    fates = {record.step: record for record in case.steps}
    return [step for step in playbook.steps if _is_open(step, fates.get(step.id))]


def _is_open(step: Step, record: StepRecord | None) -> bool:
    if record is None:
        return True
    if record.fate is StepFate.DONE and record.occurrences < step.repeat:
        return True
    return record.fate not in FINAL


def due_at(step: Step, case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """When a step is due; None while its anchor is unknown. Never before the ladder began or rests."""
    moment = _anchored(step, case, playbook, facts, rules)
    if moment is None:
        return None
    floor = max(filter(None, (case.ladder_from or case.opened_at, case.not_before)))
    record = case.record(step.id)
    if record is not None and record.fate is StepFate.DONE and step.every is not None:
        zone = customer_zone(facts, rules)
        again = add_duration(local(record.at, zone).date(), step.every, facts.holidays)
        moment = max(moment, at_local(again, step.when.at or playbook.at, zone))
    return max(moment, floor)


def _anchored(step: Step, case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    zone = customer_zone(facts, rules)
    offset = step.when.offset
    if step.when.anchor is Anchor.OPENED and offset.amount == 0 and case.first_rung_at is None:
        return case.ladder_from or case.opened_at
    day = _anchor_day(step.when.anchor, case, zone)
    if day is None:
        return None
    if offset.unit is Unit.HOURS:
        base = (
            (case.ladder_from or case.opened_at)
            if step.when.anchor is Anchor.OPENED
            else at_local(day, playbook.at, zone)
        )
        return base + timedelta(hours=offset.amount)
    day = add_duration(day, offset, facts.holidays)
    if step.when.anchor in (Anchor.OPENED, Anchor.DUE):
        day += timedelta(days=case.shift_days)
    return at_local(day, step.when.at or playbook.at, zone)


def _anchor_day(anchor: Anchor, case: Case, zone: str) -> date | None:
    match anchor:
        case Anchor.OPENED:
            return local(case.ladder_from or case.opened_at, zone).date()
        case Anchor.DUE:
            return case.due_on or local(case.opened_at, zone).date()
        case Anchor.PREVIOUS:
            done = [record.at for record in case.steps if record.fate is StepFate.DONE]
            return local(max(done), zone).date() if done else local(case.opened_at, zone).date()
        case Anchor.PROMISE:
            return case.promise.day if case.promise else None
        case Anchor.DEADLINE:
            return case.respond_by
        case Anchor.ANSWER:
            return local(case.answered_at, zone).date() if case.answered_at else None
        case _:
            assert_never(anchor)


def holds(condition: Condition, case: Case, facts: Facts, now: datetime) -> bool:
    """Whether all parts of a step's condition hold."""
    amount = to_decimal(case.open_minor, case.currency)
    checks = (
        condition.above is None or amount > condition.above,
        condition.below is None or amount < condition.below,
        condition.older_than_days is None or now - case.opened_at >= timedelta(days=condition.older_than_days),
        not condition.kinds or facts.customer.kind in condition.kinds,
        not condition.languages or facts.customer.language in condition.languages,
        not condition.clients or case.client in condition.clients,
        condition.promises_broken is None or case.promises_broken >= condition.promises_broken,
    )
    return all(checks)


# --- firing ----------------------------------------------------------------------------------------------------


def climb(turn: Turn) -> None:
    """Do what is due of the ladder. A step overtaken by a later one is superseded; the first message is rung one."""
    tried: set[str] = set()
    while turn.running:
        step = next((step for step in _due(turn) if step.id not in tried), None)
        if step is None:
            break
        tried.add(step.id)
        _climb_to(turn, step)
    rests = turn.case.not_before is not None and turn.case.not_before > turn.now
    if turn.running and not rests and nothing_left(turn.case, turn.playbook, turn.facts, turn.rules):
        turn.hold(HoldKind.END_OF_PLAYBOOK, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))


def _climb_to(turn: Turn, step: Step) -> None:
    if not holds(step.only_if, turn.case, turn.facts, turn.now):
        turn.say(e.StepSkipped(step.id, turn.now))
    elif not isinstance(step.action, Send):
        _do(turn, step)
    elif _overtaken(turn, step):
        turn.say(e.TouchSuperseded(_key(turn.case, step), step.id, "a later step", turn.now))
    elif not _waits_for_rung_one(turn.case, step):
        _send(turn, step, step.action)


def _waits_for_rung_one(case: Case, step: Step) -> bool:
    """While the gate holds rung one back, no later rung goes first."""
    if case.first_rung_at is not None or case.planned is None:
        return False
    return case.planned.key.cause != step.id


def nothing_left(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> bool:
    """Whether the ladder has come to its end: no step with a known time, nothing planned, nothing in the outbox."""
    if case.touches or case.planned is not None:
        return False
    return all(due_at(step, case, playbook, facts, rules) is None for step in unfinished(case, playbook))


def _due(turn: Turn) -> list[Step]:
    due = []
    for step in unfinished(turn.case, turn.playbook):
        at = due_at(step, turn.case, turn.playbook, turn.facts, turn.rules)
        if at is not None and at <= turn.now:
            due.append(step)
    return due


def _overtaken(turn: Turn, step: Step) -> bool:
    if turn.case.first_rung_at is None:
        return False
    sends = [s for s in _due(turn) if isinstance(s.action, Send) and holds(s.only_if, turn.case, turn.facts, turn.now)]
    return bool(sends) and sends[-1].id != step.id


def _key(case: Case, step: Step) -> TouchKey:
    record = case.record(step.id)
    if record is None:
        return TouchKey(step.id, 1)
    return TouchKey(step.id, record.occurrences + (0 if record.fate is StepFate.QUEUED else 1))


def _send(turn: Turn, step: Step, action: Send) -> None:
    key = _key(turn.case, step)
    if any(touch.key == key for touch in turn.case.touches):
        return  # in the outbox already
    if key.occurrence > MAX_OCCURRENCES:
        unreachable(turn)
        return
    found = pick(action.channels, action.to, turn.facts, turn.rules)
    if found is None:
        unreachable(turn)
        return
    contact, channel = found
    touch = TouchAtGate(action.touch_class, channel, contact.id, action.template, turn.playbook.name)
    verdict = plan(touch, turn.case, turn.facts, turn.rules, turn.now)
    if verdict.at == turn.now:
        _queue(turn, step, action, key, contact, channel)
    else:
        moved(turn, key, step.id, verdict)


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
            shift_days=_late(turn, step),
        )
    )
    if action.ask is not None and turn.case.last_question is not action.ask:
        turn.say(e.QuestionAsked(action.ask, turn.now))


def _late(turn: Turn, step: Step) -> int:
    """Whole days by which rung one starts later than planned: all later rungs keep their distance to it."""
    if turn.case.first_rung_at is not None or step.when.anchor not in (Anchor.OPENED, Anchor.DUE):
        return turn.case.shift_days
    day = _anchor_day(step.when.anchor, turn.case, turn.zone)
    if day is None:
        return turn.case.shift_days
    planned = add_duration(day, step.when.offset, turn.facts.holidays) + timedelta(days=turn.case.shift_days)
    return turn.case.shift_days + max((local(turn.now, turn.zone).date() - planned).days, 0)


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
    """No channel is left: a person looks at it."""
    if not turn.react(Happening.UNREACHABLE):
        turn.hold(HoldKind.NO_ADDRESS, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))


def _do(turn: Turn, step: Step) -> None:
    """Do a step that is not a message."""
    action = step.action
    record = turn.case.record(step.id)
    turn.say(e.StepDone(step.id, (record.occurrences if record else 0) + 1, turn.now))
    match action:
        case Task():
            turn.say(e.TaskRaised(action.name, action.owner, turn.staff_deadline(action.within), turn.now))
        case HandOver():
            turn.hold(action.kind, action.owner, turn.staff_deadline(action.within))
        case EscalateTo():
            deadline = turn.staff_deadline(action.within)
            turn.say(e.CaseEscalated(action.owner, "playbook", step.id, deadline, turn.now))
        case Propose():
            propose_by_bot(turn, action, step.id, None)
        case Send():
            raise AssertionError("a message is sent, not done")
        case _:
            assert_never(action)
