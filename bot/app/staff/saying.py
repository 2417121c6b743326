"""A person's own words to the customer, with a preview and a way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.app.by_reference import find_case, unknown_case
from bot.app.context import Context
from bot.app.identifiers import message_id, message_reference
from bot.app.letters import Desk, write_letter
from bot.app.messages import Rendered
from bot.app.ports import Unit
from bot.app.records import ClaimedMessage, ClaimedTouch, NewMessage
from bot.app.staff.at_hand import CaseAtHand, case_at_hand
from bot.app.staff.people import actor, may_read
from bot.app.staff.views import Preview
from bot.app.words import Letter
from bot.app.work import CustomerWork
from bot.domain.by_hand import STAFF_MESSAGE, words_at_gate
from bot.domain.case import TouchKey
from bot.domain.commands import SayByHand, TakeBackSaying
from bot.domain.errors import Rejected
from bot.domain.explain import Held
from bot.domain.gate import Refusal
from bot.domain.iban import holds_iban
from bot.domain.playbook import Tone
from bot.domain.roles import MAKERS
from bot.domain.rules import Rule, Staff
from bot.domain.turn import SAY_CAUSE
from bot.domain.vocabulary import Channel, TouchClass, TouchState

UNDO: Final = timedelta(seconds=30)  # within which what was written may be taken back
MOST_CHARACTERS: Final = 4_000  # as much as the words of a message may have
# Not begun: what is taken back then never reaches anybody.
_WAITING: Final = frozenset({TouchState.QUEUED.value, TouchState.CLAIMED.value})


def preview(
    context: Context,
    desk: Desk,
    reference: str,
    staff: Staff,
    channel: Channel,
    contact_id: str,
    text: str,
) -> Preview:
    """The message as the customer would get it, and what the gate says of it. Nothing is queued.

    Raises Rejected for words that may not be sent.
    """
    now = context.clock()
    with context.store.read() as unit:
        case_id, customer_id = find_case(unit, reference)
        bundle = unit.bundles([customer_id], now, closed=[case_id])[customer_id]
        if not may_read(staff, bundle.client):
            raise unknown_case(reference)
        at_hand = CaseAtHand(unit, CustomerWork(context, unit, bundle, now), case_id, now, staff)
        words = checked_words(desk, text)
        letter = _letter(desk, at_hand, channel, contact_id, words)
        rendered = _composed(desk, letter)
        held = _held(context, unit, at_hand, channel, contact_id)
    return Preview(
        channel=channel,
        language=letter.language,
        subject=rendered.subject,
        text=rendered.text,
        segments=rendered.segments,
        held=held,
        warning=desk.warn(words, letter.language, channel),
    )


def say(
    context: Context,
    desk: Desk,
    reference: str,
    staff: Staff,
    channel: Channel,
    contact_id: str,
    text: str,
    saying_id: str,
) -> datetime:
    """Queue a person's words; until the returned moment nothing goes out. Raises Rejected, with the reason."""
    words = checked_words(desk, text)
    with case_at_hand(context, reference, staff) as at_hand:
        if at_hand.unit.message_state(_message(at_hand, saying_id)) is not None:
            raise Rejected("This message was written already.")
        _composed(desk, _letter(desk, at_hand, channel, contact_id, words))
        who = actor(staff, MAKERS)
        at_hand.handle(SayByHand(who, saying_id, channel, contact_id, at_hand.now + UNDO))
        queued = next(message for message in at_hand.work.change().messages if _carries(message, saying_id))
        at_hand.save(words)
        return queued.available_at


