"""The desk: posts to staff with their queues; when a case is pinged about next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _posts()
    _queues()
    op.add_column("cases", sa.Column("ping_at", Instant(), nullable=True))
    op.add_column("cases", sa.Column("unheard_since", Instant(), nullable=True))
    _partial("ix_cases_ping_at", "cases", ["ping_at"], "ping_at IS NOT NULL")
    _partial("ix_cases_unheard", "cases", ["unheard_since"], "unheard_since IS NOT NULL")


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("available_at", Instant(), nullable=False),
        sa.Column("turn_at", Instant(), nullable=False),
        sa.Column("wanted", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("ts", sa.Text(), server_default="", nullable=False),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("erased", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("sending_at", Instant(), nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    op.create_index(op.f("ix_posts_case_id"), "posts", ["case_id"], unique=False)
    _partial("ix_posts_due", "posts", ["queue", "rank", "turn_at", "id"], "state = 'queued'")
    _partial("ix_posts_turn", "posts", ["turn_at"], "state = 'queued'")
    _partial("ix_posts_sending", "posts", ["sending_at"], "state = 'sending'")
    _partial("ix_posts_unknown", "posts", ["available_at"], "state = 'unknown'")
    _partial("ix_posts_failed", "posts", ["finished_at"], "state = 'failed'")
    _partial("ix_posts_pings", "posts", ["about"], "kind = 'ping'")
    _partial("ix_posts_cards", "posts", ["client", "finished_at"], "kind = 'card' AND state = 'sent'")
    _partial("ix_posts_code", "posts", ["code"], "code IS NOT NULL")


def _queues() -> None:
    op.create_table(
        "post_queues",
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("held_until", Instant(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("failures", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("place_for", sa.Text(), server_default="", nullable=False),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("queue", name=op.f("pk_post_queues")),
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=False, sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    """Data is never thrown away by going back: restore the backup instead."""
    raise NotImplementedError
