"""What the passing of time does to a case, and when it next matters."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain import events as e
from bot.domain import which_case
from bot.domain.answering import overdue
from bot.domain.calendar import DAY, add_duration, at_local, last_business_day_before, local
from bot.domain.case import Case, Promise, StepFate, TouchKey, Wait, WaitReason
from bot.domain.chains import EscalationReason
from bot.domain.changing import replace
from bot.domain.escalation import escalation_at
from bot.domain.facts import Facts
from bot.domain.gate import TouchAtGate, customer_zone, plan
from bot.domain.inquiries import due_next
from bot.domain.ladder import climb, ladder_at, moved, pick
from bot.domain.playbook import ContactRole, Duration, Happening, NotePromise, Playbook, Tone, Unit
from bot.domain.promising import promise_rules
from bot.domain.proposals import CONFIRM_WITHIN, expire, expires_first
from bot.domain.rules import Rules
from bot.domain.timing import ladder_began
from bot.domain.turn import PROMISE_CAUSE, Turn
from bot.domain.vocabulary import CaseState, Channel, HoldKind, ProposalState, Role, TouchClass

# Who owns a hold when its deadline passed, where `config/` names no chain for it.
HOLD_OWNERS = (Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN)
NEXT_LEVEL_WITHIN = Duration(1, Unit.BUSINESS_DAYS)
LAST_LEVEL_WITHIN = Duration(5, Unit.BUSINESS_DAYS)
# How long a broken promise waits for an import that covers the promised day; then a person.
WAIT_FOR_IMPORT = timedelta(days=7)
REMIND_IF_FURTHER_THAN = timedelta(days=2)
TWICE = 2
# Submit internally three days before an outside clock runs out: the habit of the trade.
OWN_WORK_BEFORE = timedelta(days=3)
DEADLINE_STEP = "deadline_near"  # recorded like a step, so that it happens once
# A deadline of no length would be asked about for ever at the same moment.
ESCALATE_AGAIN_AFTER = timedelta(hours=1)
CHANNELS = (Channel.EMAIL, Channel.SMS, Channel.CHAT)


def pass_time(turn: Turn) -> None:
    """Do whatever is due now."""
    _deadline_near(turn)
    overdue(turn)
    match turn.case.state:
        case CaseState.CLOSED:
            return
        case CaseState.HELD:
            _overdue_hold(turn)
        case CaseState.DECIDING | CaseState.EXECUTING:
            _overdue_proposal(turn)
        case CaseState.WAITING:
            _overdue_wait(turn)
            climb(turn)
        case CaseState.OPEN:
            climb(turn)
        case _:
            assert_never(turn.case.state)


def next_at(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """When `pass_time` next has something to do; None = only an event moves this case."""
    times = [_deadline_near_at(case, playbook, facts, rules), escalation_at(case, facts, rules)]
    match case.state:
        case CaseState.CLOSED:
            return None
        case CaseState.HELD:
            times.append(case.hold.deadline if case.hold else None)
        case CaseState.DECIDING | CaseState.EXECUTING:
            live = case.live_proposal
            times.append(expires_first(live, case.executing_until) if live else None)
        case CaseState.WAITING:
            times += [case.wait.until if case.wait else None, _remind_at(case, playbook, facts, rules)]
        case CaseState.OPEN:
            times.append(ladder_at(case, playbook, facts, rules))
        case _:
            assert_never(case.state)
    if case.inquiries:
        times.append(due_next(case))
    known = [at for at in times if at is not None]
    return min(known) if known else None


# --- an outside deadline ---------------------------------------------------------------------------------------


def _deadline_near_at(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """When our own work on a case with an outside deadline is due: rounded earlier to a business day."""
    reaction = playbook.reactions.get(Happening.DEADLINE_NEAR)
    record = case.record(DEADLINE_STEP)
    if case.respond_by is None or not (reaction and reaction.actions) or (record and record.fate is StepFate.DONE):
        return None
    day = last_business_day_before(case.respond_by - OWN_WORK_BEFORE + DAY, facts.holidays)
    return max(at_local(day, playbook.at, rules.zone), ladder_began(case))


def _deadline_near(turn: Turn) -> None:
    at = None
    if turn.case.state is not CaseState.CLOSED:
        at = _deadline_near_at(turn.case, turn.playbook, turn.facts, turn.rules)
    if at is not None and at <= turn.now:
        record = turn.case.record(DEADLINE_STEP)
        turn.say(e.StepDone(DEADLINE_STEP, (record.occurrences if record else 0) + 1, turn.now))
        turn.react(Happening.DEADLINE_NEAR)


# --- holds, proposals, waits -----------------------------------------------------------------------------------


def _overdue_hold(turn: Turn) -> None:
    """A hold whose deadline passed ends, and one with the next level's owner begins: never silent resumption."""
    hold = turn.case.hold
    if hold is None or hold.deadline > turn.now:
        return
    owner, within = _one_level_up(hold.owner, turn.rules)
    deadline = turn.staff_deadline(within)
    turn.say(e.HoldEnded("deadline", turn.now, turn.shifted(hold.since)))
    turn.say(e.CaseEscalated(owner, "clock", hold.kind.value, deadline, turn.now))
    turn.say(e.HoldPlaced(replace(hold, owner=owner, since=turn.now, deadline=deadline, level=hold.level + 1)))


