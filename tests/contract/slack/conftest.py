"""One rig for each workspace: ours, and an emulator that nobody here wrote when one is installed.

`npm install --prefix DIR emulate@0.11.2`, then FOLLOWUP_SLACK_EMULATOR=DIR/node_modules/.bin/emulate. Without it
the suite runs on ours alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clock import TurnedClock
from bot.sandbox.slack import SlackSandbox
from tests.contract.slack.views import Json, actions, modal, section

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OLIVIA, PETER = "U0OLIVIA1", "U0PETER01"
CACHED = Path.home() / ".cache" / "followup" / "emulate" / "node_modules" / ".bin" / "emulate"


def emulator() -> str:
    """The command of the other emulator; "" when it is not there."""
    named = os.environ.get("FOLLOWUP_SLACK_EMULATOR", "")
    return named or (str(CACHED) if CACHED.exists() and shutil.which("node") else "")


def pytest_generate_tests(metafunc):
    if "rig_name" in metafunc.fixturenames:
        metafunc.parametrize("rig_name", ["ours", "emulate"] if emulator() else ["ours"])


class Rig:
    """What a contract test needs to know of a workspace."""

    base_url: str
    token: str
    channel: str
    user: str  # somebody in the channel
    email: str  # theirs
    checks_tokens = True

    @property
    def client(self) -> AsyncWebClient:
        """Without the SDK's own retries: it repeats whatever lost its connection, also what was taken."""
        return AsyncWebClient(token=self.token, base_url=self.base_url, timeout=5, retry_handlers=[])

    async def call(self, method: str, **args: Any) -> Json:
        """As JSON, by POST."""
        answer = await self.client.api_call(method, json=args)
        return dict(answer.data)

    async def refused(self, method: str, **args: Any) -> str:
        """The error that the workspace gives."""
        with pytest.raises(SlackApiError) as refusal:
            await self.call(method, **args)
        return str(refusal.value.response["error"])

    async def post(self, text: str = "Hello", **more: Any) -> str:
        answer = await self.call("chat.postMessage", channel=self.channel, text=text, **more)
        return str(answer["ts"])

    async def history(self, **more: Any) -> list[Json]:
        answer = await self.call("conversations.history", channel=self.channel, **more)
        return list(answer["messages"])

    async def trigger(self, view_id: str = "") -> str:
        """The trigger id of something that the person did, in a view if one is given."""
        raise NotImplementedError

    async def someone_writes(self, text: str) -> str:
        raise NotImplementedError

    async def let_pass(self, seconds: float) -> None:
        raise NotImplementedError

    async def archived(self) -> str:
        """A channel that is archived."""
        raise NotImplementedError


class Ours(Rig):
    user, email = OLIVIA, "olivia@example.com"

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.waited: list[float] = []  # seconds between the attempts of an event
        self.sandbox = SlackSandbox(now=TurnedClock(NOW), monotonic=lambda: self.elapsed, sleep=self._wait)
        self.sandbox.add_user(OLIVIA, "Olivia Marsh", self.email)
        self.sandbox.add_user(PETER, "Peter Long", "peter@example.com")
        self.channel = self.sandbox.add_channel("acme-followup", [OLIVIA, PETER])
        self.token = self.sandbox.bot_token

    async def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def trigger(self, view_id: str = "") -> str:
        return self.sandbox.workspace.triggers.issue(OLIVIA, view_id)

    async def someone_writes(self, text: str) -> str:
        return await self.sandbox.as_user(OLIVIA).write(self.channel, text)

    async def let_pass(self, seconds: float) -> None:
        self.elapsed += seconds

    async def archived(self) -> str:
        channel = self.sandbox.add_channel("old")
        self.sandbox.archive(channel)
        return channel


class Emulate(Rig):
    """The npm package `emulate`; https://emulate.dev. It has no people: their part is played with a token of theirs."""

    email = "olivia@example.com"
    checks_tokens = False  # 0.11.2 takes any token for its first user

    def __init__(self, base_url: str, tokens: tuple[str, str]) -> None:
        self.base_url = base_url
        self.token, self.persons_token = tokens

    async def prepare(self) -> None:
        people = (await self.call("users.list"))["members"]
        self.user = next(person["id"] for person in people if person["name"] == "olivia")
        made = await self.call("conversations.create", name=f"c{time.monotonic_ns()}")
        self.channel = made["channel"]["id"]
        await self.call("conversations.invite", channel=self.channel, users=self.user)

    async def trigger(self, view_id: str = "") -> str:
        answer = await self.call("views.generateTriggerId", user_id=self.user, view_id=view_id)
        return str(answer["trigger_id"])

    async def someone_writes(self, text: str) -> str:
        person = AsyncWebClient(token=self.persons_token, base_url=self.base_url)
        answer = await person.api_call("chat.postMessage", json={"channel": self.channel, "text": text})
        return str(answer["ts"])

    async def let_pass(self, seconds: float) -> None:
        await asyncio.sleep(seconds)  # its clock cannot be turned

    async def archived(self) -> str:
        made = await self.call("conversations.create", name=f"old{time.monotonic_ns()}")
        await self.call("conversations.archive", channel=made["channel"]["id"])
        return str(made["channel"]["id"])


