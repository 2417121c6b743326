"""Who may speak to the demo: this machine's own browser, from the demo's own page.

A page elsewhere could post to a port of this machine (CSRF), or point its own name at it (DNS rebinding).
"""

from __future__ import annotations

import hmac
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER: Final = "X-Demo"  # noqa: S105 - the name of a header
CONTROL: Final = "/demo/"
POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-src 'self'; frame-ancestors 'none'"
)
# A mail is what somebody else wrote: it runs nothing, loads nothing, and its links open in a page of their own.
MAIL_POLICY: Final = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';"
    " img-src data:; frame-ancestors 'self'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
_ELSEWHERE: Final = frozenset({"cross-site", "same-site"})


class SameMachine:
    """Refuses every request that does not name this machine's loopback address and the demo's own port."""

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_ours(scope):
            refusal = PlainTextResponse("This page is for this machine only.\n", HTTPStatus.FORBIDDEN)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return False
        if not scope["path"].startswith(CONTROL) or scope["method"] in {"GET", "HEAD"}:
            return True  # the product's own routes have their own locks
        given = headers.get(TOKEN_HEADER, "")
        return self._from_our_page(headers) and hmac.compare_digest(given.encode(), self._token.encode())

    def _from_our_page(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "") in _ELSEWHERE:
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc.lower() in self._hosts


class Framed:
    """The product's application, allowed to stand in a frame of the demo's page. Nothing else of it is changed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = headers.get("content-security-policy", "")
                headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
                headers["X-Frame-Options"] = "SAMEORIGIN"
            await send(message)

        await self._app(scope, receive, framed)
