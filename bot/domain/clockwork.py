"""What the passing of time does to a case, and when it next matters."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from bot.domain import events as e
from bot.domain.calendar import DAY, at_local, last_business_day_before, local
from bot.domain.case import Case, Hold, Promise, TouchKey, Wait, WaitReason
from bot.domain.facts import Facts
from bot.domain.gate import TouchAtGate, customer_zone, plan
from bot.domain.ladder import climb, due_at, moved, nothing_left, pick, unfinished
from bot.domain.playbook import ContactRole, Duration, Happening, NotePromise, Playbook, Send, Tone, Unit
from bot.domain.proposals import expire, expires_first
from bot.domain.reactions import promise_rules
from bot.domain.rules import Rules
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, Channel, HoldKind, ProposalState, Role, TouchClass

# Who owns a hold when its deadline passed: one level up each time; the last level is repeated.
CHAIN = (Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN)
NEXT_LEVEL_WITHIN = Duration(1, Unit.BUSINESS_DAYS)
LAST_LEVEL_WITHIN = Duration(5, Unit.BUSINESS_DAYS)
# How long a broken promise waits for an import that covers the promised day; then a person.
WAIT_FOR_IMPORT = timedelta(days=7)
REMIND_IF_FURTHER_THAN = timedelta(days=2)
TWICE = 2
CHANNELS = (Channel.EMAIL, Channel.SMS, Channel.CHAT)


def pass_time(turn: Turn) -> None:
    """Do whatever is due now."""
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
    times: list[datetime | None] = []
    match case.state:
        case CaseState.CLOSED:
            return None
        case CaseState.HELD:
            times = [case.hold.deadline if case.hold else None]
        case CaseState.DECIDING | CaseState.EXECUTING:
            times = [expires_first(p, case.executing_until) for p in case.proposals if p is case.live_proposal]
        case CaseState.WAITING:
            times = [case.wait.until if case.wait else None, _remind_at(case, playbook, facts, rules)]
        case CaseState.OPEN:
            times = _step_times(case, playbook, facts, rules)
        case _:
            assert_never(case.state)
    known = [at for at in times if at is not None]
    return min(known) if known else None


def _step_times(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> list[datetime | None]:
    """The next step's time. One that is queued or held back by the gate does not hide the one after it.

    While the gate holds rung one back, no later message may go first, but the person at the end still comes.
    """
    times: list[datetime | None] = []
    busy = {touch.key.cause for touch in case.touches}
    blocked = False
    for step in unfinished(case, playbook):
        if case.planned is not None and case.planned.key.cause == step.id:
            times.append(case.planned.at)
            blocked = case.first_rung_at is None
        elif step.id not in busy and not (blocked and isinstance(step.action, Send)):
            at = due_at(step, case, playbook, facts, rules)
            times.append(at)
            if at is not None:
                break
    if nothing_left(case, playbook, facts, rules):
        times.append(case.not_before or case.ladder_from or case.opened_at)
    return times


# --- holds, proposals, waits -----------------------------------------------------------------------------------


def _overdue_hold(turn: Turn) -> None:
    """A hold whose deadline passed ends, and one with the next level's owner begins: never silent resumption."""
    hold = turn.case.hold
    if hold is None or hold.deadline > turn.now:
        return
    up = CHAIN.index(hold.owner) + 1 if hold.owner in CHAIN else 1
    owner = CHAIN[min(up, len(CHAIN) - 1)]
    within = NEXT_LEVEL_WITHIN if up < len(CHAIN) else LAST_LEVEL_WITHIN
    deadline = turn.staff_deadline(within)
    turn.say(e.HoldEnded("deadline", turn.now, turn.shifted(hold.since)))
    turn.say(e.CaseEscalated(owner, "clock", hold.kind.value, deadline, turn.now))
    turn.say(e.HoldPlaced(Hold(hold.kind, owner, turn.now, deadline, hold.level + 1)))


def _overdue_proposal(turn: Turn) -> None:
    live = turn.case.live_proposal
    if live is None:
        return
    if live.state is ProposalState.PROPOSED:
        if live.expires_at <= turn.now:
            expire(turn, live)
    elif turn.case.executing_until is None or turn.case.executing_until <= turn.now:
        deadline = turn.staff_deadline(turn.playbook.carry_out_within)
        turn.say(e.CaseEscalated(Role.SUPERVISOR, "clock", "approved, not carried out", deadline, turn.now))


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
            turn.react(Happening.UNANSWERED)
        case WaitReason.QUIET | WaitReason.SNOOZE:
            turn.end_wait()
        case _:
            assert_never(wait.reason)


def _promise_due(turn: Turn, wait: Wait) -> None:
    """Broken = the promised day with its grace, and an import that covers them."""
    promise = turn.case.promise
    if promise is None:
        turn.end_wait()
        return
    today = local(turn.now, turn.rules.zone).date()
    needed = last_business_day_before(today, turn.facts.holidays)
    covered = turn.facts.covered_until
    if turn.rules.declared_feed and (covered is None or covered < needed):
        _await_import(turn, promise, wait)
        return
    turn.end_wait()
    turn.say(e.PromiseBroken(promise.day, turn.now))
    if turn.case.promises_broken >= TWICE:
        turn.hold(HoldKind.PROMISE_BROKEN, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    else:
        turn.react(Happening.PROMISE_BROKEN)


def _await_import(turn: Turn, promise: Promise, wait: Wait) -> None:
    given_up = at_local(promise.day, turn.playbook.at, turn.zone) + WAIT_FOR_IMPORT
    if turn.now >= max(given_up, wait.since + WAIT_FOR_IMPORT):
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
    if case.planned is not None and case.planned.key.cause == f"promise:{promise.day.isoformat()}":
        return case.planned.at
    return at_local(promise.day - DAY, playbook.at, zone)


def _reminder(playbook: Playbook) -> str:
    for reaction in playbook.reactions.values():
        for action in reaction.actions:
            if isinstance(action, NotePromise):
                return action.remind
    return ""


def _remind(turn: Turn) -> None:
    promise, rules_of = turn.case.promise, promise_rules(turn)
    at = _remind_at(turn.case, turn.playbook, turn.facts, turn.rules)
    if promise is None or rules_of is None or at is None or at > turn.now:
        return
    found = pick(CHANNELS, ContactRole.MAIN, turn.facts, turn.rules)
    key = TouchKey(f"promise:{promise.day.isoformat()}", 1)
    if found is None or any(touch.key == key for touch in turn.case.touches):
        turn.say(e.PromiseReminded(turn.now))
        return
    contact, channel = found
    touch = TouchAtGate(TouchClass.CHASE, channel, contact.id, rules_of.remind, turn.playbook.name, for_promise=True)
    verdict = plan(touch, turn.case, turn.facts, turn.rules, turn.now)
    day_of_promise = at_local(promise.day, turn.playbook.at, turn.zone)
    if verdict.at is None or verdict.at > day_of_promise:
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
