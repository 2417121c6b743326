"""`followup` as a user has it: each command is a process of its own, with its folder, environment, exit code and words.

That the installed script itself starts is what test_run.py, test_init.py and the help of every command are for.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from bot.channels.words.library import read_library
from bot.cli import COMMANDS, main
from bot.shipped import shipped
from tests.flow.forking import ROOT, Forker, Order, serve

__all__ = ["FOLLOWUP", "ROOT", "Shell"]

FOLLOWUP = Path(sys.executable).with_name("followup")


class Shell:
    """Runs `followup` in a folder of its own, with an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TWILIO_", "SMTP_"))}
        self.environment |= {"FOLLOWUP_DATABASE_URL": f"sqlite:///{folder}/cases.db", "NO_COLOR": "1"}

    def __call__(self, *words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as place:
            paths = [Path(place) / name for name in ("stdin", "stdout", "stderr")]
            paths[0].write_text(stdin, encoding="utf-8")
            order = {
                "words": words,
                "folder": str(self.folder),
                "environment": self.environment | environment,
                "files": [str(path) for path in paths],
            }
            code = _forker().run(order)
            said, wrong = (path.read_text(encoding="utf-8") for path in paths[1:])
        return subprocess.CompletedProcess([str(FOLLOWUP), *words], code, said, wrong)

    def facts(self, *words: str, code: int = 0) -> object:
        done = self(*words, "--json")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)


@cache
def _forker() -> Forker:
    return Forker("tests.flow.shell")


# --- the process that forks, and the command that it becomes ---------------------------------------------------


def become(order: Order) -> int:
    """Be the command: nothing of the forking process is left but what is imported and read."""
    for number, path in enumerate(order["files"]):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(path, flags, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for the whole life
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = [str(FOLLOWUP), *order["words"]]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    for module, _, _ in COMMANDS.values():
        importlib.import_module(f"bot.cli.{module}")
    read_library(shipped("templates"))
    serve(become)
