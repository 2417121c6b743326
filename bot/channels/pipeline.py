"""The one sending pipeline, shared by all channels: claim ▸ gate ▸ compose ▸ send ▸ record.

Database work runs in a thread, in batches, while the network works on the batch before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.app.context import Context
from bot.app.messages import Handed, HandOver, LookedUp, Transport
from bot.app.ports import MAX_BATCH, ClaimedMessage
from bot.app.sending import Batch, Desk, Ready, outgoing_of, record, settle_unknown, start, unknown
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel, FailureClass

log = structlog.get_logger(__name__)

CONCURRENCY = 100  # calls at once
MISSING_TRANSPORT = Handed(HandOver.REFUSED, failure=FailureClass.CONFIGURATION, code="no-transport")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did."""

    claimed: int = 0
    accepted: int = 0
    refused: int = 0
    unknown: int = 0


class Pipeline:
    """Sends what is due. One a process; any number of processes."""

    def __init__(
        self,
        context: Context,
        desk: Desk,
        transports: Mapping[Channel, Transport],
        token: str,
        *,
        concurrency: int = CONCURRENCY,
    ) -> None:
        self._context = context
        self._desk = desk
        self._transports = transports
        self._token = token
        self._slots = asyncio.Semaphore(concurrency)
        self._resting: dict[str, datetime] = {}  # sender identity -> until: Retry-After holds all of its messages

    async def run_once(self, limit: int = MAX_BATCH) -> Sent:
        """Send one batch. Returns what became of it."""
        batch = await self._start(limit)
        return await self._finish(batch)

    async def drain(self, limit: int = MAX_BATCH, most: int = 1_000_000) -> Sent:
        """Send batch after batch until nothing is due; the next batch is prepared while this one is sent."""
        total = Sent()
        batch = await self._start(limit)
        while batch.claimed and total.claimed < most:
            following = asyncio.ensure_future(self._start(limit))
            total = _sum(total, await self._finish(batch))
            batch = await following
        return total

    async def _start(self, limit: int) -> Batch:
        now = self._context.clock()
        self._resting = {sender: until for sender, until in self._resting.items() if until > now}
        return await asyncio.to_thread(start, self._context, self._desk, self._token, limit, dict(self._resting))

    async def _finish(self, batch: Batch) -> Sent:
        if not batch.ready:
            return Sent(claimed=batch.claimed)
        handed = await asyncio.gather(*(self._send(one) for one in batch.ready))
        results = list(zip(batch.ready, handed, strict=True))
        self._rest(results)
        await asyncio.to_thread(record, self._context, results)
        return _count(batch, handed)

    async def _send(self, one: Ready) -> Handed:
        transport = self._transports.get(one.claimed.channel)
        if transport is None:
            return MISSING_TRANSPORT
        async with self._slots:
            try:
                return await transport.send(one.outgoing)
            except Exception:  # a transport never raises; if one does, the truth is unknown and is looked up
                log.exception("transport.raised", channel=one.claimed.channel.value, message=one.claimed.id)
                return Handed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN)

    def _rest(self, results: Sequence[tuple[Ready, Handed]]) -> None:
        now = self._context.clock()
        for one, handed in results:
            if handed.failure is FailureClass.SLOW_DOWN and handed.retry_after:
                until = now + timedelta(seconds=handed.retry_after)
                sender = one.outgoing.sender
                self._resting[sender] = max(until, self._resting.get(sender, until))

    # --- what nobody knows -----------------------------------------------------------------------------------

    async def look_up_unknown(self, limit: int = MAX_BATCH) -> int:
        """Ask the providers about messages whose fate is unknown. Returns how many were settled."""
        messages = await asyncio.to_thread(unknown, self._context, self._token, limit)
        if not messages:
            return 0
        asked = await asyncio.gather(*(self._ask(message) for message in messages))
        answers = [(m, answer) for m, answer in zip(messages, asked, strict=True) if answer is not None]
        if answers:
            await asyncio.to_thread(settle_unknown, self._context, answers)
        return len(answers)

    async def _ask(self, message: ClaimedMessage) -> LookedUp | None:
        """The provider's answer; None when it did not give one: it is asked again later."""
        transport = self._transports.get(message.channel)
        if transport is None:
            return None
        outgoing = await asyncio.to_thread(outgoing_of, self._context, self._desk, message)
        async with self._slots:
            try:
                return await transport.look_up(outgoing)
            except Fault:
                log.warning("lookup.unanswered", channel=message.channel.value, message=message.id)
                return None

    async def close(self) -> None:
        """Give back what is leased, and close the connections."""
        await asyncio.to_thread(_release, self._context, self._token)
        for transport in self._transports.values():
            await transport.close()


def _release(context: Context, token: str) -> int:
    with context.store.begin() as unit:
        return unit.release(token)


def _count(batch: Batch, handed: Sequence[Handed]) -> Sent:
    outcomes = [one.outcome for one in handed]
    return Sent(
        claimed=batch.claimed,
        accepted=outcomes.count(HandOver.ACCEPTED),
        refused=outcomes.count(HandOver.REFUSED),
        unknown=outcomes.count(HandOver.UNKNOWN),
    )


def _sum(a: Sent, b: Sent) -> Sent:
    return Sent(a.claimed + b.claimed, a.accepted + b.accepted, a.refused + b.refused, a.unknown + b.unknown)
