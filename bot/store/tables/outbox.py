"""What goes out: messages, the touches that they carry, and what providers say became of them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import flag, instant, key, number, optional, optional_instant, sealed, text
from bot.store.tables.metadata import metadata

outbox = sa.Table(
    "outbox",
    metadata,
    key("id"),
    text("reference"),
    text("client"),
    text("customer_id"),
    text("contact_id"),
    text("channel"),
    text("touch_class"),
    text("sender"),
    text("state"),
    instant("available_at"),
    optional("lease_token"),
    optional_instant("lease_until"),
    optional("frozen_by"),  # inbox id
    number("tries", 0),
    flag("sent_before"),
    flag("possible_duplicate"),
    optional("counted_keys"),  # JSON list: the person's counters that this message took
    optional("sender_address"),
    sealed("body_sealed"),
    optional("body_digest"),  # SHA-256 of the ciphertext
    sealed("staff_sealed"),
    text("language", ""),  # of its words; "" = the contact's
    optional("provider"),
    optional("provider_id"),
    optional("failure"),
    optional("code"),
    optional("receipt"),
    number("receipt_rank", -1),
    instant("created_at"),
    optional_instant("sending_at"),
    optional_instant("finished_at"),
    sa.UniqueConstraint("reference"),
)
_claimable = sa.text("state = 'queued' AND frozen_by IS NULL")
sa.Index("ix_outbox_claimable", outbox.c.available_at, sqlite_where=_claimable, postgresql_where=_claimable)
_leased = outbox.c.lease_until.is_not(None)
sa.Index("ix_outbox_leased", outbox.c.lease_until, sqlite_where=_leased, postgresql_where=_leased)
_frozen = outbox.c.frozen_by.is_not(None)
sa.Index("ix_outbox_frozen", outbox.c.frozen_by, sqlite_where=_frozen, postgresql_where=_frozen)
_unknown = sa.text("state = 'unknown'")
sa.Index("ix_outbox_unknown", outbox.c.finished_at, sqlite_where=_unknown, postgresql_where=_unknown)
_twice = sa.text("possible_duplicate")
sa.Index("ix_outbox_possible_duplicate", outbox.c.id, sqlite_where=_twice, postgresql_where=_twice)
_handed = outbox.c.provider_id.is_not(None)
sa.Index("ix_outbox_provider_id", outbox.c.provider_id, sqlite_where=_handed, postgresql_where=_handed)
sa.Index("ix_outbox_customer_id", outbox.c.customer_id, outbox.c.created_at)

touches = sa.Table(
    "touches",
    metadata,
    key("case_id"),
    key("cause"),
    sa.Column("occurrence", sa.BigInteger, primary_key=True),
    text("message_id", index=True),
    text("client"),
    text("step"),
    text("template"),
    text("touch_class"),
    number("tone"),
    text("ask"),
    text("playbook"),
    text("playbook_name"),
    text("answers"),
    text("state"),
    instant("created_at"),
)

receipts = sa.Table(
    "receipts",
    metadata,
    key("provider"),
    key("provider_id"),
    key("kind"),
    key("code"),
    text("client"),
    optional("failure"),  # the class of what went wrong, in our words
    text("raw"),  # JSON
    instant("at"),
)

sa.Index("ix_receipts_provider_id", receipts.c.provider_id)

sender_quota = sa.Table(
    "sender_quota",
    metadata,
    key("identity"),
    number("second"),
    number("used"),
)