@pytest.fixture(scope="session")
def emulate_server(tmp_path_factory) -> Iterator[tuple[str, tuple[str, str]]]:
    """The other emulator as a process of its own, on a free port."""
    kind = "xoxb"
    tokens = (f"{kind}-bot", f"{kind}-olivia")
    seed = tmp_path_factory.mktemp("emulate") / "seed.json"
    seed.write_text(json.dumps({"slack": _seed(tokens)}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [emulator(), "start", "--service", "slack", "--port", str(port), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait_for(f"http://127.0.0.1:{port}/api/auth.test", process)
        yield f"http://127.0.0.1:{port}/api/", tokens
        process.terminate()


def _seed(tokens: tuple[str, str]) -> Json:
    scopes = "chat:write channels:read channels:history channels:join channels:manage groups:read groups:history im:read im:write im:history users:read users:read.email reactions:write"
    app = {
        "client_id": "1.2",
        "client_secret": "none",
        "app_id": "A1",
        "name": "Followup",
        "redirect_uris": [],
        "scopes": scopes.split(),
    }
    bot = {**app, "bot_id": "B1", "bot_user_id": "UBOT", "bot_name": "followup"}
    return {
        "team": {"name": "Sandbox", "domain": "sandbox"},
        "users": [{"name": "olivia", "real_name": "Olivia Marsh", "email": "olivia@example.com"}],
        "oauth_apps": [bot],
        "tokens": [
            {
                "token": tokens[0],
                "type": "bot",
                "user_id": "UBOT",
                "app_id": "A1",
                "bot_id": "B1",
                "bot_user_id": "UBOT",
                "scopes": scopes.split(),
            },
            {"token": tokens[1], "type": "user", "user": "olivia", "scopes": scopes.split()},
        ],
    }


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)  # it tells nobody that it listens: asked again until it answers
        else:
            return
    pytest.fail("the other emulator did not start")


@pytest.fixture
async def rig(rig_name, request) -> AsyncIterator[Rig]:
    if rig_name == "emulate":
        other = Emulate(*request.getfixturevalue("emulate_server"))
        await other.prepare()
        yield other
        return
    ours = Ours()
    ours.base_url = await ours.sandbox.start()
    yield ours
    await ours.sandbox.stop()


class App:
    """A small app made with Bolt, served by aiohttp: what it was told, and what it does about it."""

    def __init__(self, sandbox: SlackSandbox, secret: str = "") -> None:
        self.client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.url)
        self.bolt = AsyncApp(
            client=self.client,
            signing_secret=secret or sandbox.signing_secret,
            process_before_response=True,
            ignoring_self_events_enabled=False,
        )
        self.told: list[Json] = []
        self.asks: list[dict[str, str]] = []  # the headers of each request
        self.answers: dict[str, Any] = {}  # by command, callback_id or action_id: what `ack` is called with
        self.status: list[int] = []  # answered instead of Bolt's answer, first in first out
        self.hang = asyncio.Event()
        self.hang.set()
        for listen in (self.bolt.command, self.bolt.action, self.bolt.view):
            listen(re.compile(".*"))(self._acted)
        for kind in ("message", "app_mention", "app_home_opened"):
            self.bolt.event(kind)(self._heard)
        self.bolt.view_closed(re.compile(".*"))(self._acted)

    async def _acted(self, ack: Any, body: Json) -> None:
        self.told.append(body)
        named = body.get("command") or (body.get("actions") or [body.get("view")])[0]
        key = named if isinstance(named, str) else named.get("action_id") or named["callback_id"]
        answer = self.answers.get(key, {})
        await (ack(answer) if isinstance(answer, str) else ack(**answer))

    async def _heard(self, event: Json, body: Json) -> None:
        self.told.append(body)

    async def endpoint(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asks.append({name.lower(): value for name, value in request.headers.items()})
        asked = await to_bolt_request(request)
        await self.hang.wait()
        answer = await self.bolt.async_dispatch(asked)
        if self.status and "challenge" not in (answer.body or ""):
            return web.Response(status=self.status.pop(0))
        return await to_aiohttp_response(answer)

    @property
    def last(self) -> Json:
        return self.told[-1]

    def events(self, kind: str = "message") -> list[Json]:
        return [body["event"] for body in self.told if body.get("event", {}).get("type") == kind]


@pytest.fixture
async def workspace() -> AsyncIterator[Ours]:
    ours = Ours()
    ours.base_url = await ours.sandbox.start()
    yield ours
    await ours.sandbox.stop()


@contextlib.asynccontextmanager
async def connected(made: App, sandbox: SlackSandbox) -> AsyncIterator[App]:
    """Serve the app and let the workspace deliver to it, by signed HTTP."""
    runner = web.ServerRunner(web.Server(made.endpoint), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sandbox.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield made
    made.hang.set()
    await runner.cleanup()


@pytest.fixture
async def app(workspace) -> AsyncIterator[App]:
    async with connected(App(workspace.sandbox), workspace.sandbox) as made:
        yield made


@pytest.fixture
def sandbox(workspace) -> SlackSandbox:
    return workspace.sandbox


@pytest.fixture
def olivia(sandbox):
    return sandbox.as_user(OLIVIA)


@pytest.fixture
async def card(workspace) -> str:
    """A message with a button."""
    return await workspace.post("card", blocks=[section(), actions()])


@pytest.fixture
def show(workspace):
    """Opens a modal for Olivia, as an app would after a click."""

    async def opened(view: Json | None = None) -> str:
        answer = await workspace.call("views.open", trigger_id=await workspace.trigger(), view=view or modal())
        return str(answer["view"]["id"])

    return opened
