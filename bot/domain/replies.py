"""A customer's reply: safety first, whatever the playbook says; then its requests; else a person."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.case import WaitReason
from bot.domain.commands import UnderstandReply
from bot.domain.gate import OPT_OUT_CONFIRMATION
from bot.domain.playbook import Happening, Trigger
from bot.domain.reactions import answer
from bot.domain.rules import OptOutScope
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    FLAGS_WITHOUT_PERSON,
    CaseState,
    Channel,
    Flag,
    HoldKind,
    Intent,
    Role,
)

# Read from any reply before anything else, and never left to a playbook.
CRITICAL = frozenset({Intent.OPT_OUT, Intent.WRONG_PERSON, Intent.LEGAL_NOTICE})
# A closed case opens again, for a person, when the customer writes one of these.
REOPENING = frozenset(
    {Intent.DISPUTE, Intent.REFUND_REQUEST, Intent.HUMAN_REQUEST, Intent.COMPLAINT, Intent.LEGAL_NOTICE}
)
# Nothing needs doing about these where a person has the case.
HARMLESS = frozenset({Intent.ACKNOWLEDGEMENT, Intent.AUTOMATIC_REPLY, Intent.OPT_IN})


def understand(turn: Turn, command: UnderstandReply) -> None:
    """Every reply ends in a new plan, a wait with an end, or a person."""
    reading = command.reading
    turn.replied_on = (command.channel, command.contact_id)
    intents = tuple(read.intent for read in reading.intents)
    turn.say(
        e.ReplyReceived(
            command.reply_id,
            command.channel,
            reading.language,
            reading.automatic,
            reading.decided,
            intents,
            reading.flags,
            turn.now,
        )
    )
    if reading.automatic:
        return  # an automatic mail is never "the customer replied"
    turn.cancel_chases("the customer wrote")
    _safety(turn, command)
    if turn.case.state is CaseState.CLOSED:
        _after_closing(turn, command)
    elif not turn.held:
        _requests(turn, command)
    _never_unanswered(turn)


# --- safety ----------------------------------------------------------------------------------------------------


def _safety(turn: Turn, command: UnderstandReply) -> None:
    reading = command.reading
    if reading.has(Intent.OPT_OUT):
        _opt_out(turn, command)
    if reading.has(Intent.WRONG_PERSON):
        turn.say(e.ContactUnverified(command.contact_id, command.channel, "wrong_person", turn.now))
        _hold(turn, HoldKind.WRONG_PERSON)
        turn.react(Intent.WRONG_PERSON, reading, command.reply_id)
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


def _person_only(turn: Turn, command: UnderstandReply, flags: list[Flag]) -> None:
    turn.say(e.PersonOnlySet(turn.now))
    crisis = Flag.SELF_HARM in flags
    within = turn.rules.crisis_within if crisis else turn.rules.person_only_within
    if turn.case.state is CaseState.CLOSED:
        turn.say(e.CaseReopened("customer", "only a person may answer this", turn.now))
    owner = Role.SUPERVISOR if crisis else Role.OPERATOR
    turn.hold(HoldKind.PERSON_ONLY, owner, turn.staff_deadline(within))
    triggers: list[Trigger] = [*flags]
    if command.reading.has(Intent.LEGAL_NOTICE):
        triggers.append(Intent.LEGAL_NOTICE)
    for trigger in triggers:
        turn.react(trigger, command.reading, command.reply_id)


# --- requests --------------------------------------------------------------------------------------------------


def _requests(turn: Turn, command: UnderstandReply) -> None:
    """Do each request of a message, the primary one first."""
    reading = command.reading
    if Flag.SCAM_FEAR in reading.flags:
        turn.react(Flag.SCAM_FEAR, reading, command.reply_id)
    if not reading.decided:
        if not turn.react(Happening.UNDECIDED, reading, command.reply_id) or not turn.held:
            _hold(turn, HoldKind.UNDECIDED_REPLY)
        return
    if turn.case.state in (CaseState.DECIDING, CaseState.EXECUTING):
        _while_deciding(turn, command)
        return
    for read in reading.intents:
        if read.intent in CRITICAL or turn.case.state is CaseState.CLOSED:
            continue
        if read.intent is Intent.OPT_IN:
            turn.say(e.MediumAllowed(command.channel, command.contact_id, turn.now))
        if not turn.react(read.intent, reading, command.reply_id):
            _hold(turn, HoldKind.UNDECIDED_REPLY)


def _while_deciding(turn: Turn, command: UnderstandReply) -> None:
    """A proposal is live: what the customer adds goes to the person who decides."""
    if all(read.intent in HARMLESS for read in command.reading.intents):
        return
    deadline = turn.staff_deadline(turn.rules.undecided_within)
    turn.say(e.TaskRaised("read the customer's message", Role.OPERATOR, deadline, turn.now))


def _after_closing(turn: Turn, command: UnderstandReply) -> None:
    """A later reply may re-open a closed case: never silently."""
    intents = {read.intent for read in command.reading.intents}
    if command.reading.decided and not intents & REOPENING:
        return
    turn.say(e.CaseReopened("customer", "the customer wrote again", turn.now))
    kind = HoldKind.HUMAN_REQUEST if Intent.HUMAN_REQUEST in intents else HoldKind.UNDECIDED_REPLY
    _hold(turn, kind)


def _never_unanswered(turn: Turn) -> None:
    """A question that we asked is answered when the customer wrote: the wait for an answer is over."""
    wait = turn.case.wait
    if wait is not None and wait.reason is WaitReason.ANSWER and wait.since < turn.now:
        turn.end_wait()


def _hold(turn: Turn, kind: HoldKind) -> None:
    turn.hold(kind, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
