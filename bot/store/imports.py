"""What imports keep: themselves, the ledger's last word on each case, what they changed, payments, freshness."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

import orjson

from bot.app.import_ports import ChangeKind, ImportChange, ImportRecord, ImportState, Position
from bot.app.records import PaymentRecord
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.tables.ledger import feeds, import_changes, imports, payments, positions


def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


_CHANGE: Final = _names(ImportChange)
_POSITION: Final = _names(Position)
_PAYMENT: Final = _names(PaymentRecord)
_RECORD: Final = _names(ImportRecord)
_POSITION_NEWS: Final = "ON CONFLICT (client, identity) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _POSITION if name not in ("client", "identity")
)


class Imports(Part):
    def start_import(self, record: ImportRecord) -> None:
        self.db.insert(imports, _RECORD, [_plain(record)])

    def end_import(self, import_id: str, state: ImportState, counts: Mapping[str, object], now: datetime) -> None:
        self.db.run(
            "UPDATE imports SET state = ?, counts = ?, finished_at = ? WHERE id = ?",
            state.value,
            orjson.dumps(dict(counts)).decode(),
            now,
            import_id,
        )

    def find_import(self, import_id: str) -> ImportRecord | None:
        row = self.db.row(f"SELECT {', '.join(_RECORD)} FROM imports WHERE id = ?", import_id)
        if row is None:
            return None
        identifier, source, digest, mapping, as_of, by, state, started, finished = row
        return ImportRecord(
            identifier,
            source,
            digest,
            mapping,
            date.fromisoformat(as_of),
            by,
            ImportState(state),
            self.db.instant(started),
            self.db.when(finished),
        )

    def positions(self, client: str, identities: Collection[str]) -> dict[str, Position]:
        rows = self.db.rows(
            f"SELECT {', '.join(_POSITION)} FROM positions WHERE client = ? AND identity IN [?]",
            client,
            list(identities),
        )
        return {row[1]: Position(*(*row[:-1], date.fromisoformat(row[-1]))) for row in rows}

    def put_positions(self, positions_: Sequence[Position]) -> None:
        latest = {(p.client, p.identity): _plain(p) for p in positions_}
        self.db.insert(positions, _POSITION, [latest[who] for who in sorted(latest)], _POSITION_NEWS)

    def free_identities(self, case_ids: Collection[str]) -> None:
        self.db.run("UPDATE cases SET identity = NULL WHERE id IN [?]", sorted(case_ids))

    def add_import_changes(self, changes: Sequence[ImportChange]) -> None:
        self.db.insert(import_changes, _CHANGE, [_plain(change) for change in changes])

    def import_changes(self, import_id: str, limit: int) -> list[ImportChange]:
        rows = self.db.rows(
            f"SELECT {', '.join(_CHANGE)} FROM import_changes WHERE import_id = ? ORDER BY number DESC LIMIT ?",
            import_id,
            limit,
        )
        return [ImportChange(row[0], row[1], ChangeKind(row[2]), *row[3:]) for row in rows]

    def drop_import_changes(self, import_id: str, number: int) -> None:
        self.db.run("DELETE FROM import_changes WHERE import_id = ? AND number >= ?", import_id, number)

    def changed_later(self, import_id: str, case_ids: Collection[str]) -> set[str]:
        rows = self.db.rows(
            "SELECT DISTINCT c.case_id FROM import_changes c JOIN imports i ON i.id = c.import_id"
            " WHERE c.case_id IN [?] AND c.import_id <> ?"
            " AND i.started_at >= (SELECT started_at FROM imports WHERE id = ?)",
            list(case_ids),
            import_id,
            import_id,
        )
        return {row[0] for row in rows}

    def ledger_paid(self, case_id: str) -> int | None:
        """Minor units that the client's ledger last said were paid on a case; None = it never spoke of it."""
        found: int | None = self.db.value("SELECT max(paid) FROM positions WHERE case_id = ?", case_id)
        return found

    def add_payments(self, payments_: Sequence[PaymentRecord]) -> None:
        """A payment that is known already changes nothing."""
        rows = sorted((_plain(payment) for payment in payments_), key=lambda row: (row[2], row[0]))
        self.db.insert(payments, _PAYMENT, rows, "ON CONFLICT (client, payment_id) DO NOTHING")

    def payments_of_case(self, case_id: str) -> list[PaymentRecord]:
        """The latest day first; one without a day comes last."""
        rows = self.db.rows(
            f"SELECT {', '.join(_PAYMENT)} FROM payments WHERE case_id = ?"
            " ORDER BY coalesce(paid_on, '') DESC, payment_id DESC",
            case_id,
        )
        found = (dict(zip(_PAYMENT, row, strict=True)) for row in rows)
        return [PaymentRecord(**one | {"paid_on": _day(one["paid_on"])}) for one in found]

    def cover(self, client: str, day: date, now: datetime) -> None:
        self.db.insert(
            feeds,
            ("client", "covered_until", "at"),
            [(client, day.isoformat(), now)],
            "ON CONFLICT (client) DO UPDATE SET covered_until = excluded.covered_until, at = excluded.at"
            " WHERE excluded.covered_until > feeds.covered_until",
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(record: Any) -> Row:
    """A record's fields as the tables keep them: enums as strings, days as ISO text."""
    # Not `astuple`: it copies deeply, which costs more than writing the row.
    return tuple(_value(getattr(record, column)) for column in record.__slots__)


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, ChangeKind | ImportState) else value
