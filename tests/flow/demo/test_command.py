"""`followup demo` as a process: it says where it is, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_leaves_nothing_behind(tmp_path: Path, signal_number: int) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TWILIO_ACCOUNT_SID": "set", "FOLLOWUP_NO_SUCH": "set"}
    command = [sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        with urlopen(url) as page:
            assert b"followup demo" in page.read()
        assert list(tmp_path.glob("followup-demo-*"))
        run.send_signal(signal_number)
        _, problems = run.communicate(timeout=20)
    assert run.returncode == 0, problems
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in problems
