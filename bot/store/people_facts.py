"""Rows of customers, contacts and counters as the facts that decisions weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import product
from typing import Final

import orjson

from bot.domain.facts import ContactFacts, CustomerFacts, PersonHistory
from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import Channel, CustomerKind
from bot.store.columns import from_stored, to_micros
from bot.store.counters import CHASES_KEPT, Micros, as_micros, as_times
from bot.store.dialects import Row

CUSTOMERS: Final = "customers c LEFT JOIN first_contacts f ON f.customer_id = c.id WHERE c.id IN [?]"
CUSTOMER_COLUMNS: Final = (
    "c.id, c.external_id, c.kind, c.language, c.country, c.region, c.zone, c.person_only, f.customer_id"
)
CONTACTS: Final = (
    "contacts k LEFT JOIN person_counters e ON e.address_key = k.email_key"
    " LEFT JOIN person_counters p ON p.address_key = k.phone_key WHERE k.customer_id IN [?] ORDER BY k.id"
)
_OF_CONTACT: Final = 11  # columns of the contact itself; those of its counters follow
CONTACT_COLUMNS: Final = (
    "k.customer_id, k.id, k.role, k.language, k.zones, k.verified, k.shared, k.email_key, k.phone_key,"
    " k.bad_channels, k.chat_at,"
    " e.chases, e.last_inbound_at, e.unanswered, p.chases, p.last_inbound_at, p.unanswered"
)
SUPPRESSED: Final = (
    "SELECT s.address_key, s.channel FROM contacts k JOIN suppressions s"
    " ON s.address_key IN (k.email_key, k.phone_key) WHERE s.lifted_at IS NULL AND k.customer_id IN [?]"
)

Closed = Mapping[str, frozenset[Channel]]  # address key -> media that the person closed

_ALL: Final = frozenset(Channel)
_NONE: Final[frozenset[Channel]] = frozenset()
_EMAIL: Final = frozenset({Channel.EMAIL})
_PHONE: Final = frozenset({Channel.SMS, Channel.WHATSAPP, Channel.VOICE})
_CHAT: Final = frozenset({Channel.CHAT})
_CHANNELS: Final = {channel.value: channel for channel in Channel}
_KINDS: Final = {kind.value: kind for kind in CustomerKind}
_ROLES: Final = {role.value: role for role in ContactRole}
_NO_HISTORY: Final = PersonHistory()
_REACHABLE: Final = {
    (email, phone, chat): (_EMAIL if email else _NONE) | (_PHONE if phone else _NONE) | (_CHAT if chat else _NONE)
    for email, phone, chat in product((False, True), repeat=3)
}


def closed_by_key(rows: Iterable[Row]) -> Closed:
    """The media closed on each address."""
    found: dict[str, frozenset[Channel]] = {}
    for key, channel in rows:
        found[key] = found.get(key, _NONE) | (_ALL if channel == "all" else {_CHANNELS[channel]})
    return found


def customer_facts(row: Row, contacts: list[Row], closed: Closed, unread: int) -> CustomerFacts:
    """From `CUSTOMER_COLUMNS` and rows of `CONTACT_COLUMNS`."""
    own = tuple([contact[:_OF_CONTACT] for contact in contacts])
    if closed:
        concerned = {key: closed[key] for contact in own for key in contact[7:9] if key in closed}
        if concerned:
            return _facts(row, tuple([_contact(contact, concerned) for contact in own]), unread)
    return _open_facts(row, own, unread)


@lru_cache(maxsize=20_000)
def _open_facts(row: Row, contacts: tuple[Row, ...], unread: int) -> CustomerFacts:
    """Of somebody who closed nothing: the same rows are read several times within seconds."""
    return _facts(row, tuple([_contact(contact, {}) for contact in contacts]), unread)


def _facts(row: Row, contacts: tuple[ContactFacts, ...], unread: int) -> CustomerFacts:
    customer_id, external_id, kind, language, country, region, zone, person_only, contacted = row
    return CustomerFacts(
        id=customer_id,
        external_id=external_id,
        kind=_KINDS[kind],
        language=language,
        country=country,
        region=region,
        zone=zone,
        contacts=contacts,
        person_only=bool(person_only),
        contacted_before=contacted is not None,
        unread_replies=unread,
    )


def _contact(row: Row, closed: Closed) -> ContactFacts:
    _, contact_id, role, language, zones, verified, shared, email_key, phone_key, bad, chat_at = row
    reachable = _REACHABLE[bool(email_key), bool(phone_key), bool(chat_at)]
    return ContactFacts(
        id=contact_id,
        role=_ROLES[role],
        language=language,
        zones=tuple(orjson.loads(zones)),
        verified=bool(verified),
        reachable=reachable - {_CHANNELS[name] for name in bad.split(",")} if bad else reachable,
        suppressed=_suppressed(closed.get(email_key, _NONE), closed.get(phone_key, _NONE)),
        shared=bool(shared),
    )


def _suppressed(by_email: frozenset[Channel], by_phone: frozenset[Channel]) -> frozenset[Channel]:
    """Each address speaks for its own media, either one for the others."""
    return (by_email - _PHONE) | (by_phone - _EMAIL)


def person_history(contacts: list[Row], now: datetime) -> PersonHistory:
    """One person's history over all addresses of the customer, from rows of `CONTACT_COLUMNS`."""
    told = [row[at : at + 3] for row in contacts for at in (_OF_CONTACT, _OF_CONTACT + 3) if row[at] is not None]
    told = [counter for counter in told if counter != _NOTHING]
    if not told:
        return _NO_HISTORY
    chases = _united({counter[0] for counter in told}, to_micros(now - CHASES_KEPT))
    inbound = [from_stored(counter[1]) for counter in told if counter[1] is not None]
    unanswered = frozenset(_CHANNELS[n] for counter in told if counter[2] for n in counter[2].split(","))
    return PersonHistory(as_times(chases), max(inbound, default=None), unanswered)


_NOTHING: Final = ("[]", None, "")


def _united(lists: set[str], since: int) -> Micros:
    """A message counts for each address of the person, at the same time: united it is there once."""
    if len(lists) == 1:
        chases = as_micros(next(iter(lists)))
        if not chases or chases[0] > since:
            return chases
    return tuple(sorted({at for text in lists for at in as_micros(text) if at > since}))
