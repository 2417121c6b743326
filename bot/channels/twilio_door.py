"""The one door to Twilio: every request of its SDK goes through here.

Neither edge nor region points the SDK at another host, so this HTTP client rewrites the host of each URL. It
also sets time-outs (the SDK has none by default), keeps connections, hands Retry-After on, and logs nothing:
the SDK's own client writes numbers to its log.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import aiohttp
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]

from bot.domain.errors import Rejected

CONNECT_SECONDS: Final = 5.0
TOTAL_SECONDS: Final = 20.0
MAX_CONNECTIONS: Final = 100
# Below the idle limit of any load balancer, so that a POST rarely meets a connection that was just closed.
KEEP_ALIVE_SECONDS: Final = 15.0


class SlowDown(Exception):  # noqa: N818 - says what to do; an answer of Twilio, translated by the transport
    """HTTP 429: the request was not processed. Carries Retry-After, which the SDK's exceptions drop."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__("Twilio asks to slow down")
        self.retry_after = retry_after


class TwilioDoor(AsyncTwilioHttpClient):  # type: ignore[misc] # the SDK has no py.typed marker
    """The SDK's asynchronous HTTP client with a base of our choice."""

    def __init__(
        self,
        api_base: str = "",
        *,
        connect_seconds: float = CONNECT_SECONDS,
        total_seconds: float = TOTAL_SECONDS,
        max_connections: int = MAX_CONNECTIONS,
    ) -> None:
        """`api_base` is TWILIO_API_BASE; empty means Twilio's hosts. Raises Rejected unless it is http(s)."""
        if api_base and not urlsplit(api_base).scheme.startswith("http"):
            raise Rejected("TWILIO_API_BASE must be a URL such as https://api.twilio.com.")
        super().__init__(pool_connections=False)  # a session is bound to a running loop: opened at the first request
        self.session: aiohttp.ClientSession | None = None
        self._base = api_base.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=total_seconds, connect=connect_seconds)
        self._max_connections = max_connections
        self._authorization: dict[tuple[str, str], str] = {}

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the SDK's signature
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> Response:
        """One exchange, body read to its end. Raises SlowDown for 429, else what aiohttp raises."""
        extra: dict[str, Any] = {}
        if timeout is not None:
            extra["timeout"] = aiohttp.ClientTimeout(total=timeout, connect=self._timeout.connect)
        async with self._opened().request(
            method,
            self.rewritten(url),
            params=params,
            data=urlencode(data, doseq=True).encode() if data else None,
            headers=self._with_authorization(headers, auth),
            allow_redirects=allow_redirects,
            **extra,
        ) as answer:
            text = await answer.text()
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise SlowDown(_seconds(answer.headers.get("Retry-After")))
        return Response(answer.status, text, answer.headers)

    def rewritten(self, url: str) -> str:
        """`https://api.twilio.com/x` -> `<base>/x`; another product -> `<base>/<product>/x`."""
        if not self._base:
            return url
        host, slash, path = url.removeprefix("https://").partition("/")
        product = host.partition(".")[0]
        return f"{self._base}{slash}{path}" if product == "api" else f"{self._base}/{product}{slash}{path}"

    async def close(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            await session.close()

    def _opened(self) -> aiohttp.ClientSession:
        if self.session is None:
            connector = aiohttp.TCPConnector(
                limit=self._max_connections, keepalive_timeout=KEEP_ALIVE_SECONDS, ttl_dns_cache=300
            )
            self.session = aiohttp.ClientSession(
                connector=connector, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self.session

    def _with_authorization(self, headers: Mapping[str, str] | None, auth: tuple[str, str] | None) -> dict[str, str]:
        sent = dict(headers or {})
        if auth is not None:
            if auth not in self._authorization:
                pair = base64.b64encode(f"{auth[0]}:{auth[1]}".encode()).decode()
                self._authorization[auth] = f"Basic {pair}"
            sent["Authorization"] = self._authorization[auth]
        return sent


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds; its date form is not used by Twilio and counts as silence."""
    try:
        return max(0.0, float(retry_after)) if retry_after else None
    except ValueError:
        return None
