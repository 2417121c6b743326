"""Claims: leasing messages, giving leases back, and what becomes of leases that ran out."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.app.records import ClaimedMessage, ClaimedTouch
from bot.domain.case import TouchKey
from bot.domain.vocabulary import Channel, FailureClass, TouchClass
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.sealing import Retention

_CHANNELS: Final = {channel.value: channel for channel in Channel}
_CLASSES: Final = {touch_class.value: touch_class for touch_class in TouchClass}
MESSAGE_COLUMNS: Final = (
    "id, reference, client, customer_id, contact_id, channel, touch_class, sender, available_at, tries, sent_before,"
    " staff_sealed, failure, language"
)


class Claims(Part):
    def claim(self, now: datetime, limit: int, lease_until: datetime, token: str) -> list[ClaimedMessage]:
        due = "state = 'queued' AND frozen_by IS NULL AND available_at <= ?"
        if not self.db.begun and not self.db.peek(f"SELECT 1 FROM outbox WHERE {due} LIMIT 1", now):
            return []
        rows = self.db.rows(
            "UPDATE outbox SET state = 'claimed', lease_token = ?, lease_until = ? WHERE id IN"
            f" (SELECT id FROM outbox WHERE {due} ORDER BY available_at LIMIT ? FOR UPDATE SKIP LOCKED)"
            f" RETURNING {MESSAGE_COLUMNS}",
            token,
            lease_until,
            now,
            limit,
        )
        return self.messages_of(rows)

    def messages_of(self, rows: Sequence[Row]) -> list[ClaimedMessage]:
        """Outbox rows (columns as in `MESSAGE_COLUMNS`) with their live touches, earliest first."""
        touches = self._live_touches([row[0] for row in rows])
        written = {row[3] for row in rows if row[11]}
        seals = self.keys.existing(written, Retention.CONVERSATION) if written else {}
        messages = []
        for row in sorted(rows, key=lambda row: (row[8], row[0])):
            seal = seals.get(row[3]) if row[11] else None
            messages.append(
                ClaimedMessage(
                    id=row[0],
                    reference=row[1],
                    client=row[2],
                    customer_id=row[3],
                    contact_id=row[4],
                    channel=_CHANNELS[row[5]],
                    touch_class=_CLASSES[row[6]],
                    sender=row[7],
                    available_at=self.db.instant(row[8]),
                    tries=row[9],
                    touches=tuple(touches.get(row[0], ())),
                    sent_before=bool(row[10]),
                    staff_text=seal.open(bytes(row[11]), f"outbox/{row[0]}/staff") if seal else "",
                    unanswered=row[12] == FailureClass.UNKNOWN.value,
                    language=row[13],
                )
            )
        return messages

    def _live_touches(self, message_ids: list[str]) -> dict[str, list[ClaimedTouch]]:
        rows = self.db.rows(
            "SELECT message_id, case_id, cause, occurrence, step, template, touch_class, tone, playbook_name, answers,"
            " ask FROM touches WHERE message_id IN [?]"
            " AND state NOT IN ('cancelled', 'refused', 'superseded', 'failed')"
            " ORDER BY case_id, cause, occurrence",
            message_ids,
        )
        found: dict[str, list[ClaimedTouch]] = defaultdict(list)
        for message_id, case_id, cause, occurrence, step, template, touch_class, *others in rows:
            key = TouchKey(cause, occurrence)
            found[message_id].append(ClaimedTouch(case_id, key, step, template, _CLASSES[touch_class], *others))
        return found

    def release(self, token: str) -> int:
        return self.db.run(
            "UPDATE outbox SET state = 'queued', lease_token = NULL, lease_until = NULL WHERE id IN"
            " (SELECT id FROM outbox WHERE lease_until IS NOT NULL AND state = 'claimed' AND lease_token = ?"
            " FOR UPDATE SKIP LOCKED)",
            token,
        )

    def expire_leases(self, now: datetime, sending_before: datetime) -> tuple[int, int]:
        """What dead workers held: (claimed messages queued again, messages in sending now unknown).

        `sending_before` is `now` without the time-out of a call: nobody can still be inside one that began earlier.
        """
        returned = self.db.run(
            "UPDATE outbox SET state = 'queued', lease_token = NULL, lease_until = NULL WHERE id IN"
            " (SELECT id FROM outbox WHERE lease_until < ? AND state = 'claimed' FOR UPDATE SKIP LOCKED)",
            now,
        )
        lost = self.db.rows(
            "UPDATE outbox SET state = 'unknown', finished_at = ?, lease_token = NULL, lease_until = NULL"
            " WHERE id IN (SELECT id FROM outbox WHERE lease_until < ? AND sending_at < ? AND state = 'sending'"
            " FOR UPDATE SKIP LOCKED) RETURNING id",
            now,
            now,
            sending_before,
        )
        self.db.run(
            "UPDATE touches SET state = 'unknown' WHERE message_id IN [?] AND state = 'queued'",
            [row[0] for row in lost],
        )
        return returned, len(lost)
