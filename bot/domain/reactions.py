"""What the playbook's reactions do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain import events as e
from bot.domain.calendar import add_duration, at_local, local
from bot.domain.case import Promise, TouchKey, WaitReason
from bot.domain.gate import TouchAtGate, plan
from bot.domain.ladder import pick
from bot.domain.playbook import (
    Answer,
    Ask,
    CloseWith,
    ContactRole,
    Duration,
    EscalateTo,
    HoldFor,
    NoteDispute,
    NotePromise,
    Propose,
    ReactionAction,
    Resume,
    Task,
    Tell,
    Tone,
    Trigger,
    WaitFor,
)
from bot.domain.proposals import close, propose_by_bot
from bot.domain.reading import Reading
from bot.domain.turn import Turn
from bot.domain.vocabulary import Channel, DateRole, HoldKind, Owes, Question, Role, TouchClass

LASTING = frozenset({WaitReason.PROMISE, WaitReason.TRACE, WaitReason.SNOOZE})
MAX_QUESTIONS = 2  # clarifying questions in a case; then a person (CONVERSATION.md)


def react(turn: Turn, trigger: Trigger, reading: Reading | None, reply_id: str) -> bool:
    """Do what the playbook says about an intent, a flag or a happening. False when it says nothing."""
    reaction = turn.playbook.reactions.get(trigger)
    if reaction is None:
        return False
    for action in reaction.actions:
        _do(turn, action, trigger, reading, reply_id)
    return True


def _do(turn: Turn, action: ReactionAction, trigger: Trigger, reading: Reading | None, reply_id: str) -> None:
    match action:
        case Answer():
            answer(turn, action.template, reply_id, action.ask)
        case Tell():
            tell(turn, action.template, action.channels, f"{trigger.value}:{turn.case.seq}")
        case Ask():
            _ask(turn, action, reply_id)
        case HoldFor():
            turn.hold(action.kind, action.owner, turn.staff_deadline(action.within))
        case WaitFor():
            reason = WaitReason.TRACE if action.ask_staff_after else WaitReason.QUIET
            if not turn.held:
                turn.wait(turn.later(action.duration), reason)
        case NotePromise():
            _note_promise(turn, action, reading, reply_id)
        case NoteDispute():
            _note_dispute(turn, action, reading, reply_id)
        case Resume():
            _resume(turn, action)
        case Propose():
            if reading is None or reading.decided:
                propose_by_bot(turn, action, trigger.value, reading)
        case Task():
            turn.say(e.TaskRaised(action.name, action.owner, turn.staff_deadline(action.within), turn.now))
        case EscalateTo():
            deadline = turn.staff_deadline(action.within)
            turn.say(e.CaseEscalated(action.owner, "playbook", trigger.value, deadline, turn.now))
        case CloseWith():
            _close(turn, action)
        case _:
            assert_never(action)


def _resume(turn: Turn, action: Resume) -> None:
    """The ladder goes on, but small talk does not end a promise, a trace or a snooze."""
    wait = turn.case.wait
    if wait is not None and wait.reason in LASTING:
        return
    turn.end_wait()
    turn.say(e.LadderRested(turn.later(action.after)))


def _close(turn: Turn, action: CloseWith) -> None:
    """No playbook closes an unpaid case of a customer who owes by itself: it ends with a person (DESIGN.md 6)."""
    if turn.case.owes is not Owes.WE and turn.case.gap > 0:
        turn.hold(HoldKind.END_OF_PLAYBOOK, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    elif turn.case.live_proposal is None:
        close(turn, action.outcome, action.root_cause, "playbook")


# --- words to the customer -------------------------------------------------------------------------------------


def answer(turn: Turn, template: str, reply_id: str, ask: Question | None = None) -> None:
    """Answer the customer on the medium that they used. Nobody is answered twice with the same words."""
    if not reply_id:
        return
    channel, contact_id = turn.replied_on
    key = TouchKey(f"{reply_id}:{template}", 1)
    if any(touch.key == key for touch in turn.case.touches):
        return
    _queue(turn, key, template, TouchClass.RESPONSE, channel, contact_id, ask, reply_id)


def tell(turn: Turn, template: str, channels: tuple[Channel, ...], cause: str) -> None:
    """Tell the customer something that they did not just ask."""
    found = pick(channels, ContactRole.MAIN, turn.facts, turn.rules)
    if found is not None:
        contact, channel = found
        _queue(turn, TouchKey(cause, 1), template, TouchClass.NOTICE, channel, contact.id, None, "")


def _queue(
    turn: Turn,
    key: TouchKey,
    template: str,
    touch_class: TouchClass,
    channel: Channel,
    contact_id: str,
    ask: Question | None,
    answers: str,
) -> None:
    touch = TouchAtGate(touch_class, channel, contact_id, template, turn.playbook.name, answers)
    verdict = plan(touch, turn.case, turn.facts, turn.rules, turn.now)
    event = e.TouchQueued(
        key=key,
        step="",
        template=template,
        touch_class=touch_class,
        channel=channel,
        contact_id=contact_id,
        tone=int(Tone.INFORM),
        ask=ask,
        sender="normal",
        merge=True,
        at=verdict.at or turn.now,
        shift_days=turn.case.shift_days,
        answers=answers,
    )
    turn.say(event)
    if verdict.at is None:
        why = verdict.why[0]
        turn.say(e.TouchRefused(key, why.rule.value, why.sentence, why.lifts_at, why.lifts_when, turn.now))
    elif ask is not None:
        turn.say(e.QuestionAsked(ask, turn.now))


def _ask(turn: Turn, action: Ask, reply_id: str) -> None:
    asked = turn.case.questions_asked
    if action.question in asked or len(asked) >= MAX_QUESTIONS:
        turn.hold(HoldKind.UNDECIDED_REPLY, action.owner, turn.staff_deadline(action.within))
        return
    answer(turn, action.template, reply_id, action.question)
    if not turn.held:
        turn.wait(turn.staff_deadline(turn.rules.answer_promise), WaitReason.ANSWER)


# --- promises and disputes -------------------------------------------------------------------------------------


def _note_promise(turn: Turn, action: NotePromise, reading: Reading | None, reply_id: str) -> None:
    if turn.held or turn.case.gap <= 0:
        return
    days = sorted({d.date for d in reading.dates if d.role is DateRole.WILL_PAY_ON}) if reading else []
    today = local(turn.now, turn.zone).date()
    if len(days) == 1 and days[0] >= today:
        if days[0] <= add_duration(today, action.at_most, turn.facts.holidays):
            _promise(turn, action, days[0], reply_id)
        else:  # further off than the client accepts: a plan, which a person decides
            turn.hold(HoldKind.REQUEST, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))
        return
    if Question.WHICH_DAY not in turn.case.questions_asked:
        answer(turn, action.ask, reply_id, Question.WHICH_DAY)
    turn.wait(turn.later(action.without_day), WaitReason.ANSWER)


def _promise(turn: Turn, action: NotePromise, day: date, reply_id: str) -> None:
    turn.wait(broken_at(turn, day, action.grace), WaitReason.PROMISE)
    turn.say(e.PromiseMade(Promise(day, turn.now)))
    answer(turn, action.noted, reply_id)


def broken_at(turn: Turn, day: date, grace: Duration) -> datetime:
    """When a promise counts as broken: the promised day and its grace have passed."""
    last = add_duration(day, grace, turn.facts.holidays)
    return at_local(last + timedelta(days=1), turn.playbook.at, turn.zone)


def promise_rules(turn: Turn) -> NotePromise | None:
    """How the playbook treats a promise, or None."""
    for reaction in turn.playbook.reactions.values():
        for action in reaction.actions:
            if isinstance(action, NotePromise):
                return action
    return None


def _note_dispute(turn: Turn, action: NoteDispute, reading: Reading | None, reply_id: str) -> None:
    case = turn.case
    contested = _contested(turn, reading)
    if contested != case.disputed:
        turn.say(e.DisputeRecorded(contested, reply_id, turn.now))
    turn.cancel_chases("contested")
    deadline = turn.staff_deadline(action.answer_within)
    if turn.rules.chase_undisputed_rest and turn.case.chaseable_minor > 0:
        turn.say(e.TaskRaised("look into the contested part", action.owner, deadline, turn.now))
    else:
        turn.hold(HoldKind.DISPUTE, action.owner, deadline)


def _contested(turn: Turn, reading: Reading | None) -> int:
    """The one amount in the reply that fits, else all that is open."""
    whole = max(turn.case.gap, turn.case.disputed, 0) or turn.case.open_minor
    named = [a.minor_units for a in reading.amounts if a.currency in (None, turn.case.currency)] if reading else []
    fitting = {amount for amount in named if 0 < amount <= whole}
    return fitting.pop() if len(fitting) == 1 else whole
