"""Twilio's error codes and statuses in our words: data with a default branch, since new ones just appear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from bot.domain.vocabulary import FailureClass, ReceiptKind


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means for us, and how many retries make sense (0: none by itself)."""

    failure: FailureClass
    retries: int = 0


_BAD_ADDRESS: Final = Meaning(FailureClass.BAD_ADDRESS)
_OPTED_OUT: Final = Meaning(FailureClass.OPTED_OUT)
_CONFIGURATION: Final = Meaning(FailureClass.CONFIGURATION)
_SLOW_DOWN: Final = Meaning(FailureClass.SLOW_DOWN, retries=10)
_STOP_CHANNEL: Final = Meaning(FailureClass.STOP_CHANNEL)
_FILTERED: Final = Meaning(FailureClass.FILTERED)
_REGISTRATION: Final = Meaning(FailureClass.REGISTRATION)
_CONTENT: Final = Meaning(FailureClass.CONTENT)
_TEMPORARY: Final = Meaning(FailureClass.TEMPORARY, retries=1)

# https://www.twilio.com/docs/api/errors, by number
CODES: Final[Mapping[int, Meaning]] = MappingProxyType(
    {
        20003: _CONFIGURATION,  # wrong credentials
        20429: _SLOW_DOWN,  # too many requests: never processed
        21201: _CONFIGURATION,  # no number to call
        21211: _BAD_ADDRESS,  # not a phone number
        21408: _CONFIGURATION,  # no permission for that country
        21602: _CONTENT,  # no body
        21603: _CONFIGURATION,  # no sender
        21606: _CONFIGURATION,  # the sender cannot send this
        21610: _OPTED_OUT,  # the recipient wrote STOP
        21612: _BAD_ADDRESS,  # not reachable from this sender
        21614: _BAD_ADDRESS,  # not a mobile number
        21617: _CONTENT,  # longer than 1600 characters
        21635: _BAD_ADDRESS,  # a landline
        30001: _SLOW_DOWN,  # queue overflow
        30003: Meaning(FailureClass.TEMPORARY, retries=3),  # handset off or out of reach
        30004: _STOP_CHANNEL,  # blocked
        30005: _STOP_CHANNEL,  # unknown handset
        30006: _STOP_CHANNEL,  # landline or unreachable carrier
        30007: _FILTERED,  # carrier filter
        30008: _TEMPORARY,  # unknown error at the carrier
        30034: _REGISTRATION,  # number not registered for A2P
        30863: _REGISTRATION,  # third-party debt collection
        30943: _REGISTRATION,  # debt collection without verification
        35114: _CONFIGURATION,  # 35114-35118: outside the window for scheduled messages
        35115: _CONFIGURATION,
        35116: _CONFIGURATION,
        35117: _CONFIGURATION,
        35118: _CONFIGURATION,
        63014: _OPTED_OUT,  # the recipient blocked the business
        63016: _CONTENT,  # outside the session window: resend as a template
    }
)

_FAMILIES: Final[Mapping[int, Meaning]] = MappingProxyType(
    {
        20: _CONFIGURATION,  # account and API
        21: _CONTENT,  # the request
        30: _TEMPORARY,  # delivery
        63: _CONTENT,  # other channels
    }
)

_BY_HTTP_STATUS: Final[Mapping[int, Meaning]] = MappingProxyType(
    {
        HTTPStatus.BAD_REQUEST: _CONTENT,
        HTTPStatus.TOO_MANY_REQUESTS: _SLOW_DOWN,
    }
)


def meaning_of(code: int | None, http_status: int = 0) -> Meaning:
    """A known code, else its family, else what the HTTP status suggests, else a configuration alarm."""
    if code is not None:
        known = CODES.get(code) or _FAMILIES.get(code // 1000)
        if known is not None:
            return known
    return _BY_HTTP_STATUS.get(http_status, _CONFIGURATION)


STATUSES: Final[Mapping[str, ReceiptKind]] = MappingProxyType(
    {
        "accepted": ReceiptKind.ACCEPTED,
        "scheduled": ReceiptKind.ACCEPTED,  # never used by us: our scheduler holds messages
        "queued": ReceiptKind.QUEUED,
        "sending": ReceiptKind.SENDING,
        "sent": ReceiptKind.SENT,
        "delivered": ReceiptKind.DELIVERED,
        "partially_delivered": ReceiptKind.DELIVERED,
        "undelivered": ReceiptKind.UNDELIVERED,
        "failed": ReceiptKind.FAILED,
        "canceled": ReceiptKind.FAILED,
        "read": ReceiptKind.READ,
    }
)


def kind_of(status: str) -> ReceiptKind:
    """An unknown status is the lowest one, so that it changes nothing; the receipt keeps the raw word."""
    return STATUSES.get(status.lower(), ReceiptKind.ACCEPTED)