def _one_level_up(owner: Role, rules: Rules) -> tuple[Role, Duration]:
    """Who owns an overdue hold next, and for how long: one level up each time; the last level is repeated."""
    chain = rules.escalations.chains.get(EscalationReason.HOLD_OVERDUE)
    owners = list(dict.fromkeys(level.role for level in chain.levels)) if chain else list(HOLD_OWNERS)
    if owner in owners:
        up = owners.index(owner) + 1
    else:  # it was nobody's of the chain: whoever is first in it above the operator
        up = next((at for at, role in enumerate(owners) if role is not Role.OPERATOR), len(owners))
    return (owners[up], NEXT_LEVEL_WITHIN) if up < len(owners) else (owners[-1], LAST_LEVEL_WITHIN)


def _overdue_proposal(turn: Turn) -> None:
    live = turn.case.live_proposal
    if live is None:
        return
    if live.state is ProposalState.PROPOSED:
        if live.expires_at <= turn.now:
            expire(turn, live)
    elif turn.case.executing_until is None or turn.case.executing_until <= turn.now:
        posted = live.state is ProposalState.CARRIED_OUT
        within = CONFIRM_WITHIN if posted else turn.playbook.carry_out_within
        deadline = max(turn.staff_deadline(within), turn.now + ESCALATE_AGAIN_AFTER)
        reason = e.NOT_CONFIRMED if posted else e.NOT_CARRIED_OUT
        turn.say(e.CaseEscalated(Role.SUPERVISOR, "clock", reason, deadline, turn.now))


