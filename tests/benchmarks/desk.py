"""What the desk costs: `python -m tests.benchmarks.desk`. Its figures stand in docs/benchmarks.md.

Each is the median of several rounds; where two things are compared they take turns. One core, like the other ones.
"""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

import aiohttp
import orjson
import structlog

from bot.app.staff.noting import note
from bot.app.staff.posts import CardsWanted, StaffPosts
from bot.memory import settle_collector
from bot.sandbox.slack import SlackSandbox
from bot.slack.names import Carried, Deed, action_of
from bot.store.engine import open_store
from tests.benchmarks import flow, machine
from tests.benchmarks.databases import Databases, Postgresql, Sqlite
from tests.benchmarks.machine import Stopwatch, Took, settle
from tests.benchmarks.world import CLIENT, LATER, MASTER_KEY, fill, open_world, write_config
from tests.flow.slack_desk.desk import EVENTS, OLIVIA, OMAR, OVERPAID, DeskWorld
from tests.flow.web.world import START

MESSAGES, ROUNDS = 500, 5
CLICKS, VIEWS, LINES, EVENTS_POSTED, AT_ONCE = 40, 40, 60, 500, 20
IDLE_SECONDS = 12
MODES = {
    "off": None,
    "needed (no case needs anybody)": CardsWanted.NEEDED,
    "all": CardsWanted.ALL,
}


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


# --- what it adds to a message -----------------------------------------------------------------------------------


def sending(databases: Databases, config: Path, port: int) -> None:
    """The whole flow with nothing posted, with posts that find no card, with a card and a line for each."""
    template = databases.fresh()
    world = open_world(template, config)
    fill(world, MESSAGES)
    world.close()
    took: dict[str, list[Took]] = {name: [] for name in MODES}
    for _ in range(ROUNDS):
        for name, wanted in MODES.items():
            took[name].append(_flow(databases, config, template, port, wanted))
    for name, rounds in took.items():
        wall, cpu = median(one.wall for one in rounds), median(one.cpu for one in rounds)
        say(f"{databases.name}: a message, staff posts {name}: {wall * 1e6:,.0f} us, processor {cpu * 1e6:,.0f} us")


def _flow(databases: Databases, config: Path, template: str, port: int, wanted: CardsWanted | None) -> Took:
    url = databases.copy(template)
    world = open_world(url, config, port, LATER)
    posts = None if wanted is None else StaffPosts(channels={CLIENT: "#bench"}, cards={CLIENT: wanted})
    context = replace(world.application.context, staff_posts=posts)
    world = replace(world, application=replace(world.application, context=context))
    settle()
    try:
        took = flow.whole_flow(world, port, MESSAGES, sdk=False).each(MESSAGES)
        with world.application.store.read() as unit:
            posts_made = unit.db.value("SELECT count(*) FROM posts")
        if (posts_made >= 2 * MESSAGES) != (wanted is CardsWanted.ALL):
            raise AssertionError(posts_made)
        return took
    finally:
        world.close()
        databases.drop(url)


# --- a click, a view, events -------------------------------------------------------------------------------------


async def clicking(folder: Path) -> None:
    made: list[DeskWorld] = []
    sandbox = SlackSandbox(now=lambda: made[0].now if made else START)
    url = await sandbox.start()
    store = open_store(f"sqlite:///{folder / 'desk.db'}", [MASTER_KEY])
    desk = DeskWorld(store, folder, sandbox, url)
    made.append(desk)
    await desk.start()
    ref = desk.case(OVERPAID)
    ts = await desk.posted(ref)
    desk.turn(seconds=2)
    await desk.poster.drain()
    await _clicks(desk, ref, ts)
    _views(desk, ref)
    await _events(desk)
    await desk.stop()
    await sandbox.stop()
    store.close()


async def _clicks(desk: DeskWorld, ref: str, ts: str) -> None:
    """Somebody takes the case: signed HTTP in, who is it, command, commit, answer; then the card is posted anew."""
    acked, shown = [], []
    for number in range(CLICKS):
        desk.turn(seconds=2)
        user = (OLIVIA, OMAR)[number % 2]
        button = await desk.buttons(desk.acme, _carried(desk, ref), Deed.TAKE)
        before = sum(call.method == "chat.update" for call in desk.sandbox.calls)
        began = time.perf_counter()
        await desk.sandbox.as_user(user).click(desk.acme, button, action_of(Deed.TAKE))
        acked.append(time.perf_counter() - began)
        await desk.poster.drain()
        shown.append(time.perf_counter() - began)
        if sum(call.method == "chat.update" for call in desk.sandbox.calls) == before:
            raise AssertionError("the card was not updated")
    say(f"SQLite: a click until it is acknowledged: {_figures(acked)}")
    say(f"SQLite: a click until the card shows it (without the tick of at most 250 ms): {_figures(shown)}")


