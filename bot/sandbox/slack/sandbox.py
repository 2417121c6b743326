"""A stand-in Slack workspace over real HTTP on the loopback interface: start it, use it, read what is in it."""

from __future__ import annotations

import asyncio
import copy
import secrets
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final, Self

from aiohttp import web

from bot.domain.errors import Rejected
from bot.sandbox.slack import control, payloads, response_urls, web_api
from bot.sandbox.slack.delivery import RETRY_WAITS, Courier, Delivery, Sleep
from bot.sandbox.slack.faults import Fault
from bot.sandbox.slack.modals import Values
from bot.sandbox.slack.pace import Pace
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.response_urls import ResponseUrls
from bot.sandbox.slack.socket_mode import Sockets
from bot.sandbox.slack.web_api import DEFAULT_SCOPES, ApiCall, Tokens, WebApi
from bot.sandbox.slack.workspace import Channel, Message, User, Workspace

_LOOPBACK: Final = "127.0.0.1"
_LINK: Final = "/link/"
_PATIENCE: Final = (
    3.0  # seconds; https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SlackSandbox:
    """The handle for tests and the demo. docs/channels.md says what is imitated and what is not."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = _utc_now,
        pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        commands: Iterable[str] = ("/case",),
        scopes: Iterable[str] = DEFAULT_SCOPES,
        retry_waits: tuple[float, ...] = RETRY_WAITS,
        patience: float = _PATIENCE,
        sleep: Sleep = asyncio.sleep,
        app_name: str = "Followup",
    ) -> None:
        """`retry_waits` and `patience` in seconds of `sleep` and of real time."""
        self.bot_token = f"xoxb-{secrets.token_hex(12)}"
        self.app_token = f"xapp-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.workspace = Workspace(now, monotonic, app_name)
        self.workspace.on_message = self._message_written
        self.commands = frozenset(commands)
        self.sockets = Sockets(self.workspace.app_id)
        self.courier = Courier(self.signing_secret, self.sockets, patience, retry_waits, sleep)
        self.response_urls = ResponseUrls(self.workspace)
        tokens = Tokens(self.bot_token, self.app_token)
        self.api = WebApi(self.workspace, tokens, frozenset(scopes), self._socket_address)
        self.api.pace = pace
        self.entered: dict[tuple[str, str], Values] = {}  # by user and message or home view: what was chosen there
        self.url, self.port = "", 0
        self._control = control.Control(self)
        self._runner: web.ServerRunner | None = None

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    @property
    def app_id(self) -> str:
        return self.workspace.app_id

    @property
    def bot_id(self) -> str:
        return self.workspace.bot_id

    @property
    def bot_user_id(self) -> str:
        return self.workspace.bot_user_id

    @property
    def revision(self) -> int:
        return self.workspace.revision

    @property
    def calls(self) -> list[ApiCall]:
        return self.api.calls

    @property
    def deliveries(self) -> list[Delivery]:
        return self.courier.deliveries

    @property
    def pace(self) -> Pace | None:
        return self.api.pace

    @pace.setter
    def pace(self, pace: Pace | None) -> None:
        self.api.pace = pace

    @property
    def latency(self) -> float:
        """Seconds before each answer of the Web API."""
        return self.api.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.api.latency = seconds

    async def start(self, port: int = 0, host: str = _LOOPBACK) -> str:
        """Listen on the loopback interface; returns the base URL for slack_sdk. Raises Rejected for another host."""
        if host != _LOOPBACK:
            raise Rejected("The sandbox listens on this machine only.")
        self._runner = web.ServerRunner(web.Server(self._handle), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, _LOOPBACK, port, backlog=1024).start()
        self.port = self._runner.addresses[0][1]
        self.response_urls.root = f"http://{_LOOPBACK}:{self.port}"
        self.url = self.response_urls.root + web_api.PREFIX
        return self.url

    async def stop(self) -> None:
        self.api.release()
        await self.sockets.close()
        await self.courier.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def add_user(self, user_id: str, name: str, email: str = "", tz: str = "Europe/London") -> str:
        self.workspace.users[user_id] = User(user_id, name, email, tz)
        self.workspace.touch()
        return user_id

    def add_channel(
        self,
        name: str,
        members: Iterable[str] = (),
        channel_id: str = "",
        *,
        private: bool = False,
        with_bot: bool = True,
    ) -> str:
        """Members are users that were added before. Raises Rejected for others."""
        people = set(members)
        unknown = sorted(people - set(self.workspace.users))
        if unknown:
            raise Rejected(f"Not in the workspace: {', '.join(unknown)}.")
        if with_bot:
            people.add(self.bot_user_id)
        return self.workspace.add_channel(name, people, channel_id, private=private).id

    def archive(self, channel_id: str) -> None:
        self.workspace.channels[channel_id].archived = True
        self.workspace.touch()

    def invite(self, channel_id: str, user_id: str) -> None:
        self.workspace.channels[channel_id].members.add(user_id)
        self.workspace.touch()

    def kick(self, channel_id: str, user_id: str) -> None:
        self.workspace.channels[channel_id].members.discard(user_id)
        self.workspace.touch()

    def dm_channel(self, user_id: str) -> str:
        return self.workspace.dm(user_id).id

    def deliver_to(self, url: str) -> None:
        """Where commands, clicks and events go; "" is nowhere. The challenge is posted before the first of them."""
        self.courier.point_to(url)

    def as_user(self, user_id: str) -> Person:
        """Raises Rejected for somebody who is not there."""
        if user_id not in self.workspace.users:
            raise Rejected(f"{user_id} is not in the workspace.")
        return Person(self, user_id)

    def messages(self, channel_id: str, thread_ts: str | None = None) -> list[Message]:
        """Oldest first: the top level of a channel, or the replies of a thread without its parent."""
        channel = self.workspace.channels[channel_id]
        if thread_ts is not None:
            return copy.deepcopy(self.workspace.replies(channel, thread_ts))
        return copy.deepcopy([message for message in channel.messages.values() if _top_level(message)])

    def ephemerals(self, user_id: str, channel_id: str) -> list[Message]:
        return copy.deepcopy(self.workspace.ephemerals[user_id, channel_id])

    def dms(self, user_id: str) -> list[Message]:
        return self.messages(self.dm_channel(user_id))

    def views(self, user_id: str) -> list[dict[str, Any]]:
        """The open modals, top last, with what was typed so far in `state`."""
        stack = self.workspace.modals.stack(user_id)
        return [payloads.with_state(modal.payload, modal.entered) for modal in stack]

    def home(self, user_id: str) -> dict[str, Any] | None:
        return copy.deepcopy(self.workspace.homes.get(user_id))

    async def changed(self, since: int) -> int:
        return await self.workspace.changed(since)

    async def settled(self) -> None:
        """Wait until the deliveries in the background are done, retries too."""
        await self.courier.settled()

    async def redeliver(self, delivery: Delivery, retry: int = 1, reason: str = "http_timeout") -> int:
        """The same bytes again, freshly signed and over HTTP; returns the status."""
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
        return await self.courier.again(delivery, headers)

    def fail_next(
        self,
        method: str,
        *,
        error: str = "",
        status: int = 0,
        hang: bool = False,
        drop_before: bool = False,
        drop_after_accept: bool = False,
        retry_after: int | None = None,
        channel: str = "",
        times: int = 1,
    ) -> None:
        """Script a failure of the Web API, see Fault."""
        fault = Fault(method, error, status, hang, drop_before, drop_after_accept, retry_after, channel, times)
        self.api.faults.add(fault)

    def credentials(self) -> dict[str, str]:
        """What the app must be configured with; worth nothing elsewhere."""
        tokens = {"bot_token": self.bot_token, "app_token": self.app_token, "signing_secret": self.signing_secret}
        return {**tokens, "bot_user_id": self.bot_user_id, "team_id": self.team_id, "app_id": self.app_id}

    async def tell(self, channel: Channel, message: Message) -> None:
        """Announce a message to the app if it is in the channel, and a mention of it besides."""
        if self.bot_user_id not in channel.members:
            return
        told = payloads.message_event(channel, message)
        await self.courier.announce(payloads.event(self.workspace, told))
        mentioned = f"<@{self.bot_user_id}>" in message.get("text", "")
        if mentioned and not channel.dm_with and "bot_id" not in message and "subtype" not in message:
            mention = {key: value for key, value in told.items() if key != "channel_type"} | {"type": "app_mention"}
            await self.courier.announce(payloads.event(self.workspace, mention))

    def _message_written(self, channel: Channel, message: Message) -> None:
        """What the app itself wrote comes back to it as an event, with its bot_id, as at Slack."""
        if self.courier.reachable:
            self.courier.later(self.tell(channel, copy.deepcopy(message)))

    def _socket_address(self) -> str:
        return f"ws://{_LOOPBACK}:{self.port}{_LINK}?ticket={self.sockets.ticket()}&app_id={self.app_id}"

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.startswith(web_api.PREFIX):
            return await self.api.handle(request)
        if request.path.startswith(response_urls.PREFIX):
            return await self.response_urls.handle(request)
        if request.path.startswith(control.PREFIX):
            return await self._control.handle(request)
        if request.path == _LINK:
            return await self.sockets.serve(request)
        return web.Response(status=HTTPStatus.NOT_FOUND)


def _top_level(message: Message) -> bool:
    in_thread = message.get("thread_ts", message["ts"]) != message["ts"]
    return not in_thread or message.get("subtype") == "thread_broadcast"
