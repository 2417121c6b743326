"""`followup run` with a desk: the connection comes up by itself, and goes down in order."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.sandbox.slack import SlackSandbox
from tests.flow.slack_desk.desk import OLIVIA, words
from tests.flow.web.world import CONFIG

pytestmark = pytest.mark.slow


async def until_connected(process: asyncio.subprocess.Process) -> bytes:
    """What the process says until it says that it is connected, or until it ends."""
    assert process.stderr is not None
    log = b""
    async with asyncio.timeout(60):
        async for line in process.stderr:
            log += line
            if b"slack.connected" in line:
                break
    return log


@pytest.mark.parametrize("command", ["run", "web"])
async def test_a_process_opens_socket_mode_answers_and_stops_cleanly(tmp_path: Path, command: str):
    async with SlackSandbox() as sandbox:
        sandbox.add_user(OLIVIA, "Olivia Marsh")
        channel = sandbox.add_channel("acme-followup", members=[OLIVIA])
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("FOLLOWUP_", "SLACK_"))},
            "FOLLOWUP_DATABASE_URL": f"sqlite:///{tmp_path}/cases.db",
            "FOLLOWUP_LISTEN": "127.0.0.1:0",
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_APP_TOKEN": sandbox.app_token,
            "SLACK_API_BASE": sandbox.url,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from bot.cli import main; main()",
            "--config",
            str(CONFIG),
            command,
            env=environment,
            cwd=tmp_path,
            stderr=asyncio.subprocess.PIPE,
        )
        log = await until_connected(process)
        assert sandbox.sockets.connected, log.decode()
        said = await sandbox.as_user(OLIVIA).command("/case", "help", channel)
        assert "/case find" in words(said or {})
        process.send_signal(signal.SIGTERM)
        _, rest = await asyncio.wait_for(process.communicate(), 30)
        lines = log + rest
        assert process.returncode == 0, lines.decode()
        assert b"Traceback" not in lines, lines.decode()
        assert sandbox.bot_token.encode() not in lines
        assert sandbox.app_token.encode() not in lines
