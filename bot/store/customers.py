"""Customers and contacts: what is due, locks, inserting and updating."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import orjson

from bot.app.records import Address, NewContact, NewCustomer
from bot.domain.errors import Fault
from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import Channel
from bot.store.database import in_order
from bot.store.dialects import Row
from bot.store.erasing import refuse_for_erased
from bot.store.part import Part
from bot.store.sealing import Retention, SealingKey
from bot.store.tables.people import contacts, customers, person_counters

_CUSTOMER = (
    "id",
    "client",
    "external_id",
    "kind",
    "name_sealed",
    "language",
    "country",
    "region",
    "zone",
    "created_at",
)
_CONTACT = (
    "id",
    "customer_id",
    "client",
    "role",
    "language",
    "zones",
    "verified",
    "email_sealed",
    "email_key",
    "phone_sealed",
    "phone_key",
    "consent",
)
# The ledger's news replaces what it said before; what people told us (verified, bad channels) stays unless the
# address itself changed.
_CUSTOMER_NEWS = (
    "ON CONFLICT (id) DO UPDATE SET name_sealed = excluded.name_sealed, kind = excluded.kind,"
    " language = excluded.language, country = excluded.country, region = excluded.region, zone = excluded.zone"
)
# The ledger still says what a person replaced: it has no news about this address.
_KEPT_EMAIL = "(contacts.ledger_email_key IS NOT NULL AND contacts.ledger_email_key = coalesce(excluded.email_key, ''))"
_KEPT_PHONE = "(contacts.ledger_phone_key IS NOT NULL AND contacts.ledger_phone_key = coalesce(excluded.phone_key, ''))"
_KEPT_LANGUAGE = "(contacts.ledger_language IS NOT NULL AND contacts.ledger_language = excluded.language)"
_SAME_EMAIL = f"({_KEPT_EMAIL} OR coalesce(contacts.email_key, '') = coalesce(excluded.email_key, ''))"
_SAME_PHONE = f"({_KEPT_PHONE} OR coalesce(contacts.phone_key, '') = coalesce(excluded.phone_key, ''))"


def _unless(kept: str, column: str, otherwise: str = "") -> str:
    """What an update writes: the column as it is where the ledger has no news, else what the ledger says."""
    return f" {column} = CASE WHEN {kept} THEN contacts.{column} ELSE {otherwise or f'excluded.{column}'} END"


def _bad_without(*channels: Channel) -> str:
    """The list of bad channels (names with commas between) without these, as both databases understand it."""
    sql = "contacts.bad_channels"
    for channel in channels:
        for text in (f",{channel.value}", f"{channel.value},", channel.value):
            sql = f"replace({sql}, '{text}', '')"
    return sql


# What is still known to be wrong: only the media of an address that changed are looked at anew.
_STILL_BAD = (
    f"(CASE WHEN {_SAME_EMAIL} AND {_SAME_PHONE} THEN contacts.bad_channels"
    f" WHEN {_SAME_EMAIL} THEN {_bad_without(Channel.SMS, Channel.WHATSAPP, Channel.VOICE)}"
    f" WHEN {_SAME_PHONE} THEN {_bad_without(Channel.EMAIL)} ELSE '' END)"
)
_CONTACT_NEWS = ",".join(
    (
        "ON CONFLICT (id) DO UPDATE SET" + _unless(_KEPT_LANGUAGE, "language"),
        _unless(_KEPT_LANGUAGE, "ledger_language", "NULL"),
        (
            f" verified = CASE WHEN {_SAME_EMAIL} AND {_SAME_PHONE} THEN contacts.verified"
            f" WHEN {_STILL_BAD} = '' THEN excluded.verified ELSE contacts.verified END"
        ),
        f" bad_channels = {_STILL_BAD}",
        *(_unless(_KEPT_EMAIL, column) for column in ("email_sealed", "email_key")),
        *(_unless(_KEPT_PHONE, column) for column in ("phone_sealed", "phone_key", "zones")),
        _unless(_KEPT_EMAIL, "ledger_email_key", "NULL"),
        _unless(_KEPT_PHONE, "ledger_phone_key", "NULL"),
        " consent = excluded.consent",
    )
)


def zones_text(zones: Sequence[str]) -> str:
    return orjson.dumps(list(zones)).decode()


class Customers(Part):
    def due_customers(self, now: datetime, limit: int) -> list[str]:
        if not self.db.begun and not self.db.peek("SELECT 1 FROM customers WHERE next_action_at <= ? LIMIT 1", now):
            return []
        rows = self.db.rows(
            "SELECT id FROM customers WHERE next_action_at <= ? ORDER BY next_action_at LIMIT ? FOR UPDATE SKIP LOCKED",
            now,
            limit,
        )
        return [row[0] for row in rows]

    def lock_customers(self, ids: Collection[str]) -> None:
        self.db.lock("SELECT id FROM customers WHERE id IN [?] ORDER BY id FOR UPDATE", in_order(ids))

    def put_customers(self, new: Sequence[NewCustomer], now: datetime) -> dict[tuple[str, str], str]:
        latest = {(c.client, c.external_id): c for c in new}
        known = self._known(list(latest))
        ids = {who: known.get(who, (c.id, ""))[0] for who, c in latest.items()}
        fresh = sorted((ids[who], who[0]) for who in latest if who not in known)
        if fresh:
            self.keys.make(fresh, Retention.IDENTITY)
            self.keys.make(fresh, Retention.CONVERSATION)
        seals = self.keys.for_sealing({ids[who]: who[0] for who in latest}, Retention.IDENTITY)
        rows = [_customer_row(c, ids[who], seals[ids[who]], now) for who, c in latest.items()]
        self.db.insert(customers, _CUSTOMER, sorted(rows), _CUSTOMER_NEWS)
        mains = {who: known[who][1] or c.contact_id if who in known else c.contact_id for who, c in latest.items()}
        self.put_contacts([_main_contact(c, mains[who], ids[who]) for who, c in latest.items()])
        return ids

    def _known(self, who: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
        """(customer id, main contact id) of those that exist."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for client in {client for client, _ in who}:
            rows = self.db.rows(
                "SELECT c.external_id, c.id, coalesce(min(k.id), '') FROM customers c"
                " LEFT JOIN contacts k ON k.customer_id = c.id AND k.role = 'main'"
                " WHERE c.client = ? AND c.external_id IN [?] GROUP BY c.external_id, c.id",
                client,
                [external_id for owner, external_id in who if owner == client],
            )
            found |= {(client, row[0]): (row[1], row[2]) for row in rows}
        return found

    def put_contacts(self, new: Sequence[NewContact]) -> None:
        """Insert or update by id; a changed address counts as verified again (it is from the client's ledger)."""
        seals = self.keys.for_sealing({c.customer_id: c.client for c in new}, Retention.IDENTITY)
        rows, hashed = [], []
        for c in new:
            seal, bound = seals[c.customer_id], f"contacts/{c.id}"
            email_key, phone_key = self.hasher.key(c.email), self.hasher.key(c.phone)
            hashed += [(c.client, key) for key in (email_key, phone_key) if key]
            rows.append(
                (
                    c.id,
                    c.customer_id,
                    c.client,
                    c.role.value,
                    c.language,
                    zones_text(c.zones),
                    True,
                    seal.seal(c.email, f"{bound}/email") if c.email else None,
                    email_key,
                    seal.seal(c.phone, f"{bound}/phone") if c.phone else None,
                    phone_key,
                    c.consent,
                )
            )
        self.db.insert(contacts, _CONTACT, sorted(rows), _CONTACT_NEWS)
        self._count_from_zero([key for _, key in hashed])
        self._mark_shared(hashed)

    def _count_from_zero(self, keys: Collection[str]) -> None:
        """Counters exist before they are needed, so that handing over only updates."""
        rows = [(key,) for key in in_order(keys)]
        self.db.insert(person_counters, ("address_key",), rows, "ON CONFLICT DO NOTHING")

    def _mark_shared(self, hashed: Sequence[tuple[str, str]]) -> None:
        """THIRD-PARTY: an address of two customers of one client is shared: it may be somebody else who reads."""
        keys = in_order(key for _, key in hashed)
        for column in ("email_key", "phone_key"):
            self.db.run(
                f"UPDATE contacts SET shared = true WHERE NOT shared AND {column} IN [?] AND EXISTS"
                f" (SELECT 1 FROM contacts o WHERE o.{column} = contacts.{column} AND o.client = contacts.client"
                " AND o.customer_id <> contacts.customer_id)",
                keys,
            )

    def correct_address(
        self, contact_id: str, channel: Channel, address: str, zones: Sequence[str], *, verified: bool
    ) -> None:
        """A person's word on a contact: another address on this medium, or ("") that the one we have is right.

        `zones` are the contact's candidate zones with a new telephone number. Opt-outs of the new address count from
        now on. An import that still brings the address that was replaced has no news about it.
        """
        row = self.db.row("SELECT customer_id, client, email_key, phone_key FROM contacts WHERE id = ?", contact_id)
        if row is None:
            raise Fault(f"The contact {contact_id} is not there")
        refuse_for_erased(self.db, row[0])
        medium = "email" if channel is Channel.EMAIL else "phone"
        if address:
            self._replace(contact_id, row, medium, address, zones)
        lost = (Channel.EMAIL,) if medium == "email" else (Channel.SMS, Channel.WHATSAPP, Channel.VOICE)
        self.db.run(
            f"UPDATE contacts SET verified = ?, bad_channels = {_bad_without(*lost)} WHERE id = ?", verified, contact_id
        )

    def _replace(self, contact_id: str, row: Row, medium: str, address: str, zones: Sequence[str]) -> None:
        customer_id, client, email_key, phone_key = row
        before, after = email_key if medium == "email" else phone_key, self.hasher.key(address)
        if after == before:
            return
        seal = self.keys.for_sealing({customer_id: client}, Retention.IDENTITY)[customer_id]
        self.db.run(
            f"UPDATE contacts SET {medium}_sealed = ?, {medium}_key = ?,"
            f" ledger_{medium}_key = coalesce(ledger_{medium}_key, ?), shared = false WHERE id = ?",
            seal.seal(address, f"contacts/{contact_id}/{medium}"),
            after,
            before or "",
            contact_id,
        )
        if medium == "phone":
            self.db.run("UPDATE contacts SET zones = ? WHERE id = ?", zones_text(zones), contact_id)
        self._count_from_zero([key for key in (after,) if key])
        now_here = [key for key in (after, phone_key if medium == "email" else email_key) if key]
        self._mark_shared([(client, key) for key in now_here])

    def addresses(self, contact_ids: Collection[str]) -> dict[str, Address]:
        rows = self.db.rows(
            "SELECT id, customer_id, email_sealed, email_key, phone_sealed, phone_key FROM contacts WHERE id IN [?]",
            list(contact_ids),
        )
        seals = self.keys.existing({row[1] for row in rows}, Retention.IDENTITY)
        found = {}
        for contact_id, owner, email, email_key, phone, phone_key in rows:
            seal, bound = seals.get(owner), f"contacts/{contact_id}"
            if seal is not None:
                found[contact_id] = Address(
                    contact_id,
                    seal.open(bytes(email), f"{bound}/email") if email else "",
                    seal.open(bytes(phone), f"{bound}/phone") if phone else "",
                    tuple(key for key in (email_key, phone_key) if key),
                )
        return found

    def customer_names(self, ids: Collection[str]) -> dict[str, str]:
        rows = self.db.rows(
            "SELECT id, name_sealed FROM customers WHERE id IN [?] AND name_sealed IS NOT NULL", list(ids)
        )
        seals = self.keys.existing([row[0] for row in rows], Retention.IDENTITY)
        return {i: seals[i].open(bytes(name), f"customers/{i}") for i, name in rows if i in seals}

    def find_contacts(self, channel: Channel, address: str) -> list[tuple[str, str, str]]:
        column = "email_key" if channel is Channel.EMAIL else "phone_key"
        rows = self.db.rows(
            f"SELECT id, customer_id, client FROM contacts WHERE {column} = ? ORDER BY id",
            self.hasher.key(address),
        )
        return [(row[0], row[1], row[2]) for row in rows]


def _customer_row(new: NewCustomer, customer_id: str, seal: SealingKey, now: datetime) -> Row:
    name = seal.seal(new.name, f"customers/{customer_id}")
    where = (new.language, new.country, new.region, new.zone)
    return (customer_id, new.client, new.external_id, new.kind.value, name, *where, now)


def _main_contact(new: NewCustomer, contact_id: str, customer_id: str) -> NewContact:
    return NewContact(
        id=contact_id,
        customer_id=customer_id,
        client=new.client,
        role=ContactRole.MAIN,
        language=new.language,
        email=new.email,
        phone=new.phone,
        zones=new.zones,
        consent=new.consent,
    )
