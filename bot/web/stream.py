"""What is new on a customer's page, as server-sent events: resumable, bounded, with heartbeats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from bot.web import sheet
from bot.web.page import look
from bot.web.rendering import digest, panels, thread_lines
from bot.web.sessions import is_confirmed
from bot.web.site import Site, site_of
from bot.web.visits import Visit

# A message takes its place in the thread when its sending begins, but is shown once a provider has it: what came
# shortly before the last line is sent again. The page knows each line by its id.
OVERLAP: Final = timedelta(minutes=2)
LIFE: Final = timedelta(minutes=15)  # then the browser comes back, and is asked again who it is
RETRY_MILLISECONDS: Final = 3_000


async def events(request: Request) -> Response:
    """The stream of a confirmed visitor. Raises HTTPException 403 for others, 503 when there are too many."""
    site, token = site_of(request), request.path_params["token"]
    confirmed = is_confirmed(site, request, token)
    seen = await look(request, thread=False)
    if not confirmed:
        raise HTTPException(403)
    if not site.streams.take(seen.contact.id):
        raise HTTPException(503, headers={"Retry-After": "60"})
    return _Stream(site, seen.contact.id, _stream(site, request, seen))


_HEADERS: Final = {"X-Accel-Buffering": "no"}  # nginx would keep events back


class _Stream(StreamingResponse):
    """A stream that gives its place back however it ends, also when the browser was gone before it began."""

    def __init__(self, site: Site, contact_id: str, events: AsyncIterator[bytes]) -> None:
        super().__init__(events, media_type="text/event-stream", headers=_HEADERS)
        self._site = site
        self._contact_id = contact_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._site.streams.leave(self._contact_id)


async def _stream(site: Site, request: Request, first: Visit) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    ends = loop.time() + LIFE.total_seconds()
    feed = _Feed(site, request)
    with site.live.watch(first.contact.customer_id) as changed:
        yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
        while loop.time() < ends:
            changed.clear()
            for event in await feed.news():
                yield event
            if site.live.closing.is_set():
                return
            if not await _happened(changed, min(site.heartbeat, ends - loop.time())):
                yield b": here\n\n"


async def _happened(changed: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(changed.wait(), max(seconds, 0.0))
    except TimeoutError:
        return False
    return True


class _Feed:
    """What one stream has sent already."""

    def __init__(self, site: Site, request: Request) -> None:
        self._site = site
        self._request = request
        self._token = str(request.path_params["token"])
        self._from = _cursor(request) - int(OVERLAP.total_seconds() * 1_000_000)
        self._sent: set[str] = set()
        self._panels = request.query_params.get("seen", "")

    async def news(self) -> list[bytes]:
        try:
            seen = await look(self._request, thread=True)
        except HTTPException:
            return []  # the customer was erased meanwhile
        found = []
        fresh = [line for line in sheet.lines(seen) if line.cursor >= self._from and line.id not in self._sent]
        if fresh:
            self._sent.update(line.id for line in fresh)
            html = thread_lines(self._site, seen, self._token, fresh)
            found.append(_event("lines", {"lines": html}, str(fresh[-1].cursor)))
        shown = panels(self._site, seen, self._token)
        if digest(shown) != self._panels:
            self._panels = digest(shown)
            found.append(_event("panels", shown))
        return found


def _cursor(request: Request) -> int:
    """Where to go on: what the browser got last, else what the page shows."""
    given = request.headers.get("last-event-id") or request.query_params.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= len(str(2**63)) else 0


def _event(name: str, data: dict[str, str], identity: str = "") -> bytes:
    head = f"id: {identity}\n" if identity else ""
    return f"{head}event: {name}\ndata: {orjson.dumps(data).decode()}\n\n".encode()
