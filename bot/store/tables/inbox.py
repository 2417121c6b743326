"""What comes in: replies, and whose they may be."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import flag, instant, key, optional, optional_instant, sealed, text
from bot.store.tables.metadata import metadata

inbox = sa.Table(
    "inbox",
    metadata,
    key("id"),
    text("client"),  # "" while it is not known
    text("provider"),
    text("provider_message_id"),
    text("channel"),
    instant("received_at"),
    text("key_owner"),
    sealed("payload_sealed"),
    text("text_digest"),  # SHA-256 of the ciphertext
    text("candidates"),  # JSON list of customer ids
    text("case_ids"),  # JSON list
    text("contact_id"),
    instant("deadline"),
    flag("automatic"),
    text("state"),  # unread, done
    optional_instant("done_at"),
    sa.UniqueConstraint("provider", "provider_message_id"),
)
_unread = sa.text("state = 'unread'")
sa.Index("ix_inbox_unread", inbox.c.received_at, sqlite_where=_unread, postgresql_where=_unread)

inbox_candidates = sa.Table(
    "inbox_candidates",
    metadata,
    key("inbox_id"),
    key("customer_id"),
    text("client"),
    flag("freezes"),  # nobody has dealt with it yet
)
_freezes = sa.text("freezes")
sa.Index(
    "ix_inbox_candidates_freezes",
    inbox_candidates.c.customer_id,
    sqlite_where=_freezes,
    postgresql_where=_freezes,
)
sa.Index("ix_inbox_candidates_customer", inbox_candidates.c.customer_id)

seen = sa.Table(  # de-duplication of whatever outside systems deliver more than once
    "seen",
    metadata,
    key("source"),
    key("delivery"),
    optional("client"),
    instant("at"),
)
