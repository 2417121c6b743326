"""Reading for the registers: pages of cases with their logs and names, a fixed number of queries a page."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import orjson

from bot.app.records import Recorded
from bot.app.registers import CasesWanted, Linked, RegisteredCase, SuspenseReceipt, linked_cases
from bot.domain.case import Case
from bot.domain.codec import decode_case, decode_event
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

    def _about_the_same(self, cases: Sequence[Case]) -> dict[str, tuple[Linked, ...]]:
        """The other cases of the same customer and transaction, or of the same family."""
        parents = {case.parent for case in cases if case.parent}
        wanted = self._alike({case.customer_id for case in cases}) | parents
        here = {case.id: case for case in cases if case.id in wanted or case.parent}
        held: dict[str, list[Case]] = defaultdict(list)
        for case in here.values():
            held[case.customer_id].append(case)
        for row in self.db.rows("SELECT snapshot FROM cases WHERE id IN [?]", sorted(wanted - set(here))):
            other = decode_case(orjson.loads(row[0]))
            held[other.customer_id].append(other)
        return {case.id: linked_cases(case, held[case.customer_id]) for case in here.values()}

    def _alike(self, customers: Iterable[str]) -> set[str]:
        """Cases of these customers that share their invoice or transaction with another one: few have any."""
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        rows = self.db.rows(
            "SELECT id, customer_id, invoice, transaction_id FROM cases WHERE customer_id IN [?]", sorted(customers)
        )
        for case_id, customer, invoice, transaction in rows:
            if invoice:
                alike[customer, "invoice", invoice].append(case_id)
            if transaction:
                alike[customer, "transaction", transaction].append(case_id)
        return {case_id for ids in alike.values() if len(ids) > 1 for case_id in ids}

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