def _overdue_wait(turn: Turn) -> None:
    wait = turn.case.wait
    if wait is None:
        return
    if turn.now < wait.until:
        _remind(turn)
        return
    match wait.reason:
        case WaitReason.PROMISE:
            _promise_due(turn, wait)
        case WaitReason.TRACE:
            turn.hold(HoldKind.TRACE, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
        case WaitReason.ANSWER:
            turn.end_wait()
            if not which_case.unanswered(turn, wait):
                turn.react(Happening.UNANSWERED)
        case WaitReason.QUIET | WaitReason.SNOOZE | WaitReason.INQUIRY:
            turn.end_wait()
        case _:
            assert_never(wait.reason)


def _promise_due(turn: Turn, wait: Wait) -> None:
    """Broken = the promised day with its grace, and an import that covers them."""
    promise = turn.case.promise
    if promise is None:
        turn.end_wait()
        return
    covered = turn.facts.covered_until
    if turn.rules.declared_feed and (covered is None or covered < _to_be_covered(turn, promise)):
        _await_import(turn, promise, wait)
        return
    turn.end_wait()
    turn.say(e.PromiseBroken(promise.day, turn.now))
    if turn.case.promises_broken >= TWICE:
        turn.hold(HoldKind.PROMISE_BROKEN, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    else:
        turn.react(Happening.PROMISE_BROKEN)


def _to_be_covered(turn: Turn, promise: Promise) -> date:
    """The last bank day on which the promised payment could still have come in."""
    terms = promise_rules(turn.playbook)
    last = add_duration(promise.day, terms.grace, turn.facts.holidays) if terms else promise.day
    return last_business_day_before(last + DAY, turn.facts.holidays)


def _await_import(turn: Turn, promise: Promise, wait: Wait) -> None:
    if turn.now >= at_local(_to_be_covered(turn, promise), turn.playbook.at, turn.zone) + WAIT_FOR_IMPORT:
        turn.hold(HoldKind.PROMISE_BROKEN, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    else:
        turn.say(e.WaitStarted(Wait(turn.now + DAY, WaitReason.PROMISE, wait.since)))


# --- the reminder of a promise ---------------------------------------------------------------------------------


def _remind_at(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    promise = case.promise
    if promise is None or promise.reminded or not _reminder(playbook):
        return None
    zone = customer_zone(facts, rules)
    if promise.day - local(promise.made_at, zone).date() <= REMIND_IF_FURTHER_THAN:
        return None
    if case.planned is not None and case.planned.key == _reminder_key(promise):
        return case.planned.at
    return at_local(promise.day - DAY, playbook.at, zone)


def _reminder_key(promise: Promise) -> TouchKey:
    """The same day may be promised again: when it was promised is part of the key."""
    return TouchKey(f"{PROMISE_CAUSE}{promise.day.isoformat()}:{promise.made_at:%Y%m%dT%H%M%S}", 1)


def _reminder(playbook: Playbook) -> str:
    for reaction in playbook.reactions.values():
        for action in reaction.actions:
            if isinstance(action, NotePromise):
                return action.remind
    return ""


def _remind(turn: Turn) -> None:
    promise, rules_of = turn.case.promise, promise_rules(turn.playbook)
    at = _remind_at(turn.case, turn.playbook, turn.facts, turn.rules)
    if promise is None or rules_of is None or at is None or at > turn.now:
        return
    found = pick(CHANNELS, ContactRole.MAIN, turn.facts, turn.rules)
    key = _reminder_key(promise)
    if found is None or any(touch.key == key for touch in turn.case.touches):
        turn.say(e.PromiseReminded(turn.now))
        return
    contact, channel = found
    touch = TouchAtGate(TouchClass.CHASE, channel, contact.id, rules_of.remind, turn.playbook.name, for_promise=True)
    verdict = plan(touch, turn.case, turn.facts, turn.rules, turn.now)
    day_of_promise = at_local(promise.day, turn.playbook.at, turn.zone)
    if verdict.at is None or verdict.at >= day_of_promise:
        turn.say(e.PromiseReminded(turn.now))  # too late to remind: the day itself has come
    elif verdict.at > turn.now:
        moved(turn, key, "", verdict)
    else:
        _queue_reminder(turn, key, rules_of.remind, contact.id, channel)


def _queue_reminder(turn: Turn, key: TouchKey, template: str, contact_id: str, channel: Channel) -> None:
    turn.say(
        e.TouchQueued(
            key=key,
            step="",
            template=template,
            touch_class=TouchClass.CHASE,
            channel=channel,
            contact_id=contact_id,
            tone=int(Tone.FRIENDLY),
            ask=None,
            sender="normal",
            merge=True,
            at=turn.now,
            shift_days=turn.case.shift_days,
        )
    )
    turn.say(e.PromiseReminded(turn.now))
