"""A mail that came in, by webhook or LMTP: a bounce becomes a receipt, anything else is what somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.app.delivering import take_receipt
from bot.app.messages import Inbound, Receipt
from bot.app.receiving import OWN_MESSAGE_ID, receive
from bot.bootstrap import Application
from bot.channels.addresses import opened
from bot.channels.bounces import parse_bounce
from bot.channels.email_in import parse_email
from bot.channels.tokens import Purpose
from bot.store.pages import Pages


class Delivered(StrEnum):
    """What became of a mail."""

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
    named = [receipt for receipt in _receipts(application, raw, inbound) if receipt.provider_id]
    if named:
        for receipt in named:
            take_receipt(application.context, receipt)
        return Delivered.BOUNCE
    fresh = receive(application.context, application.reception, inbound)
    return Delivered.STORED if fresh else Delivered.REPEATED


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
