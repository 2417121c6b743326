"""A person takes over: the customer hears that somebody has it, and by when; never on top of another answer."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.case import PERSON_HAS_IT
from bot.domain.commands import UnderstandReply
from bot.domain.linked import silenced_by
from bot.domain.playbook import NO_REACTION, Answer
from bot.domain.schemes import never_written_to
from bot.domain.speaking import answer, answer_as
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, Flag, HoldKind, Intent, Role

# Read from any reply before anything else, and never left to a playbook.
CRITICAL = frozenset({Intent.OPT_OUT, Intent.WRONG_PERSON, Intent.LEGAL_NOTICE})
# Nobody needs to read these: they say nothing, or all that they ask is done at once.
HARMLESS = frozenset({Intent.ACKNOWLEDGEMENT, Intent.AUTOMATIC_REPLY, Intent.OPT_IN, Intent.OPT_OUT})
# Of these nothing more is said to the customer by a machine.
SILENT = frozenset({HoldKind.PERSON_ONLY, HoldKind.WRONG_PERSON})
IN_LANGUAGE = "common/language_noted"  # the template that says, in the language asked for, that it is used from now on
AUTOMATED = "common/automated"  # the template that says that no person writes, and offers one


def for_whoever_has_it(turn: Turn, command: UnderstandReply) -> None:
    """A person has the case already: what the customer adds goes to them, and the customer is told so."""
    reading = command.reading
    say_that_automated(turn, command)
    _say_how_to_check(turn, command)
    if reading.decided and (all(read.intent in HARMLESS for read in reading.intents) or only_asks_who_writes(command)):
        return
    deadline = min(turn.staff_deadline(turn.rules.undecided_within), turn.staff_deadline(turn.rules.answer_promise))
    turn.say(e.TaskRaised("read the customer's message", Role.OPERATOR, deadline, turn.now))
    say_that_a_person_has_it(turn, command)


def _say_how_to_check(turn: Turn, command: UnderstandReply) -> None:
    """Whoever fears a fraud hears how to find out without us, at once, not when a person has read it."""
    if Flag.SCAM_FEAR not in command.reading.flags or not _may_be_written_to(turn, command):
        return
    for action in turn.playbook.reactions.get(Flag.SCAM_FEAR, NO_REACTION).actions:
        if isinstance(action, Answer):
            answer_as(turn, action, command.reading, command.reply_id)


def only_asks_who_writes(command: UnderstandReply) -> bool:
    """Whether "am I talking to a robot?" is all that a message asks."""
    reading = command.reading
    return reading.asks_if_automated and all(
        read.intent in {Intent.OTHER, Intent.ACKNOWLEDGEMENT} for read in reading.intents
    )


def say_that_automated(turn: Turn, command: UnderstandReply) -> None:
    """Whoever asks is told that a program answers, whatever the playbook says. Nobody has to ask for a person first."""
    if command.reading.asks_if_automated and _may_be_written_to(turn, command):
        comes = turn.held or command.reading.has(Intent.HUMAN_REQUEST) or not command.reading.decided
        answer(turn, AUTOMATED, command.reply_id, asks=not comes)


def only_asks_for_language(command: UnderstandReply) -> bool:
    """Whether to be written to in another language is all that a message asks, and it is granted."""
    reading = command.reading
    return command.language_asked and not reading.flags and reading.primary is Intent.ACKNOWLEDGEMENT


def say_in_language(turn: Turn, command: UnderstandReply) -> None:
    """Whoever asked for a language hears of us in it, once, however many cases they have."""
    if command.whole_person and _may_be_written_to(turn, command):
        answer(turn, IN_LANGUAGE, command.reply_id)


def say_that_a_person_has_it(turn: Turn, command: UnderstandReply) -> None:
    """Unless the reply was answered already."""
    answers = (said for said in turn.events if isinstance(said, e.TouchQueued) and said.answers == command.reply_id)
    if all(said.template == AUTOMATED for said in answers) and _may_be_written_to(turn, command):
        answer(turn, PERSON_HAS_IT, command.reply_id)


def _may_be_written_to(turn: Turn, command: UnderstandReply) -> bool:
    """Whether a machine may say anything: not where only a person answers, nor where the customer wants nothing."""
    case, reading = turn.case, command.reading
    if command.by_person or case.state is CaseState.CLOSED or turn.facts.customer.person_only:
        return False
    if never_written_to(case) or silenced_by(case, turn.facts) is not None:
        return False
    if case.hold is not None and case.hold.kind in SILENT:
        return False
    if any(reading.has(intent) for intent in (*CRITICAL, Intent.AUTOMATIC_REPLY)):
        return False
    contact = next((one for one in turn.facts.customer.contacts if one.id == command.contact_id), None)
    return contact is None or command.channel not in contact.suppressed
