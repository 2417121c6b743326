"""What providers say became of messages: every raw receipt is kept, the rank of a message only rises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import orjson

from bot.domain.vocabulary import FailureClass, ReceiptKind
from bot.store.part import Part
from bot.store.tables.outbox import receipts

# Twilio's statuses: accepted < scheduled < queued < sending < sent < delivered = undelivered = failed < read.
RANKS: Final[Mapping[ReceiptKind, int]] = {
    ReceiptKind.ACCEPTED: 0,
    ReceiptKind.QUEUED: 2,
    ReceiptKind.SENDING: 3,
    ReceiptKind.SENT: 4,
    ReceiptKind.DELIVERED: 5,
    ReceiptKind.UNDELIVERED: 5,
    ReceiptKind.FAILED: 5,
    ReceiptKind.READ: 6,
}
_FINAL: Final = {
    ReceiptKind.DELIVERED: "delivered",
    ReceiptKind.READ: "delivered",
    ReceiptKind.UNDELIVERED: "failed",
    ReceiptKind.FAILED: "failed",
}
_COLUMNS: Final = ("provider", "provider_id", "kind", "code", "client", "failure", "raw", "at")


class Receipts(Part):
    def add_receipt(
        self,
        provider: str,
        provider_id: str,
        kind: ReceiptKind,
        code: str,
        raw: Mapping[str, str],
        now: datetime,
        failure: FailureClass | None = None,
    ) -> str | None:
        message = self.db.row(
            "SELECT id, client, receipt_rank FROM outbox WHERE provider_id = ? ORDER BY id FOR UPDATE", provider_id
        )
        client, why = (message[1] if message else ""), (failure.value if failure else None)
        row = (provider, provider_id, kind.value, code, client, why, _json(raw), now)
        fresh = self.db.insert(receipts, _COLUMNS, [row], "ON CONFLICT DO NOTHING") == 1
        if message is None or not fresh or RANKS[kind] <= message[2]:
            return None
        self.advance_receipt(message[0], kind, code)
        return str(message[0])

    def advance_receipt(self, message_id: str, kind: ReceiptKind, code: str) -> None:
        """Bring a message up to what its provider says became of it."""
        state = _FINAL.get(kind)
        self.db.run(
            "UPDATE outbox SET receipt = ?, receipt_rank = ?, state = coalesce(?, state),"
            " code = CASE WHEN ? = '' THEN code ELSE ? END WHERE id = ?",
            kind.value,
            RANKS[kind],
            state,
            code,
            code,
            message_id,
        )
        if state:
            self.db.run(
                "UPDATE touches SET state = ? WHERE message_id = ? AND state IN ('sent', 'delivered', 'unknown')",
                state,
                message_id,
            )


def _json(raw: Mapping[str, str]) -> str:
    return orjson.dumps(dict(raw)).decode()
