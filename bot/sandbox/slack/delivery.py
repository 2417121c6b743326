"""How the workspace reaches the app: signed HTTP, or a Socket Mode connection when one is open."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import aiohttp
import orjson
from slack_sdk.signature import SignatureVerifier

from bot.domain.errors import Rejected
from bot.sandbox.slack.errors import NotAnswered
from bot.sandbox.slack.socket_mode import Sockets

_LOOPBACK_HOSTS: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_OK: Final = 200
_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"
RETRY_WAITS: Final = (0.0, 60.0, 300.0)  # seconds; https://docs.slack.dev/apis/events-api#retries


class Kind(StrEnum):
    COMMAND = "command"  # a slash command
    INTERACTION = "interaction"  # a click, a submission, a closed view
    EVENT = "event"  # the Events API


_ENVELOPES: Final = {
    Kind.COMMAND: "slash_commands",
    Kind.INTERACTION: "interactive",
    Kind.EVENT: "events_api",
}


@dataclass(slots=True)
class Delivery:
    """One thing that the app was told, and what it said to it."""

    kind: Kind
    payload: dict[str, Any]
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)  # of the last attempt; the signature too
    attempts: list[str] = field(default_factory=list)  # an HTTP status, "socket", "timeout" or "connection_failed"
    answer: Any = None  # the acknowledgement's body: JSON where it is JSON, else text; None when empty
    acknowledged: bool = False


class Courier:
    """Delivers, and keeps what it delivered."""

    def __init__(
        self, secret: str, sockets: Sockets, patience: float, retry_waits: tuple[float, ...], sleep: Sleep
    ) -> None:
        """`patience` and `retry_waits` in seconds."""
        self.url = ""
        self.deliveries: list[Delivery] = []
        self._secret, self._sockets, self._sleep = secret, sockets, sleep
        self._patience, self._retry_waits = patience, retry_waits
        self._session: aiohttp.ClientSession | None = None
        self._verified = ""
        self._background: set[asyncio.Task[Any]] = set()

    @property
    def reachable(self) -> bool:
        return bool(self.url) or self._sockets.connected

    def point_to(self, url: str) -> None:
        """Raises Rejected for a host that is not this machine."""
        if url and urlsplit(url).hostname not in _LOOPBACK_HOSTS:
            raise Rejected("The sandbox posts to this machine only.")
        self.url, self._verified = url, ""

    async def deliver(self, kind: Kind, payload: dict[str, Any]) -> Delivery:
        """One attempt, no retry. Raises NotAnswered."""
        delivery = self._recorded(kind, payload)
        await self._attempt(delivery)
        if not delivery.acknowledged:
            raise NotAnswered(delivery.attempts)
        return delivery

    async def announce(self, payload: dict[str, Any]) -> Delivery | None:
        """An event: the first attempt now, up to three more in the background. None when nobody can be reached."""
        if not self.reachable:
            return None
        delivery = self._recorded(Kind.EVENT, payload)
        await self._attempt(delivery)
        if not delivery.acknowledged:
            self.later(self._retry(delivery))
        return delivery

    def later(self, work: Awaitable[Any]) -> None:
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def settled(self) -> None:
        """Wait until nothing is under way in the background."""
        while self._background:
            await asyncio.wait(set(self._background))

    async def again(self, delivery: Delivery, headers: Mapping[str, str]) -> int:
        """The same bytes once more, freshly signed; returns the HTTP status."""
        status, _ = await self._post(delivery, headers)
        return status

    async def close(self) -> None:
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def signed(self, body: bytes) -> dict[str, str]:
        """The headers of a request that is signed now. https://docs.slack.dev/authentication/verifying-requests-from-slack."""
        stamp = str(int(time.time()))
        signature = SignatureVerifier(self._secret).generate_signature(timestamp=stamp, body=body)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or ""}

    def _recorded(self, kind: Kind, payload: dict[str, Any]) -> Delivery:
        if kind is Kind.COMMAND:
            body = urlencode(payload).encode()
        elif kind is Kind.EVENT:
            body = orjson.dumps(payload)
        else:
            body = urlencode({"payload": orjson.dumps(payload).decode()}).encode()
        delivery = Delivery(kind, payload, body)
        self.deliveries.append(delivery)
        return delivery

    async def _attempt(self, delivery: Delivery, retry: int = 0, reason: str = "") -> None:
        try:
            async with asyncio.timeout(self._patience):
                if self._sockets.connected:
                    await self._by_socket(delivery, retry, reason)
                else:
                    await self._by_http(delivery, _retried(retry, reason))
        except TimeoutError:
            delivery.attempts.append("timeout")
        except aiohttp.ClientError:
            delivery.attempts.append("connection_failed")

    async def _by_socket(self, delivery: Delivery, retry: int, reason: str) -> None:
        envelope: dict[str, Any] = {"type": _ENVELOPES[delivery.kind], "payload": delivery.payload}
        if delivery.kind is Kind.EVENT:
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        delivery.answer = await self._sockets.ask(envelope)
        delivery.attempts.append("socket")
        delivery.acknowledged = True

    async def _by_http(self, delivery: Delivery, headers: Mapping[str, str]) -> None:
        if not self.url:
            return
        refused = await self._challenge_refused()
        if refused:
            delivery.attempts.append(refused)
            return
        status, answer = await self._post(delivery, headers)
        delivery.attempts.append(str(status))
        delivery.acknowledged = status == _OK
        delivery.answer = answer if delivery.acknowledged else None

    async def _retry(self, delivery: Delivery) -> None:
        for number, wait in enumerate(self._retry_waits, 1):
            await self._sleep(wait)
            await self._attempt(delivery, number, _reason(delivery.attempts[-1]))
            if delivery.acknowledged:
                return

    async def _challenge_refused(self) -> str:
        """What was wrong with the answer to https://docs.slack.dev/reference/events/url_verification; "" is good."""
        if self._verified == self.url:
            return ""
        asked = secrets.token_urlsafe(16)
        challenge = orjson.dumps({"type": "url_verification", "challenge": asked})
        status, answer = await self._send(challenge, {"Content-Type": _JSON, **self.signed(challenge)})
        if status != _OK or (answer.get("challenge") if isinstance(answer, dict) else answer) != asked:
            return f"challenge refused ({status})"
        self._verified = self.url
        return ""

    async def _post(self, delivery: Delivery, headers: Mapping[str, str]) -> tuple[int, Any]:
        kind = _JSON if delivery.kind is Kind.EVENT else _FORM
        delivery.headers = {"Content-Type": kind, **self.signed(delivery.body), **headers}
        return await self._send(delivery.body, delivery.headers)

    async def _send(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        agent = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        async with self._session.post(self.url, data=body, headers={**agent, **headers}) as response:
            return response.status, _parsed(await response.read())


Sleep = Callable[[float], Awaitable[None]]


def _parsed(body: bytes) -> Any:
    if not body.strip():
        return None
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return body.decode(errors="replace")


def _retried(number: int, reason: str) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}


def _reason(attempt: str) -> str:
    """Slack's words for what went wrong. https://docs.slack.dev/apis/events-api#retries."""
    return {"timeout": "http_timeout", "connection_failed": "connection_failed"}.get(attempt, "http_error")
