"""A worker as its own process: advance, read replies, send, look up, until killed.

`python -m tests.flow.kill.worker` reads jobs as lines of JSON, and forks a worker for each: the parent has
everything imported and read already, is single-threaded, and holds no connection, so a worker starts in
milliseconds. Lines on stdout say which worker is ready, idle, or ended, and how.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from bot.app.acting import advance
from bot.app.messages import Handed, HandOver
from bot.app.receiving import receive
from bot.app.recording import record
from bot.app.replying import process_replies
from bot.app.sending import start
from bot.bootstrap import transports
from bot.channels.pipeline import Pipeline
from bot.logs import configure
from bot.store.engine import open_store
from tests.conftest import MASTER_KEY
from tests.flow.kill.clock import SharedClock
from tests.flow.kill.moments import Moments, MomentsOfStore, MomentsOfTransport, Phase
from tests.flow.kit import Owed, Turned, Watched, application, bring_in, said

NAP_SECONDS = 0.02  # between two looks of a worker that has nothing to do


@dataclass(frozen=True)
class Job:
    """What a worker is told."""

    token: str
    database: str
    clock: str
    sms: str
    smtp: str
    batch: int = 4  # messages claimed at once: small, so that there are many moments
    fatal: str = ""  # the moment at which it kills itself
    times: int = 1  # ... when it passes for this time
    stays: bool = False  # goes on looking when there is nothing to do
    talks: bool = False  # says each moment that it passes


def say(**what: Any) -> None:
    """One line in one system call: never mixed with another worker's."""
    os.write(1, orjson.dumps(what) + b"\n")


async def work(job: Job) -> None:
    """Do everything that is due, over and over."""
    tell = (lambda moment: say(token=job.token, now="passed", moment=moment)) if job.talks else None
    moments, phase = Moments(job.fatal, job.times, tell), Phase()
    store = Watched(open_store(job.database, [MASTER_KEY]), MomentsOfStore(moments, phase))
    clock = SharedClock(Path(job.clock))
    app = application(store, clock, sms=job.sms, smtp=job.smtp)
    doors = {name: MomentsOfTransport(door, moments) for name, door in transports(app, clock).items()}
    pipeline = Pipeline(app.context, app.desk, doors, job.token)
    say(token=job.token, now="ready")
    idle = False
    while True:
        done = await asyncio.to_thread(process_replies, app.context, app.understand)
        done += await asyncio.to_thread(advance, app.context, job.batch)
        phase.now = "send"
        done += (await pipeline.drain(job.batch)).claimed
        phase.now = "look up"
        done += await pipeline.look_up_unknown(job.batch)
        if done:
            idle = False
            continue
        if not job.stays:
            break
        if not idle:
            say(token=job.token, now="idle")
            idle = True
        await asyncio.sleep(NAP_SECONDS)  # it polls as the real ticks do; nothing waits for this nap to end
    await pipeline.close()
    store.close()


def rehearse() -> None:
    """Do once, without threads or connections, what a worker does: a forked one finds everything imported and read."""
    here = "127.0.0.1:9"  # nobody listens; nothing is called
    store, clock = open_store("sqlite://", [MASTER_KEY]), Turned()
    app = application(store, clock, sms=f"http://{here}", smtp=f"smtp://{here}")
    transports(app, clock)
    owed = [Owed("texter", 1), Owed("mailer", 2), Owed("texter", 3)]
    with TemporaryDirectory() as folder:
        bring_in(app, Path(folder), owed)
    receive(app.context, app.reception, said(owed[2], "I have already paid this on Monday."))
    clock.turn(minutes=31)
    process_replies(app.context, app.understand)
    advance(app.context)
    batch = start(app.context, app.desk, "rehearsal")
    record(app.context, "rehearsal", [(one, Handed(HandOver.UNKNOWN)) for one in batch.ready])
    store.close()


# --- the process that forks them -------------------------------------------------------------------------------


class Nursery:
    """Forks workers and says how they ended. `job` reads what one is told, `work` is its life."""

    def __init__(self, job: Callable[..., Any], work: Callable[[Any], Awaitable[None]]) -> None:
        self._job, self._work = job, work
        self._tokens: dict[int, str] = {}

    def serve(self, rehearse: Callable[[], object]) -> None:
        signal.signal(signal.SIGCHLD, self._bury)
        rehearse()
        say(token="", now="serving")
        for line in sys.stdin:
            command = orjson.loads(line)
            if "kill" in command:
                self._kill([command["kill"]])
            else:
                self._fork(self._job(**command))
        self._kill(list(self._tokens.values()))

    def _kill(self, tokens: Sequence[str]) -> None:
        """Whoever has ended already was buried, and its number may be somebody else's: it is left alone."""
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        for pid, token in self._tokens.items():
            if token in tokens:
                os.kill(pid, signal.SIGKILL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})

    def _fork(self, job: Any) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # not buried before it has a name
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            _live(self._work(job))
        self._tokens[pid] = job.token
        say(token=job.token, now="forked")
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})

    def _bury(self, *_: object) -> None:
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                say(token=self._tokens.pop(pid, ""), now="ended", code=os.waitstatus_to_exitcode(status))


def _live(work: Any) -> None:
    os.close(0)
    code = 1
    try:
        asyncio.run(work)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    configure("warning")
    Nursery(Job, work).serve(rehearse)
