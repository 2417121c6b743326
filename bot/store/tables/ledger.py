"""What the client's ledger told us: imports, payments, receipts that fit nothing yet, freshness."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import instant, key, number, optional, optional_instant, text
from bot.store.tables.metadata import metadata

imports = sa.Table(  # a file may hold rows of several clients: the client is on the changes
    "imports",
    metadata,
    key("id"),
    text("source"),
    text("source_digest", index=True),
    text("mapping"),
    text("as_of"),  # ISO day
    text("by"),
    text("state"),
    text("counts", "{}"),  # JSON
    instant("started_at"),
    optional_instant("finished_at"),
)

import_changes = sa.Table(
    "import_changes",
    metadata,
    key("import_id"),
    sa.Column("number", sa.BigInteger, primary_key=True),
    text("kind"),
    text("client"),
    text("identity"),
    text("case_id", index=True),
    text("customer_id"),
    text("payment_id"),
    number("minor_units"),
    number("expected_before"),
    number("disputed_before"),
    number("expected"),
    number("disputed"),
)

positions = sa.Table(  # what the client's ledger last said of each case
    "positions",
    metadata,
    key("client"),
    key("identity"),
    text("case_id", index=True),
    text("customer_id"),
    text("currency"),
    number("expected"),
    number("paid"),
    number("disputed"),
    text("digest"),
    text("as_of"),  # ISO day
)

payments = sa.Table(
    "payments",
    metadata,
    key("client"),
    key("payment_id"),
    text("case_id", index=True),
    text("currency"),
    number("minor_units"),
    optional("paid_on"),  # ISO day
    text("reference"),
    text("method"),
    text("transaction_id"),
    text("import_id"),
)

unapplied_receipts = sa.Table(
    "unapplied_receipts",
    metadata,
    key("client"),
    key("receipt_id"),
    text("customer_id"),
    text("currency"),
    number("minor_units"),
    optional("received_on"),  # ISO day
    instant("at"),
    optional_instant("applied_at"),  # or returned: it is no longer in suspense
    text("invoice", ""),  # the one that it names; "" = none
    text("import_id", ""),
)
_open = unapplied_receipts.c.applied_at.is_(None)
sa.Index("ix_unapplied_open", unapplied_receipts.c.customer_id, sqlite_where=_open, postgresql_where=_open)

feeds = sa.Table(
    "feeds",
    metadata,
    key("client"),
    text("covered_until"),  # ISO day
    instant("at"),
)

approvals_spent = sa.Table(
    "approvals_spent",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    text("client"),
    text("customer_id"),
    text("staff_id"),
    text("currency"),
    number("minor_units"),
    instant("at"),
)
sa.Index("ix_approvals_spent_customer", approvals_spent.c.customer_id, approvals_spent.c.at)
sa.Index("ix_approvals_spent_client", approvals_spent.c.client, approvals_spent.c.at)