def take_back(context: Context, reference: str, staff: Staff, saying_id: str) -> bool:
    """Take a person's words back. False = too late: it is going out, or has gone.

    Raises Rejected for words that were never written or taken back before.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        command = TakeBackSaying(actor(staff, MAKERS), saying_id)
        state = at_hand.unit.message_state(_message(at_hand, saying_id))
        if state is None:
            raise Rejected("Nobody wrote such a message.")
        if state in _WAITING:
            at_hand.handle(command)
            at_hand.save()
        return state in _WAITING


def checked_words(desk: Desk, text: str) -> str:
    """The words without blanks around them. Raises Rejected for what may not stand in a message."""
    words = text.strip()
    if not words:
        raise Rejected("There is nothing to send yet.")
    if len(words) > MOST_CHARACTERS:
        raise Rejected(f"The message is too long: at most {MOST_CHARACTERS:,} characters.")
    if desk.screen(words) != words:
        raise Rejected(f"The text holds a card number or a card's code: that is never sent ({Rule.PCI_PAN.value}).")
    if holds_iban(words):
        raise Rejected(
            f"The text holds a bank account: our bank details are never in a message ({Rule.GENUINE.value})."
        )
    return words


def _message(at_hand: CaseAtHand, saying_id: str) -> str:
    return message_id(at_hand.case_id, _key(saying_id))


def _key(saying_id: str) -> TouchKey:
    return TouchKey(f"{SAY_CAUSE}{saying_id}")


def _carries(message: NewMessage, saying_id: str) -> bool:
    return any(touch.key == _key(saying_id) for touch in message.touches)


# --- its words -------------------------------------------------------------------------------------------------


def _letter(desk: Desk, at_hand: CaseAtHand, channel: Channel, contact_id: str, words: str) -> Letter:
    """The letter that the sender would write of it."""
    case, work = at_hand.case, at_hand.work
    contacts = work.bundle.facts.contacts
    if all(contact.id != contact_id for contact in contacts):
        raise Rejected("The customer has no such contact.")
    identifier = message_id(case.id, _key("preview"))
    touch = ClaimedTouch(case.id, _key("preview"), "", STAFF_MESSAGE, TouchClass.NOTICE, int(Tone.INFORM), "", "")
    message = ClaimedMessage(
        id=identifier,
        reference=message_reference(identifier),
        client=case.client,
        customer_id=case.customer_id,
        contact_id=contact_id,
        channel=channel,
        touch_class=touch.touch_class,
        sender="normal",
        available_at=at_hand.now,
        tries=0,
        touches=(touch,),
        staff_text=words,
    )
    name = at_hand.unit.customer_names([case.customer_id]).get(case.customer_id, "")
    return write_letter(desk, work, message, (touch,), name, at_hand.now)


def _composed(desk: Desk, letter: Letter) -> Rendered:
    """Raises Rejected where the words themselves would not be in the message."""
    rendered = desk.composer.compose(letter).rendered
    more = replace(letter, staff_text=f"{letter.staff_text}.")
    if letter.verified and desk.composer.compose(more).rendered.text == rendered.text:
        raise Rejected("The message is too long for this channel. Shorten it, or write an e-mail.")
    if desk.screen(rendered.text) != rendered.text:
        raise Rejected(f"The message would hold a card number: that is never sent ({Rule.PCI_PAN.value}).")
    return rendered


def _held(context: Context, unit: Unit, at_hand: CaseAtHand, channel: Channel, contact_id: str) -> tuple[Held, ...]:
    """What the gate says of the words if they were sent now; empty = they go out."""
    case, work = at_hand.case, at_hand.work
    playbook = context.shelf.for_case(unit, case.playbook)
    _, verdict = words_at_gate(
        case, work.facts(case.id), work.rules, playbook.name, channel, contact_id, at_hand.now + UNDO
    )
    contact = next(one for one in work.bundle.facts.contacts if one.id == contact_id)
    unsure = () if contact.verified and not contact.shared else (_THIRD_PARTY,)
    return (*unsure, *(_as_held(refusal, verdict.at) for refusal in verdict.why))


_THIRD_PARTY: Final = Held(
    Rule.THIRD_PARTY.value,
    "This contact is not verified, or somebody else shares the address.",
    None,
    "the contact is verified",
)


def _as_held(refusal: Refusal, at: datetime | None) -> Held:
    return Held(refusal.rule.value, refusal.sentence, at and refusal.lifts_at, refusal.lifts_when)
