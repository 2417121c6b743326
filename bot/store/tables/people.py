"""Customers, their contacts, and what is known of a person by the keyed hash of the address."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import flag, instant, key, number, optional, optional_instant, sealed, text
from bot.store.tables.metadata import metadata

customers = sa.Table(
    "customers",
    metadata,
    key("id"),
    text("client"),
    text("external_id"),
    text("kind"),
    sealed("name_sealed"),
    text("language"),
    text("country"),
    text("region"),
    text("zone"),
    flag("person_only"),
    optional("replied_on"),  # channel of the last inbound message
    optional_instant("next_action_at"),
    instant("created_at"),
    optional_instant("erased_at"),
    sa.UniqueConstraint("client", "external_id"),
)
sa.Index(
    "ix_customers_due",
    customers.c.next_action_at,
    sqlite_where=customers.c.next_action_at.is_not(None),
    postgresql_where=customers.c.next_action_at.is_not(None),
)

contacts = sa.Table(
    "contacts",
    metadata,
    key("id"),
    text("customer_id", index=True),
    text("client"),
    text("role"),
    text("language"),
    text("zones"),  # JSON list
    flag("verified"),
    sealed("email_sealed"),
    optional("email_key"),
    sealed("phone_sealed"),
    optional("phone_key"),
    flag("shared"),
    text("bad_channels", ""),  # comma-separated: known not to arrive
    optional_instant("chat_at"),  # when the person first wrote in the chat
    text("consent", ""),
    # The ledger's address that a person replaced, as its keyed hash; "" = the ledger had none, NULL = none replaced.
    optional("ledger_email_key"),
    optional("ledger_phone_key"),
    optional("ledger_language"),  # the ledger's, where the contact has another one by now
)
sa.Index("ix_contacts_email_key", contacts.c.email_key)
sa.Index("ix_contacts_phone_key", contacts.c.phone_key)

first_contacts = sa.Table(
    "first_contacts",
    metadata,
    key("customer_id"),
    text("client"),
    instant("at"),
)
sa.Index("ix_first_contacts_client_at", first_contacts.c.client, first_contacts.c.at)

suppressions = sa.Table(  # opt-outs cover every client and survive erasure: no client, no customer
    "suppressions",
    metadata,
    key("address_key"),
    key("channel"),  # or "all"
    text("reason"),
    instant("at"),
    optional_instant("lifted_at"),
)

person_counters = sa.Table(  # caps per person hold across clients: no client
    "person_counters",
    metadata,
    key("address_key"),
    text("chases", "[]"),  # JSON list of microseconds, oldest first, the last 7 days
    optional_instant("last_inbound_at"),
    text("unanswered", ""),  # comma-separated channels
)

customer_keys = sa.Table(
    "customer_keys",
    metadata,
    key("owner"),  # customer id, or "inbox:<id>" of a reply that is not attributed to one customer
    key("retention"),
    text("client"),
    sealed("wrapped"),  # NULL = destroyed
    optional_instant("erased_at"),
)

notes = sa.Table(  # words of staff about a case: what was said in a call
    "notes",
    metadata,
    key("id"),
    text("client"),
    text("customer_id", index=True),
    text("case_id", index=True),
    text("author"),
    instant("at"),
    sealed("body_sealed"),
)

link_tries = sa.Table(  # wrong tries on a customer's link lock it
    "link_tries",
    metadata,
    key("link"),
    number("wrong", 0),
    optional_instant("last_at"),
)
