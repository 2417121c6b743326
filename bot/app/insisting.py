"""Writing down what was done outside, where the database may be away for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.domain.errors import Outage

log = structlog.get_logger(__name__)
WAITS: Final = (0.2, 1.0, 5.0, 15.0)  # seconds between tries, while the database is away


async def insist(write: Callable[[], None], event: str, **facts: object) -> None:
    """Write, in a thread; again and again where the database is away. What cannot be written is given up.

    Nothing is lost by that: what was done without a record is looked up when its lease ran out. Each failure is
    logged as `event` with the facts.
    """
    for wait in (*WAITS, None):
        try:
            return await asyncio.to_thread(write)
        except Outage:
            log.exception(event, again_in=wait, **facts)
            if wait is not None:
                await asyncio.sleep(wait)
        except Exception:  # the outermost place for what was done: nobody else hears of it
            log.exception(event, **facts)
            return None
    return None
