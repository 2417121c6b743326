"""What Twilio posts to us: verified, then parsed once into our own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.app.messages import Inbound, Receipt
from bot.channels.twilio_codes import kind_of, meaning_of
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel, ReceiptKind

_WHATSAPP: Final = "whatsapp:"
_UNKNOWN_ERROR: Final = 30008  # what Twilio itself says when the carrier gave no reason
_FAILED: Final = frozenset({ReceiptKind.UNDELIVERED, ReceiptKind.FAILED})


def verify_twilio_signature(
    auth_tokens: str | Sequence[str], url: str, params: Mapping[str, Any] | str, signature: str | None
) -> bool:
    """Whether one of the tokens signed this request. Never raises: whatever cannot be checked is not genuine.

    Args:
        auth_tokens: the account's token, or several while they are being rotated. Empty ones verify nothing.
        url: the **configured public URL** of the webhook with its query, never the request's own.
        params: the posted form (a multi-dict is fine), or the body of a JSON request as text.
        signature: the header `X-Twilio-Signature`.
    """
    if not signature:
        return False
    tokens = [auth_tokens] if isinstance(auth_tokens, str) else auth_tokens
    return any(_signed(token, url, params, signature) for token in tokens if token)


def _signed(token: str, url: str, params: Mapping[str, Any] | str, signature: str) -> bool:
    try:
        return bool(RequestValidator(token).validate(url, params, signature))
    except (TypeError, ValueError, KeyError, AttributeError):
        # TypeError: JSON without bodySHA256; ValueError: a port that is no number, text that is not Unicode
        return False


def parse_inbound_sms(form: Mapping[str, str], received_at: datetime) -> Inbound:
    """An SMS or WhatsApp message that a customer sent. Raises Rejected when it has no id or no sender.

    `headers` holds every other field in lower case: Twilio adds fields without notice.
    """
    sid, sender = form.get("MessageSid") or form.get("SmsSid") or "", form.get("From", "")
    if not sid or not sender:
        raise Rejected("An inbound message from Twilio needs MessageSid and From.")
    whatsapp = sender.startswith(_WHATSAPP)
    return Inbound(
        provider="twilio",
        provider_message_id=sid,
        channel=Channel.WHATSAPP if whatsapp else Channel.SMS,
        sender=sender.removeprefix(_WHATSAPP),
        recipients=tuple(to.removeprefix(_WHATSAPP) for to in (form.get("To", ""),) if to),
        text=form.get("Body", "").replace("\0", ""),
        headers={key.lower(): str(form[key]) for key in form if key != "Body"},
        received_at=received_at,
    )


def parse_status(form: Mapping[str, str], *, reference: str = "") -> Receipt:
    """A status callback. Raises Rejected when it names no message or no status.

    `reference` is ours, for callers that put it into the status URL: a callback may overtake our record of
    the provider's id. The words of the message, which some callbacks repeat, are left out: receipts are kept in clear.
    """
    sid = form.get("MessageSid") or form.get("SmsSid") or ""
    status = form.get("MessageStatus") or form.get("SmsStatus") or ""
    if not sid or not status:
        raise Rejected("A status callback from Twilio needs MessageSid and MessageStatus.")
    kind, code = kind_of(status), form.get("ErrorCode", "")
    failure = meaning_of(_number(code)).failure if kind in _FAILED else None
    return Receipt(
        provider="twilio",
        provider_id=sid,
        kind=kind,
        raw={key: str(form[key]) for key in form if key != "Body"},
        failure=failure,
        code=code,
        reference=reference,
    )


def _number(code: str) -> int:
    return int(code) if code.isascii() and code.isdigit() and len(code) <= len("99999") else _UNKNOWN_ERROR
