"""For whoever runs it: is the process up, can it work, and its numbers."""

from __future__ import annotations

import asyncio

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.bootstrap import Application
from bot.domain.errors import FollowupError
from bot.store.pages import Pages
from bot.web.metrics import CONTENT_TYPE
from bot.web.site import site_of

log = structlog.get_logger(__name__)


async def healthz(_request: Request) -> Response:
    """The process is up."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """The store answers and has this program's schema; else 503 with what is missing."""
    problem = await asyncio.to_thread(_problem, site_of(request).application, request.app.state.schema)
    return PlainTextResponse(f"{problem or 'ready'}\n", 503 if problem else 200)


async def metrics(request: Request) -> Response:
    """The exposition of Prometheus."""
    text = await asyncio.to_thread(site_of(request).metrics.text)
    return Response(text, headers={"Content-Type": CONTENT_TYPE})


def _problem(application: Application, schema: str) -> str:
    try:
        with application.store.read() as unit:
            found = Pages.of(unit).schema_version()
    except FollowupError:
        log.exception("ready.store_failed")
        return "The database does not answer."
    return "" if found == schema else "The database's schema is not this program's: run `followup db upgrade`."
