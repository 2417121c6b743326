"""The language of an answer, where it is not the contact's; the ledger's language that a contact's own one replaces."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("language", sa.Text(), server_default="", nullable=False))
    op.add_column("contacts", sa.Column("ledger_language", sa.Text(), nullable=True))


def downgrade() -> None:
    """Data is never thrown away by going back: restore the backup instead."""
    raise NotImplementedError
