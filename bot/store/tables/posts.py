"""What is posted to staff, and the queues in which it waits: one a channel, a person's direct messages, a telephone."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import flag, instant, key, number, optional, optional_instant, text
from bot.store.tables.metadata import metadata

posts = sa.Table(
    "posts",
    metadata,
    key("id"),
    text("kind"),
    text("client"),
    text("case_id", index=True),
    text("customer_id"),
    text("way"),  # slack, sms, email
    text("target"),  # staff id; "" = the client's channel; of an inquiry "client:billing", "bank"
    text("about"),  # id of the message, reply, note, escalation or inquiry
    text("queue"),
    number("rank"),  # urgent ones first
    text("state"),
    instant("available_at"),
    instant("turn_at"),  # its place in the queue: kept however often it is tried again
    number("wanted", 0),  # grows with each change while it is on its way
    number("tries", 0),
    text("place", ""),  # Slack channel id where it stands
    text("ts", ""),
    text("digest", ""),  # of what it shows
    optional("code"),  # of a ping by SMS: what is answered with
    optional("failure"),
    flag("erased"),  # its words are to go
    flag("sent_before"),  # an e-mail of which a try may have gone out, and nobody can be asked
    instant("created_at"),
    optional_instant("sending_at"),
    optional_instant("finished_at"),
)
_queued = sa.text("state = 'queued'")
sa.Index(
    "ix_posts_due",
    posts.c.queue,
    posts.c.rank,
    posts.c.turn_at,
    posts.c.id,
    sqlite_where=_queued,
    postgresql_where=_queued,
)
sa.Index("ix_posts_turn", posts.c.turn_at, sqlite_where=_queued, postgresql_where=_queued)
_sending = sa.text("state = 'sending'")
sa.Index("ix_posts_sending", posts.c.sending_at, sqlite_where=_sending, postgresql_where=_sending)
_unknown = sa.text("state = 'unknown'")
sa.Index("ix_posts_unknown", posts.c.available_at, sqlite_where=_unknown, postgresql_where=_unknown)
_failed = sa.text("state = 'failed'")
sa.Index("ix_posts_failed", posts.c.finished_at, sqlite_where=_failed, postgresql_where=_failed)
_ping = sa.text("kind = 'ping'")
sa.Index("ix_posts_pings", posts.c.about, sqlite_where=_ping, postgresql_where=_ping)
_shown = sa.text("kind = 'card' AND state = 'sent'")
sa.Index("ix_posts_cards", posts.c.client, posts.c.finished_at, sqlite_where=_shown, postgresql_where=_shown)
_coded = posts.c.code.is_not(None)
sa.Index("ix_posts_code", posts.c.code, sqlite_where=_coded, postgresql_where=_coded)

post_queues = sa.Table(
    "post_queues",
    metadata,
    key("queue"),
    text("client"),
    instant("held_until"),  # pace, Retry-After, a configuration that is wrong: it holds the whole queue
    text("why", ""),  # what is wrong with the configuration; "" = nothing
    number("failures", 0),  # in a row
    text("place", ""),  # Slack channel id, resolved from `place_for`
    text("place_for", ""),
    optional("lease_token"),
    optional_instant("lease_until"),
)
