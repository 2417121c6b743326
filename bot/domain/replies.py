"""A customer's reply: safety first, whatever the playbook says; then its requests; else a person."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain import which_case
from bot.domain.case import StepFate, UndecidedReply, Wait, WaitReason
from bot.domain.changing import replace
from bot.domain.commands import DecideReply, UnderstandReply
from bot.domain.gate import OPT_OUT_CONFIRMATION
from bot.domain.handing_over import (
    CRITICAL,
    for_whoever_has_it,
    only_asks_for_language,
    only_asks_who_writes,
    say_in_language,
    say_that_a_person_has_it,
    say_that_automated,
)
from bot.domain.playbook import NO_REACTION, Duration, Happening, Propose, Send, Task, Trigger, Unit
from bot.domain.promising import about_a_day
from bot.domain.proposals import invalidate, take_back
from bot.domain.reactions import contest, contests_part
from bot.domain.reading import Reading
from bot.domain.requests import in_order
from bot.domain.rules import OptOutScope
from bot.domain.speaking import answer, gives
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    FLAGS_WITHOUT_PERSON,
    CaseState,
    Channel,
    Flag,
    HoldKind,
    Intent,
    Question,
    Role,
)

# Done when they are read surely, wherever the case stands.
DONE_AT_ONCE = CRITICAL | {Intent.DISPUTE, Intent.OPT_IN}
# A closed case opens again, for a person, when the customer writes one of these.
REOPENING = frozenset(
    {Intent.DISPUTE, Intent.REFUND_REQUEST, Intent.HUMAN_REQUEST, Intent.COMPLAINT, Intent.LEGAL_NOTICE}
)
# "Yes" to one of these agrees to something.
AGREED_TO = frozenset({Question.CONFIRM, Question.REFUND_OR_CREDIT})
# Whoever has just written is not chased the same day, even where the playbook says nothing of it.
REST_AFTER_REPLY = Duration(3, Unit.DAYS)


def understand(turn: Turn, command: UnderstandReply) -> None:
    """Every reply ends in a new plan, a wait with an end, or a person."""
    turn.replied_on = (command.channel, command.contact_id)
    turn.answer_in = command.answer_in
    turn.say(_received(turn, command))
    if command.reading.automatic:
        return  # an automatic mail is never "the customer replied"
    if command.contact_language and command.whole_person:
        before = next((one.language for one in turn.facts.customer.contacts if one.id == command.contact_id), "")
        turn.say(
            e.ContactLanguageSet(command.contact_id, command.contact_language, "customer", turn.now, before=before)
        )
    if command.which:
        which_case.ask(turn, command)
        _rest(turn)
        return
    if only_asks_for_language(command):
        turn.cancel_chases("the customer wrote")
        say_in_language(turn, command)
        _rest(turn)
        return
    _follow(turn, command)


def decided(turn: Turn, command: DecideReply, before: UndecidedReply) -> None:
    """A person said what a reply means: what was done at once stays done, the rest follows as if it was read so."""
    turn.replied_on = (command.channel, command.contact_id)
    turn.answer_in = command.answer_in
    turn.answered = frozenset(before.answers)
    reading = replace(command.reading, decided=True, automatic=False)
    told = tuple(read.intent for read in reading.intents)
    turn.say(e.ReplyDecided(before.id, command.actor.id, told, reading.flags, turn.now))
    if turn.case.hold is not None and turn.case.hold.kind is HoldKind.UNDECIDED_REPLY:
        turn.lift_hold(e.BY_READING)
    _follow(
        turn, UnderstandReply(before.id, command.channel, _new_in(reading, before), command.contact_id, by_person=True)
    )
    if turn.case.undecided and turn.case.state in (CaseState.OPEN, CaseState.WAITING):
        _hold(turn, HoldKind.UNDECIDED_REPLY)  # another message waits to be read


def misread(turn: Turn, command: DecideReply, before: UndecidedReply) -> None:
    """A person said that a reply had been taken for something else.

    What must not wait is done at once. Nothing else goes on by itself: whoever saw it has the case, and sees what of
    that which was done is to be undone. A promise ends with its wait, as by any hold.
    """
    turn.replied_on = (command.channel, command.contact_id)
    turn.answered = frozenset(before.answers)
    told = tuple(read.intent for read in command.reading.intents)
    turn.say(e.ReplyDecided(before.id, command.actor.id, told, command.reading.flags, turn.now, misread=True))
    if turn.case.state is CaseState.CLOSED:
        turn.say(e.CaseReopened(command.actor.id, "a message was misunderstood", turn.now))
    turn.cancel_chases("a message was misunderstood")
    new = replace(_new_in(command.reading, before, DONE_AT_ONCE), decided=True, automatic=False)
    _safety(turn, UnderstandReply(before.id, command.channel, new, command.contact_id, by_person=True))
    turn.hold(HoldKind.STAFF, command.actor.role, turn.staff_deadline(turn.rules.undecided_within), level=1)
    if turn.case.assignee != command.actor.id:
        turn.say(e.CaseAssigned(command.actor.id, command.actor.id, turn.now))


def _new_in(reading: Reading, before: UndecidedReply, at_once: frozenset[Intent] = CRITICAL) -> Reading:
    """The reading without what was seen to when the reply came in, sure or not."""
    seen_to = at_once.intersection(before.intents)
    return replace(
        reading,
        intents=tuple(read for read in reading.intents if read.intent not in seen_to),
        flags=tuple(flag for flag in reading.flags if flag not in before.flags),
    )


def _follow(turn: Turn, command: UnderstandReply) -> None:
    turn.cancel_chases("the customer wrote")
    if command.reading.decided:
        take_back(turn, [read.intent for read in command.reading.intents])
    held, waited = turn.held, turn.case.wait
    _safety(turn, command)
    if turn.case.state is CaseState.CLOSED:
        _after_closing(turn, command)
    elif held:
        for_whoever_has_it(turn, command)
    elif not turn.held:
        _requests(turn, command)
    _no_longer_asked(turn, waited)
    _rest(turn)


def _received(turn: Turn, command: UnderstandReply) -> e.ReplyReceived:
    reading = command.reading
    return e.ReplyReceived(
        command.reply_id,
        command.channel,
        reading.language,
        reading.automatic,
        reading.decided and not command.which,
        tuple(read.intent for read in reading.intents),
        reading.flags,
        turn.now,
        contact_id=command.contact_id,
        confidences=tuple(round(read.confidence, 3) for read in reading.intents),
        language_confidence=round(reading.language_confidence, 3),
        because=reading.because,
        basis=command.basis,
        reader=command.reader,
        answer_in=command.answer_in,
        answered=_answers(turn.case.last_question, reading),
    )


def _answers(asked: Question | None, reading: Reading) -> Question | None:
    """The question that a reply answers, if it does: what was last asked."""
    explains = asked in (Question.REASON, Question.EVIDENCE) and any(
        reading.has(intent) for intent in (Intent.DISPUTE, Intent.PROVIDE_DETAILS, Intent.COMPLAINT)
    )
    return asked if asked is not None and reading.decided and (explains or gives(reading, asked)) else None


def _no_longer_asked(turn: Turn, waited: Wait | None) -> None:
    """What we had asked is answered when the customer wrote: the wait for an answer is over."""
    if waited is not None and turn.case.wait is waited and waited.reason is WaitReason.ANSWER:
        turn.end_wait()


def _rest(turn: Turn) -> None:
    rests = turn.case.not_before is not None and turn.case.not_before > turn.now
    asks_others = turn.case.wait is not None and turn.case.wait.reason is WaitReason.INQUIRY
    if (turn.running or asks_others) and not rests:
        turn.say(e.LadderRested(turn.later(REST_AFTER_REPLY)))


# --- safety ----------------------------------------------------------------------------------------------------


def _safety(turn: Turn, command: UnderstandReply) -> None:
    reading = command.reading
    if reading.has(Intent.OPT_OUT):
        _opt_out(turn, command)
    elif reading.has(Intent.OPT_IN) and reading.decided:
        turn.say(e.MediumAllowed(command.channel, command.contact_id, turn.now))
    if reading.has(Intent.DISPUTE) and reading.decided:
        contest(turn, reading, command.reply_id)
        invalidate(turn)
    if reading.has(Intent.WRONG_PERSON):
        _wrong_person(turn, command)
    flags = [flag for flag in reading.flags if flag not in FLAGS_WITHOUT_PERSON]
    if flags or reading.has(Intent.LEGAL_NOTICE):
        _person_only(turn, command, flags)


def _opt_out(turn: Turn, command: UnderstandReply) -> None:
    """OPTOUT-WORDS, OPTOUT-ANYMEANS: any reasonable wording counts, at once. One confirmation at most, by SMS."""
    everything = turn.rules.opt_out_scope is OptOutScope.ALL
    channel = None if everything else command.channel
    turn.say(e.MediumSuppressed(channel, command.contact_id, "opt_out", turn.now))
    turn.cancel("opted out", lambda touch: everything or touch.channel is command.channel)
    if command.channel is Channel.SMS and command.whole_person:
        answer(turn, OPT_OUT_CONFIRMATION, command.reply_id)


def _wrong_person(turn: Turn, command: UnderstandReply) -> None:
    """Not the customer: nothing more is sent there. The playbook says who looks for the right person."""
    turn.say(e.ContactUnverified(command.contact_id, command.channel, "wrong_person", turn.now))
    if turn.case.hold is None or turn.case.hold.kind is not HoldKind.WRONG_PERSON:  # it was said before
        turn.react(Intent.WRONG_PERSON, command.reading, command.reply_id)
    _hold(turn, HoldKind.WRONG_PERSON)


def _person_only(turn: Turn, command: UnderstandReply, flags: list[Flag]) -> None:
    """PERSON-ONLY, whatever the playbook says; it may name who. In a crisis a supervisor within the hour."""
    if turn.case.state is CaseState.CLOSED:
        turn.say(e.CaseReopened("customer", "only a person may answer this", turn.now))
    if Flag.SELF_HARM in flags:
        turn.hold(HoldKind.PERSON_ONLY, Role.SUPERVISOR, turn.staff_deadline(turn.rules.crisis_within), level=1)
    triggers: list[Trigger] = [*flags]
    if command.reading.has(Intent.LEGAL_NOTICE):
        triggers.append(Intent.LEGAL_NOTICE)
    for trigger in triggers:
        turn.react(trigger, command.reading, command.reply_id)
    turn.hold(HoldKind.PERSON_ONLY, Role.OPERATOR, turn.staff_deadline(turn.rules.person_only_within))


# --- requests --------------------------------------------------------------------------------------------------


def _requests(turn: Turn, command: UnderstandReply) -> None:
    """Do each request of a message, the primary one first."""
    reading = command.reading
    say_that_automated(turn, command)
    for flag in reading.flags:
        if flag in FLAGS_WITHOUT_PERSON:
            turn.react(flag, reading, command.reply_id)
    if reading.decided and (_asks_nothing_else(command) or (command.by_person and not reading.intents)):
        return
    if reading.decided and reading.intents:
        _each_request(turn, command)
    else:
        turn.react(Happening.UNDECIDED, reading, command.reply_id)
        _hold(turn, HoldKind.UNDECIDED_REPLY)
    if turn.held:
        say_that_a_person_has_it(turn, command)


def _asks_nothing_else(command: UnderstandReply) -> bool:
    return _fear_alone(command.reading) or only_asks_who_writes(command)


def _each_request(turn: Turn, command: UnderstandReply) -> None:
    reading, asked = command.reading, turn.case.last_question  # before a reaction asks anew
    seen_to = about_a_day(turn, reading, command.reply_id)
    for intent in in_order(reading, asked):
        if intent in seen_to:
            continue
        if turn.case.state is CaseState.CLOSED:
            return
        if turn.case.state in (CaseState.DECIDING, CaseState.EXECUTING):
            for_whoever_has_it(turn, command)
            return
        if intent is Intent.OTHER and len(reading.intents) > 1:
            _besides(turn)
        elif not turn.react(_meant(turn, intent, command, asked), reading, command.reply_id):
            _hold(turn, HoldKind.UNDECIDED_REPLY)


def _besides(turn: Turn) -> None:
    """Something unrelated beside a request: a person answers that; whoever has the case reads it anyway."""
    if not turn.held:
        turn.raise_task(Task("answer what else the customer asks", Role.OPERATOR, turn.rules.undecided_within))


def _agrees_to_nothing(turn: Turn, asked: Question | None) -> bool:
    """Whether a "yes" would move money that we have not asked about in this case: it is no consent, only unclear."""
    reaction = turn.playbook.reactions.get(Intent.AFFIRM, NO_REACTION)
    moves = any(isinstance(action, Propose) for action in reaction.actions)
    return moves and (asked not in AGREED_TO or (asked in turn.case.questions_asked and not _was_asked(turn, asked)))


def _was_asked(turn: Turn, question: Question) -> bool:
    """Whether the ladder put the question. To ask "yes or no?" when we did not understand shows nobody a figure."""
    asking = {step.id for step in turn.playbook.steps if isinstance(step.action, Send) and step.action.ask is question}
    return any(record.step in asking and record.fate in (StepFate.QUEUED, StepFate.DONE) for record in turn.case.steps)


def _meant(turn: Turn, intent: Intent, command: UnderstandReply, asked: Question | None) -> Trigger:
    """What an intent is here: details are evidence where that was asked for; a dispute may be of a part only."""
    if intent is Intent.AFFIRM and not command.by_person and _agrees_to_nothing(turn, asked):
        return Happening.UNCLEAR_ANSWER
    if intent is Intent.PROVIDE_DETAILS and asked is Question.EVIDENCE:
        return Happening.EVIDENCE_RECEIVED
    if intent is Intent.DISPUTE and contests_part(turn, command.reading):
        return Happening.DISPUTE_OF_PART
    return intent


def _fear_alone(reading: Reading) -> bool:
    """Whether it only asks who is writing: the answer to the flag is the whole answer."""
    return Flag.SCAM_FEAR in reading.flags and all(read.intent is Intent.OTHER for read in reading.intents)


def _after_closing(turn: Turn, command: UnderstandReply) -> None:
    """A later reply may re-open a closed case: never silently. Anything else but thanks is for a person to read."""
    intents = {read.intent for read in command.reading.intents}
    if command.reading.decided and not intents & REOPENING:
        for_whoever_has_it(turn, command)
        return
    turn.say(e.CaseReopened("customer", "the customer wrote again", turn.now))
    if command.reading.decided and Intent.DISPUTE in intents:
        contest(turn, command.reading, command.reply_id)
    kind = HoldKind.HUMAN_REQUEST if Intent.HUMAN_REQUEST in intents else HoldKind.UNDECIDED_REPLY
    _hold(turn, kind)


def _hold(turn: Turn, kind: HoldKind) -> None:
    turn.hold(kind, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
