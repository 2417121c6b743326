"""What became of touches: handed over, refused by the gate, failed, and what receipts say later."""

from __future__ import annotations

from datetime import timedelta

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import StepFate, TouchKey
from bot.domain.playbook import Happening
from bot.domain.turn import SAY_CAUSE, Turn
from bot.domain.vocabulary import CaseState, Channel, FailureClass, ReceiptKind, Role, TouchClass

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
        refusal = e.TouchRefused(command.key, command.rule, command.sentence, None, command.lifts_when, turn.now)
        turn.refuse(refusal, touch)


def failed(turn: Turn, command: c.RecordFailure) -> None:
    """The provider will never deliver it. The step may go out again, on what is left."""
    touch = next((t for t in turn.case.touches if t.key == command.key), None)
    turn.say(e.TouchFailed(command.key, command.message_id, command.failure, command.code, turn.now))
    contact = command.contact_id or (touch.contact_id if touch else "")
    _consequences(turn, command.failure, touch.channel if touch else None, contact)
    by_hand = command.key.cause.startswith(SAY_CAUSE)
    unsaid = touch is not None and (by_hand or touch.touch_class is TouchClass.RESPONSE)
    if touch is not None and unsaid and turn.case.state is not CaseState.CLOSED:
        turn.say_by_hand(touch.touch_class)


def received(turn: Turn, command: c.RecordReceipt) -> None:
    """A receipt. A failure after the provider had accepted it counts as a failure."""
    turn.say(e.ReceiptRecorded(command.key, command.message_id, command.kind, command.failure, command.code, turn.now))
    if command.kind in (ReceiptKind.FAILED, ReceiptKind.UNDELIVERED) and not _known_to_have_failed(turn, command.key):
        failure = command.failure or FailureClass.TEMPORARY
        turn.say(e.TouchFailed(command.key, command.message_id, failure, command.code, turn.now))
        _consequences(turn, failure, command.channel, command.contact_id)


def _known_to_have_failed(turn: Turn, key: TouchKey) -> bool:
    """Whether a step's touch has failed already: providers say the same thing in several receipts."""
    record = turn.case.record(key.cause)
    if record is None or any(touch.key == key for touch in turn.case.touches):
        return False
    return record.fate is not StepFate.DONE or record.occurrences != key.occurrence


def _consequences(turn: Turn, failure: FailureClass, channel: Channel | None, contact_id: str) -> None:
    if failure in OURS:
        deadline = turn.staff_deadline(turn.rules.undecided_within)
        turn.say(e.CaseEscalated(Role.ADMIN, "sender", failure.value, deadline, turn.now))
    elif channel is not None:
        _lose(turn, failure, channel, contact_id or _contact_on(turn, channel))
    if turn.case.state is not CaseState.CLOSED:
        rest = REST_AFTER_OUR_TROUBLE if failure in OURS else REST_AFTER_TROUBLE
        turn.say(e.LadderRested(turn.now + rest))


def _lose(turn: Turn, failure: FailureClass, channel: Channel, contact_id: str) -> None:
    """The medium is lost: the next one takes over."""
    if failure is FailureClass.OPTED_OUT:
        turn.say(e.MediumSuppressed(channel, contact_id, "provider", turn.now))
    elif failure in (FailureClass.BAD_ADDRESS, FailureClass.STOP_CHANNEL):
        turn.say(e.ContactUnverified(contact_id, channel, failure.value, turn.now))
    else:
        return
    turn.cancel(failure.value, lambda touch: touch.channel is channel and touch.contact_id == contact_id)
    if failure is not FailureClass.OPTED_OUT and turn.case.state is not CaseState.CLOSED:
        turn.react(Happening.BOUNCE)


def _contact_on(turn: Turn, channel: Channel) -> str:
    contacts = turn.facts.customer.contacts
    return next((c.id for c in contacts if channel in c.reachable), contacts[0].id if contacts else "")
