"""Cases know their transaction, receipts in suspense their invoice; indexes for the registers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("transaction_id", sa.Text(), server_default="", nullable=False))
    op.add_column("unapplied_receipts", sa.Column("invoice", sa.Text(), server_default="", nullable=False))
    op.add_column("unapplied_receipts", sa.Column("import_id", sa.Text(), server_default="", nullable=False))
    _partial("ix_events_retyped", "type = 'CaseRetyped'")
    _partial("ix_events_proposed", "type = 'ProposalMade'")
    _partial("ix_events_contested", "type = 'DisputeRecorded'")
    _partial("ix_events_by_hand", "command = 'RecordPayment'")


def _partial(name: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "events", ["case_id"], unique=False, sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    """Data is never thrown away by going back: restore the backup instead."""
    raise NotImplementedError
