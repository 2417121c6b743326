"""One core for what is measured, the other for what stands around it."""

from __future__ import annotations

import contextlib
import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass


def cores() -> tuple[set[int], set[int]]:
    """(that of the measured process, those of all others). On a machine with one core they are the same."""
    if not hasattr(os, "sched_getaffinity"):
        return set(), set()
    usable = sorted(os.sched_getaffinity(0))
    return {usable[0]}, set(usable[1:]) or {usable[0]}


def stay_on(chosen: set[int]) -> None:
    """Keep this process, and the ones that it starts from now on, on these cores."""
    if chosen:
        os.sched_setaffinity(0, chosen)


@contextlib.contextmanager
def provider() -> Iterator[int]:
    """Run the 0 ms provider as a process of its own; gives its port."""
    command = [sys.executable, "-m", "tests.benchmarks.provider"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of something: by the clock on the wall, and of this process's processor."""

    wall: float
    cpu: float

    def each(self, count: int) -> Took:
        return Took(self.wall / count, self.cpu / count)


class Stopwatch:
    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def took(self) -> Took:
        return Took(time.perf_counter() - self._wall, time.process_time() - self._cpu)


def settle() -> None:
    """What an earlier measurement left behind is not paid for by the next one."""
    gc.collect()
