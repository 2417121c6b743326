"""What several workers share: a second's quota of a sender, a singleton's lock, who saw a delivery first."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from datetime import datetime
from typing import Final

from bot.store.part import Part
from bot.store.tables.inbox import seen
from bot.store.tables.outbox import sender_quota

_STAFF_NAMESPACE: Final = 7306  # first half of PostgreSQL's advisory lock key; `singleton` has the one before


class Coordination(Part):
    def take_quota(self, identity: str, second: int, per_second: int, want: int) -> int:
        """How many of `want` this worker may send in this second (since 1970); all workers share `per_second`."""
        self.db.insert(sender_quota, ("identity", "second", "used"), [(identity, second, 0)], "ON CONFLICT DO NOTHING")
        row = self.db.row("SELECT second, used FROM sender_quota WHERE identity = ? FOR UPDATE", identity)
        stored, used = row or (second, 0)
        if stored > second:  # another worker's clock is ahead: that second is over for everybody
            return 0
        granted = max(0, min(want, per_second - (used if stored == second else 0)))
        self.db.run(
            "UPDATE sender_quota SET second = ?, used = ? WHERE identity = ?",
            second,
            granted + (used if stored == second else 0),
            identity,
        )
        return granted

    def first_sight(self, source: str, delivery: str, now: datetime) -> bool:
        """Whether this delivery of an outside system is new. Insert, on conflict do nothing: never check, then mark."""
        return (
            self.db.insert(seen, ("source", "delivery", "at"), [(source, delivery, now)], "ON CONFLICT DO NOTHING") == 1
        )

    def forget_seen(self, before: datetime) -> int:
        """Drop marks that no outside system repeats any more."""
        return self.db.run("DELETE FROM seen WHERE at < ?", before)

    def lock_staff(self, staff_ids: Collection[str]) -> None:
        """Until the end of the unit nobody else decides anything as these members of staff: cumulative ceilings.

        Taken after the customer's lock, in one order. On SQLite the unit is the only writer anyway.
        """
        for key in sorted({zlib.crc32(staff.encode()) - (1 << 31) for staff in staff_ids}):
            self.db.lock("SELECT pg_advisory_xact_lock(?::int, ?::int)", _STAFF_NAMESPACE, key)
