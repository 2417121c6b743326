"""Words to the customer: answers, notices, and what they are asked back. Nothing is asked twice."""

from __future__ import annotations

from datetime import datetime

from bot.domain import events as e
from bot.domain.case import TELLS_OF_PERSON, TouchKey, WaitReason
from bot.domain.gate import TouchAtGate, plan
from bot.domain.ladder import pick
from bot.domain.playbook import Answer, Ask, ContactRole, Happening, Tell, Tone
from bot.domain.reading import Reading
from bot.domain.receipts import fitting
from bot.domain.told import told_lately
from bot.domain.turn import Turn
from bot.domain.vocabulary import Channel, DateRole, HoldKind, Intent, ProposalState, Question, TouchClass

LASTING = frozenset({WaitReason.PROMISE, WaitReason.TRACE, WaitReason.SNOOZE, WaitReason.INQUIRY})
ANSWERED_BY = {
    Question.CONFIRM: frozenset({Intent.AFFIRM, Intent.DENY}),
    Question.REFUND_OR_CREDIT: frozenset({Intent.REFUND_REQUEST, Intent.KEEP_AS_CREDIT}),
}
RESOLVED = frozenset({ProposalState.APPROVED, ProposalState.CARRIED_OUT, ProposalState.CONFIRMED})
MAX_QUESTIONS = 2  # clarifying questions in a case; then a person


# --- questions -------------------------------------------------------------------------------------------------


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


def may_clarify(turn: Turn, question: Question) -> bool:
    """Whether the customer may be asked back: at most two such questions in a case, none that was asked before."""
    return question not in turn.case.asked_back and len(turn.case.questions_asked) < MAX_QUESTIONS


def _is_put(turn: Turn, question: Question | None, reply_id: str, *, clarifying: bool) -> bool:
    """Whether an answer puts its question: one in all that answers a reply, none twice, none about what is known."""
    if question is None:
        return False
    if any(isinstance(said, e.TouchQueued) and said.answers == reply_id and said.ask for said in turn.events):
        return False
    if clarifying:
        return True  # looked at before
    known = question is Question.WHICH_DAY and turn.case.promise is not None
    return not known and question not in turn.case.asked_back


def ask_back(turn: Turn, action: Ask, reply_id: str) -> None:
    """Ask what a reply means. Where that was asked before, or twice something else, a person reads it."""
    if not reply_id or not may_clarify(turn, action.question):
        turn.hold(HoldKind.UNDECIDED_REPLY, action.owner, turn.staff_deadline(action.within))
        return
    answer(turn, action.template, reply_id, action.question, clarifying=True)
    await_answer(turn, turn.staff_deadline(turn.rules.answer_promise))


def await_answer(turn: Turn, until: datetime) -> None:
    """Silence until the customer answers. A promise, a trace, a snooze or a question to others goes on beside it."""
    wait = turn.case.wait
    if wait is None or wait.reason not in LASTING:
        turn.wait(until, WaitReason.ANSWER)


# --- answers and notices ---------------------------------------------------------------------------------------


def answer_as(turn: Turn, action: Answer, reading: Reading | None, reply_id: str) -> None:
    """Answer as a playbook says; what the reply already gives is not asked for."""
    if action.by and turn.replied_on[0] not in action.by:
        return
    if action.once and turn.case.last_said == action.template:
        return
    given = _is_given(turn, action, reading)
    if given and action.if_given:
        answer(turn, action.if_given, reply_id)
    else:
        answer(turn, action.template, reply_id, action.ask, given=given)


def _is_given(turn: Turn, action: Answer, reading: Reading | None) -> bool:
    """Whether nothing need be asked; nor is proof asked for of a payment that may be in suspense."""
    if action.ask is Question.REFERENCE and fitting(turn.case, turn.facts):
        return True
    return reading is not None and action.ask is not None and gives(reading, action.ask)


def answer(
    turn: Turn,
    template: str,
    reply_id: str,
    ask: Question | None = None,
    *,
    clarifying: bool = False,
    given: bool = False,
    asks: bool = True,
) -> None:
    """Answer the customer on the medium that they used. Nobody is answered twice with the same words.

    Where the question is not put (`given` = the reply answers it), the words leave it out; so they do with what they
    offer where `asks` is false.
    """
    if not reply_id:
        return
    channel, contact_id = turn.replied_on
    key = TouchKey(f"{reply_id}:{template}", 1)
    if any(isinstance(event, e.TouchQueued) and event.key == key for event in turn.events):
        return
    if key.cause in turn.answered or (template in TELLS_OF_PERSON and told_lately(turn)):
        return
    put = ask if not given and _is_put(turn, ask, reply_id, clarifying=clarifying) else None
    quiet = ask is not None and put is None
    _queue(
        turn,
        key,
        template,
        TouchClass.RESPONSE,
        channel,
        contact_id,
        put,
        reply_id,
        clarifying=clarifying,
        asks=asks and not quiet,
    )


def tell_as(turn: Turn, action: Tell, cause: str) -> None:
    """Tell the customer as a playbook says; of a resolution that has words of its own, those."""
    decided = [p for p in turn.case.proposals if p.state in RESOLVED]
    template = action.for_resolution.get(decided[-1].kind, action.template) if decided else action.template
    tell(turn, template, action.channels, f"{cause}:{turn.case.seq}", _class(turn, cause))


def _class(turn: Turn, cause: str) -> TouchClass:
    """To remind somebody who owes of a broken promise is to chase, whatever the words."""
    pressing = cause == Happening.PROMISE_BROKEN.value and turn.case.chaseable_minor > 0
    return TouchClass.CHASE if pressing else TouchClass.NOTICE


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
    asks: bool = True,
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
        asks=asks,
        language=turn.answer_in if touch_class is TouchClass.RESPONSE else "",
    )
    turn.say(event)
    if verdict.at is None:
        why = verdict.why[0]
        refusal = e.TouchRefused(key, why.rule.value, why.sentence, why.lifts_at, why.lifts_when, turn.now)
        turn.refuse(refusal, next(touch for touch in turn.case.touches if touch.key == key))
    elif ask is not None:
        turn.say(e.QuestionAsked(ask, turn.now, clarifying=clarifying, back=bool(answers)))
