"""Posts that go by e-mail know whether a try of theirs may have gone out already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posts", sa.Column("sent_before", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Data is never thrown away by going back: restore the backup instead."""
    raise NotImplementedError
