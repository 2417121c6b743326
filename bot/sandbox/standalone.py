"""Running a stand-in alone: `python -m bot.sandbox.twilio`, `.smtp` or `.slack`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import orjson


class _StandIn(Protocol):
    async def start(self, port: int = 0) -> str: ...

    async def stop(self) -> None: ...


def serve_twilio() -> None:
    from bot.sandbox.twilio import TwilioSandbox  # noqa: PLC0415 - each stand-in is imported only when it runs

    parser = _parser("bot.sandbox.twilio", "A stand-in for Twilio's REST API on the loopback interface.")
    parser.add_argument("--auto-status", action="store_true", help="post sent and delivered by itself")
    arguments = parser.parse_args()

    made = functools.partial(TwilioSandbox, record=arguments.record, auto_status=arguments.auto_status)
    asyncio.run(_serve(made, arguments.port))


def serve_smtp() -> None:
    from bot.sandbox.smtp import SmtpSandbox  # noqa: PLC0415 - each stand-in is imported only when it runs

    parser = _parser("bot.sandbox.smtp", "A stand-in for a mail relay on the loopback interface.")
    parser.add_argument("--starttls", action="store_true", help="offer STARTTLS with a certificate made now")
    arguments = parser.parse_args()

    made = functools.partial(SmtpSandbox, record=arguments.record, starttls=arguments.starttls)
    asyncio.run(_serve(made, arguments.port))


def serve_slack() -> None:
    """Prints the tokens too: they are made at random for each run."""
    from bot.sandbox.slack import Pace, SlackSandbox  # noqa: PLC0415 - each stand-in is imported only when it runs

    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox.slack", description="A stand-in Slack workspace on the loopback interface."
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--deliver-to", default="", help="where commands, clicks and events are posted")
    parser.add_argument("--pace", action="store_true", help="one message a second in a channel, as at Slack")
    arguments = parser.parse_args()

    def made() -> SlackSandbox:
        sandbox = SlackSandbox(pace=Pace() if arguments.pace else None)
        sandbox.deliver_to(arguments.deliver_to)
        return sandbox

    asyncio.run(_serve(made, arguments.port))


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=description)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--record", type=Path, help="append what is accepted to this JSON-lines file")
    return parser


async def _serve(made: Callable[[], _StandIn], port: int) -> None:
    """Print where it listens, then serve until SIGTERM or SIGINT."""
    stand_in = made()  # inside the loop: its events belong to it
    url = await stand_in.start(port)
    told = {"url": url, "port": urlsplit(url).port, **getattr(stand_in, "credentials", dict)()}
    sys.stdout.write(orjson.dumps(told).decode() + "\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    await stand_in.stop()
