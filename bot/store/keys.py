"""The keys of one unit: found in the cache, in the database, or made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime

from bot.domain.errors import Fault
from bot.store.database import Database, in_order
from bot.store.sealing import KEY_BYTES, KeyCache, MasterKeys, Retention, SealingKey
from bot.store.tables.people import customer_keys

_COLUMNS = ("owner", "retention", "client", "wrapped")


class UnitKeys:
    """Keys as one transaction sees them. What it makes reaches the cache only when it commits."""

    def __init__(self, db: Database, master: MasterKeys, cache: KeyCache) -> None:
        self._db = db
        self._master = master
        self._cache = cache
        self._made: dict[tuple[str, Retention], SealingKey] = {}  # written here, perhaps rolled back
        self._wrote = False
        self._erased: set[str] = set()

    def existing(self, owners: Iterable[str], retention: Retention) -> dict[str, SealingKey]:
        """The keys of those owners that have one that was not destroyed."""
        found: dict[str, SealingKey] = {}
        missing: list[str] = []
        for owner in set(owners):
            key = self._made.get((owner, retention)) or self._cache.get(owner, retention)
            if key is None:
                missing.append(owner)
            else:
                found[owner] = key
        if missing:
            found |= self._read(missing, retention)
        return found

    def _read(self, owners: list[str], retention: Retention) -> dict[str, SealingKey]:
        rows = self._db.rows(
            "SELECT owner, wrapped FROM customer_keys WHERE owner IN [?] AND retention = ? AND wrapped IS NOT NULL",
            owners,
            retention.value,
        )
        found = {}
        for owner, wrapped in rows:
            found[owner] = SealingKey(self._master.unwrap(bytes(wrapped), f"{owner}/{retention}"))
            if self._wrote:
                self._made[owner, retention] = found[owner]
            else:
                self._cache.put(owner, retention, found[owner])
        return found

    def for_sealing(self, owners: dict[str, str], retention: Retention) -> dict[str, SealingKey]:
        """A key for each owner (owner -> client); makes those that are not there. Raises Fault for an erased owner."""
        found = self.existing(owners, retention)
        missing = in_order(owner for owner in owners if owner not in found)
        if missing:
            self.make([(owner, owners[owner]) for owner in missing], retention)
            found |= self.existing(missing, retention)
        if len(found) < len(owners):
            raise Fault("A text was to be sealed for a customer who has been erased")
        return found

    def make(self, owners: list[tuple[str, str]], retention: Retention) -> None:
        """New keys for these (owner, client); an owner that has one keeps it."""
        raw = {owner: os.urandom(KEY_BYTES) for owner, _ in owners}
        rows = [
            (owner, retention.value, client, self._master.wrap(raw[owner], f"{owner}/{retention}"))
            for owner, client in owners
        ]
        self._wrote = True
        made = self._db.insert(customer_keys, _COLUMNS, rows, "ON CONFLICT DO NOTHING")
        if made == len(rows):  # else somebody was quicker: the next look reads theirs
            self._made |= {(owner, retention): SealingKey(key) for owner, key in raw.items()}

    def destroy(self, owner: str, now: datetime) -> None:
        """For ever: a key that was never made is not made afterwards either."""
        self._db.run("UPDATE customer_keys SET wrapped = NULL, erased_at = ? WHERE owner = ?", now, owner)
        for retention in Retention:
            self._db.run(
                "INSERT INTO customer_keys (owner, retention, client, wrapped, erased_at)"
                " SELECT id, ?, client, NULL, ? FROM customers WHERE id = ? ON CONFLICT DO NOTHING",
                retention.value,
                now,
                owner,
            )
        self._erased.add(owner)
        for retention in Retention:
            self._made.pop((owner, retention), None)
        self._cache.evict(owner)

    def rewrap(self, limit: int) -> int:
        """Wrap keys that an older master key wrapped with the current one. Returns how many it were."""
        old = self._db.rows(
            "SELECT owner, retention, wrapped FROM customer_keys WHERE wrapped IS NOT NULL"
            " AND substr(wrapped, 1, 4) <> ? ORDER BY owner, retention LIMIT ?",
            self._master.current_id,
            limit,
        )
        rows = []
        for owner, retention, wrapped in old:
            bound = f"{owner}/{retention}"
            rows.append((self._master.wrap(self._master.unwrap(bytes(wrapped), bound), bound), owner, retention))
        self._db.update(customer_keys, ("wrapped",), ("owner", "retention"), rows)
        return len(rows)

    def committed(self) -> None:
        for (owner, retention), key in self._made.items():
            self._cache.put(owner, retention, key)
        for owner in self._erased:
            self._cache.evict(owner)
