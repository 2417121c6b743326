"""The tables. Names follow the glossary; every table that grows carries the client."""

from bot.store.tables import cases, control, inbox, ledger, lessons, outbox, people, posts
from bot.store.tables.metadata import metadata

__all__ = ["cases", "control", "inbox", "ledger", "lessons", "metadata", "outbox", "people", "posts"]
