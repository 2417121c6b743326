"""The unit of work: all parts on one transaction."""

from __future__ import annotations

from bot.store.bundles import Bundles
from bot.store.coordination import Coordination
from bot.store.customers import Customers
from bot.store.erasing import Erasing
from bot.store.imports import Imports
from bot.store.lookups import Lookups
from bot.store.messages import Messages
from bot.store.posts import Posts
from bot.store.replies import Replies
from bot.store.saving import Saving
from bot.store.sending import Sending
from bot.store.steering import Steering
from bot.store.views import Views


class SqlUnit(
    Customers,
    Bundles,
    Saving,
    Messages,
    Sending,
    Replies,
    Imports,
    Coordination,
    Steering,
    Views,
    Lookups,
    Erasing,
    Posts,
):
    """One transaction. Made by `SqlStore.begin`; implements `Unit` and `ImportUnit` of `bot.app`."""
