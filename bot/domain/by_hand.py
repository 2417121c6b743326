"""What members of staff do with a customer's reply, words, addresses, payments and single steps."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain import payments, replies
from bot.domain.case import Case, TouchKey
from bot.domain.errors import Rejected
from bot.domain.facts import ContactFacts, Facts
from bot.domain.gate import TouchAtGate, Verdict, plan
from bot.domain.playbook import Happening, Send, Step, Tone
from bot.domain.roles import MAKERS, require
from bot.domain.rules import Rules
from bot.domain.timing import due_at, unfinished
from bot.domain.told import tells_of_person
from bot.domain.turn import SAY_CAUSE, Turn
from bot.domain.vocabulary import CaseState, Channel, HoldKind, TouchClass

__all__ = [
    "SAY_CAUSE",
    "STAFF_MESSAGE",
    "correct_contact",
    "decide_reply",
    "record_evidence",
    "record_payment",
    "say",
    "shift_step",
    "skip_step",
    "take_back",
    "take_back_payment",
    "words_at_gate",
]

STAFF_MESSAGE = "staff/message"  # the template that carries a person's own words
WRITABLE = (Channel.EMAIL, Channel.SMS, Channel.CHAT, Channel.WHATSAPP)
# A better address is what these wait for.
WAITS_FOR_ADDRESS = frozenset({HoldKind.WRONG_PERSON, HoldKind.NO_ADDRESS})
# The same for a message that is decided, another case's or nowhere: nobody learns what other cases were told.
NOT_WAITING = "This message waits for nobody: it was decided already, or it is not one of this case."
FURTHEST = timedelta(days=400)  # nobody plans a step further ahead


# --- replies ---------------------------------------------------------------------------------------------------


def decide_reply(turn: Turn, command: c.DecideReply) -> None:
    """A person says what a reply means: what was read so surely would have been, is done now.

    What was done about one that was misunderstood is for that person to undo.
    """
    _require(turn, command.actor)
    before = next((reply for reply in turn.case.undecided if reply.id == command.reply_id), None)
    if before is None and command.taken_for is not None:
        replies.misread(turn, command, command.taken_for)
        return
    if before is None:
        raise Rejected(NOT_WAITING)
    replies.decided(turn, command, before)


def record_evidence(turn: Turn, command: c.RecordEvidence) -> None:
    """What was asked for has come on another way than a reply: the playbook goes on as if it had been one."""
    _require(turn, command.actor)
    if turn.case.state is CaseState.CLOSED:
        raise Rejected("The case is closed.")
    turn.say(e.EvidenceReceived(command.actor.id, turn.now))
    turn.react(Happening.EVIDENCE_RECEIVED)


# --- words -----------------------------------------------------------------------------------------------------


def say(turn: Turn, command: c.SayByHand) -> None:
    """A person's words to the customer: an answer where one is due on that channel, else a notice. The gate applies."""
    _require(turn, command.actor)
    contact = _contact(turn, command.contact_id)
    key = TouchKey(f"{SAY_CAUSE}{command.saying_id}")
    if any(touch.key == key for touch in turn.case.touches):
        raise Rejected("This message is on its way already.")
    touch, verdict = words_at_gate(
        turn.case, turn.facts, turn.rules, turn.playbook.name, command.channel, contact.id, max(command.at, turn.now)
    )
    if turn.case.state is CaseState.CLOSED and touch.touch_class is not TouchClass.RESPONSE:
        raise Rejected("The case is closed. Open it again before you write to the customer.")
    if not contact.verified or contact.shared:
        raise Rejected(
            "This contact is not verified, or somebody else shares the address: only the brand and a masked reference "
            "may be sent there (THIRD-PARTY). Verify the contact first."
        )
    if verdict.at is None:
        why = verdict.why[0]
        raise Rejected(f"{why.sentence} It may go out when {why.lifts_when} ({why.rule.value}).")
    turn.cancel("a person answers", tells_of_person)
    turn.say(_queued(turn, key, touch, verdict.at))


def words_at_gate(
    case: Case, facts: Facts, rules: Rules, playbook: str, channel: Channel, contact_id: str, start: datetime
) -> tuple[TouchAtGate, Verdict]:
    """A person's words as the gate sees them, and what it says. REPLY-ONCE holds for people as for the bot.

    PERSON-ONLY and the caps concern what asks for money by itself; here a person writes.
    """
    asked = case.answered_at is not None and channel in facts.history.unanswered
    touch_class = TouchClass.RESPONSE if asked else TouchClass.NOTICE
    answers = SAY_CAUSE if asked else ""
    touch = TouchAtGate(touch_class, channel, contact_id, STAFF_MESSAGE, playbook, answers)
    return touch, plan(touch, case, facts, rules, start)


def _queued(turn: Turn, key: TouchKey, touch: TouchAtGate, at: datetime) -> e.TouchQueued:
    return e.TouchQueued(
        key=key,
        step="",
        template=STAFF_MESSAGE,
        touch_class=touch.touch_class,
        channel=touch.channel,
        contact_id=touch.contact_id,
        tone=int(Tone.INFORM),
        ask=None,
        sender="normal",
        merge=False,
        at=at,
        shift_days=turn.case.shift_days,
        answers=key.cause if touch.answers else "",
    )


