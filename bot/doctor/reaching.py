"""Reaching others without waiting for them for ever."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

from bot.doctor.findings import Finding, missing, note

T = TypeVar("T")

SKEW_NOTED: Final = 30.0  # seconds
SKEW_HARMFUL: Final = 240.0  # signatures of Slack are refused after five minutes


async def in_a_thread(work: Callable[[], T]) -> T:
    """Run what blocks. Unlike `asyncio.to_thread` a thread that hangs keeps no process from ending."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(settle: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if done.done() else settle())

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits
            caught = error
            tell(lambda: done.set_exception(caught))
        else:
            tell(lambda: done.set_result(result))

    threading.Thread(target=run, daemon=True).start()
    return await done


async def is_known(host: str, port: int) -> bool:
    """Whether the name stands for an address. Asked beforehand: a slow resolver in a library cannot be left behind."""
    try:
        await in_a_thread(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError):
        return False
    return True


def skew(subject: str, headers: Mapping[str, str], now: datetime) -> list[Finding]:
    """How far our clock is from that of a server, by the Date of its answer."""
    text = next((value for name, value in headers.items() if name.lower() == "date"), "")
    try:
        theirs = parsedate_to_datetime(text)
    except ValueError:
        return []
    apart = abs((now - theirs.astimezone(UTC)).total_seconds())
    if apart < SKEW_NOTED:
        return []
    sentence = f"This machine's clock is {apart:.0f} seconds away from that of {subject}."
    todo = "Turn on time synchronisation (NTP)."
    return [(missing if apart >= SKEW_HARMFUL else note)("clock", sentence, todo)]