def _carried(desk: DeskWorld, ref: str) -> Carried:
    return Carried(ref=ref, money=desk.view(ref).money_digest)


def _views(desk: DeskWorld, ref: str) -> None:
    olivia = desk.app.texts.configuration.staff["olivia"]
    say(f"SQLite: view_case, no line: {_figures(_timed(lambda: desk.view(ref)))}")
    for number in range(LINES):
        note(desk.app.context, desk.app.desk, ref, olivia, f"n{number}", f"Called, nobody there, time {number}.")
        desk.turn(seconds=1)
    if len(desk.view(ref).lines) < LINES:
        raise AssertionError(len(desk.view(ref).lines))
    say(f"SQLite: view_case, {LINES} lines: {_figures(_timed(lambda: desk.view(ref)))}")


def _timed(work: Callable[[], object]) -> list[float]:
    found = []
    for _ in range(VIEWS):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return found


async def _events(desk: DeskWorld) -> None:
    """Messages in the channel that are about no case: signature, de-duplication in the database, nothing to do."""
    bodies = []
    for number in range(EVENTS_POSTED):
        message = {
            "type": "message",
            "channel": desk.acme,
            "user": OLIVIA,
            "text": "Lunch?",
            "ts": f"17725{number:05d}.1",
        }
        event = {
            "type": "event_callback",
            "event_id": f"EvB{number}",
            "team_id": desk.sandbox.team_id,
            "event": message,
        }
        bodies.append(orjson.dumps(event))
    url = f"http://127.0.0.1:{desk.server.port}{EVENTS}"
    left = iter(bodies)
    async with aiohttp.ClientSession() as session:

        async def post_all() -> None:
            for body in left:
                headers = {"Content-Type": "application/json", **desk.signed(body)}
                async with session.post(url, data=body, headers=headers) as answer:
                    if answer.status != 200:
                        raise AssertionError(answer.status)

        watch = Stopwatch()
        await asyncio.gather(*(post_all() for _ in range(AT_ONCE)))
        took = watch.took().each(EVENTS_POSTED)
    say(
        f"SQLite: /slack/events, {AT_ONCE} at once, client included: {1 / took.wall:,.0f}/s, processor {took.cpu * 1e6:,.0f} us"
    )


def _figures(seconds: Iterable[float]) -> str:
    found = sorted(seconds)
    return f"median {median(found) * 1e3:.1f} ms, worst {found[-1] * 1e3:.1f} ms"


# --- memory ------------------------------------------------------------------------------------------------------


def memory(folder: Path) -> None:
    """`followup run`, idle, with and without Slack; Slack's address is a port at which nobody listens."""
    for name, slack in (("without Slack", {}), ("with Slack", _slack())):
        place = folder / name.replace(" ", "-")
        place.mkdir()
        settings = {
            "FOLLOWUP_DATABASE_URL": f"sqlite:///{place / 'run.db'}",
            "FOLLOWUP_MASTER_KEY": "a2V5IG9mIHRoZSBiZW5jaG1hcmssIDMyIGJ5dGVzISE=",
            "FOLLOWUP_PUBLIC_URL": "https://pay.bench.example.test",
            "FOLLOWUP_LISTEN": "127.0.0.1:8976",
            **slack,
        }
        command = [str(Path(sys.executable).with_name("followup")), "run"]
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        try:
            time.sleep(IDLE_SECONDS)  # what is measured is a process that was idle for so long
            if process.poll() is not None:
                raise AssertionError((process.stderr.read() if process.stderr else b"").decode()[-500:])
            status = Path(f"/proc/{process.pid}/status").read_text()
            kib = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
            say(f"`followup run`, idle, {name}: {kib / 1024:.0f} MiB resident")
        finally:
            process.terminate()
            process.wait()
            if process.stderr:
                process.stderr.close()


def _slack() -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-" + "bench",
        "SLACK_SIGNING_SECRET": "a secret of the benchmark",
        "SLACK_API_BASE": "http://127.0.0.1:9/api/",
    }


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    if sys.argv[1:] == ["memory"]:
        with tempfile.TemporaryDirectory() as name:
            return memory(Path(name))
    ours, others = machine.cores()
    machine.stay_on(others)
    with tempfile.TemporaryDirectory(prefix="followup-desk-bench-") as name, machine.provider() as port:
        folder = Path(name)
        databases: list[Databases] = [Sqlite(folder), Postgresql(folder)]
        try:
            machine.stay_on(ours)
            settle_collector()
            config = write_config(folder)
            for one in databases:
                sending(one, config, port)
            asyncio.run(clicking(folder))
            memory(folder)
        finally:
            for one in databases:
                one.close()
            machine.stay_on(ours | others)


if __name__ == "__main__":
    main()
