"""The outermost layer: headers on every answer, one log line a request, and no exception that gets away."""

from __future__ import annotations

import time
import traceback
import uuid
from typing import Final

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain.errors import Fault
from bot.web.errors import failure

log = structlog.get_logger(__name__)

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
HSTS: Final = "max-age=31536000"
_QUIET: Final = ("healthz", "readyz", "metrics", "asset")  # asked all the time


class Guard:
    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": HSTS} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, self._headers)
        began = time.perf_counter()
        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            log.info("http.gone", handler=_handler(scope))
        except Exception as error:  # noqa: BLE001 - the outermost loop of this entry
            await self._failed(error, scope, receive, answer)
        finally:
            _note(scope, answer.status, time.perf_counter() - began)

    async def _failed(self, error: Exception, scope: Scope, receive: Receive, answer: _Answer) -> None:
        reference = (error.reference if isinstance(error, Fault) else "") or uuid.uuid4().hex[:8]
        trace = "".join(traceback.format_exception(error))  # plain: other forms show variables, and so tokens
        log.error("http.failed", handler=_handler(scope), reference=reference, trace=trace)
        if not answer.status:
            response = failure(Request(scope, receive), 503 if isinstance(error, Fault) else 500, reference)
            await response(scope, receive, answer)


class _Answer:
    """Sends on, with the headers that every answer carries."""

    def __init__(self, send: Send, headers: dict[str, str]) -> None:
        self._send = send
        self._headers = headers
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers.setdefault("Cache-Control", "no-store")
            for name, value in self._headers.items():
                headers.setdefault(name, value)
        await self._send(message)


def _handler(scope: Scope) -> str:
    """The name of the function that answers. Never the path: that may hold a token."""
    return str(getattr(scope.get("endpoint"), "__name__", ""))


def _note(scope: Scope, status: int, seconds: float) -> None:
    handler = _handler(scope)
    note = log.debug if handler in _QUIET else log.info
    note("http.request", method=scope["method"], handler=handler, status=status, ms=round(seconds * 1000, 1))
