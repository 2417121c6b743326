"""What replies mean, as people said: learnt from, and gone with the customer's key."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import instant, key, sealed, text
from bot.store.tables.metadata import metadata

lessons = sa.Table(
    "lessons",
    metadata,
    key("reply_id"),
    key("case_id"),
    text("client"),
    text("customer_id", index=True),
    text("staff"),
    instant("at"),
    text("source"),  # confirmed, corrected, misread
    text("digest"),  # of the reading that was shown
    sealed("body_sealed"),  # JSON: words, language, labels
)
