"""Pings by text message, and what staff answer to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.app.context import Context
from bot.app.letters import Face
from bot.app.messages import HandOver, Inbound, LookUp, Outgoing, Rendered, Transport
from bot.app.staff.doing import do
from bot.app.staff.people import STRONGEST
from bot.app.staff.post_ports import CodedPing, Errand, Landed
from bot.app.staff.posts import Post
from bot.domain.commands import AcknowledgeEscalation, Actor
from bot.domain.errors import Fault, Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel, FailureClass

CODE_LENGTH: Final = 6
# Words of that length in one answer. 30 bits at so few a message are 10^8 messages, all from that person's own number.
MOST_CODES: Final = 8
HELP: Final = "To take a case, answer with OK and the code of the message that told you of it, for example: OK 7F3K2Q."
TAKEN: Final = "Thank you. {ref} is yours now."
OVER: Final = "That code is not valid any more: somebody took the case, or it is settled."
_OK: Final = re.compile(r"\bok(?:ay)?\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[0-9A-Za-z]+")
# Crockford's base 32: what is easily misread is read as what it must be.
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NO_PHONE: Final = Landed(HandOver.REFUSED, failure=FailureClass.BAD_ADDRESS, code="no-phone")


class SmsDoor:
    """Sends pings from the client's own sender (`bot.app.staff.post_ports.Door`)."""

    def __init__(self, context: Context, faces: Mapping[str, Face], transport: Transport) -> None:
        self._context = context
        self._faces = faces
        self._transport = transport

    async def deliver(self, errand: Errand) -> Landed:
        """Hand it to the provider. The code in its text is what it is looked up by."""
        outgoing = self._outgoing(errand.post, errand.shown.text)
        if not outgoing.to:
            return _NO_PHONE
        handed = await self._transport.send(outgoing)
        provider = Channel.SMS.value if handed.provider_id else ""
        return Landed(handed.outcome, provider, handed.provider_id, handed.failure, handed.code, handed.retry_after)

    async def look_up(self, post: Post) -> Landed | None:
        """Ask the provider whether it has it."""
        outgoing = self._outgoing(post, "")
        if not outgoing.to:
            return _NO_PHONE
        try:
            found = await self._transport.look_up(outgoing)
        except Fault:
            return None
        if found.answer is LookUp.FOUND:
            return Landed(HandOver.ACCEPTED, Channel.SMS.value, found.provider_id)
        return Landed(HandOver.REFUSED)

    async def close(self) -> None:
        """The transport belongs to the pipeline, which closes it."""

    def _outgoing(self, post: Post, text: str) -> Outgoing:
        sender, name, _ = self._faces[post.client].sender_for(Channel.SMS, post.customer_id)
        person = self._context.rules_of(post.client).staff.get(post.target)
        return Outgoing(
            message_id=post.id,
            reference=post.code,
            client=post.client,
            channel=Channel.SMS,
            sender=sender,
            to=person.phone if person else "",
            rendered=Rendered(text),
            sender_name=name,
            created_at=post.begun_at,
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """A text message of a member of staff. `text` is what they are answered; "" = nothing (more)."""

    text: str


def take_staff_sms(context: Context, inbound: Inbound) -> Answered | None:
    """A text message that comes from a telephone of staff. None = it is not one: it goes the customers' way.

    "OK CODE" acknowledges. A telephone that is a customer's as well goes the customers' way without a code.
    """
    people = staff_of_phone(context, inbound.sender)
    if not people or inbound.channel is not Channel.SMS:
        return None
    now = context.clock()
    with context.store.begin() as unit:
        pings = [ping for ping in unit.coded_pings(_codes(inbound.text)) if ping.staff_id in people]
        if not pings and unit.find_contacts(Channel.SMS, inbound.sender):
            return None
        if not unit.first_sight("staff-sms", f"{inbound.provider}:{inbound.provider_message_id}", now):
            return Answered("")
        if not pings:  # once a day: two machines must not talk to each other for ever
            told = unit.first_sight("staff-sms-help", f"{inbound.sender}:{now.date().isoformat()}", now)
            return Answered(HELP if told else "")
    return _acknowledged(context, people[pings[0].staff_id], pings[0])


def staff_of_phone(context: Context, phone: str) -> dict[str, Staff]:
    """Everybody with this telephone, by id."""
    everybody = (one for rules in context.rules.values() for one in rules.staff.values())
    return {one.id: one for one in everybody if one.phone and one.phone == phone}


def _codes(text: str) -> list[str]:
    """What may be codes, if it says OK at all; nothing where there are more than anybody writes by hand."""
    if not _OK.search(text):
        return []
    words = (word.upper().translate(_MISREAD) for word in _WORD.findall(text))
    codes = [word for word in words if len(word) == CODE_LENGTH]
    return codes if len(codes) <= MOST_CODES else []


def _acknowledged(context: Context, staff: Staff, ping: CodedPing) -> Answered:
    reference = _reference(context, ping.case_id)
    for role in (role for role in STRONGEST if role in staff.roles):  # whichever of theirs the chain asks for
        try:
            do(context, reference, staff, AcknowledgeEscalation(Actor(staff.id, role), ping.escalation_id))
        except Rejected:
            continue
        return Answered(TAKEN.format(ref=reference))
    return Answered(OVER)


def _reference(context: Context, case_id: str) -> str:
    with context.store.read() as unit:
        return unit.case_ref(case_id)
