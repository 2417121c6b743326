"""Reading for the registers: pages of cases with their logs and names, a fixed number of queries a page."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import orjson

from bot.app.records import Recorded
from bot.app.registers import CasesWanted, RegisteredCase, SuspenseReceipt
from bot.domain.case import Case
from bot.domain.codec import decode_case, decode_event
from bot.domain.vocabulary import CaseType
from bot.store.customers import Customers
from bot.store.dialects import Row

# Each of these looks at an index that holds nothing else.
_IN_LOG: Final = {
    "case_types": "type = 'CaseRetyped'",
    "proposed": "type = 'ProposalMade'",
    "contested": "type = 'DisputeRecorded'",
    "by_hand": "command = 'RecordPayment'",
}


class Registers(Customers):
    def registered_clients(self) -> list[str]:
        sql = "SELECT client FROM cases GROUP BY client UNION SELECT client FROM unapplied_receipts GROUP BY client"
        return sorted(row[0] for row in self.db.rows(sql))

    def registered_cases(
        self, wanted: CasesWanted, after: tuple[datetime, str] | None, limit: int
    ) -> list[RegisteredCase]:
        where, values = _conditions(wanted, after)
        rows = self.db.rows(
            f"SELECT id, snapshot, customer_id FROM cases WHERE {where} ORDER BY opened_at, id LIMIT ?", *values, limit
        )
        cases = [decode_case(orjson.loads(row[1])) for row in rows]
        logs = self._logs([case.id for case in cases])
        names = self.customer_names({row[2] for row in rows})
        linked = self._about_the_same(cases)
        return [
            RegisteredCase(case, tuple(logs[case.id]), names.get(case.customer_id, ""), linked.get(case.id, ()))
            for case in cases
        ]

    def _logs(self, ids: Sequence[str]) -> dict[str, list[Recorded]]:
        logs: dict[str, list[Recorded]] = defaultdict(list)
        for row in self.db.rows(
            "SELECT case_id, type, data, at, actor, command, facts_digest, text_digest FROM events"
            " WHERE case_id IN [?] ORDER BY case_id, seq",
            list(ids),
        ):
            event = decode_event(row[1], orjson.loads(row[2]))
            logs[row[0]].append(Recorded(event, self.db.instant(row[3]), *row[4:]))
        return logs

    def _about_the_same(self, cases: Sequence[Case]) -> dict[str, tuple[tuple[str, CaseType], ...]]:
        """(reference, type) of the other cases of the same customer and transaction, or of the same family."""
        found: dict[str, list[tuple[str, CaseType]]] = defaultdict(list)
        rows = self.db.rows(
            "SELECT c.id, o.ref, o.case_type, o.id FROM cases c JOIN cases o ON o.customer_id = c.customer_id"
            " AND o.id <> c.id AND o.transaction_id = c.transaction_id"
            " WHERE c.id IN [?] AND c.transaction_id <> '' ORDER BY o.opened_at, o.id",
            [case.id for case in cases],
        )
        parents = {case.id: case.parent for case in cases if case.parent}
        family = self.db.rows("SELECT id, ref, case_type, id FROM cases WHERE id IN [?]", sorted(set(parents.values())))
        by_id = {row[0]: row for row in family}
        rows += [(child, *by_id[parent][1:]) for child, parent in parents.items() if parent in by_id]
        for case_id, ref, case_type, _ in rows:
            one = (ref, CaseType(case_type))
            if one not in found[case_id]:
                found[case_id].append(one)
        return {case_id: tuple(others) for case_id, others in found.items()}

    def suspense_receipts(self, client: str, after: tuple[datetime, str] | None, limit: int) -> list[SuspenseReceipt]:
        beyond = "AND (at > ? OR at = ? AND receipt_id > ?)" if after else ""
        values = [after[0], after[0], after[1]] if after else []
        rows = self.db.rows(
            "SELECT client, receipt_id, customer_id, currency, minor_units, received_on, invoice, at, applied_at"
            f" FROM unapplied_receipts WHERE client = ? {beyond} ORDER BY at, receipt_id LIMIT ?",
            client,
            *values,
            limit,
        )
        names = self.customer_names({row[2] for row in rows if row[2]})
        return [self._receipt(row, names.get(row[2], "")) for row in rows]

    def _receipt(self, row: Row, name: str) -> SuspenseReceipt:
        client, receipt_id, _, currency, minor_units, received_on, invoice, at, applied_at = row
        return SuspenseReceipt(
            client=client,
            receipt_id=receipt_id,
            customer=name,
            currency=currency,
            minor_units=minor_units,
            received_on=date.fromisoformat(received_on) if received_on else None,
            invoice=invoice,
            at=self.db.instant(at),
            applied_at=self.db.when(applied_at),
        )


def _conditions(wanted: CasesWanted, after: tuple[datetime, str] | None) -> tuple[str, list[Any]]:
    conditions: list[str] = ["client = ?"]
    values: list[Any] = [wanted.client]
    kinds = sorted(kind.value for kind in wanted.case_types)
    conditions.append(f"(case_type IN [?]{''.join(_in_log(wanted))})")
    values.append(kinds)
    if wanted.moved_since is not None:
        conditions.append("updated_at >= ?")
        values.append(wanted.moved_since)
    if wanted.opened_before is not None:
        conditions.append("opened_at < ?")
        values.append(wanted.opened_before)
    if after is not None:
        conditions.append("(opened_at > ? OR opened_at = ? AND id > ?)")
        values += [after[0], after[0], after[1]]
    return " AND ".join(conditions), values


def _in_log(wanted: CasesWanted) -> Iterable[str]:
    for name, condition in _IN_LOG.items():
        if getattr(wanted, name):
            yield f" OR id IN (SELECT case_id FROM events WHERE {condition})"
