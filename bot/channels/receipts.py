"""What a provider says became of a message, ranked: late and repeated receipts never take it back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.vocabulary import ReceiptKind

# Twilio's callbacks are unordered and repeated; three ends share a rank, so the first end to arrive stands.
RANKS: Final[Mapping[ReceiptKind, int]] = MappingProxyType(
    {
        ReceiptKind.ACCEPTED: 0,
        ReceiptKind.QUEUED: 20,
        ReceiptKind.SENDING: 30,
        ReceiptKind.SENT: 40,
        ReceiptKind.DELIVERED: 50,
        ReceiptKind.UNDELIVERED: 50,
        ReceiptKind.FAILED: 50,
        ReceiptKind.READ: 60,
    }
)


def rank(kind: ReceiptKind) -> int:
    return RANKS[kind]


def advance(current: ReceiptKind | None, news: ReceiptKind) -> ReceiptKind:
    """The kind that a message has after one more receipt: it rises or stays."""
    if current is None or RANKS[news] > RANKS[current]:
        return news
    return current
