"""Reading all that a decision about a batch of customers needs, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

import orjson

from bot.app.ports import Bundle
from bot.domain.case import Case
from bot.domain.codec import decode_case
from bot.domain.facts import ContactFacts, CustomerFacts, Pause, PersonHistory, Spent
from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import Channel, CustomerKind
from bot.store.columns import to_micros
from bot.store.counters import CHASES_KEPT, Counter, Micros, as_times, read_counters
from bot.store.database import Database
from bot.store.dialects import Row
from bot.store.part import Part

CUMULATIVE_DAYS: Final = 30  # SOX-SOD: the cumulative ceilings
_PHONE_CHANNELS: Final = frozenset({Channel.SMS, Channel.WHATSAPP, Channel.VOICE})
_ALL: Final = frozenset(Channel)
_CHANNELS: Final = {channel.value: channel for channel in Channel}
_KINDS: Final = {kind.value: kind for kind in CustomerKind}
_ROLES: Final = {role.value: role for role in ContactRole}
_NO_HISTORY: Final = PersonHistory()
_NOTHING_SPENT: Final = Spent()


@dataclass(slots=True)
class _ClientFacts:
    """What holds for every customer of a client in the batch."""

    pauses: tuple[Pause, ...] = ()
    covered_until: date | None = None
    released: frozenset[str] = frozenset()  # customer ids; "" = all
    ramp_used: int = 0
    approver: Mapping[tuple[str, str], int] = field(default_factory=dict)


class Bundles(Part):
    def bundles(self, ids: Collection[str], now: datetime, *, closed: Collection[str] = ()) -> dict[str, Bundle]:
        wanted = list(ids)
        if not wanted:
            return {}
        people = self.db.rows(
            "SELECT c.id, c.client, c.external_id, c.kind, c.language, c.country, c.region, c.zone, c.person_only,"
            " c.replied_on, f.customer_id FROM customers c LEFT JOIN first_contacts f ON f.customer_id = c.id"
            " WHERE c.id IN [?]",
            wanted,
        )
        cases, imports = self._cases(wanted, closed)
        contacts = _grouped(
            self.db.rows(
                "SELECT customer_id, id, role, language, zones, verified, shared, email_key, phone_key, bad_channels,"
                " chat_at FROM contacts WHERE customer_id IN [?] ORDER BY id",
                wanted,
            )
        )
        keys = {key for rows in contacts.values() for row in rows for key in (row[7], row[8]) if key}
        counters = read_counters(self.db, keys)
        suppressed = self._suppressed(keys)
        unread = _pairs(
            self.db.rows(
                "SELECT customer_id, count(*) FROM inbox_candidates WHERE freezes AND customer_id IN [?]"
                " GROUP BY customer_id",
                wanted,
            )
        )
        unapplied = _grouped(
            self.db.rows(
                "SELECT customer_id, currency, minor_units FROM unapplied_receipts"
                " WHERE applied_at IS NULL AND customer_id IN [?] ORDER BY client, receipt_id",
                wanted,
            )
        )
        spent = self._spent(wanted, now)
        clients = _clients(self.db, {row[1] for row in people}, wanted, now)
        result = {}
        for row in people:
            customer_id, client_name = row[0], row[1]
            client, own = clients[client_name], contacts.get(customer_id, ())
            on = _CHANNELS.get(row[9] or "")
            own_cases = tuple(cases.get(customer_id, ()))
            result[customer_id] = Bundle(
                customer_id=customer_id,
                client=client_name,
                facts=_customer(row, own, suppressed, unread.get(customer_id, 0)),
                cases=own_cases,
                history=_history(own, counters, now),
                spent=Spent(spent.get(customer_id, {}), client.approver)
                if spent or client.approver
                else _NOTHING_SPENT,
                pauses=client.pauses,
                covered_until=client.covered_until,
                unapplied=tuple((currency, minor) for _, currency, minor in unapplied.get(customer_id, ())),
                released="" in client.released or customer_id in client.released,
                ramp_used=client.ramp_used,
                imports={case.id: imports[case.id] for case in own_cases if case.id in imports},
                respond_on={case.id: on for case in own_cases} if on else {},
            )
        return result

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

    def _suppressed(self, keys: Collection[str]) -> dict[str, frozenset[Channel]]:
        """The channels closed on each address, by its key."""
        rows = self.db.rows(
            "SELECT address_key, channel FROM suppressions WHERE lifted_at IS NULL AND address_key IN [?]", list(keys)
        )
        found: dict[str, frozenset[Channel]] = {}
        for key, channel in rows:
            closed = _ALL if channel == "all" else frozenset({_CHANNELS[channel]})
            found[key] = found.get(key, frozenset()) | closed
        return found

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


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _pairs(rows: Iterable[Row]) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in rows}


def _customer(
    row: Row, contacts: Iterable[Row], suppressed: Mapping[str, frozenset[Channel]], unread: int
) -> CustomerFacts:
    return CustomerFacts(
        id=row[0],
        external_id=row[2],
        kind=_KINDS[row[3]],
        language=row[4],
        country=row[5],
        region=row[6],
        zone=row[7],
        contacts=tuple([_contact(contact, suppressed) for contact in contacts]),
        person_only=bool(row[8]),
        contacted_before=row[10] is not None,
        unread_replies=unread,
    )


_NO_CHANNELS: Final[frozenset[Channel]] = frozenset()


def _contact(row: Row, suppressed: Mapping[str, frozenset[Channel]]) -> ContactFacts:
    _, contact_id, role, language, zones, verified, shared, email_key, phone_key, bad, chat_at = row
    return ContactFacts(
        id=contact_id,
        role=_ROLES[role],
        language=language,
        zones=tuple(orjson.loads(zones)) if zones != "[]" else (),
        verified=bool(verified),
        reachable=_reachable(bool(email_key), bool(phone_key), bool(chat_at), bad),
        suppressed=_closed(email_key, phone_key, suppressed) if suppressed else _NO_CHANNELS,
        shared=bool(shared),
    )


def _reachable(email: bool, phone: bool, chat: bool, bad: str) -> frozenset[Channel]:  # noqa: FBT001 - three facts
    found: frozenset[Channel] = _REACHABLE[email, phone, chat]
    return found - {_CHANNELS[name] for name in bad.split(",")} if bad else found


def _all_reachable(email: int, phone: int, chat: int) -> frozenset[Channel]:
    return (
        (frozenset({Channel.EMAIL}) if email else _NO_CHANNELS)
        | (_PHONE_CHANNELS if phone else _NO_CHANNELS)
        | (frozenset({Channel.CHAT}) if chat else _NO_CHANNELS)
    )


_REACHABLE: Final[Mapping[Any, frozenset[Channel]]] = {
    (bool(e), bool(p), bool(c)): _all_reachable(e, p, c) for e in (0, 1) for p in (0, 1) for c in (0, 1)
}


def _closed(
    email_key: str | None, phone_key: str | None, suppressed: Mapping[str, frozenset[Channel]]
) -> frozenset[Channel]:
    """What the person closed: each address speaks for its own media, chat for both."""
    by_email = suppressed.get(email_key or "", _NO_CHANNELS)
    by_phone = suppressed.get(phone_key or "", _NO_CHANNELS)
    return (by_email - _PHONE_CHANNELS) | (by_phone - {Channel.EMAIL})


def _history(contacts: Iterable[Row], counters: Mapping[str, Counter], now: datetime) -> PersonHistory:
    """One person's history over all addresses of the customer."""
    own = [counters[key] for row in contacts for key in (row[7], row[8]) if key in counters]
    if not own:
        return _NO_HISTORY
    since = to_micros(now - CHASES_KEPT)
    chases: Micros = own[0].chases
    if any(counter.chases != chases for counter in own) or (chases and chases[0] <= since):
        chases = tuple(sorted({at for counter in own for at in counter.chases if at > since}))
    inbound = [counter.last_inbound_at for counter in own if counter.last_inbound_at]
    unanswered = frozenset(channel for counter in own for channel in counter.unanswered) if inbound else _NO_CHANNELS
    return PersonHistory(as_times(chases), max(inbound, default=None), unanswered)


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
