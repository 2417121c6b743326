"""Mail that came in, parsed once into our own type. Hostile mail never raises: a person reads it then."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.app.messages import Inbound
from bot.channels.addresses import addresses_in, plus_token
from bot.channels.email_parts import bodies, flattened, parsed
from bot.channels.email_webhook import sign_email_webhook, verify_email_webhook
from bot.channels.tokens import Purpose
from bot.domain.vocabulary import Channel

__all__ = ["parse_email", "sign_email_webhook", "verify_email_webhook"]

_RECIPIENT_HEADERS: Final = ("delivered-to", "x-original-to", "to")
_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{1,300}>")
_MOST_REFERENCES: Final = 50


def parse_email(
    raw: bytes,
    *,
    received_at: datetime,
    envelope_from: str | None = None,
    envelope_to: Sequence[str] = (),
) -> Inbound:
    """One mail (RFC 822 bytes).

    Args:
        raw: the mail as it came.
        received_at: when it reached us.
        envelope_from: the envelope sender where it is known; empty is the null sender of bounces, which the
            headers then show as `return-path: <>`.
        envelope_to: the envelope recipients where they are known.

    Returns:
        `sender` is the address of From, never its display name. `provider_message_id` is the Message-ID, or a
        digest where there is none. `token` is the candidate of the first reply address, not yet verified.
    """
    message = parsed(raw)
    headers = flattened(message)
    if envelope_from is not None:
        headers["return-path"] = f"<{envelope_from}>"
    text, html = bodies(message)
    recipients = _recipients(headers, envelope_to)
    return Inbound(
        provider="email",
        provider_message_id=_message_id(headers, raw),
        channel=Channel.EMAIL,
        sender=_sender(headers),
        recipients=recipients,
        text=text,
        html=html,
        subject=headers.get("subject", ""),
        headers=headers,
        received_at=received_at,
        token=plus_token(recipients, Purpose.REPLY),
        in_reply_to=_answered(headers),
    )


def _recipients(headers: Mapping[str, str], envelope_to: Sequence[str]) -> tuple[str, ...]:
    """Most trustworthy first: the envelope, what our own mail system added, what the sender wrote."""
    found = [address.lower() for address in envelope_to]
    for name in _RECIPIENT_HEADERS:
        found.extend(addresses_in(headers.get(name, "")))
    return tuple(dict.fromkeys(found))


def _sender(headers: Mapping[str, str]) -> str:
    for name in ("from", "sender", "return-path"):
        found = addresses_in(headers.get(name, ""))
        if found:
            return found[0]
    return ""


def _message_id(headers: Mapping[str, str], raw: bytes) -> str:
    match = _MESSAGE_ID.search(headers.get("message-id", ""))
    return match.group() if match else "sha256:" + hashlib.sha256(raw).hexdigest()


def _answered(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Message-IDs of In-Reply-To, then of References with the latest first."""
    direct = _MESSAGE_ID.findall(headers.get("in-reply-to", ""))
    earlier = _MESSAGE_ID.findall(headers.get("references", ""))[::-1]
    return tuple(dict.fromkeys([*direct, *earlier]))[:_MOST_REFERENCES]