def take_back(turn: Turn, command: c.TakeBackSaying) -> None:
    """Whoever works the case takes a person's words back before they go out."""
    _require(turn, command.actor)
    key = TouchKey(f"{SAY_CAUSE}{command.saying_id}")
    if all(touch.key != key for touch in turn.case.touches):
        raise Rejected("This message is not waiting any more: it has gone out, or it was taken back.")
    turn.say(e.TouchCancelled(key, f"taken back by {command.actor.id}", turn.now))


# --- addresses -------------------------------------------------------------------------------------------------


def correct_contact(turn: Turn, command: c.CorrectContact) -> None:
    """A better address, or the word that the one we have is right. A case that waited for it goes on."""
    _require(turn, command.actor)
    _contact(turn, command.contact_id)
    if command.channel not in WRITABLE and command.channel is not Channel.VOICE:
        raise Rejected(f"Nobody is reached by {command.channel.value} at an address.")
    turn.say(e.ContactCorrected(command.contact_id, command.channel, command.verified, command.actor.id, turn.now))
    if turn.case.hold is not None and turn.case.hold.kind in WAITS_FOR_ADDRESS:
        turn.lift_hold(command.actor.id)


def _contact(turn: Turn, contact_id: str) -> ContactFacts:
    found = next((contact for contact in turn.facts.customer.contacts if contact.id == contact_id), None)
    if found is None:
        raise Rejected("The customer has no such contact.")
    return found


# --- payments --------------------------------------------------------------------------------------------------


def record_payment(turn: Turn, command: c.RecordPayment) -> None:
    """A payment that no import has shown yet. The next import adds only what it shows beyond it."""
    _require(turn, command.actor)
    if command.minor_units <= 0:
        raise Rejected("A payment needs an amount above zero.")
    if not command.reference.strip():
        raise Rejected("A payment needs the reference of the bank.")
    if any(payment.id == command.payment_id for payment in turn.case.hand_payments):
        raise Rejected("This payment is recorded already.")
    source = f"{e.BY_STAFF}{command.actor.id}"
    payments.see(turn, c.SeePayment(command.payment_id, command.minor_units, command.paid_on, source))


def take_back_payment(turn: Turn, command: c.TakeBackPayment) -> None:
    """A payment that a person recorded was none. What an import showed is corrected in the ledger."""
    _require(turn, command.actor)
    found = next((payment for payment in turn.case.hand_payments if payment.id == command.payment_id), None)
    if found is None:
        raise Rejected("Nobody recorded such a payment by hand. What an import showed is corrected in the ledger.")
    if found.taken_back:
        raise Rejected("This payment was taken back already.")
    source = f"{e.BY_STAFF}{command.actor.id}"
    payments.was_none(turn, c.UndoPayment(found.id, found.minor_units, source))


# --- steps -----------------------------------------------------------------------------------------------------


def skip_step(turn: Turn, command: c.SkipStep) -> None:
    """The step is left out; if its message is queued, it is cancelled."""
    step = _open_step(turn, command.actor, command.step)
    turn.cancel("the step is skipped", lambda touch: touch.step == step.id)
    turn.say(e.StepSkipped(step.id, turn.now, command.actor.id))


def shift_step(turn: Turn, command: c.ShiftStep) -> None:
    """The step is due at another time. Now means as soon as the gate lets it pass; later ones then overtake it."""
    step = _open_step(turn, command.actor, command.step)
    to = max(command.to, turn.now)
    if to > turn.now + FURTHEST:
        raise Rejected("A step cannot be moved by more than a year.")
    if to == turn.now and turn.case.state is not CaseState.OPEN:
        raise Rejected(f"The case is {turn.case.state.value}: nothing goes out by itself. Release it first.")
    if to == turn.now and any(touch.step == step.id for touch in turn.case.touches):
        raise Rejected("This step is on its way already.")
    _rung_one_first(turn, step, to)
    turn.cancel("the step is moved", lambda touch: touch.step == step.id)
    turn.say(e.StepShifted(step.id, to, command.actor.id, turn.now))


def _rung_one_first(turn: Turn, step: Step, to: datetime) -> None:
    """The first message to a customer is rung one, also when a person is in a hurry."""
    if turn.case.first_rung_at is not None or not isinstance(step.action, Send):
        return
    for earlier in unfinished(turn.case, turn.playbook):
        if earlier.id == step.id:
            return
        due = due_at(earlier, turn.case, turn.playbook, turn.facts, turn.rules)
        if isinstance(earlier.action, Send) and (due is None or due > to or to == turn.now):
            name = earlier.id.replace("_", " ")
            raise Rejected(f"Nothing has gone out yet: '{name}' comes first. Send that step, or skip it.")


def _open_step(turn: Turn, actor: c.Actor, name: str) -> Step:
    _require(turn, actor)
    if turn.case.state is CaseState.CLOSED:
        raise Rejected("The case is closed.")
    found = next((step for step in unfinished(turn.case, turn.playbook) if step.id == name), None)
    if found is None:
        raise Rejected("This step is not part of what is still to come.")
    return found


def _require(turn: Turn, actor: c.Actor) -> None:
    require(turn.rules, turn.case, actor, MAKERS)
