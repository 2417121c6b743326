"""What should have happened by now and did not, and how many posts wait: for the watchdog and metrics."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from datetime import datetime

from bot.app.staff.post_ports import Overdue, PostCounts, StuckQueue
from bot.store.part import Part


class Watched(Part):
    def stuck_queues(self, before: datetime, limit: int) -> list[StuckQueue]:
        """Queues with posts that were due before, or whose configuration is wrong."""
        rows = self.db.rows(
            "SELECT q.queue, q.client, q.why, count(*), min(p.turn_at) FROM posts p"
            " JOIN post_queues q ON q.queue = p.queue WHERE p.state = 'queued'"
            " GROUP BY q.queue, q.client, q.why HAVING min(p.turn_at) < ? OR q.why <> ''"
            " ORDER BY min(p.turn_at) LIMIT ?",
            before,
            limit,
        )
        return [StuckQueue(row[0], row[1], row[2], int(row[3]), self.db.instant(row[4])) for row in rows]

    def late_replies(self, before: datetime, limit: int) -> list[tuple[str, datetime]]:
        """(id, when it came) of unread replies whose freeze ended before; without their words."""
        rows = self.db.rows(
            "SELECT id, received_at FROM inbox WHERE state = 'unread' AND deadline < ? ORDER BY received_at LIMIT ?",
            before,
            limit,
        )
        return [(row[0], self.db.instant(row[1])) for row in rows]

    def overdue_pings(self, before: datetime, limit: int) -> list[Overdue]:
        """Cases whose next ping was due before: the clock does not do its work."""
        return self._overdue("ping_at", "ping_at < ?", before, limit)

    def unheard(self, limit: int) -> list[Overdue]:
        """Cases whose chain is at its end, and nobody took them."""
        return self._overdue("unheard_since", "unheard_since IS NOT NULL", limit)

    def _overdue(self, column: str, condition: str, *params: object) -> list[Overdue]:
        rows = self.db.rows(
            f"SELECT id, ref, client, {column} FROM cases WHERE {condition} ORDER BY {column} LIMIT ?", *params
        )
        return [Overdue(row[0], row[1], row[2], self.db.instant(row[3])) for row in rows]

    def post_counts(self) -> PostCounts:
        """Numbers for metrics; reads partial indexes only."""
        states = ("queued", "sending", "unknown", "failed")
        counts = {s: int(self.db.value(f"SELECT count(*) FROM posts WHERE state = '{s}'") or 0) for s in states}
        oldest = self.db.value("SELECT min(turn_at) FROM posts WHERE state = 'queued'")
        held = self.db.value("SELECT count(*) FROM post_queues WHERE why <> ''")
        return PostCounts(counts, self.db.when(oldest), int(held or 0))
