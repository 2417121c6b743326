"""What the parts of a unit share: the open transaction, the keys, the keyed hash of addresses."""

from __future__ import annotations

from bot.store.case_cache import CaseCache
from bot.store.database import Database
from bot.store.keys import UnitKeys
from bot.store.sealing import AddressHasher


class Part:
    """One group of methods of a unit. All parts of a unit work in the same transaction."""

    def __init__(
        self, db: Database, keys: UnitKeys, hasher: AddressHasher, case_cache: CaseCache | None = None
    ) -> None:
        self.db = db
        self.keys = keys
        self.hasher = hasher
        self.case_cache = case_cache or CaseCache(0)
