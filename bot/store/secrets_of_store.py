"""The secret that belongs to the database itself: the key of the address hashes, wrapped by the master key.

It is derived from the first master key once and then kept, so that opt-outs and counters survive a change of the
master key. That it unwraps is also the proof that the master key is the database's.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from bot.store.sealing import AddressHasher, MasterKeys
from bot.store.tables.control import meta

_NAME: Final = "address_key"


def address_hasher(engine: sa.Engine, master: MasterKeys) -> AddressHasher:
    """Reads or makes the key. Raises Rejected when the master key is not the one of this database."""
    query = sa.select(meta.c.value).where(meta.c.name == _NAME)
    with engine.begin() as connection:
        stored = connection.scalar(query)
        if stored is None:
            wrapped = master.wrap(master.derive("address hashes"), _NAME).hex()
            connection.execute(
                sa.text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING"),
                {"name": _NAME, "value": wrapped},
            )
            stored = str(connection.scalar(query))
        raw = master.unwrap(bytes.fromhex(stored), _NAME)
        if not bytes.fromhex(stored).startswith(master.current_id):
            connection.execute(meta.update().where(meta.c.name == _NAME).values(value=master.wrap(raw, _NAME).hex()))
    return AddressHasher(raw)
