"""Small questions that intake, conversation and staff ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import orjson

from bot.app.records import Recorded
from bot.domain.codec import decode_event
from bot.domain.facts import Pause
from bot.store.part import Part
from bot.store.tables.control import pauses, playbooks


class Lookups(Part):
    def cases_by_identity(self, client: str, identities: Collection[str]) -> dict[str, tuple[str, str]]:
        rows = self.db.rows(
            "SELECT identity, id, customer_id FROM cases WHERE client = ? AND identity IN [?]", client, list(identities)
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def case_ids_by_ref(self, refs: Collection[str]) -> dict[str, tuple[str, str]]:
        rows = self.db.rows("SELECT ref, id, customer_id FROM cases WHERE ref IN [?]", list(refs))
        return {row[0]: (row[1], row[2]) for row in rows}

    def customer_of_case(self, case_id: str) -> str | None:
        found: str | None = self.db.value("SELECT customer_id FROM cases WHERE id = ?", case_id)
        return found

    def next_moment(self) -> datetime | None:
        due = self.db.value("SELECT min(next_action_at) FROM customers WHERE next_action_at IS NOT NULL")
        queued = self.db.value("SELECT min(available_at) FROM outbox WHERE state = 'queued' AND frozen_by IS NULL")
        times = [at for at in (self.db.when(due), self.db.when(queued)) if at is not None]
        return min(times, default=None)

    def playbook(self, digest: str) -> str | None:
        found: str | None = self.db.value("SELECT canonical FROM playbooks WHERE digest = ?", digest)
        return found

    def put_playbook(self, digest: str, name: str, canonical: str, now: datetime) -> None:
        row = (digest, name, canonical, now)
        self.db.insert(playbooks, ("digest", "name", "canonical", "at"), [row], "ON CONFLICT DO NOTHING")

    def case_events(self, case_id: str) -> list[Recorded]:
        rows = self.db.rows(
            "SELECT type, data, at, actor, command, facts_digest, text_digest FROM events WHERE case_id = ?"
            " ORDER BY seq",
            case_id,
        )
        return [Recorded(decode_event(row[0], orjson.loads(row[1])), self.db.instant(row[2]), *row[3:]) for row in rows]

    def set_pause(self, pause: Pause, by: str, reason: str, now: datetime, *, on: bool) -> None:
        """Setting an active pause and lifting an absent one change nothing."""
        if on:
            columns = ("scope", "value", "set_by", "reason", "at")
            self.db.insert(pauses, columns, [(pause.scope, pause.value, by, reason, now)], "ON CONFLICT DO NOTHING")
        else:
            self.db.run(
                "UPDATE pauses SET lifted_by = ?, lifted_reason = ?, lifted_at = ? WHERE scope = ? AND value = ?"
                " AND lifted_at IS NULL",
                by,
                reason,
                now,
                pause.scope,
                pause.value,
            )

    def pauses(self) -> list[Pause]:
        """Everything that is stopped now."""
        rows = self.db.rows("SELECT scope, value FROM pauses WHERE lifted_at IS NULL ORDER BY scope, value")
        return [Pause(scope, value) for scope, value in rows]
