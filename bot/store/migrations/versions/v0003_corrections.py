"""Which address of the ledger's a person's correction replaces, so that an import does not bring it back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("ledger_email_key", sa.Text(), nullable=True))
    op.add_column("contacts", sa.Column("ledger_phone_key", sa.Text(), nullable=True))


def downgrade() -> None:
    """Data is never thrown away by going back: restore the backup instead."""
    raise NotImplementedError
