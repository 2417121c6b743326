"""The stand-ins run as processes, and what they accepted survives a kill."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.app.messages import HandOver, LookUp
from bot.channels.twilio_sms import TwilioSms
from bot.domain.vocabulary import FailureClass

ROOT = Path(__file__).parents[3]


class Process:
    def __init__(self, process, port):
        self.process, self.port = process, port

    async def kill(self):
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@pytest.fixture
async def start():
    """Start a stand-in; whatever is left is killed."""
    started = []

    async def start(name, *arguments):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"bot.sandbox.{name}", "--port", "0", *arguments,
            cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        started.append(Process(process, 0))
        started[-1].port = json.loads(await process.stdout.readline())["port"]
        return started[-1]

    yield start
    for process in started:
        await process.kill()
        process.process._transport.close()


async def test_twilio_alone_can_be_scripted_killed_and_asked_again(start, twilio, tmp_path):
    record = tmp_path / "accepted.jsonl"
    process = await start("twilio", "--record", str(record))
    base = f"http://127.0.0.1:{process.port}"
    login = (twilio.sandbox.account_sid, twilio.sandbox.auth_token)
    transport = TwilioSms(*login, api_base=base)
    async with aiohttp.ClientSession() as control:
        async with control.post(
            f"{base}/sandbox/script", json={"action": "refuse", "status": 429, "code": "20429"}
        ) as done:
            assert done.status == 200
        async with control.post(f"{base}/sandbox/script", json={"action": "explode"}) as wrong:
            assert wrong.status == 400
        assert (await transport.send(twilio.message())).failure is FailureClass.SLOW_DOWN
        assert (await transport.send(twilio.message())).outcome is HandOver.ACCEPTED
        async with control.get(f"{base}/sandbox/accepted") as accepted:
            assert len(await accepted.json()) == 1
    await transport.close()
    await process.kill()
    assert [json.loads(line)["to"] for line in record.read_text().splitlines()] == ["+15550199"]

    process = await start("twilio", "--record", str(record))
    transport = TwilioSms(*login, api_base=f"http://127.0.0.1:{process.port}")
    found = await transport.look_up(twilio.message())
    await transport.close()
    assert found.answer is LookUp.FOUND


async def test_smtp_alone_records_what_it_accepted(start, smtp, smtp_for, tmp_path):
    record = tmp_path / "mails.jsonl"
    process = await start("smtp", "--starttls", "--record", str(record))
    transport = smtp_for(f"smtp://127.0.0.1:{process.port}")
    assert (await transport.send(smtp.message())).outcome is HandOver.ACCEPTED
    await process.kill()
    await transport.close()
    assert json.loads(record.read_text())["rcpt"] == ["diaz@customer.example"]
