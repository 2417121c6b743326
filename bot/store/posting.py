"""Posts to staff enter their table, in the transaction of what they tell of."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.app.identifiers import readable
from bot.app.records import CustomerChange
from bot.app.staff.posts import OVER_PREFIX, UNASKED, USUAL, NewPost, PostBy, PostKind, PostState, card_id
from bot.store.database import Database, in_order
from bot.store.dialects import Row
from bot.store.sealing import AddressHasher
from bot.store.tables.posts import post_queues, posts

CODE_CHARACTERS: Final = 6  # 30 bits, good for one telephone and while the escalation lasts
_NEW: Final = (
    "id",
    "kind",
    "client",
    "case_id",
    "customer_id",
    "way",
    "target",
    "about",
    "queue",
    "rank",
    "state",
    "available_at",
    "turn_at",
    "code",
    "created_at",
)
# On its way: it goes once more afterwards. At its end: it is queued again. Queued: nothing, unless it is more urgent.
_AGAIN: Final = (
    "ON CONFLICT (id) DO UPDATE SET"
    " wanted = CASE WHEN posts.state IN ('sending', 'unknown') THEN posts.wanted + 1 ELSE posts.wanted END,"
    " available_at = CASE WHEN posts.state IN ('queued', 'sending', 'unknown') THEN posts.available_at"
    " ELSE excluded.available_at END,"
    " turn_at = CASE WHEN posts.state IN ('queued', 'sending', 'unknown') THEN posts.turn_at ELSE excluded.turn_at END,"
    " tries = CASE WHEN posts.state IN ('queued', 'sending', 'unknown') THEN posts.tries ELSE 0 END,"
    " rank = CASE WHEN posts.state = 'queued' AND posts.rank < excluded.rank THEN posts.rank"
    f" WHEN posts.ts <> '' AND excluded.rank = {UNASKED} THEN {USUAL} ELSE excluded.rank END,"
    " state = CASE WHEN posts.state IN ('sending', 'unknown') THEN posts.state ELSE 'queued' END"
    " WHERE NOT posts.erased AND (posts.state <> 'queued' OR excluded.rank < posts.rank)"
)
_KNOWN: Final = "ON CONFLICT DO NOTHING"
_UNLESS_THERE: Final = (
    "ON CONFLICT (id) DO UPDATE SET state = 'queued', available_at = excluded.available_at,"
    " turn_at = excluded.turn_at"
    " WHERE posts.state = 'cancelled' AND posts.ts = '' AND NOT posts.erased"
)


def queue_posts(db: Database, hasher: AddressHasher, changes: Sequence[CustomerChange], now: datetime) -> None:
    """Write what a batch of changes announces: settled pings first, then all posts in one statement."""
    _settle_pings(db, in_order(escalation for change in changes for escalation in change.pings_over), now)
    insert_posts(db, hasher, [post for change in changes for post in change.posts], now)


def insert_posts(
    db: Database, hasher: AddressHasher, new: Sequence[NewPost], now: datetime, *, again: bool = True
) -> None:
    """Queue posts; one that is known is queued again (`again`), or only if it was let go."""
    by_id = {post.id: post for post in _with_card(db, new)}
    if not by_id:
        return
    rows = [_row(by_id[identifier], hasher, now) for identifier in sorted(by_id)]  # the order in which they are locked
    db.insert(posts, _NEW, rows, _AGAIN if again else _UNLESS_THERE)
    _hurry(db, in_order(post.case_id for post in by_id.values() if post.rank < UNASKED and not post.target))
    queues = {post.queue: (post.queue, post.client, now) for post in by_id.values()}
    columns = ("queue", "client", "held_until")
    db.insert(post_queues, columns, [queues[name] for name in sorted(queues)], _KNOWN)


def _hurry(db: Database, cases: list[str]) -> None:
    """People look at these cases now: what nobody had asked for so far is of use to them."""
    if cases:
        db.run(f"UPDATE posts SET rank = {USUAL} WHERE case_id IN [?] AND state = 'queued' AND rank = {UNASKED}", cases)


def _with_card(db: Database, new: Sequence[NewPost]) -> list[NewPost]:
    """Without the posts that are only for cases with a card, where there is none."""
    getting = {post.case_id for post in new if post.kind is PostKind.CARD and not post.if_carded}
    unsure = in_order(card_id(post.case_id) for post in new if post.if_carded and post.case_id not in getting)
    rows = db.rows("SELECT case_id FROM posts WHERE id IN [?]", unsure) if unsure else []
    carded = getting | {row[0] for row in rows}
    return [post for post in new if not post.if_carded or post.case_id in carded]


def _row(post: NewPost, hasher: AddressHasher, now: datetime) -> Row:
    return (
        post.id,
        post.kind.value,
        post.client,
        post.case_id,
        post.customer_id,
        post.by,
        post.target,
        post.about,
        post.queue,
        post.rank,
        PostState.QUEUED.value,
        post.available_at,
        post.available_at,
        _code(post, hasher),
        now,
    )


def _code(post: NewPost, hasher: AddressHasher) -> str | None:
    """Keyed, so that nobody who knows ids knows codes; of the very ping, so that it can be looked up by it."""
    if post.by != PostBy.SMS:
        return None
    return readable(hasher.key(hashlib.sha256(post.id.encode()).hexdigest()) or "", CODE_CHARACTERS)


def _settle_pings(db: Database, escalations: list[str], now: datetime) -> None:
    """What has not gone out does not go out; messages that stand in Slack are changed."""
    if not escalations:
        return
    db.run(
        "UPDATE posts SET state = 'cancelled', finished_at = ? WHERE kind = 'ping' AND state = 'queued'"
        " AND about IN [?]",
        now,
        escalations,
    )
    db.run(
        f"INSERT INTO posts ({', '.join(_NEW)}) SELECT '{OVER_PREFIX}' || id, 'ping_over', client, case_id,"
        f" customer_id, way, target, about, queue, 0, 'queued', ?, ?, NULL, ? FROM posts"
        " WHERE kind = 'ping' AND way = 'slack' AND state IN ('sending', 'sent', 'unknown') AND about IN [?]"
        f" ORDER BY id {_AGAIN}",
        now,
        now,
        now,
        escalations,
    )


def erase_posts(db: Database, customer_id: str, now: datetime) -> None:
    """A customer's words leave Slack as well: lines and pings are deleted, the card says that the data is gone."""
    mine = "case_id IN (SELECT id FROM cases WHERE customer_id = ?)"
    db.run(
        f"UPDATE posts SET state = 'cancelled', erased = true, finished_at = ? WHERE {mine}"
        " AND (way <> 'slack' OR kind = 'ping_over' OR ts = '') AND state NOT IN ('sending', 'unknown')",
        now,
        customer_id,
    )
    db.run(
        f"UPDATE posts SET erased = true WHERE {mine} AND way <> 'slack' AND state IN ('sending', 'unknown')",
        customer_id,
    )
    db.run(
        "UPDATE posts SET erased = true, rank = 1, digest = '', available_at = ?, turn_at = ?,"
        " wanted = CASE WHEN state IN ('sending', 'unknown') THEN wanted + 1 ELSE wanted END,"
        " state = CASE WHEN state IN ('sending', 'unknown') THEN state ELSE 'queued' END"
        f" WHERE {mine} AND way = 'slack' AND kind <> 'ping_over' AND NOT (ts = '' AND state = 'cancelled')",
        now,
        now,
        customer_id,
    )
