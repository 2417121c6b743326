"""Lives of workers: forked, listened to, killed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from tests.flow.kill.talking import Spoken

NUMBERS = itertools.count(1)


@dataclass
class Worker:
    token: str
    nursery: Spoken

    def ended(self, seconds: float) -> int | None:
        """Its exit code (negative: the signal that killed it), or None when it still lives after so long."""
        line = self.nursery.maybe(lambda said: said["token"] == self.token and said["now"] == "ended", seconds)
        if line is None:
            return None
        self.nursery.forget(lambda said: said["token"] == self.token)
        return int(line["code"])

    def wait(self) -> int:
        code = self.ended(60.0)
        assert code is not None, f"the worker is stuck: {self.nursery.errors()}"
        return code

    def wait_until(self, now: str) -> None:
        self.nursery.wait_for(lambda said: said["token"] == self.token and said["now"] == now)

    def passes(self, moments: int) -> int | None:
        """Wait until it has passed so many moments; its exit code if it ended before."""
        for _ in range(moments):
            line = self.nursery.wait_for(
                lambda said: said["token"] == self.token and said["now"] in {"passed", "ended"}
            )
            if line["now"] == "ended":
                return int(line["code"])
        return None

    def kill(self) -> int:
        """SIGKILL, from outside. It may have ended a moment before; then that is how it ended."""
        self.nursery.tell(kill=self.token)
        return self.wait()
