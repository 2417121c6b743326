"""The poster: takes posts, one a channel at a time, hands each to its door, records what became of it.

Database work runs in threads; nothing waits for Slack but posts, and no transaction is open while it is called.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from bot.app.insisting import insist
from bot.app.messages import HandOver
from bot.app.posting import LEASE, PostDesk, end_of, prepare, record, settle, take, unknown
from bot.app.staff.post_ports import Door, Errand, Landed, PostEnd
from bot.app.staff.posts import Post, PostBy, PostState
from bot.domain.vocabulary import FailureClass

log = structlog.get_logger(__name__)

MAX_ROUNDS = 20  # of one tick: after that the other jobs get their turn


class Poster:
    """Posts what is due. One a process; any number of processes."""

    def __init__(self, desk: PostDesk, doors: Mapping[PostBy, Door], token: str) -> None:
        self._desk = desk
        self._doors = doors
        self._token = token

    async def drain(self, rounds: int = MAX_ROUNDS) -> int:
        """Post round after round until no channel has anything that may go now. Returns how many were dealt with."""
        total = 0
        for _ in range(rounds):
            done = await self.run_once()
            total += done
            if not done:
                break
        return total

    async def run_once(self) -> int:
        """One post of each channel that is free."""
        posts = await asyncio.to_thread(take, self._desk, self._token, [way.value for way in self._doors])
        await asyncio.gather(*(self._post(post) for post in posts))
        return len(posts)

    async def _post(self, post: Post) -> None:
        what = await asyncio.to_thread(prepare, self._desk, post)
        end = await self._called(what) if isinstance(what, Errand) else what
        await self._record(end)

    async def _called(self, errand: Errand) -> PostEnd:
        post, now = errand.post, self._desk.clock()
        if post.begun_at is not None and now - post.begun_at > LEASE:  # somebody may look it up by the time it arrives
            return PostEnd(post, PostState.QUEUED, post.place, post.ts, post.digest, available_at=now, quiet=True)
        try:
            landed = await self._doors[PostBy(post.by)].deliver(errand)
        except Exception:  # a door never raises; if one does, the truth is unknown and is looked up
            log.exception("door.raised", post=post.id)
            landed = Landed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN)
        return end_of(errand, landed, self._desk.clock())

    async def _record(self, end: PostEnd) -> None:
        """Without a record the post is looked up."""
        await insist(lambda: record(self._desk, self._token, [end]), "post.not_recorded", post=end.post.id)

    async def look_up_unknown(self) -> int:
        """Ask about posts whose fate is unknown. Returns how many were settled."""
        posts, asked_until = await asyncio.to_thread(unknown, self._desk)
        asked = [post for post in posts if PostBy(post.by) in self._doors]
        if not asked:
            return 0
        answers = await asyncio.gather(*(self._doors[PostBy(post.by)].look_up(post) for post in asked))
        known = [(post, answer) for post, answer in zip(asked, answers, strict=True) if answer is not None]
        if known:
            await asyncio.to_thread(settle, self._desk, known, asked_until)
        return len(known)

    async def close(self) -> None:
        """Close the connections. What is leased comes back with its lease."""
        for door in self._doors.values():
            await door.close()
