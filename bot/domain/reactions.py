"""What the playbook's reactions do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain import events as e
from bot.domain.calendar import add_duration, at_local, local
from bot.domain.case import Promise, TouchKey, WaitReason
from bot.domain.conditions import allowed
from bot.domain.gate import TouchAtGate, plan
from bot.domain.inquiries import ask
from bot.domain.ladder import pick
from bot.domain.playbook import (
    FALLS_BACK_TO,
    Answer,
    Ask,
    CloseWith,
    ContactRole,
    Duration,
    EscalateTo,
    Happening,
    HoldFor,
    Inquire,
    NoteDispute,
    NotePromise,
    Playbook,
    Propose,
    Reaction,
    ReactionAction,
    Resume,
    Task,
    Tell,
    Tone,
    Trigger,
    WaitFor,
)
from bot.domain.proposals import close
from bot.domain.proposing import propose_by_bot
from bot.domain.reading import Reading
from bot.domain.receipts import fitting
from bot.domain.suspense import said_paid
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    DateRole,
    HoldKind,
    Intent,
    Owes,
    ProposalState,
    Question,
    Role,
    TouchClass,
)

LASTING = frozenset({WaitReason.PROMISE, WaitReason.TRACE, WaitReason.SNOOZE, WaitReason.INQUIRY})
ANSWERED_BY = {
    Question.CONFIRM: frozenset({Intent.AFFIRM, Intent.DENY}),
    Question.REFUND_OR_CREDIT: frozenset({Intent.REFUND_REQUEST, Intent.KEEP_AS_CREDIT}),
}
RESOLVED = frozenset({ProposalState.APPROVED, ProposalState.CARRIED_OUT, ProposalState.CONFIRMED})
MAX_QUESTIONS = 2  # clarifying questions in a case; then a person


def react(turn: Turn, trigger: Trigger, reading: Reading | None, reply_id: str) -> bool:
    """Do what the playbook says about an intent, a flag or a happening. False when it says nothing."""
    reaction = reaction_to(turn.playbook, trigger)
    if reaction is None or turn.case.state is CaseState.CLOSED:
        return False
    if trigger is Intent.ALREADY_PAID:
        said_paid(turn)
    perform(turn, reaction, trigger.value, reading, reply_id)
    return True


def reaction_to(playbook: Playbook, trigger: Trigger) -> Reaction | None:
    """What a playbook says about an intent, a flag or a happening; some happenings are as good as an intent."""
    reaction = playbook.reactions.get(trigger)
    if reaction is None:
        instead = FALLS_BACK_TO.get(trigger)
        return playbook.reactions.get(instead) if instead is not None else None
    return reaction


def perform(turn: Turn, reaction: Reaction, cause: str, reading: Reading | None = None, reply_id: str = "") -> None:
    """Do the actions of a reaction whose conditions hold, in their order. `cause` names what they follow upon."""
    if not reaction.guards:
        for number, action in enumerate(reaction.actions):
            _do(turn, action, cause, number, reading, reply_id)
        return
    for number, (action, guard) in enumerate(reaction.guarded()):
        if allowed(guard.only_if, guard.unless, turn.case, turn.facts, turn.now):
            _do(turn, action, cause, number, reading, reply_id)


def _do(turn: Turn, action: ReactionAction, cause: str, number: int, reading: Reading | None, reply_id: str) -> None:
    match action:
        case Answer():
            _answer(turn, action, reading, reply_id)
        case Tell():
            tell(turn, _told(turn, action), action.channels, f"{cause}:{turn.case.seq}", _class(turn, cause))
        case Ask():
            _ask(turn, action, reply_id)
        case HoldFor():
            turn.hold(action.kind, action.owner, turn.staff_deadline(action.within))
        case WaitFor():
            _wait(turn, action)
        case NotePromise():
            _note_promise(turn, action, reading, reply_id)
        case NoteDispute():
            _note_dispute(turn, action, reading, reply_id)
        case Resume():
            _resume(turn, action)
        case Propose():
            if reading is None or reading.decided:
                propose_by_bot(turn, action, cause, reading)
        case Task():
            turn.raise_task(action)
        case EscalateTo():
            deadline = turn.staff_deadline(action.within)
            turn.say(e.CaseEscalated(action.owner, "playbook", cause, deadline, turn.now))
        case CloseWith():
            _close(turn, action)
        case Inquire():
            ask(turn, action, f"{cause}.{number + 1}")
        case _:
            assert_never(action)


def _wait(turn: Turn, action: WaitFor) -> None:
    """Silence for a time. A pause does not shorten a promise, a trace or a snooze; a trace takes their place."""
    until = turn.later(action.duration)
    wait = turn.case.wait
    if action.ask_staff_after:
        turn.wait(until, WaitReason.TRACE)
    elif wait is None or wait.reason not in LASTING:
        turn.wait(until, WaitReason.QUIET)
    elif wait.reason is WaitReason.INQUIRY:
        turn.say(e.LadderRested(until))


def _resume(turn: Turn, action: Resume) -> None:
    """The ladder goes on, but small talk does not end a promise, a trace, a snooze or a question to somebody else."""
    wait = turn.case.wait
    if wait is not None and wait.reason in LASTING - {WaitReason.INQUIRY}:
        return
    if wait is not None and wait.reason is not WaitReason.INQUIRY:
        turn.end_wait()
    turn.say(e.LadderRested(turn.later(action.after)))


def _close(turn: Turn, action: CloseWith) -> None:
    """No playbook closes an unpaid case of a customer who owes by itself: it ends with a person."""
    if turn.case.state is CaseState.CLOSED:
        return
    if turn.case.owes is not Owes.WE and turn.case.gap > 0:
        turn.hold(HoldKind.END_OF_PLAYBOOK, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    elif turn.case.live_proposal is None:
        close(turn, action.outcome, action.root_cause, "playbook")


# --- words to the customer -------------------------------------------------------------------------------------


def _answer(turn: Turn, action: Answer, reading: Reading | None, reply_id: str) -> None:
    """Answer; what the reply already gives is not asked for, nor proof of a payment that may be in suspense."""
    if action.if_given and _is_given(turn, action, reading):
        answer(turn, action.if_given, reply_id)
    else:
        answer(turn, action.template, reply_id, action.ask)


def _is_given(turn: Turn, action: Answer, reading: Reading | None) -> bool:
    if action.ask is Question.REFERENCE and fitting(turn.case, turn.facts):
        return True
    return reading is not None and action.ask is not None and gives(reading, action.ask)


def gives(reading: Reading, asked: Question) -> bool:
    """Whether a reply already answers the question."""
    intents = ANSWERED_BY.get(asked, frozenset())
    given = {
        Question.WHICH_DAY: any(day.role is DateRole.WILL_PAY_ON for day in reading.dates),
        Question.WHICH_AMOUNT: bool(reading.amounts),
        Question.WHICH_CASE: bool(reading.references),
        Question.REFERENCE: bool(reading.references),
        Question.CONTACT: bool(reading.emails or reading.phones),
    }
    return given.get(asked, False) or any(reading.has(intent) for intent in intents)


def _told(turn: Turn, action: Tell) -> str:
    """The template; of a resolution that has words of its own, those."""
    decided = [p for p in turn.case.proposals if p.state in RESOLVED]
    return action.for_resolution.get(decided[-1].kind, action.template) if decided else action.template


def _class(turn: Turn, cause: str) -> TouchClass:
    """To remind somebody who owes of a broken promise is to chase, whatever the words."""
    pressing = cause == Happening.PROMISE_BROKEN.value and turn.case.chaseable_minor > 0
    return TouchClass.CHASE if pressing else TouchClass.NOTICE


def answer(turn: Turn, template: str, reply_id: str, ask: Question | None = None, *, clarifying: bool = False) -> None:
    """Answer the customer on the medium that they used. Nobody is answered twice with the same words."""
    if not reply_id:
        return
    channel, contact_id = turn.replied_on
    key = TouchKey(f"{reply_id}:{template}", 1)
    if any(isinstance(event, e.TouchQueued) and event.key == key for event in turn.events):
        return
    if key.cause in turn.answered:
        return
    _queue(turn, key, template, TouchClass.RESPONSE, channel, contact_id, ask, reply_id, clarifying=clarifying)


def tell(
    turn: Turn, template: str, channels: tuple[Channel, ...], cause: str, touch_class: TouchClass = TouchClass.NOTICE
) -> None:
    """Tell the customer something that they did not just ask."""
    found = pick(channels, ContactRole.MAIN, turn.facts, turn.rules)
    if found is not None:
        contact, channel = found
        _queue(turn, TouchKey(cause, 1), template, touch_class, channel, contact.id, None, "")


def _queue(
    turn: Turn,
    key: TouchKey,
    template: str,
    touch_class: TouchClass,
    channel: Channel,
    contact_id: str,
    ask: Question | None,
    answers: str,
    *,
    clarifying: bool = False,
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
        language=turn.answer_in if touch_class is TouchClass.RESPONSE else "",
    )
    turn.say(event)
    if verdict.at is None:
        why = verdict.why[0]
        refusal = e.TouchRefused(key, why.rule.value, why.sentence, why.lifts_at, why.lifts_when, turn.now)
        turn.refuse(refusal, next(touch for touch in turn.case.touches if touch.key == key))
    elif ask is not None:
        turn.say(e.QuestionAsked(ask, turn.now, clarifying=clarifying))


def _ask(turn: Turn, action: Ask, reply_id: str) -> None:
    asked = turn.case.questions_asked
    if not reply_id or action.question in asked or len(asked) >= MAX_QUESTIONS:
        turn.hold(HoldKind.UNDECIDED_REPLY, action.owner, turn.staff_deadline(action.within))
        return
    answer(turn, action.template, reply_id, action.question, clarifying=True)
    _await_answer(turn, turn.staff_deadline(turn.rules.answer_promise))


def _await_answer(turn: Turn, until: datetime) -> None:
    """Silence until the customer answers. A promise, a trace, a snooze or a question to others goes on beside it."""
    wait = turn.case.wait
    if wait is None or wait.reason not in LASTING:
        turn.wait(until, WaitReason.ANSWER)


# --- promises and disputes -------------------------------------------------------------------------------------


def _note_promise(turn: Turn, action: NotePromise, reading: Reading | None, reply_id: str) -> None:
    if turn.case.state not in (CaseState.OPEN, CaseState.WAITING):
        return
    if turn.case.gap <= 0:  # nothing is owed that could be promised: a person sees what is meant
        turn.hold(HoldKind.UNDECIDED_REPLY, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
        return
    days = sorted({d.date for d in reading.dates if d.role is DateRole.WILL_PAY_ON}) if reading else []
    today = local(turn.now, turn.zone).date()
    if len(days) == 1 and days[0] >= today:
        if days[0] <= add_duration(today, action.at_most, turn.facts.holidays):
            _promise(turn, action, days[0], reply_id)
        else:  # further off than the client accepts: a plan, which a person decides
            turn.hold(HoldKind.REQUEST, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))
        return
    if not reply_id:
        turn.hold(HoldKind.UNDECIDED_REPLY, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
        return
    if Question.WHICH_DAY not in turn.case.questions_asked:
        answer(turn, action.ask, reply_id, Question.WHICH_DAY, clarifying=True)
    _await_answer(turn, turn.later(action.without_day))


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
    contest(turn, reading, reply_id)
    # Never later than what the client promises its customers, whatever the playbook says.
    deadline = min(turn.staff_deadline(action.answer_within), turn.staff_deadline(turn.rules.answer_promise))
    if turn.rules.chase_undisputed_rest and turn.case.chaseable_minor > 0:
        turn.say(e.TaskRaised("look into the contested part", action.owner, deadline, turn.now))
    else:
        turn.hold(HoldKind.DISPUTE, action.owner, deadline)


def contest(turn: Turn, reading: Reading | None, reply_id: str) -> None:
    """DISPUTE-HOLD: from now on the contested part is not chased. What was contested before stays so."""
    if turn.case.state is CaseState.CLOSED:
        return
    contested = _contested(turn, reading)
    if contested > turn.case.disputed or (contested and not turn.case.disputed_by_customer):
        turn.say(e.DisputeRecorded(max(contested, turn.case.disputed), reply_id, turn.now))
    turn.cancel_chases("contested")


def contests_part(turn: Turn, reading: Reading) -> bool:
    """Whether less than the whole is contested in a reply."""
    return _contested(turn, reading) < _whole(turn)


def _whole(turn: Turn) -> int:
    """Minor units of all that could be contested."""
    return max(turn.case.gap, turn.case.disputed, 0) or turn.case.open_minor


def _contested(turn: Turn, reading: Reading | None) -> int:
    """The one amount in the reply that fits, else all that is open."""
    whole = _whole(turn)
    named = reading.amounts_in(turn.case.currency) if reading else ()
    fitting = {amount for amount in named if 0 < amount <= whole}
    return fitting.pop() if len(fitting) == 1 else whole
