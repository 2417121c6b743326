"""Talking to the processes of the kill tests: a line of JSON out, lines of JSON back, never without a time limit."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0  # seconds after which a process counts as stuck


class Spoken:
    """A process that reads commands and says what happens."""

    def __init__(self, module: str, errors: Path) -> None:
        self._errors = errors.open("w+b")
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            bufsize=0,
        )
        self._rest = b""
        self._heard: deque[dict[str, Any]] = deque()
        self.wait_for(lambda line: line["now"] == "serving")

    def tell(self, **command: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(orjson.dumps(command) + b"\n")

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = PATIENCE) -> dict[str, Any]:
        """The first line that is wanted; others wait for who wants them. Raises when none comes in time."""
        found = self.maybe(wanted, seconds)
        assert found is not None, f"nothing came of it; heard {list(self._heard)}; its errors: {self.errors()}"
        return found

    def maybe(self, wanted: Callable[[dict[str, Any]], bool], seconds: float) -> dict[str, Any] | None:
        """The same, or None when none comes in time."""
        until = time.monotonic() + seconds
        while True:
            for line in self._heard:
                if wanted(line):
                    self._heard.remove(line)
                    return line
            if not self._listen(until - time.monotonic()):
                return None

    def forget(self, unwanted: Callable[[dict[str, Any]], bool]) -> None:
        """Drop lines that nobody will ask for."""
        self._heard = deque(line for line in self._heard if not unwanted(line))

    def _listen(self, seconds: float) -> bool:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], max(seconds, 0))
        if not ready:
            return False
        piece = os.read(self._process.stdout.fileno(), 65536)
        assert piece, f"the process ended: {self.errors()}"
        *lines, self._rest = (self._rest + piece).split(b"\n")
        self._heard.extend(orjson.loads(line) for line in lines)
        return True

    def errors(self) -> str:
        """What it wrote on stderr, the end of it."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")[-4000:]

    def close(self) -> None:
        """It ends when nobody talks to it any more."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()
        self._errors.close()
