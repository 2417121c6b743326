"""`followup demo --headless` as a process: the story goes through everything, is counted, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROVIDERS_ELSEWHERE = {
    "FOLLOWUP_DATABASE_URL": "postgresql://nowhere.example.test/x",
    "SMTP_URL": "smtp://mail.example.test:25",
    "TWILIO_ACCOUNT_SID": "set",
    "TWILIO_API_BASE": "https://api.example.test",
    "SLACK_API_BASE": "https://slack.example.test/api/",
    "HTTP_PROXY": "http://proxy.example.test:3128",
    "HTTPS_PROXY": "http://proxy.example.test:3128",
    "ALL_PROXY": "http://proxy.example.test:3128",
}
KEYS = {
    "cases_opened",
    "touches",
    "replies",
    "approvals",
    "escalations",
    "acknowledged",
    "carried_out",
    "closed",
    "refused_by_rule",
    "duplicates",
    "lost",
    "seconds",
}
COMMAND = "from bot.cli import main; main()"
SHORT_STORY = "from bot.cli.demo import tell_story, STORY; tell_story(as_json=False, story=STORY[:3])"
GONE_WRONG = """
import click
from bot.cli.demo import tell_story
from bot.sandbox.demo.headless import Scene
async def wrong(on):
    on.expect(on.case("AC-10234").assignee == "sofia", "Sofia has Ada's case")
click.command()(lambda: tell_story(as_json=True, story=(Scene("A scene", wrong),)))()
"""
# Every connection of Python's own loop is seen by the audit hook; uvloop's would not be.
LISTENING_IN = """
import asyncio, sys
hosts = set()
def hook(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        hosts.add(args[1][0])
    if event == "socket.getaddrinfo":
        hosts.add(args[0])
sys.addaudithook(hook)
from bot.logs import configure
from bot.sandbox.demo.headless import STORY, play
configure("error")
asyncio.run(play(lambda _: None, lambda _: None, story=STORY[:5]))
print(*sorted(str(host) for host in hosts))
"""


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, **PROVIDERS_ELSEWHERE, "TMPDIR": str(folder)}


def run(folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment(folder), timeout=120, check=False)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("headless")
    done = run(folder, COMMAND, "demo", "--headless", "--json")
    assert done.returncode == 0, done.stderr
    assert not list(folder.iterdir())
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_prints_exactly_what_was_asked_for(facts: dict[str, Any]) -> None:
    assert set(facts) == KEYS
    assert set(facts["touches"]) == {"email", "sms", "chat"}
    assert set(facts["approvals"]) == {"approved", "rejected", "refused"}


def test_the_story_goes_through_everything(facts: dict[str, Any]) -> None:
    assert facts["cases_opened"] == facts["closed"] == 19
    assert all(facts["touches"].values())
    assert len(facts["replies"]) >= 5
    assert all(facts["approvals"].values())
    assert facts["escalations"] > 1
    assert facts["acknowledged"] == 1
    assert facts["carried_out"] == 9
    assert facts["refused_by_rule"]["HOURS-US"] > 0


def test_nothing_is_said_twice_or_lost_and_it_takes_less_than_a_minute(facts: dict[str, Any]) -> None:
    assert (facts["duplicates"], facts["lost"]) == (0, 0)
    assert 0 < facts["seconds"] < 60


def test_the_narrative_has_a_line_an_event_and_then_a_table(tmp_path: Path) -> None:
    done = run(tmp_path, SHORT_STORY)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "Tue 15 Sep 14:20  Ada Hartley: by text message: “I paid this yesterday, ref 8841”" in lines
    told = [line[4:16] for line in lines if re.match(r"\w{3} \d\d Sep \d\d:\d\d  ", line)]
    assert len(told) > 20
    assert told == sorted(told)
    assert "Cases opened      19" in lines
    assert "Devon says STOP" in done.stderr


def test_a_story_that_does_not_go_as_it_is_written_is_said_and_ends_with_1(tmp_path: Path) -> None:
    done = run(tmp_path, GONE_WRONG)
    assert done.returncode == 1
    assert "A scene: It was expected that Sofia has Ada's case. It is not so." in done.stderr
    assert (done.stdout, "Traceback" in done.stderr) == ("", False)
    assert not list(tmp_path.iterdir())


def test_it_speaks_to_this_machine_only(tmp_path: Path) -> None:
    done = run(tmp_path, LISTENING_IN)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == {"127.0.0.1"}


@pytest.mark.parametrize("after", ["The morning", "Helen gets her money back"])
def test_ctrl_c_in_the_middle_leaves_nothing_behind(tmp_path: Path, after: str) -> None:
    command = [sys.executable, "-c", COMMAND, "demo", "--headless", "--json"]
    variables = environment(tmp_path)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=variables) as story:
        assert story.stderr is not None
        for line in story.stderr:
            if after in line:
                break
        story.send_signal(signal.SIGINT)
        told, problems = story.communicate(timeout=20)
    assert (story.returncode, told) == (130, ""), problems
    assert "Traceback" not in problems
    assert not list(tmp_path.iterdir())


def test_json_without_the_story_is_wrong_use(tmp_path: Path) -> None:
    done = run(tmp_path, COMMAND, "demo", "--json")
    assert done.returncode == 2
    assert "--json is for --headless" in done.stderr
