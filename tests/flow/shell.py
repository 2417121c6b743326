"""`followup` as a user has it: each command is a process of its own, with its folder, environment, exit code and words.

The processes are forked from one that has imported every command and read the shipped words: that costs more than most
commands do. That the installed script itself starts is what test_run.py, test_init.py and the help of every command are
for.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLLOWUP = Path(sys.executable).with_name("followup")
LONGEST = 120  # seconds that a command may take


class Shell:
    """Runs `followup` in a folder of its own, with an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TWILIO_", "SMTP_"))}
        self.environment |= {"FOLLOWUP_DATABASE_URL": f"sqlite:///{folder}/cases.db", "NO_COLOR": "1"}

    def __call__(self, *words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return _forker().run(words, self.folder, self.environment | environment, stdin)

    def facts(self, *words: str, code: int = 0) -> object:
        done = self(*words, "--json")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)


class Forker:
    """The process that forks, as the tests speak to it: one command at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.flow.shell"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self._process.kill)

    def run(
        self, words: tuple[str, ...], folder: Path, environment: dict[str, str], stdin: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        with tempfile.TemporaryDirectory() as place:
            paths = [Path(place) / name for name in ("stdin", "stdout", "stderr")]
            paths[0].write_text(stdin, encoding="utf-8")
            order = {"words": words, "folder": str(folder), "environment": environment, "files": [*map(str, paths)]}
            asked.write(json.dumps(order) + "\n")
            asked.flush()
            code = int(answered.readline())
            said, wrong = (path.read_text(encoding="utf-8") for path in paths[1:])
        return subprocess.CompletedProcess([str(FOLLOWUP), *words], code, said, wrong)


@cache
def _forker() -> Forker:
    return Forker()


# --- the process that forks ------------------------------------------------------------------------------------


def serve() -> None:
    """Fork a command for each line, and answer with its exit code; negative = the signal that ended it."""
    from bot.channels.words.library import read_library
    from bot.cli import COMMANDS
    from bot.shipped import shipped

    read_library(shipped("templates"))
    for module, _, _ in COMMANDS.values():
        importlib.import_module(f"bot.cli.{module}")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(order)
        print(_ended(pid), flush=True)


def _ended(pid: int) -> int:
    ends = os.pidfd_open(pid)
    with selectors.DefaultSelector() as selector:
        selector.register(ends, selectors.EVENT_READ)
        if not selector.select(LONGEST):
            os.kill(pid, signal.SIGKILL)
    os.close(ends)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _become(order: dict[str, Any]) -> None:
    """Be the command: nothing of the forking process is left but what is imported."""
    from bot.cli import main

    for number, path in enumerate(order["files"]):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(path, flags, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for the whole life
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = [str(FOLLOWUP), *order["words"]]
    code: int | str | None = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    serve()
