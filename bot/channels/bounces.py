"""Delivery status notifications (RFC 3464) as receipts, so that a bounce ends where an SMS error ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.message import Message
from types import MappingProxyType
from typing import Final

from bot.app.messages import Receipt
from bot.channels.email_parts import decoded, flattened, leaves, parsed
from bot.channels.smtp_codes import Stage, enhanced_in, failure_of
from bot.domain.vocabulary import FailureClass, ReceiptKind

_KINDS: Final[Mapping[str, ReceiptKind]] = MappingProxyType(
    {
        "failed": ReceiptKind.FAILED,
        "delivered": ReceiptKind.DELIVERED,
        "relayed": ReceiptKind.SENT,
        "expanded": ReceiptKind.SENT,
        "delayed": ReceiptKind.SENDING,  # still being tried: nothing to do
    }
)
_BASIC_CODE: Final[Mapping[str, int]] = MappingProxyType({"4": 450, "5": 550})
_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{1,300}>")


def parse_bounce(raw: bytes) -> tuple[Receipt, ...]:
    """One receipt for each recipient that a delivery status names; none for a mail without such a status.

    `provider_id` is the Message-ID of our mail where the bounce returns its head, `reference` is ours.
    A failed 5.x.x is of the class that the status says; a failed 4.x.x is TEMPORARY: it counts strikes.
    """
    message = parsed(raw)
    returned = _returned(message)
    return tuple(
        _receipt(fields, returned)
        for part in leaves(message, "message/delivery-status")
        for fields in _recipients(part)
    )


def _recipients(part: Message) -> Iterator[Mapping[str, str]]:
    """The blocks of a delivery status that name an action; the first block is about the whole message."""
    payload = part.get_payload()
    for block in payload if isinstance(payload, list) else []:
        if isinstance(block, Message):
            fields = flattened(block)
            if "action" in fields:
                yield fields


def _returned(message: Message) -> Mapping[str, str]:
    """The head of our own mail, in whichever form it came back."""
    for part in leaves(message, "message/rfc822"):
        payload = part.get_payload()
        if isinstance(payload, list) and payload and isinstance(payload[0], Message):
            return flattened(payload[0])
    for part in leaves(message, "text/rfc822-headers"):
        octets = part.get_payload(decode=True)
        if isinstance(octets, bytes):
            return flattened(parsed(octets))
    return {}


def _receipt(fields: Mapping[str, str], returned: Mapping[str, str]) -> Receipt:
    kind = _KINDS.get(fields["action"].strip().lower(), ReceiptKind.ACCEPTED)
    status = enhanced_in(fields.get("status", "")) or enhanced_in(fields.get("diagnostic-code", ""))
    own_id = _MESSAGE_ID.search(returned.get("message-id", ""))
    return Receipt(
        provider="email",
        provider_id=own_id.group() if own_id else "",
        kind=kind,
        raw={name: decoded(value) for name, value in fields.items()},
        failure=_failure(status) if kind is ReceiptKind.FAILED else None,
        code=status,
        reference=returned.get("x-followup-reference", ""),
    )


def _failure(status: str) -> FailureClass:
    code = _BASIC_CODE.get(status[:1])
    return failure_of(Stage.BOUNCE, code, status) if code else FailureClass.STOP_CHANNEL
