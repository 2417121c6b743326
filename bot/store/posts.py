"""Posts to staff: taken one a queue, so that a channel's order and pace hold over all workers; and how they ended."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from bot.app.staff.post_ports import AskedOf, CodedPing, PostEnd
from bot.app.staff.posts import NO_ANSWER, USUAL, NewPost, Post, PostKind, PostState, inquiry_id
from bot.store.database import in_order
from bot.store.dialects import Row
from bot.store.part import Part
from bot.store.posting import insert_posts
from bot.store.tables.control import cards

_COLUMNS: Final = (
    "p.id, p.kind, p.client, p.case_id, p.customer_id, p.way, p.target, p.about, p.available_at, p.rank, p.state,"
    " p.tries, p.place, p.ts, p.digest, p.wanted, p.sending_at, p.erased, p.code, c.ts, c.place, q.place, q.place_for,"
    " q.failures, o.state, o.place, o.ts, p.sent_before, p.failure"
)
_FROM: Final = (
    "posts p JOIN post_queues q ON q.queue = p.queue LEFT JOIN posts c ON c.id = 'card:' || p.case_id"
    " LEFT JOIN posts o ON p.kind = 'ping_over' AND o.id = substr(p.id, 6)"
)
_FREE: Final = (
    "q.held_until <= ? AND (q.lease_until IS NULL OR q.lease_until < ?) AND EXISTS (SELECT 1 FROM posts p"
    " WHERE p.queue = q.queue AND p.state = 'queued' AND p.available_at <= ? AND p.way IN (?, ?, ?))"
)
# In a thread only once the card is there (a ping goes without one where it cannot be); never past one of the same
# case whose fate is open; and a new line never past an older one that still waits.
_READY: Final = (
    "p.queue = ? AND p.state = 'queued' AND p.available_at <= ?"
    " AND (p.kind IN ('card', 'ping_over', 'alarm') OR p.target <> '' OR p.erased OR c.ts <> ''"
    " OR p.kind = 'ping' AND c.state = 'failed')"
    " AND NOT EXISTS (SELECT 1 FROM posts u WHERE u.case_id = p.case_id AND u.queue = p.queue"
    " AND (u.state IN ('sending', 'unknown') OR u.state = 'queued' AND u.kind = 'line' AND p.kind = 'line'"
    " AND u.ts = '' AND p.ts = '' AND u.turn_at < p.turn_at))"
)
_GONE_AGAIN: Final = "state = CASE WHEN wanted > ? THEN 'queued' ELSE ? END"
# What became urgent while it was on its way goes again as such.
_RANK_AGAIN: Final = f"CASE WHEN wanted > ? AND rank < {USUAL} THEN rank ELSE {USUAL} END"
_AT_END: Final = (PostState.SENT, PostState.FAILED, PostState.CANCELLED)
_CARD: Final = ("channel", "ts", "client", "case_id", "kind", "digest", "seq", "updated_at")
_CARD_AGAIN: Final = (
    "ON CONFLICT (channel, ts) DO UPDATE SET digest = excluded.digest, seq = excluded.seq,"
    " updated_at = excluded.updated_at"
)
_UNLEASED: Final = "lease_token = NULL, lease_until = NULL"


class Posts(Part):
    # --- in --------------------------------------------------------------------------------------------------

    def queue_posts(self, posts: Sequence[NewPost], now: datetime) -> None:
        """Queue posts outside of `save`: a card that a person asked for, the line of a note."""
        insert_posts(self.db, self.hasher, posts, now)

    def queue_lines(self, posts: Sequence[NewPost], now: datetime) -> None:
        """Queue lines of the past; those that stand there, or wait, stay as they are."""
        insert_posts(self.db, self.hasher, posts, now, again=False)

    def stale_cards(self, client: str, before: datetime, limit: int) -> list[tuple[str, str]]:
        """(case id, customer id) of open cases whose card was last looked at before then, oldest first."""
        rows = self.db.rows(
            "SELECT p.case_id, p.customer_id FROM posts p JOIN cases k ON k.id = p.case_id WHERE p.kind = 'card'"
            " AND p.state = 'sent' AND NOT p.erased AND p.client = ? AND p.finished_at < ? AND k.state <> 'closed'"
            " ORDER BY p.finished_at, p.id LIMIT ?",
            client,
            before,
            limit,
        )
        return [(row[0], row[1]) for row in rows]

    # --- out -------------------------------------------------------------------------------------------------

    def claim_posts(
        self, ways: Collection[str], now: datetime, pace_until: datetime, lease_until: datetime, token: str, limit: int
    ) -> list[Post]:
        """Take the first post of up to `limit` queues that are free; they are `sending`, each queue is leased."""
        free = (now, now, now, *(sorted(ways) * 3)[:3])  # there are three ways at most
        if not ways or (
            not self.db.begun and not self.db.peek(f"SELECT 1 FROM post_queues q WHERE {_FREE} LIMIT 1", *free)
        ):
            return []
        rows = self.db.rows(
            f"SELECT q.queue FROM post_queues q WHERE {_FREE} ORDER BY q.held_until, q.queue LIMIT ?"
            " FOR UPDATE SKIP LOCKED",
            *free,
            limit,
        )
        queues = [row[0] for row in rows]
        found = [post for queue in queues if (post := self._take_first(queue, now)) is not None]
        taken = in_order(post.queue for post in found)
        self.db.run(
            "UPDATE post_queues SET lease_token = ?, lease_until = ?, held_until = ? WHERE queue IN [?]",
            token,
            lease_until,
            pace_until,
            taken,
        )
        # What waits for a card, or for one whose fate is open, is looked at again a moment later.
        waiting = in_order(set(queues) - set(taken))
        self.db.run("UPDATE post_queues SET held_until = ? WHERE queue IN [?]", pace_until, waiting)
        return found

    def _take_first(self, queue: str, now: datetime) -> Post | None:
        row = self.db.row(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE {_READY} ORDER BY p.rank, p.turn_at, p.id LIMIT 1", queue, now
        )
        if row is None:
            return None
        taken = self.db.rows(
            "UPDATE posts SET state = 'sending', sending_at = ?, tries = tries + 1 WHERE id = ? AND state = 'queued'"
            " RETURNING wanted, rank",
            now,
            row[0],
        )
        return self._post(row, begun_at=now) if taken else None

    def _post(self, row: Row, begun_at: datetime | None = None) -> Post:
        kind = PostKind(row[1])
        over = kind is PostKind.PING_OVER
        return Post(
            id=row[0],
            kind=kind,
            client=row[2],
            case_id=row[3],
            customer_id=row[4],
            by=row[5],
            target=row[6],
            about=row[7],
            available_at=self.db.instant(row[8]),
            rank=row[9],
            state=PostState.SENDING if begun_at else PostState(row[10]),
            tries=row[11] + (begun_at is not None),
            place=(row[25] or "") if over else row[12],
            ts=(row[26] or "") if over else row[13],
            digest=row[14],
            wanted=row[15],
            begun_at=begun_at or self.db.when(row[16]),
            erased=bool(row[17]),
            code=row[18] or "",
            thread=row[19] or "",
            card_place=row[20] or "",
            seat_place=row[21],
            seat_for=row[22],
            failures=row[23],
            original=PostState(row[24]) if row[24] else None,
            sent_before=bool(row[27]),
            unanswered=row[28] == NO_ANSWER,
        )

    def finish_posts(self, ends: Sequence[PostEnd], token: str, now: datetime) -> list[str]:
        """Record what became of posts. Returns the queues about whose configuration people must be alarmed now.

        An answer that comes late is the truth as long as the post has not been taken up again.
        """
        for end in sorted(ends, key=lambda one: one.post.id):
            since = "state IN ('sending', 'unknown', 'queued') AND sending_at = ?"
            written = self._write_end(end, now, since, end.post.begun_at)
            if written:
                self._note_card(end, now)
                self._let_go(end, now)
        in_line = sorted(ends, key=lambda one: one.post.queue)
        return [end.post.queue for end in in_line if self._free_queue(end, token, now)]

    def _note_card(self, end: PostEnd, now: datetime) -> None:
        """Where a case's card stands: what is written in its thread is about that case."""
        post = end.post
        if post.kind is not PostKind.CARD or end.state not in (PostState.SENT, PostState.QUEUED) or not end.ts:
            return
        row = (end.place, end.ts, post.client, post.case_id, post.kind.value, end.digest, end.seq, now)
        self.db.insert(cards, _CARD, [row], _CARD_AGAIN)

    def _let_go(self, end: PostEnd, now: datetime) -> None:
        """Without a card there is no thread: its lines do not wait. They come with the next card."""
        if end.post.kind is PostKind.CARD and end.state is PostState.FAILED and not end.ts:
            self.db.run(
                "UPDATE posts SET state = 'cancelled', finished_at = ? WHERE case_id = ? AND kind IN ('line', 'guide')"
                " AND state = 'queued' AND ts = ''",
                now,
                end.post.case_id,
            )

    def _write_end(self, end: PostEnd, now: datetime, since: str, *params: object) -> int:
        post = end.post
        if end.state in _AT_END:
            return self.db.run(
                f"UPDATE posts SET {_GONE_AGAIN}, place = ?, ts = ?, digest = ?, failure = ?, tries = 0,"
                f" rank = {_RANK_AGAIN}, available_at = ?, turn_at = ?, finished_at = ? WHERE id = ? AND {since}",
                post.wanted,
                end.state.value,
                end.place,
                end.ts,
                end.digest,
                end.failure or None,
                post.wanted,
                now,
                now,
                now,
                post.id,
                *params,
            )
        return self.db.run(
            "UPDATE posts SET state = ?, place = ?, ts = ?, digest = ?, failure = ?, available_at = ?,"
            " sent_before = CASE WHEN ? THEN true ELSE sent_before END"
            f" WHERE id = ? AND {since}",
            end.state.value,
            end.place,
            end.ts,
            end.digest,
            end.failure or None,
            end.available_at or now,
            end.sent_before,
            post.id,
            *params,
        )

    def _free_queue(self, end: PostEnd, token: str, now: datetime) -> bool:
        """Give the queue back. Whether something is wrong with its configuration that was not wrong before."""
        queue = end.post.queue
        row = self.db.row("SELECT why, held_until, lease_token FROM post_queues WHERE queue = ? FOR UPDATE", queue)
        if row is None:
            return False
        until = now if end.quiet and not end.why else max(self.db.instant(row[1]), end.held_until or now)
        mine = row[2] == token
        why = end.why if end.why or not end.quiet else row[0]
        failures = end.post.failures + 1 if end.failed else (end.post.failures if end.quiet else 0)
        self.db.run(
            f"UPDATE post_queues SET held_until = ?, why = ?, failures = ?{', ' + _UNLEASED if mine else ''}"
            " WHERE queue = ?",
            until,
            why,
            failures,
            queue,
        )
        if end.seat_place:
            self.db.run(
                "UPDATE post_queues SET place = ?, place_for = ? WHERE queue = ?", end.seat_place, end.seat_for, queue
            )
        return bool(end.why) and end.why != row[0]

    # --- what nobody knows -----------------------------------------------------------------------------------

    def expire_posts(self, sending_before: datetime, now: datetime) -> int:
        """What dead workers were sending: now unknown, or, where doing it again does no harm, queued again."""
        return self.db.run(
            "UPDATE posts SET state = CASE WHEN ts <> '' OR kind = 'ping_over' THEN 'queued' ELSE 'unknown' END,"
            " digest = '', available_at = ? WHERE id IN (SELECT id FROM posts WHERE state = 'sending'"
            " AND sending_at < ? ORDER BY id FOR UPDATE SKIP LOCKED)",
            now,
            sending_before,
        )

    def unknown_posts(self, now: datetime, asked_until: datetime, limit: int) -> list[Post]:
        """Posts whose fate nobody knows, to be looked up; nobody else asks before `asked_until`."""
        if not self.db.begun and not self.db.peek(
            "SELECT 1 FROM posts WHERE state = 'unknown' AND available_at <= ? LIMIT 1", now
        ):
            return []
        rows = self.db.rows(
            "UPDATE posts SET available_at = ? WHERE id IN (SELECT id FROM posts WHERE state = 'unknown'"
            " AND available_at <= ? ORDER BY available_at LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING id",
            asked_until,
            now,
            limit,
        )
        ids = in_order(row[0] for row in rows)
        found = self.db.rows(f"SELECT {_COLUMNS} FROM {_FROM} WHERE p.id IN [?] ORDER BY p.id", ids)
        return [self._post(row) for row in found]

    def settle_posts(self, ends: Sequence[PostEnd], asked_until: datetime, now: datetime) -> None:
        """Record what look-ups found, unless somebody else asked meanwhile."""
        for end in sorted(ends, key=lambda one: one.post.id):
            written = self._write_end(end, now, "state = 'unknown' AND available_at = ?", asked_until)
            if written:
                self._note_card(end, now)

    # --- questions -------------------------------------------------------------------------------------------

    def case_of_card(self, place: str, ts: str) -> str | None:
        """The case whose card stands there in Slack."""
        found: str | None = self.db.value("SELECT case_id FROM cards WHERE channel = ? AND ts = ?", place, ts)
        return found

    def case_ref(self, case_id: str) -> str:
        """What people call a case; "" for one that is not there."""
        return str(self.db.value("SELECT ref FROM cases WHERE id = ?", case_id) or "")

    def coded_pings(self, codes: Collection[str]) -> list[CodedPing]:
        """The pings by SMS with one of these codes."""
        rows = self.db.rows(
            "SELECT target, about, case_id FROM posts WHERE code IN [?] AND kind = 'ping' AND way = 'sms'"
            " ORDER BY created_at DESC, id",
            in_order(codes),
        )
        return [CodedPing(*row) for row in rows]

    def asked_of(self, key: str) -> AskedOf | None:
        """The inquiry with this key; None = there is none, or the customer's data was erased."""
        row = self.db.row(
            "SELECT p.about, p.case_id, p.customer_id, p.client FROM posts p JOIN customers c ON c.id = p.customer_id"
            " WHERE p.id = ? AND c.erased_at IS NULL",
            inquiry_id(key),
        )
        return AskedOf(*row) if row else None

    def failed_posts(self, since: datetime, limit: int) -> list[Post]:
        """Posts that were refused for good, the last ones."""
        rows = self.db.rows(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE p.state = 'failed' AND p.finished_at >= ?"
            " ORDER BY p.finished_at DESC, p.id LIMIT ?",
            since,
            limit,
        )
        return [self._post(row) for row in rows]
