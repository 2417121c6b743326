"""`followup run` as a process: it comes up, answers, and stops gracefully."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

FOLLOWUP = Path(sys.executable).with_name("followup")
CONNECT_TRIES = 9  # with httpx's growing pauses about two minutes on a crowded machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def address() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture
def process(tmp_path: Path, address: str) -> Iterator[subprocess.Popen[str]]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TWILIO_", "SMTP_"))}
    environment |= {
        "FOLLOWUP_DATABASE_URL": f"sqlite:///{tmp_path}/cases.db",
        "FOLLOWUP_LISTEN": address,
        "FOLLOWUP_AUDIT_DIR": str(tmp_path / "heads"),
    }
    started = subprocess.Popen(
        [FOLLOWUP, "run"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    yield started
    started.kill()
    started.communicate()


def test_it_comes_up_answers_and_stops_gracefully(process: subprocess.Popen[str], address: str) -> None:
    with httpx.Client(base_url=f"http://{address}", transport=httpx.HTTPTransport(retries=CONNECT_TRIES)) as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/healthz").status_code == 200
        assert "followup_cases" in client.get("/metrics").text
        assert client.get("/c/nobody").status_code == 404
        assert client.post("/webhooks/twilio/sms", data={"MessageSid": "SM1"}).status_code == 403
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    events = [json.loads(line)["event"] for line in errors.splitlines() if line.startswith("{")]
    assert events[0] == "worker.started"
    assert events[-1] == "stopped"
    assert "tick.failed" not in events
