"""What a tick costs depends on what is due, not on what is open: the hot queries go through their partial indexes."""

from __future__ import annotations

import pytest

from tests.contract.store.making import NOW

HOT = {
    "ix_customers_due": (
        "SELECT id FROM customers WHERE next_action_at <= ? ORDER BY next_action_at LIMIT 500",
        lambda at: (at,),
    ),
    "ix_outbox_claimable": (
        (
            "SELECT id FROM outbox WHERE state = 'queued' AND frozen_by IS NULL AND available_at <= ?"
            " ORDER BY available_at LIMIT 500"
        ),
        lambda at: (at,),
    ),
    "ix_outbox_leased": (
        "SELECT id FROM outbox WHERE lease_until < ? AND state = 'claimed'",
        lambda at: (at,),
    ),
    "ix_outbox_customer_id": (
        "SELECT id FROM outbox WHERE customer_id IN [?] AND state IN ('queued', 'claimed') AND touch_class = 'chase'",
        lambda _: (["cu1"],),
    ),
    "ix_outbox_unknown": ("SELECT id FROM outbox WHERE state = 'unknown' ORDER BY finished_at LIMIT 500", lambda _: ()),
    "ix_outbox_frozen": ("SELECT id FROM outbox WHERE frozen_by IN [?]", lambda _: (["in1"],)),
    "ix_outbox_provider_id": ("SELECT id FROM outbox WHERE provider_id = ?", lambda _: ("SM1",)),
    "ix_inbox_unread": ("SELECT id FROM inbox WHERE state = 'unread' ORDER BY received_at LIMIT 10", lambda _: ()),
    "ix_inbox_candidates_freezes": (
        "SELECT customer_id, count(*) FROM inbox_candidates WHERE freezes AND customer_id IN [?] GROUP BY customer_id",
        lambda _: (["cu1"],),
    ),
    "ix_cases_customer_id": (
        "SELECT customer_id, opened_at FROM cases WHERE customer_id IN [?] AND opened_at > ?",
        lambda at: (["cu1"], at),
    ),
    "ix_cases_blocked": (
        "SELECT customer_id FROM cases WHERE blocked_rule <> '' AND blocked_rule = ?",
        lambda _: ("X",),
    ),
    "ix_posts_due": (
        (
            "SELECT id FROM posts WHERE queue = ? AND state = 'queued' AND available_at <= ?"
            " ORDER BY rank, available_at LIMIT 1"
        ),
        lambda at: ("slack:acme", at),
    ),
    "ix_posts_unknown": (
        "SELECT id FROM posts WHERE state = 'unknown' AND available_at <= ? ORDER BY available_at LIMIT 50",
        lambda at: (at,),
    ),
    "ix_posts_sending": ("SELECT id FROM posts WHERE state = 'sending' AND sending_at < ?", lambda at: (at,)),
    "ix_posts_pings": (
        "SELECT id FROM posts WHERE kind = 'ping' AND way = 'slack' AND about IN [?]",
        lambda _: (["e1"],),
    ),
    "ix_posts_code": ("SELECT id FROM posts WHERE code IN [?]", lambda _: (["7F3K2Q"],)),
    "ix_cases_ping_at": ("SELECT id FROM cases WHERE ping_at < ? ORDER BY ping_at LIMIT 10", lambda at: (at,)),
    "ix_cases_unheard": (
        "SELECT id FROM cases WHERE unheard_since IS NOT NULL ORDER BY unheard_since LIMIT 10",
        lambda _: (),
    ),
    "ix_events_replies": (
        "SELECT data FROM events WHERE type IN ('ReplyReceived', 'ReplyDecided') AND at >= ? ORDER BY at",
        lambda at: (at,),
    ),
    "ix_cases_held": (
        "SELECT id FROM cases WHERE hold_deadline <= ? ORDER BY hold_deadline LIMIT 10",
        lambda at: (at,),
    ),
}


@pytest.mark.parametrize("index", sorted(HOT))
def test_a_hot_query_uses_its_index(store, index):
    sql, params = HOT[index]
    with store.begin() as unit:
        if store.dialect.name == "postgresql":
            unit.db.run("SET LOCAL enable_seqscan = off")  # the tables are empty; what matters is that it can
            unit.db.run("SET LOCAL enable_sort = off")
        explain = "EXPLAIN QUERY PLAN" if store.dialect.name == "sqlite" else "EXPLAIN"
        plan = repr(unit.db.rows(f"{explain} {sql}", *params(NOW)))
    assert index in plan
