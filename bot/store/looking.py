"""Looking at a database without changing anything: no migration, no key is made. For `followup doctor`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.domain.errors import Rejected
from bot.domain.facts import Pause
from bot.store.engine import make_engine
from bot.store.migrate import is_current
from bot.store.pages import Pages
from bot.store.sealing import AddressHasher, MasterKeys
from bot.store.store import SqlStore
from bot.store.tables.control import meta

_ADDRESS_KEY: Final = "address_key"  # see secrets_of_store


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen. Only `current` counts when the schema is not this program's."""

    current: bool
    writable: bool = False
    key_fits: bool | None = None  # None: the database has no key yet, or none was given
    pauses: Sequence[Pause] = ()
    oldest_due: datetime | None = None
    waiting_replies: int = 0
    stuck_posts: int = 0
    held_queues: Sequence[str] = ()  # what is wrong with the configuration of Slack, as the poster found it
    feeds: Mapping[str, date] = field(default_factory=dict)  # client -> day that its ledger covers


def look(url: str, keys: Sequence[bytes], *, seconds: int) -> Sight:
    """Look; `seconds` bounds connecting to PostgreSQL. Raises Rejected for a bad URL and one that does not answer."""
    engine = make_engine(_hasty(url, seconds), pool_size=1)
    try:
        if not is_current(engine):
            return Sight(current=False)
        return _seen(engine, keys)
    except (OperationalError, psycopg.OperationalError) as error:
        raise Rejected(f"The database does not answer: {_first_line(error)}") from error
    finally:
        engine.dispose()


def _hasty(url: str, seconds: int) -> str:
    if not url.startswith("postgres"):
        return url
    hasty = sa.make_url(url).update_query_dict({"connect_timeout": str(max(seconds, 2))})  # libpq takes no less than 2
    return hasty.render_as_string(hide_password=False)


def _seen(engine: sa.Engine, keys: Sequence[bytes]) -> Sight:
    # The store only reads here: it needs neither the master key nor the hasher for what is asked.
    store = SqlStore(engine, MasterKeys(keys or (bytes(32),)), AddressHasher(b""))
    with store.read() as unit:
        rows = unit.db.rows("SELECT client, covered_until FROM feeds")
        counts = unit.counts()
        return Sight(
            current=True,
            writable=_writable(engine),
            key_fits=_fits(engine, keys),
            pauses=unit.pauses(),
            oldest_due=counts.oldest_due,
            waiting_replies=Pages.of(unit).unassigned_replies(),
            stuck_posts=int(unit.db.value("SELECT count(*) FROM posts WHERE state = 'failed'") or 0),
            held_queues=[str(why) for (why,) in unit.db.rows("SELECT DISTINCT why FROM post_queues WHERE why <> ''")],
            feeds={client: date.fromisoformat(day) for client, day in rows},
        )


def _fits(engine: sa.Engine, keys: Sequence[bytes]) -> bool | None:
    with engine.connect() as connection:
        stored = connection.scalar(sa.select(meta.c.value).where(meta.c.name == _ADDRESS_KEY))
    if stored is None or not keys:
        return None
    try:
        MasterKeys(keys).unwrap(bytes.fromhex(str(stored)), _ADDRESS_KEY)
    except Rejected:
        return False
    return True


def _writable(engine: sa.Engine) -> bool:
    try:
        with engine.begin() as connection:
            connection.execute(meta.update().where(sa.false()).values(value=meta.c.value))  # no row, all the checks
    except DBAPIError:
        return False
    return True


def _first_line(error: Exception) -> str:
    inner = error.orig if isinstance(error, DBAPIError) else error
    return (str(inner).strip() or type(inner).__name__).splitlines()[0]
