"""Reading all that a decision about a batch of customers needs, in a fixed number of queries."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

import orjson

from bot.app.records import Bundle
from bot.domain.case import Case
from bot.domain.codec import decode_case
from bot.domain.facts import Pause, SiblingFacts, Spent, UnappliedReceipt
from bot.domain.linked import GAVE_BACK, sibling
from bot.domain.vocabulary import Channel
from bot.store.columns import from_stored
from bot.store.database import Database
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.people_facts import (
    CONTACT_COLUMNS,
    CONTACTS,
    CUSTOMER_COLUMNS,
    CUSTOMERS,
    SUPPRESSED,
    Closed,
    closed_by_key,
    customer_facts,
    person_history,
)

CUMULATIVE_DAYS: Final = 30  # SOX-SOD: the cumulative ceilings
_CHANNELS: Final = {channel.value: channel for channel in Channel}
_NOTHING_SPENT: Final = Spent()
_GAVE_BACK: Final = "(" + ", ".join(sorted(f"'{outcome.value}'" for outcome in GAVE_BACK)) + ")"


@dataclass(slots=True)
class _ClientFacts:
    """What holds for every customer of a client in the batch."""

    pauses: tuple[Pause, ...] = ()
    covered_until: date | None = None
    released: frozenset[str] = frozenset()  # customer ids; "" = all
    ramp_used: int = 0
    approver: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class _Read:
    """The rows of a batch, by customer."""

    contacts: dict[str, list[Row]]
    closed: Closed
    unread: dict[str, int]
    unapplied: dict[str, list[Row]]
    spent: dict[str, dict[str, int]]
    cases: dict[str, list[Case]]
    imports: dict[str, str]
    gave_back: dict[str, list[SiblingFacts]]
    recent: Mapping[str, int] = field(default_factory=dict)


class Bundles(Part):
    def bundles(
        self,
        ids: Collection[str],
        now: datetime,
        *,
        closed: Collection[str] = (),
        recent_days: Mapping[str, int] | None = None,
    ) -> dict[str, Bundle]:
        wanted = list(ids)
        if not wanted:
            return {}
        people = self.db.rows(f"SELECT {CUSTOMER_COLUMNS}, c.client, c.replied_on FROM {CUSTOMERS}", wanted)
        clients = _clients(self.db, {row[-2] for row in people}, wanted, now)
        read = self._read(wanted, closed, now)
        if recent_days and people:
            since = {row[0]: now - timedelta(days=recent_days.get(row[-2], 0)) for row in people}
            read.recent = self._opened_since(since)
        return {row[0]: _bundle(row, clients[row[-2]], read, now) for row in people}

    def _opened_since(self, since: Mapping[str, datetime]) -> Mapping[str, int]:
        """How many cases were opened for each of these customers since then."""
        rows = self.db.rows(
            "SELECT customer_id, opened_at FROM cases WHERE customer_id IN [?] AND opened_at > ?",
            list(since),
            min(since.values()),
        )
        return Counter(row[0] for row in rows if from_stored(row[1]) > since[row[0]])

    def _read(self, ids: list[str], closed: Collection[str], now: datetime) -> _Read:
        rows = self.db.rows
        cases, imports = self._cases(ids, closed)
        unread = (
            "SELECT customer_id, count(*) FROM inbox_candidates WHERE freezes AND customer_id IN [?]"
            " GROUP BY customer_id"
        )
        unapplied = (
            "SELECT customer_id, currency, minor_units, receipt_id, received_on, invoice FROM unapplied_receipts"
            " WHERE applied_at IS NULL AND customer_id IN [?] ORDER BY client, receipt_id"
        )
        return _Read(
            contacts=_grouped(rows(f"SELECT {CONTACT_COLUMNS} FROM {CONTACTS}", ids)),
            closed=closed_by_key(rows(SUPPRESSED, ids)),
            unread=_pairs(rows(unread, ids)),
            unapplied=_grouped(rows(unapplied, ids)),
            spent=self._spent(ids, now),
            cases=cases,
            imports=imports,
            gave_back=self._gave_back(ids),
        )

    def _gave_back(self, ids: list[str]) -> dict[str, list[SiblingFacts]]:
        """Closed cases by which customers got money back, whatever they were closed as: it goes back once."""
        rows = self.db.rows(
            "SELECT customer_id, id, import_id, head FROM cases WHERE customer_id IN [?] AND state = 'closed'"
            f" AND (outcome IN {_GAVE_BACK} OR EXISTS (SELECT 1 FROM events WHERE events.case_id = cases.id"
            " AND events.type = 'ProposalMade')) ORDER BY id",
            ids,
        )
        decoded = self._decoded(rows) if rows else {}
        found: dict[str, list[SiblingFacts]] = defaultdict(list)
        for row in rows:
            one = sibling(decoded[row[1]])
            if one.given_back:
                found[row[0]].append(one)
        return found

    def still(self, bundles: Mapping[str, Bundle]) -> set[str]:
        rows = self.db.rows(
            "SELECT customer_id, id, seq FROM cases WHERE customer_id IN [?] AND state <> 'closed'", list(bundles)
        )
        standing: dict[str, dict[str, int]] = defaultdict(dict)
        for customer_id, case_id, seq in rows:
            standing[customer_id][case_id] = seq
        return {who for who, seen in bundles.items() if standing.get(who) == {c.id: c.seq for c in seen.cases}}

    def _cases(self, ids: list[str], closed: Collection[str]) -> tuple[dict[str, list[Case]], dict[str, str]]:
        rows = self.db.rows(
            "SELECT customer_id, id, import_id, head FROM cases WHERE customer_id IN [?] AND state <> 'closed'"
            " ORDER BY id",
            ids,
        )
        if closed:
            rows += self.db.rows(
                "SELECT customer_id, id, import_id, head FROM cases WHERE id IN [?] AND state = 'closed' ORDER BY id",
                list(closed),
            )
        decoded = self._decoded(rows)
        found: dict[str, list[Case]] = defaultdict(list)
        for row in rows:
            found[row[0]].append(decoded[row[1]])
        return found, {row[1]: row[2] for row in rows if row[2]}

    def _decoded(self, rows: Iterable[Row]) -> dict[str, Case]:
        """The cases of these rows by id: from the cache, else decoded."""
        known = {row[1]: self.case_cache.get(row[3]) for row in rows}
        decoded = {case_id: case for case_id, case in known.items() if case is not None}
        if len(decoded) < len(known):
            missing = [case_id for case_id in known if case_id not in decoded]
            read = self.db.rows("SELECT head, snapshot FROM cases WHERE id IN [?]", missing)
            fresh = [(head, decode_case(orjson.loads(snapshot))) for head, snapshot in read]
            self.case_cache.put(fresh)
            decoded |= {case.id: case for _, case in fresh}
        return decoded

    def _spent(self, ids: list[str], now: datetime) -> dict[str, dict[str, int]]:
        rows = self.db.rows(
            "SELECT customer_id, currency, sum(minor_units) FROM approvals_spent"
            " WHERE customer_id IN [?] AND at > ? GROUP BY customer_id, currency",
            ids,
            now - timedelta(days=CUMULATIVE_DAYS),
        )
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for customer_id, currency, minor in rows:
            found[customer_id][currency] = int(minor)
        return found


def _bundle(row: Row, client: _ClientFacts, read: _Read, now: datetime) -> Bundle:
    customer_id = row[0]
    contacts = read.contacts.get(customer_id, [])
    cases = tuple(read.cases.get(customer_id, ()))
    on = _CHANNELS[row[-1]] if row[-1] else None
    spent = read.spent.get(customer_id)
    return Bundle(
        customer_id,
        row[-2],
        customer_facts(row[:-2], contacts, read.closed, read.unread.get(customer_id, 0)),
        cases,
        person_history(contacts, now),
        Spent(spent or {}, client.approver) if spent or client.approver else _NOTHING_SPENT,
        client.pauses,
        client.covered_until,
        tuple([_receipt(one) for one in read.unapplied.get(customer_id, ())]),
        "" in client.released or customer_id in client.released,
        client.ramp_used,
        {case.id: read.imports[case.id] for case in cases if case.id in read.imports},
        {case.id: on for case in cases} if on else {},
        read.recent.get(customer_id, 0),
        tuple(read.gave_back.get(customer_id, ())),
    )


def _receipt(row: Row) -> UnappliedReceipt:
    _, currency, minor_units, receipt_id, received_on, invoice = row
    return UnappliedReceipt(
        currency, minor_units, receipt_id, date.fromisoformat(received_on) if received_on else None, invoice
    )


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _pairs(rows: Iterable[Row]) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in rows}


def _clients(db: Database, names: Collection[str], ids: list[str], now: datetime) -> dict[str, _ClientFacts]:
    clients = list(names)
    pauses = db.rows("SELECT scope, value FROM pauses WHERE lifted_at IS NULL ORDER BY scope, value")
    covered = {
        row[0]: date.fromisoformat(row[1])
        for row in db.rows("SELECT client, covered_until FROM feeds WHERE client IN [?]", clients)
    }
    released = _grouped(
        db.rows(
            "SELECT client, customer_id FROM releases WHERE client IN [?] AND (customer_id = '' OR customer_id IN [?])",
            clients,
            ids,
        )
    )
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ramp = _pairs(
        db.rows(
            "SELECT client, count(*) FROM first_contacts WHERE client IN [?] AND at >= ? GROUP BY client",
            clients,
            today,
        )
    )
    approvers: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for client, staff, currency, minor in db.rows(
        "SELECT client, staff_id, currency, sum(minor_units) FROM approvals_spent WHERE client IN [?] AND at > ?"
        " GROUP BY client, staff_id, currency",
        clients,
        now - timedelta(days=CUMULATIVE_DAYS),
    ):
        approvers[client][staff, currency] = int(minor)
    return {
        client: _ClientFacts(
            pauses=tuple(Pause(s, v) for s, v in pauses if s != "client" or v == client),
            covered_until=covered.get(client),
            released=frozenset(row[1] for row in released.get(client, ())),
            ramp_used=ramp.get(client, 0),
            approver=approvers.get(client, {}),
        )
        for client in clients
    }
