"""A process that forks one for each order: imports and reading the shipped words cost more than most of them do."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LONGEST = 120  # seconds that one may take

Order = dict[str, Any]


class Forker:
    """The forking process as the tests speak to it: one order at a time."""

    def __init__(self, module: str) -> None:
        command = [sys.executable, "-m", module]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(self._process.kill)

    def run(self, order: Order) -> int:
        """Have one order carried out to its end; returns the exit code, negative = the signal that ended it."""
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        asked.write(json.dumps(order) + "\n")
        asked.flush()
        return int(answered.readline())


# --- in that process -------------------------------------------------------------------------------------------


def serve(live: Callable[[Order], int]) -> None:
    """Fork for each line; what `live` returns is the exit code of the one that was forked."""
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _be(order, live)
        print(_ended(pid), flush=True)


def _be(order: Order, live: Callable[[Order], int]) -> None:
    code = 1
    try:
        code = live(order)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _ended(pid: int) -> int:
    ends = os.pidfd_open(pid)
    with selectors.DefaultSelector() as selector:
        selector.register(ends, selectors.EVENT_READ)
        if not selector.select(LONGEST):
            os.kill(pid, signal.SIGKILL)
    os.close(ends)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
