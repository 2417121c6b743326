"""Cases and their append-only log."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import instant, key, number, optional, optional_instant, text
from bot.store.tables.metadata import metadata

cases = sa.Table(
    "cases",
    metadata,
    key("id"),
    text("ref"),
    text("client"),
    text("customer_id", index=True),
    optional("identity"),
    text("case_type"),
    text("owes"),
    text("state"),
    text("currency"),
    number("open_minor"),
    text("playbook", index=True),
    text("invoice"),
    text("assignee"),
    optional("hold_kind"),
    optional("hold_owner"),
    optional_instant("hold_deadline"),
    optional("outcome"),
    optional("root_cause"),
    text("blocked_rule"),
    optional("import_id"),
    instant("opened_at"),
    optional_instant("closed_at"),
    optional_instant("next_at"),
    instant("updated_at"),
    number("seq"),
    text("head"),  # hash of the last event
    text("snapshot"),  # canonical JSON of the case; equal to the replay of its events
    optional_instant("ping_at"),  # when the next level of an escalation that nobody took is pinged
    optional_instant("unheard_since"),  # an escalation whose chain is at its end, and nobody took it
    text("transaction_id", ""),  # of the bank or the card scheme; "" = not known
    sa.UniqueConstraint("ref"),
    sa.UniqueConstraint("client", "identity"),
)
# Nothing indexed moves when only touches move: PostgreSQL then updates in place (HOT).
sa.Index("ix_cases_client_state", cases.c.client, cases.c.state, cases.c.opened_at)
sa.Index("ix_cases_opened_at", cases.c.opened_at)
_blocked = sa.text("blocked_rule <> ''")
sa.Index("ix_cases_blocked", cases.c.blocked_rule, cases.c.client, sqlite_where=_blocked, postgresql_where=_blocked)
_held = cases.c.hold_deadline.is_not(None)
sa.Index("ix_cases_held", cases.c.hold_deadline, sqlite_where=_held, postgresql_where=_held)
_pings = cases.c.ping_at.is_not(None)
sa.Index("ix_cases_ping_at", cases.c.ping_at, sqlite_where=_pings, postgresql_where=_pings)
_unheard = cases.c.unheard_since.is_not(None)
sa.Index("ix_cases_unheard", cases.c.unheard_since, sqlite_where=_unheard, postgresql_where=_unheard)
_import = cases.c.import_id.is_not(None)
sa.Index("ix_cases_import", cases.c.import_id, sqlite_where=_import, postgresql_where=_import)

unpublished = sa.Table(  # heads that the file outside the database does not have yet
    "unpublished",
    metadata,
    key("case_id"),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)

events = sa.Table(
    "events",
    metadata,
    key("case_id"),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    text("client"),
    text("type"),
    instant("at"),
    text("actor"),
    text("command"),
    text("facts_digest"),
    text("text_digest"),
    text("data"),  # canonical JSON of the event
    text("prev_hash"),
    text("hash"),
)
sa.Index("ix_events_client_at", events.c.client, events.c.at)
_of_replies = sa.text("type IN ('ReplyReceived', 'ReplyDecided')")  # what became of them, for reports
sa.Index("ix_events_replies", events.c.at, sqlite_where=_of_replies, postgresql_where=_of_replies)
# What a register looks for among all events; each is rare.
for _name, _where in {
    "ix_events_retyped": "type = 'CaseRetyped'",
    "ix_events_proposed": "type = 'ProposalMade'",
    "ix_events_contested": "type = 'DisputeRecorded'",
    "ix_events_by_hand": "command = 'RecordPayment'",
}.items():
    sa.Index(_name, events.c.case_id, sqlite_where=sa.text(_where), postgresql_where=sa.text(_where))
