"""The door of inquiries: from the client's own sender, to whom its file names, by e-mail."""

from __future__ import annotations

from typing import Final

from bot.app.identifiers import message_reference
from bot.app.inquiries.desk import InquiryDesk
from bot.app.messages import HandOver, Outgoing, Rendered, Transport
from bot.app.staff.post_ports import Errand, Landed
from bot.app.staff.posts import INQUIRY_PREFIX, Post
from bot.domain.vocabulary import Channel, FailureClass

_NO_ADDRESS: Final = Landed(HandOver.REFUSED, failure=FailureClass.BAD_ADDRESS, code="no-address")
# SMTP knows no question after a message: what a lost answer means is decided in `bot.app.posting`.
_NOBODY_TO_ASK: Final = Landed(HandOver.REFUSED, blind=True)


class InquiryDoor:
    """Hands inquiries to the mail relay (`bot.app.staff.post_ports.Door`)."""

    def __init__(self, desk: InquiryDesk, transport: Transport) -> None:
        self._desk = desk
        self._transport = transport

    async def deliver(self, errand: Errand) -> Landed:
        """Hand it to the relay. Every try has the same Message-ID."""
        outgoing = self._outgoing(errand)
        if not outgoing.to:
            return _NO_ADDRESS
        handed = await self._transport.send(outgoing)
        place = Channel.EMAIL.value if handed.provider_id else ""
        return Landed(handed.outcome, place, handed.provider_id, handed.failure, handed.code, handed.retry_after)

    async def look_up(self, post: Post) -> Landed | None:  # noqa: ARG002 - nobody can be asked
        return _NOBODY_TO_ASK

    async def close(self) -> None:
        """The transport belongs to the pipeline, which closes it."""

    def _outgoing(self, errand: Errand) -> Outgoing:
        post, shown = errand.post, errand.shown
        face = self._desk.faces[post.client]
        sender, name, _ = face.sender_for(Channel.EMAIL, post.client)  # always the same one
        party, _, to = post.target.partition(":")
        person = self._desk.correspondent(post.client, party, to)
        key = post.id.removeprefix(INQUIRY_PREFIX)
        address = self._desk.links.inquiry_address(key, face.reply_domain)
        return Outgoing(
            message_id=key,
            reference=message_reference(key),
            client=post.client,
            channel=Channel.EMAIL,
            sender=sender,
            to=person.email if person else "",
            rendered=Rendered(shown.text, shown.subject, shown.html),
            sender_name=name or face.brand,
            reply_to=address,
            return_path=address,
            created_at=post.begun_at,
        )
