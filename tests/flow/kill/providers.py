"""The stand-ins in a process of their own, so that what they accepted outlives any worker.

`python -m tests.flow.kill.providers` reads commands as lines of JSON: `open` a pair of stand-ins, `script` what goes
wrong, `close` them. It says when a scripted hang has begun: then a message was accepted and is not answered.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import TwilioSandbox
from bot.sandbox.twilio_control import wrong_from
from tests.flow.kill.clock import SharedClock

Sandbox = TwilioSandbox | SmtpSandbox


def say(**what: Any) -> None:
    os.write(1, orjson.dumps(what) + b"\n")


@dataclass
class Pair:
    sms: TwilioSandbox
    smtp: SmtpSandbox
    watching: list[asyncio.Task[None]]


class Providers:
    def __init__(self) -> None:
        self._pairs: dict[str, Pair] = {}

    async def serve(self) -> None:
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        say(id="", now="serving")
        async for line in reader:
            command = orjson.loads(line)
            await getattr(self, f"do_{command.pop('do')}")(**command)
        for name in list(self._pairs):
            await self.do_close(name)

    async def do_open(self, id: str, clock: str, folder: str) -> None:  # noqa: A002 - the protocol's word
        now = SharedClock(Path(clock))
        sms = TwilioSandbox(now=now, record=Path(folder) / "sms.jsonl")
        smtp = SmtpSandbox(now=now, record=Path(folder) / "smtp.jsonl")
        urls = {"sms": await sms.start(), "smtp": await smtp.start()}
        watching = [asyncio.create_task(self._watch(id, name, one)) for name, one in (("sms", sms), ("smtp", smtp))]
        self._pairs[id] = Pair(sms, smtp, watching)
        say(id=id, now="open", **urls)

    async def _watch(self, id: str, name: str, sandbox: Sandbox) -> None:  # noqa: A002 - as above
        while True:
            await sandbox.hanging.wait()
            sandbox.hanging.clear()
            say(id=id, now="hanging", of=name)

    async def do_script(self, id: str, of: str, wrong: dict[str, Any]) -> None:  # noqa: A002 - as above
        getattr(self._pairs[id], of).fail(wrong_from(wrong))
        say(id=id, now="scripted")

    async def do_close(self, id: str) -> None:  # noqa: A002 - as above
        pair = self._pairs.pop(id)
        for task in pair.watching:
            task.cancel()
        await pair.sms.stop()
        await pair.smtp.stop()
        say(id=id, now="closed")


if __name__ == "__main__":
    asyncio.run(Providers().serve())
