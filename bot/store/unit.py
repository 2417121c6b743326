"""The unit of work: all parts on one transaction."""

from __future__ import annotations

from bot.store.bundles import Bundles
from bot.store.coordination import Coordination
from bot.store.customers import Customers
from bot.store.erasing import Erasing
from bot.store.foreseeing import Foreseeing
from bot.store.imports import Imports
from bot.store.lessons import Lessons
from bot.store.lookups import Lookups
from bot.store.messages import Messages
from bot.store.posts import Posts
from bot.store.registers import Registers
from bot.store.replies import Replies
from bot.store.saving import Saving
from bot.store.sending import Sending
from bot.store.steering import Steering
from bot.store.suspense import Suspense
from bot.store.views import Views
from bot.store.watched import Watched


class SqlUnit(
    Registers,
    Suspense,
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
    Watched,
    Foreseeing,
    Lessons,
):
    """One transaction. Made by `SqlStore.begin`; implements `Unit`, `ImportUnit` and `PostUnit` of `bot.app`."""
