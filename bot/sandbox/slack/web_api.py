"""The Web API over HTTP: tokens, scopes, bodies of both kinds, pace, faults."""

from __future__ import annotations

import asyncio
import copy
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.faults import Fault, Faults
from bot.sandbox.slack.pace import Pace
from bot.sandbox.slack.registry import METHODS
from bot.sandbox.slack.workspace import Workspace

PREFIX: Final = "/api/"
DEFAULT_SCOPES: Final = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "reactions:write",
        "users:read",
        "users:read.email",
    }
)


@dataclass(frozen=True, slots=True)
class ApiCall:
    """What the app asked, without the token, and what it was told (`answer` is {} when no answer was sent)."""

    method: str
    args: dict[str, Any]
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Tokens:
    """What the app must show. Made at random for each run."""

    bot: str
    app: str


class WebApi:
    """Answers requests under /api/."""

    def __init__(self, workspace: Workspace, tokens: Tokens, scopes: frozenset[str], link: Callable[[], str]) -> None:
        self.scopes, self.pace, self.latency = scopes, None, 0.0
        self.faults = Faults()
        self.calls: list[ApiCall] = []
        self._workspace, self._tokens, self._link = workspace, tokens, link
        self._never = asyncio.Event()
        self._answering = asyncio.Event()
        self._answering.set()
        self._held_back = ""

    pace: Pace | None
    latency: float  # seconds

    def release(self) -> None:
        """Let go of answers that hang, and of those that are held back."""
        self._never.set()
        self._answering.set()

    def hold_back(self, method: str) -> None:
        """Do what a method is asked, but keep its answers until `answer`."""
        self._held_back = method
        self._answering.clear()

    def answer(self) -> None:
        """Give the answers that were held back."""
        self._answering.set()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        name = request.path.removeprefix(PREFIX)
        try:
            args, warnings = _arguments(request, await request.read())
        except ApiError as error:
            return _json(error.body())
        fault = self.faults.take(name, str(args.get("channel", "")))
        if self.latency:
            await asyncio.sleep(self.latency)
        if fault is not None and not fault.drop_after_accept:
            return await self._failed(request, name, args, fault)
        status, body, headers = self._answered(request, name, args)
        self._keep(name, args, {} if fault else body)
        if name == self._held_back:
            await self._answering.wait()
        if fault is not None:
            return _cut(request)
        return _json(_warned(body, warnings), status, {**self._granted(name), **headers})

    def _answered(
        self, request: web.BaseRequest, name: str, args: dict[str, Any]
    ) -> tuple[int, Answer, dict[str, str]]:
        try:
            return HTTPStatus.OK, {"ok": True, **self._run(request, name, args)}, {}
        except ApiError as error:
            if error.code == "ratelimited":
                return HTTPStatus.TOO_MANY_REQUESTS, error.body(), {"Retry-After": str(error.retry_after)}
            return HTTPStatus.OK, error.body(), {}

    def _run(self, request: web.BaseRequest, name: str, args: dict[str, Any]) -> Answer:
        method = METHODS.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        token = _token(request, args)
        if not method.free or token:
            self._admit(method, token)
        if name == "chat.postMessage" and self.pace is not None:
            wait = self.pace.hold(str(args.get("channel", "")), self._workspace.monotonic())
            if wait:
                raise ApiError("ratelimited", retry_after=wait)
        shown = {key: value for key, value in args.items() if key != "token"}
        return method.run(Call(self._workspace, name, shown, self._link))

    def _admit(self, method: Method, token: str) -> None:
        """Raises ApiError not_authed, invalid_auth, not_allowed_token_type, missing_scope."""
        if not token:
            raise ApiError("not_authed")
        wanted, other = self._tokens.bot, self._tokens.app
        if method.app_token:
            wanted, other = other, wanted
        if hmac.compare_digest(token.encode(), other.encode()):
            raise ApiError("not_allowed_token_type")
        if not hmac.compare_digest(token.encode(), wanted.encode()):
            raise ApiError("invalid_auth")
        if method.scopes and not self.scopes.intersection(method.scopes):
            raise ApiError("missing_scope", needed=method.scopes[0], provided=",".join(sorted(self.scopes)))

    async def _failed(
        self, request: web.BaseRequest, name: str, args: dict[str, Any], fault: Fault
    ) -> web.StreamResponse:
        self._keep(name, args, {})
        if fault.hang:
            await self._never.wait()
        if fault.hang or fault.drop_before:
            return _cut(request)
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        limited = fault.error == "ratelimited" or fault.status == HTTPStatus.TOO_MANY_REQUESTS
        if limited:
            headers.setdefault("Retry-After", "1")
            return _json({"ok": False, "error": "ratelimited"}, HTTPStatus.TOO_MANY_REQUESTS, headers)
        if fault.error:
            return _json({"ok": False, "error": fault.error}, fault.status or HTTPStatus.OK, headers)
        return web.Response(status=fault.status or HTTPStatus.INTERNAL_SERVER_ERROR, headers=headers)

    def _keep(self, name: str, args: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        shown = {key: value for key, value in args.items() if key != "token"}
        self.calls.append(ApiCall(name, copy.deepcopy(shown), copy.deepcopy(dict(body))))

    def _granted(self, name: str) -> dict[str, str]:
        method = METHODS.get(name)
        accepted = {"X-Accepted-OAuth-Scopes": ",".join(method.scopes)} if method is not None else {}
        return {"X-OAuth-Scopes": ",".join(sorted(self.scopes)), **accepted}


def _arguments(request: web.BaseRequest, body: bytes) -> tuple[dict[str, Any], list[str]]:
    """The arguments and the warnings that Slack gives about how they came. Raises ApiError invalid_json and others."""
    args: dict[str, Any] = dict(request.query)
    kind, charset = request.content_type, request.charset
    if not body:
        return args, []
    if kind == "application/json":
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise ApiError("invalid_json") from None
        if not isinstance(given, dict):
            raise ApiError("json_not_object")
        return args | given, [] if charset else ["missing_charset"]
    if kind == "application/x-www-form-urlencoded":
        return args | dict(parse_qsl(body.decode(), keep_blank_values=True)), ["superfluous_charset"] if charset else []
    raise ApiError("invalid_post_type")


def _token(request: web.BaseRequest, args: Mapping[str, Any]) -> str:
    """From the header, or as an argument; JSON bodies need the header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return "" if request.content_type == "application/json" else str(args.get("token", ""))


def _warned(body: Answer, warnings: list[str]) -> Answer:
    if not warnings:
        return body
    metadata = body.get("response_metadata", {})
    every = [*metadata.get("warnings", []), *warnings]
    return {**body, "warning": ",".join(every), "response_metadata": {**metadata, "warnings": every}}


def _json(
    body: Mapping[str, Any], status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json", headers=headers)


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    """Abort the connection; the answer that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
