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
from bot.app.insisting import insist
from bot.app.messages import Handed, HandOver, LookedUp, Transport
from bot.app.ports import MAX_BATCH
from bot.app.recording import outgoing_of, record, settle_unknown, unknown
from bot.app.records import ClaimedMessage
from bot.app.sending import LEASE, Batch, Desk, Ready, start
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel, FailureClass

log = structlog.get_logger(__name__)

CONCURRENCY = 100  # calls at once
BATCHES_UNDER_WAY = 2  # at most: one is called while the next one is prepared
RECORD_SECONDS = 1.0  # answers wait so long for those of the same batch, then they are recorded without them
MISSING_TRANSPORT = Handed(HandOver.REFUSED, failure=FailureClass.CONFIGURATION, code="no-transport")
# Came to its turn after its lease: given back uncalled, which is no try of its own.
NOT_CALLED = Handed(HandOver.REFUSED, failure=FailureClass.SLOW_DOWN, code="not-called")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did."""

    claimed: int = 0
    accepted: int = 0
    refused: int = 0
    unknown: int = 0


_Calls = dict[asyncio.Future[Handed], Ready]


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
        calls = self._call(batch)
        total = Sent(claimed=batch.claimed)
        while calls:
            total = _sum(total, await self._collect(calls))
        return total

    async def drain(self, limit: int = MAX_BATCH, most: int = 1_000_000) -> Sent:
        """Send batch after batch until nothing is due; the next batch is prepared while this one is sent.

        A call that hangs holds up nobody: answers are recorded as they come, and further batches go out.
        """
        total, calls = Sent(), _Calls()
        try:
            batch = await self._start(min(limit, most))
            while batch.claimed or calls:
                calls |= self._call(batch)
                total = _sum(total, Sent(claimed=batch.claimed))
                room = min(limit, most - total.claimed, BATCHES_UNDER_WAY * limit - len(calls))
                following = asyncio.ensure_future(self._start(room))
                total = _sum(total, await self._collect(calls))
                batch = await following
        finally:
            while calls:  # what was called has an answer, whatever else went wrong
                total = _sum(total, await self._collect(calls))
        return total

    async def _start(self, limit: int) -> Batch:
        if limit <= 0:
            return Batch((), 0)
        now = self._context.clock()
        self._resting = {sender: until for sender, until in self._resting.items() if until > now}
        return await asyncio.to_thread(start, self._context, self._desk, self._token, limit, dict(self._resting))

    def _call(self, batch: Batch) -> _Calls:
        return {asyncio.ensure_future(self._send(one)): one for one in batch.ready}

    async def _collect(self, calls: _Calls) -> Sent:
        """Record the calls that have ended, all or after a moment those that have; they leave `calls`."""
        if not calls:
            return Sent()
        ended, _ = await asyncio.wait(calls, timeout=RECORD_SECONDS)
        results = [(calls.pop(call), call.result()) for call in ended]
        if results:
            self._rest(results)
            await self._record(results)
        return _count([handed for _, handed in results])

    async def _record(self, results: Sequence[tuple[Ready, Handed]]) -> None:
        """Without a record all of them are looked up."""
        await insist(lambda: record(self._context, self._token, results), "record.failed", messages=len(results))

    async def _send(self, one: Ready) -> Handed:
        transport = self._transports.get(one.claimed.channel)
        if transport is None:
            return MISSING_TRANSPORT
        async with self._slots:
            if self._context.clock() - one.begun_at > LEASE:  # somebody may be looking it up by the time it arrives
                return NOT_CALLED
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
            await asyncio.to_thread(settle_unknown, self._context, self._token, answers)
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


def _count(handed: Sequence[Handed]) -> Sent:
    outcomes = [one.outcome for one in handed]
    return Sent(
        accepted=outcomes.count(HandOver.ACCEPTED),
        refused=outcomes.count(HandOver.REFUSED),
        unknown=outcomes.count(HandOver.UNKNOWN),
    )


def _sum(a: Sent, b: Sent) -> Sent:
    return Sent(a.claimed + b.claimed, a.accepted + b.accepted, a.refused + b.refused, a.unknown + b.unknown)
