"""A mail that came in, by webhook or LMTP: a bounce becomes a receipt, anything else is what somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.app.delivering import take_receipt
from bot.app.inquiries.mail import take_bounce, take_mail
from bot.app.messages import Inbound, Receipt
from bot.app.receiving import OWN_MESSAGE_ID, receive
from bot.bootstrap import Application, inquiry_desk
from bot.channels.addresses import opened
from bot.channels.bounces import parse_bounce
from bot.channels.email_in import parse_email
from bot.channels.tokens import Purpose
from bot.conversation.automatic import AutomaticKind, classify_mail
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import own_words
from bot.domain.vocabulary import ReceiptKind
from bot.store.pages import Pages


class Delivered(StrEnum):
    """What became of a mail."""

    INQUIRY = "inquiry"  # somebody wrote about a question to the client's people, the bank or the gateway

    STORED = "stored"  # it waits to be read
    REPEATED = "repeated"  # it was here before
    BOUNCE = "bounce"  # it told us what became of one of our own mails


def deliver_mail(
    application: Application, raw: bytes, envelope_from: str | None, recipients: Sequence[str]
) -> Delivered:
    """Take a mail; when this returns it is stored. Raises Fault when the store does not answer: keep the mail then.

    `envelope_from` is empty for the null sender and None where it is not known.
    """
    now = application.context.clock()
    inbound = parse_email(raw, received_at=now, envelope_from=envelope_from, envelope_to=recipients)
    key = _inquiry(application, inbound)
    if key:
        return _of_inquiry(application, key, raw, inbound)
    named = [receipt for receipt in _receipts(application, raw, inbound) if receipt.provider_id]
    if named:
        for receipt in named:
            take_receipt(application.context, receipt)
        return Delivered.BOUNCE
    fresh = receive(application.context, application.reception, inbound)
    return Delivered.STORED if fresh else Delivered.REPEATED


def _inquiry(application: Application, inbound: Inbound) -> str:
    """The key of the inquiry that a mail is about, by the address that it came to, else by what it answers."""
    key = opened(application.links.signer, inbound.recipients, Purpose.INQUIRY)
    threads = [match[1] for text in inbound.in_reply_to if (match := OWN_MESSAGE_ID.match(text))]
    if key is None and threads:
        with application.store.read() as unit:
            key = next((one for one in threads if unit.asked_of(one) is not None), None)
    return key or ""


def _of_inquiry(application: Application, key: str, raw: bytes, inbound: Inbound) -> Delivered:
    """A bounce raises a task; what a person wrote is kept, and somebody records the answer in it."""
    desk = inquiry_desk(application)
    receipts = parse_bounce(raw)
    sign = classify_mail(inbound.headers, inbound.subject, inbound.sender)
    failed = [receipt for receipt in receipts if receipt.kind is ReceiptKind.FAILED]
    if failed or (not receipts and sign is not None and sign.kind is AutomaticKind.BOUNCE):
        take_bounce(desk, key, failed[0].code if failed else "")
        return Delivered.BOUNCE
    if receipts:
        return Delivered.BOUNCE  # it is still on its way, or arrived
    words = own_words(ReplyIn(inbound.text, html=inbound.html, subject=inbound.subject, headers=inbound.headers))
    fresh = take_mail(desk, key, inbound, words or inbound.text, automatic=sign is not None)
    return Delivered.INQUIRY if fresh else Delivered.REPEATED


def _receipts(application: Application, raw: bytes, inbound: Inbound) -> list[Receipt]:
    """The receipts of a delivery status that is about a mail of ours; none for any other mail.

    The message is named by the signed return path that the bounce came to, else by the Message-ID in it.
    """
    receipts = parse_bounce(raw)
    if not receipts:
        return []
    message_id = opened(application.links.signer, inbound.recipients, Purpose.BOUNCE)
    if message_id is None:
        return [receipt for receipt in receipts if OWN_MESSAGE_ID.match(receipt.provider_id)]
    with application.store.read() as unit:
        known = Pages.of(unit).provider_id(message_id)
    return [replace(receipt, provider_id=known or receipt.provider_id) for receipt in receipts]
