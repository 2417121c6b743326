"""Lessons: replies with what people said that they mean; an index over what became of replies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OF_REPLIES = "type IN ('ReplyReceived', 'ReplyDecided')"


def upgrade() -> None:
    op.create_table(
        "lessons",
        sa.Column("reply_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("reply_id", "case_id", name="pk_lessons"),
    )
    op.create_index("ix_lessons_customer_id", "lessons", ["customer_id"], unique=False)
    condition = sa.text(_OF_REPLIES)
    op.create_index(
        "ix_events_replies", "events", ["at"], unique=False, sqlite_where=condition, postgresql_where=condition
    )


def downgrade() -> None:
    """Data is never thrown away by going back: restore the backup instead."""
    raise NotImplementedError
