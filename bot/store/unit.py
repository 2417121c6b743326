"""The unit of work: all parts on one transaction."""

from __future__ import annotations

from bot.store.bundles import Bundles
from bot.store.customers import Customers
from bot.store.lookups import Lookups
from bot.store.outbox import Claims
from bot.store.receipts import Receipts
from bot.store.replies import Replies
from bot.store.saving import Saving
from bot.store.sending import Sending


class SqlUnit(Customers, Bundles, Saving, Claims, Sending, Replies, Receipts, Lookups):
    """One transaction. Made by `SqlStore.begin`; implements `bot.app.ports.Unit`."""
