"""What became of touches: handed over, refused by the gate, failed, and what receipts say later."""

from __future__ import annotations

from datetime import timedelta

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.playbook import Happening
from bot.domain.turn import Turn
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind, Role

# Configuration and registration trouble is ours: the ladder rests and people are alarmed; the case is not burnt.
REST_AFTER_OUR_TROUBLE = timedelta(hours=4)
OURS = frozenset({FailureClass.CONFIGURATION, FailureClass.REGISTRATION, FailureClass.FILTERED, FailureClass.CONTENT})
REST_AFTER_TROUBLE = timedelta(hours=1)


def handed_over(turn: Turn, command: c.RecordHandOver) -> None:
    """The provider accepted it. Also said of one that was cancelled while the call was under way: it is the truth."""
    turn.say(
        e.TouchSent(
            command.key,
            command.message_id,
            command.possible_duplicate,
            command.template_digest,
            command.rules_digest,
            command.body_digest,
            turn.now,
        )
    )


def refused(turn: Turn, command: c.RefuseTouch) -> None:
    """The gate said no at hand-over: later, or not until something happens."""
    touch = next((t for t in turn.case.touches if t.key == command.key), None)
    if touch is None:
        return
    if command.lifts_at is not None:
        turn.say(
            e.TouchPlanned(
                command.key, touch.step, command.rule, command.sentence, command.lifts_at, command.lifts_when
            )
        )
    else:
        turn.say(e.TouchRefused(command.key, command.rule, command.sentence, None, command.lifts_when, turn.now))


def failed(turn: Turn, command: c.RecordFailure) -> None:
    """The provider will never deliver it. The step may go out again, on what is left."""
    touch = next((t for t in turn.case.touches if t.key == command.key), None)
    turn.say(e.TouchFailed(command.key, command.message_id, command.failure, command.code, turn.now))
    _consequences(turn, command.failure, touch.channel if touch else None)


def received(turn: Turn, command: c.RecordReceipt) -> None:
    """A receipt. A failure after the provider had accepted it counts as a failure."""
    turn.say(e.ReceiptRecorded(command.key, command.message_id, command.kind, command.failure, command.code, turn.now))
    if command.kind in (ReceiptKind.FAILED, ReceiptKind.UNDELIVERED):
        failure = command.failure or FailureClass.TEMPORARY
        turn.say(e.TouchFailed(command.key, command.message_id, failure, command.code, turn.now))
        _consequences(turn, failure, command.channel)


def _consequences(turn: Turn, failure: FailureClass, channel: Channel | None) -> None:
    rest = REST_AFTER_TROUBLE
    if failure in OURS:
        rest = REST_AFTER_OUR_TROUBLE
        deadline = turn.staff_deadline(turn.rules.undecided_within)
        turn.say(e.CaseEscalated(Role.ADMIN, "sender", failure.value, deadline, turn.now))
    elif channel is not None:
        contact = _contact_on(turn, channel)
        if failure is FailureClass.OPTED_OUT:
            turn.say(e.MediumSuppressed(channel, contact, "provider", turn.now))
        elif failure in (FailureClass.BAD_ADDRESS, FailureClass.STOP_CHANNEL):
            turn.say(e.ContactUnverified(contact, channel, failure.value, turn.now))
            turn.react(Happening.BOUNCE)
    turn.say(e.LadderRested(turn.now + rest))


def _contact_on(turn: Turn, channel: Channel) -> str:
    contacts = turn.facts.customer.contacts
    return next((c.id for c in contacts if channel in c.reachable), contacts[0].id if contacts else "")
