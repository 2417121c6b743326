"""A stand-in for the part of Twilio's REST API that we use, over real HTTP on the loopback interface.

It keeps what it accepted (also in a file, written before it answers), finds it again by recipient and day,
page by page, and fails as told. Twilio's own magic numbers fail always.
`python -m bot.sandbox.twilio --port 0 --record FILE` runs it alone and prints its port as a line of JSON.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import orjson
from aiohttp import web

from bot.channels.segments import measure
from bot.channels.twilio_sms import BODY_LIMIT
from bot.sandbox.records import Records
from bot.sandbox.script import Action, Script, Wrong
from bot.sandbox.twilio_account import Account
from bot.sandbox.twilio_control import Control
from bot.sandbox.twilio_hooks import WebhookSender

ACCOUNT_SID: Final = "AC" + "0" * 32
AUTH_TOKEN: Final = "sandbox"  # noqa: S105 - the stand-in's own, worth nothing elsewhere

_LOOPBACK: Final = "127.0.0.1"
_DEFAULT_PAGE: Final = 50  # messages, as at Twilio

# https://www.twilio.com/docs/iam/test-credentials: numbers that fail always
_MAGIC_TO: Final[Mapping[str, int]] = MappingProxyType(
    {
        "+15005550001": 21211,
        "+15005550002": 21612,
        "+15005550003": 21408,
        "+15005550004": 21610,
        "+15005550009": 21614,
    }
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class TwilioSandbox:
    """Start it, point TWILIO_API_BASE at `url`, script it, look at `accepted`."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = _utc_now,
        record: Path | None = None,
        account_sid: str = ACCOUNT_SID,
        auth_token: str = AUTH_TOKEN,
        auto_status: bool = False,
    ) -> None:
        """`auto_status` posts sent and delivered by itself to each status URL (for the demo)."""
        self.account_sid, self.auth_token = account_sid, auth_token
        self.account = Account(account_sid)
        self.script = Script()
        self.hooks = WebhookSender(auth_token, account_sid)
        self.hanging = asyncio.Event()  # set when a scripted hang has begun
        self.requests = 0
        self.connections: set[Any] = set()  # peers that ever connected
        self._now = now
        self._auto_status = auto_status
        self._path = f"/2010-04-01/Accounts/{account_sid}/Messages"
        self._authorization = "Basic " + base64.b64encode(f"{account_sid}:{auth_token}".encode()).decode()
        self._control = Control(self)
        self._runner: web.ServerRunner | None = None
        self._background: set[asyncio.Task[Any]] = set()
        self._never = asyncio.Event()
        self.accepted = Records(record)
        self._by_to: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._by_sid: dict[str, dict[str, Any]] = {}
        for message in self.accepted:
            self._index(message)
        self.url = ""

    async def start(self, port: int = 0) -> str:
        """Listen on the loopback interface; returns the base URL."""
        server = web.Server(self._handle)
        self._runner = web.ServerRunner(server, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, _LOOPBACK, port, backlog=1024)
        await site.start()
        self.port: int = self._runner.addresses[0][1]
        self.url = f"http://{_LOOPBACK}:{self.port}"
        return self.url

    async def stop(self) -> None:
        self._never.set()
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.hooks.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self.accepted.close()

    def fail(self, *wrongs: Wrong) -> None:
        """Script what goes wrong next."""
        self.script.add(*wrongs)

    def message(self, sid: str) -> dict[str, Any] | None:
        return self._by_sid.get(sid)

    def set_status(self, sid: str, status: str, error_code: int | None = None) -> dict[str, Any]:
        """Move a message on; the day of sending is set with the first status beyond the queue."""
        message = self._by_sid[sid]
        message["status"], message["error_code"] = status, error_code
        if message["date_sent"] is None and status not in {"accepted", "queued"}:
            message["date_sent"] = self._now().isoformat()
        return message

    async def settled(self) -> None:
        """Until the status callbacks that are under way have been answered."""
        while self._background:
            await asyncio.gather(*self._background, return_exceptions=True)

    async def deliver_status(
        self, sid: str, status: str, *, error_code: int | None = None, times: int = 1
    ) -> list[int]:
        """Post a signed status callback, repeated on demand; returns what the webhook answered."""
        message = self.set_status(sid, status, error_code)
        return await self.hooks.status(message, times=times)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests += 1
        transport = request.transport
        if transport is not None:
            self.connections.add(transport.get_extra_info("peername"))
        if request.path.startswith("/sandbox/"):
            return await self._control.handle(request)
        sent = request.headers.get("Authorization", "")
        if not hmac.compare_digest(sent.encode(), self._authorization.encode()):
            return _error(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate")
        if request.method == "GET" and (
            own := self.account.resource(request.path, request.query.get("PhoneNumber", ""))
        ):
            return _json(own)
        if request.path == self._path + ".json":
            return await self._create(request) if request.method == "POST" else self._list(request)
        found = self._by_sid.get(request.path.removeprefix(self._path + "/").removesuffix(".json"))
        if found is None or request.method != "GET":
            return _error(HTTPStatus.NOT_FOUND, 20404, "The requested resource was not found")
        return _json(self._resource(found))

    async def _create(self, request: web.BaseRequest) -> web.StreamResponse:
        form = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        refused = _invalid(form)
        if refused is not None:
            return refused
        wrong = self.script.take(to=form["To"])
        if wrong is not None and wrong.action is Action.REFUSE:
            return _refusal(wrong)
        if wrong is not None and wrong.action is Action.DROP_BEFORE:
            return _cut(request)
        answer = _json(self._resource(self._accept(form)), HTTPStatus.CREATED)
        return answer if wrong is None else await self._misbehave(wrong, request, answer)

    async def _misbehave(
        self, wrong: Wrong, request: web.BaseRequest, answer: web.StreamResponse
    ) -> web.StreamResponse:
        """What happens to an answer after the message was accepted."""
        if wrong.action is Action.DROP_AFTER:
            return _cut(request)
        if wrong.action is Action.HANG:
            self.hanging.set()
            await self._never.wait()
            return _cut(request)
        await asyncio.sleep(wrong.seconds)
        return answer

    def _accept(self, form: Mapping[str, str]) -> dict[str, Any]:
        message: dict[str, Any] = {
            "sid": f"SM{len(self.accepted) + 1:032x}",
            "to": form["To"],
            "from": form.get("From") or form.get("MessagingServiceSid"),
            "body": form["Body"],
            "status": "queued",
            "error_code": None,
            "status_callback": form.get("StatusCallback", ""),
            "date_created": self._now().isoformat(),
            "date_sent": None,
        }
        self.accepted.append(message)
        self._index(message)
        if self._auto_status and message["status_callback"]:
            self._later(message["sid"])
        return message

    def _index(self, message: dict[str, Any]) -> None:
        self._by_to[message["to"]].append(message)
        self._by_sid[message["sid"]] = message

    def _later(self, sid: str) -> None:
        async def progress() -> None:
            for status in ("sent", "delivered"):
                await self.deliver_status(sid, status)

        task = asyncio.get_running_loop().create_task(progress())
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    def _list(self, request: web.BaseRequest) -> web.StreamResponse:
        """Newest first, filtered by recipient and day of sending, a page at a time."""
        query = dict(request.query)
        wrong = self.script.take(to=query.get("To", ""), stage="list")
        if wrong is not None:
            return _cut(request) if wrong.action is not Action.REFUSE else _refusal(wrong)
        source = self._by_to.get(query["To"], []) if query.get("To") else list(self.accepted)
        hits = [message for message in reversed(source) if _sent_on(message, query)]
        size, page = int(query.get("PageSize", _DEFAULT_PAGE)), int(query.get("Page", 0))
        start, end = page * size, (page + 1) * size
        more = {**query, "Page": str(page + 1), "PageToken": f"P{end}"} if end < len(hits) else None
        return _json(
            {
                "messages": [self._resource(message) for message in hits[start:end]],
                "page": page,
                "page_size": size,
                "uri": request.path_qs,
                "next_page_uri": f"{request.path}?{urlencode(more)}" if more else None,
            }
        )

    def _resource(self, message: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "sid": message["sid"],
            "account_sid": self.account_sid,
            "to": message["to"],
            "from": message["from"],
            "body": message["body"],
            "status": message["status"],
            "error_code": message["error_code"],
            "error_message": None,
            "direction": "outbound-api",
            "num_segments": str(measure(message["body"]).count),
            "date_created": _rfc2822(message["date_created"]),
            "date_updated": _rfc2822(message["date_created"]),
            "date_sent": _rfc2822(message["date_sent"]),
            "uri": f"{self._path}/{message['sid']}.json",
            "api_version": "2010-04-01",
        }


def _invalid(form: Mapping[str, str]) -> web.Response | None:
    to, body = form.get("To", ""), form.get("Body", "")
    if to in _MAGIC_TO:
        return _error(HTTPStatus.BAD_REQUEST, _MAGIC_TO[to], f"Message cannot be sent to {to}")
    if not (to.startswith("+") and to[1:].isdigit()):
        return _error(HTTPStatus.BAD_REQUEST, 21211, "Invalid 'To' phone number")
    if not form.get("From") and not form.get("MessagingServiceSid"):
        return _error(HTTPStatus.BAD_REQUEST, 21603, "A 'From' phone number is required")
    if not body:
        return _error(HTTPStatus.BAD_REQUEST, 21602, "Message body is required")
    if len(body) > BODY_LIMIT:
        return _error(HTTPStatus.BAD_REQUEST, 21617, "The concatenated message body exceeds 1600 characters")
    return None


def _sent_on(message: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    """The DateSent filters: a day, or from and to a day inclusive. What was not sent yet is on no day."""
    filters = {key: query[key][:10] for key in ("DateSent", "DateSent>", "DateSent<") if query.get(key)}
    if not filters:
        return True
    if message["date_sent"] is None:
        return False
    day = str(message["date_sent"])[:10]
    return (
        day == filters.get("DateSent", day)
        and day >= filters.get("DateSent>", day)
        and day <= filters.get("DateSent<", day)
    )


def _rfc2822(iso: str | None) -> str | None:
    return format_datetime(datetime.fromisoformat(iso)) if iso else None


def _json(
    body: Mapping[str, Any], status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json", headers=headers)


def _error(status: int, code: int | None, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    more_info = f"https://www.twilio.com/docs/errors/{code}"
    body = {"code": code, "message": message, "more_info": more_info, "status": int(status)}
    return _json(body, status, headers)


def _refusal(wrong: Wrong) -> web.Response:
    headers = {"Retry-After": f"{wrong.retry_after:g}"} if wrong.retry_after is not None else None
    return _error(wrong.status or HTTPStatus.BAD_REQUEST, int(wrong.code) if wrong.code else None, "Scripted", headers)


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    """Abort the connection; the answer that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)


if __name__ == "__main__":
    from bot.sandbox.standalone import serve_twilio

    serve_twilio()
