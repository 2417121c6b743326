"""What steers the whole: stop button, go-live, stored playbooks, posted cards, facts about the store itself."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import instant, key, number, optional, optional_instant, text
from bot.store.tables.metadata import metadata

pauses = sa.Table(
    "pauses",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    text("scope"),
    text("value"),
    text("set_by"),
    text("reason"),
    instant("at"),
    optional("lifted_by"),
    optional("lifted_reason"),
    optional_instant("lifted_at"),
)
_active = pauses.c.lifted_at.is_(None)
sa.Index(
    "ix_pauses_active",
    pauses.c.scope,
    pauses.c.value,
    unique=True,
    sqlite_where=_active,
    postgresql_where=_active,
)

releases = sa.Table(
    "releases",
    metadata,
    key("client"),
    key("customer_id"),  # "" = the whole client
    text("released_by"),
    text("reason"),
    instant("at"),
)

playbooks = sa.Table(
    "playbooks",
    metadata,
    key("digest"),
    text("name"),
    text("canonical"),
    instant("at"),
)

cards = sa.Table(  # Slack messages that show a case and follow it
    "cards",
    metadata,
    key("channel"),
    key("ts"),
    text("client"),
    text("case_id", index=True),
    text("kind"),
    text("digest"),  # of the blocks that it shows
    number("seq"),  # of the case that it shows
    instant("updated_at"),
)

meta = sa.Table(
    "meta",
    metadata,
    key("name"),
    text("value"),
)
