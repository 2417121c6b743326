"""Reading for people: lists of cases, a case's messages and conversation, numbers for metrics."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import orjson

from bot.app.views import CaseFilter, CaseRow, Counts, Line, OutboxRow
from bot.domain.case import Case
from bot.domain.codec import decode_case
from bot.domain.vocabulary import CaseState, CaseType, Channel, HoldKind, Outcome, Role, RootCause, TouchClass
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.sealing import Retention, SealingKey

_CASE_ROW: Final = (
    "id, ref, client, customer_id, case_type, state, currency, open_minor, invoice, assignee, hold_kind, hold_owner,"
    " hold_deadline, outcome, root_cause, blocked_rule, import_id, opened_at, closed_at, next_at, updated_at"
)


class Views(Part):
    def list_cases(self, wanted: CaseFilter) -> list[CaseRow]:
        conditions, params = _conditions(wanted)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = self.db.rows(
            f"SELECT {_CASE_ROW} FROM cases{where} ORDER BY opened_at DESC, id LIMIT ?",
            *params,
            wanted.limit,
        )
        return [self._case_row(row) for row in rows]

    def _case_row(self, row: Row) -> CaseRow:
        return CaseRow(
            id=row[0],
            ref=row[1],
            client=row[2],
            customer_id=row[3],
            case_type=CaseType(row[4]),
            state=CaseState(row[5]),
            currency=row[6],
            open_minor=row[7],
            invoice=row[8],
            assignee=row[9],
            hold_kind=HoldKind(row[10]) if row[10] else None,
            hold_owner=Role(row[11]) if row[11] else None,
            hold_deadline=self.db.when(row[12]),
            outcome=Outcome(row[13]) if row[13] else None,
            root_cause=RootCause(row[14]) if row[14] else None,
            blocked_rule=row[15],
            import_id=row[16] or "",
            opened_at=self.db.instant(row[17]),
            closed_at=self.db.when(row[18]),
            next_at=self.db.when(row[19]),
            updated_at=self.db.instant(row[20]),
        )

    def case_by_ref(self, ref: str) -> Case | None:
        """A case in any state by its reference."""
        snapshot = self.db.value("SELECT snapshot FROM cases WHERE ref = ?", ref)
        return None if snapshot is None else decode_case(orjson.loads(snapshot))

    def overdue_holds(self, now: datetime, limit: int) -> list[CaseRow]:
        """Held cases whose deadline has passed, longest first."""
        rows = self.db.rows(
            f"SELECT {_CASE_ROW} FROM cases WHERE hold_deadline <= ? ORDER BY hold_deadline LIMIT ?",
            now,
            limit,
        )
        return [self._case_row(row) for row in rows]

    def outbox_of_case(self, case_id: str) -> list[OutboxRow]:
        """The messages that carry or carried touches of a case, oldest first."""
        steps: dict[str, list[str]] = {}
        for message_id, step in self.db.rows(
            "SELECT message_id, step FROM touches WHERE case_id = ? ORDER BY created_at, cause, occurrence", case_id
        ):
            steps.setdefault(message_id, []).append(step)
        rows = self.db.rows(
            "SELECT id, reference, channel, touch_class, state, available_at, tries, frozen_by, possible_duplicate,"
            " receipt, code, sending_at, finished_at FROM outbox WHERE id IN [?] ORDER BY created_at, id",
            list(steps),
        )
        return [
            OutboxRow(
                id=row[0],
                reference=row[1],
                channel=Channel(row[2]),
                touch_class=TouchClass(row[3]),
                state=row[4],
                available_at=self.db.instant(row[5]),
                steps=tuple(steps[row[0]]),
                tries=row[6],
                frozen=row[7] is not None,
                possible_duplicate=bool(row[8]),
                receipt=row[9] or "",
                code=row[10] or "",
                sending_at=self.db.when(row[11]),
                finished_at=self.db.when(row[12]),
            )
            for row in rows
        ]

    def case_lines(self, case_id: str, reply_ids: Collection[str], limit: int) -> list[Line]:
        """The last lines of a case's conversation in clear, oldest first: its messages, and these replies.

        Of what a person wrote and nobody has handed over yet, the text is the person's own.
        """
        rows = self.db.rows(
            "SELECT id, coalesce(sending_at, created_at), channel, state, body_sealed, touch_class, staff_sealed,"
            " customer_id FROM outbox WHERE id IN (SELECT message_id FROM touches WHERE case_id = ?)"
            " AND (sending_at IS NOT NULL OR staff_sealed IS NOT NULL) AND touch_class <> 'staff'"
            " ORDER BY 2 DESC, id LIMIT ?",
            case_id,
            limit,
        )
        seals = self.keys.existing({row[7] for row in rows}, Retention.CONVERSATION)
        lines = [self._message_line(row, seals.get(row[7])) for row in rows]
        found = self.db.rows(
            "SELECT id, received_at, channel, state, payload_sealed, key_owner FROM inbox WHERE id IN [?]"
            " ORDER BY received_at DESC, id LIMIT ?",
            list(reply_ids),
            limit,
        )
        lines += self._reply_lines(found)
        return sorted(lines, key=lambda line: (line.at, line.id))[-limit:]

    def _message_line(self, row: Row, seal: SealingKey | None) -> Line:
        sealed, name = (row[4], "body") if row[4] else (row[6], "staff")
        text = seal.open(bytes(sealed), f"outbox/{row[0]}/{name}") if seal and sealed else ""
        return Line(row[0], self.db.instant(row[1]), False, Channel(row[2]), row[3], text, row[5])

    def _reply_lines(self, rows: Sequence[Row]) -> list[Line]:
        seals = self.keys.existing({row[5] for row in rows}, Retention.CONVERSATION)
        lines = []
        for row in rows:
            seal = seals.get(row[5])
            payload = orjson.loads(seal.open(bytes(row[4]), f"inbox/{row[0]}")) if seal and row[4] else {}
            text = str(payload.get("text", ""))
            lines.append(
                Line(row[0], self.db.instant(row[1]), inbound=True, channel=Channel(row[2]), state=row[3], text=text)
            )
        return lines

    def _running(self) -> dict[str, int]:
        """Messages not at their end, by state: one partial index each, never the whole outbox."""
        found: dict[str, int] = {}
        for sql in (
            "SELECT state, count(*) FROM outbox WHERE state = 'queued' AND frozen_by IS NULL GROUP BY state",
            "SELECT state, count(*) FROM outbox WHERE frozen_by IS NOT NULL GROUP BY state",
            "SELECT state, count(*) FROM outbox WHERE lease_until IS NOT NULL AND state <> 'unknown' GROUP BY state",
            "SELECT state, count(*) FROM outbox WHERE state = 'unknown' GROUP BY state",
        ):
            for state, count in self.db.rows(sql):
                found[state] = found.get(state, 0) + int(count)
        return found

    def counts(self) -> Counts:
        """Numbers for metrics; reads indexes only."""
        cases = self.db.rows("SELECT client, state, count(*) FROM cases GROUP BY client, state")
        return Counts(
            cases={(row[0], row[1]): int(row[2]) for row in cases},
            outbox=self._running(),
            possible_duplicates=int(self.db.value("SELECT count(*) FROM outbox WHERE possible_duplicate") or 0),
            unread_replies=int(self.db.value("SELECT count(*) FROM inbox WHERE state = 'unread'") or 0),
            oldest_due=self.db.when(
                self.db.value("SELECT min(next_action_at) FROM customers WHERE next_action_at IS NOT NULL")
            ),
            oldest_queued=self.db.when(
                self.db.value("SELECT min(available_at) FROM outbox WHERE state = 'queued' AND frozen_by IS NULL")
            ),
        )


def _conditions(wanted: CaseFilter) -> tuple[list[str], list[Any]]:
    """SQL conditions and their values for what a filter names."""
    found: list[tuple[str, list[Any]]] = []
    lists = (("client", wanted.clients), ("state", wanted.states), ("case_type", wanted.case_types))
    for column, values in (*lists, ("hold_kind", wanted.hold_kinds)):
        if values:
            found.append((f"{column} IN [?]", [sorted(str(value) for value in values)]))
    for column in ("assignee", "customer_id", "import_id", "blocked_rule"):
        value = getattr(wanted, column)
        if value:
            found.append((f"{column} = ?", [value]))
    if wanted.overdue_at:
        found.append(("hold_deadline <= ?", [wanted.overdue_at]))
    if wanted.escalated:
        found.append(("(ping_at IS NOT NULL OR unheard_since IS NOT NULL)", []))
    if wanted.search:
        start = wanted.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        found.append(("(ref LIKE ? ESCAPE '\\' OR invoice LIKE ? ESCAPE '\\')", [start, start]))
    if wanted.after:
        last = wanted.after[1]
        there = "(SELECT l.opened_at FROM cases l WHERE l.id = ?)"
        found.append((f"(opened_at < {there} OR (opened_at = {there} AND id > ?))", [last, last, last]))
    return [condition for condition, _ in found], [value for _, values in found for value in values]
