"""The web application: provider webhooks, the customer's page, unsubscribe, health."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.bootstrap import Application, slack_inbox
from bot.domain.errors import Rejected
from bot.store.pages import newest_schema
from bot.web import email, errors, health, inquiry, page, slack, stream, twilio, unsubscribe
from bot.web.guard import Guard
from bot.web.live import LOOK_SECONDS
from bot.web.site import HEARTBEAT_SECONDS, Site, UnderstandNow, make_site, site_of
from bot.web.texts import read_texts

if TYPE_CHECKING:  # Bolt is slow to load, and not everybody works in Slack
    from bot.slack.app import SlackInbox

log = structlog.get_logger(__name__)

_FOR_EVER: Final = "public, max-age=31536000, immutable"


def web_app(
    application: Application,
    *,
    understand_now: UnderstandNow | None = None,
    inbox: SlackInbox | None = None,
    heartbeat: float = HEARTBEAT_SECONDS,
    look_every: float = LOOK_SECONDS,
    body_seconds: float = 0,
) -> Starlette:
    """The ASGI application.

    Args:
        application: what listeners work with.
        understand_now: reads replies and sends answers at once, in a process that does both; without it the clock
            of a worker does that.
        inbox: what Slack posts goes there; made from the settings where none is given.
        heartbeat: seconds of silence after which a stream says that it is still there.
        look_every: seconds between looks for what changed on open pages.
        body_seconds: how long a body may take to arrive; 0 = as long as a slow line needs (`bot.web.bodies`).
    """
    site = make_site(
        application, read_texts(), understand_now=understand_now, heartbeat=heartbeat, look_every=look_every
    )
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, https=application.settings.public_url.startswith("https://"))],
        exception_handlers={HTTPException: errors.http_error, Rejected: errors.rejected},
        lifespan=_lifespan,
    )
    app.state.site = site
    app.state.schema = newest_schema()
    app.state.body_seconds = body_seconds
    app.state.slack = inbox or slack_inbox(application)
    if not application.settings.slack_signing_secret:
        log.info("slack.not_listening", why="SLACK_SIGNING_SECRET is not set: /slack/events answers 404")
    return app


def _routes() -> list[Route]:
    return [
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
        Route("/metrics", health.metrics),
        Route("/robots.txt", robots),
        Route("/assets/{name}", asset),
        Route("/webhooks/twilio/sms", twilio.sms, methods=["POST"]),
        Route("/webhooks/twilio/status", twilio.status, methods=["POST"]),
        Route("/webhooks/twilio/whatsapp", twilio.not_yet, methods=["POST"]),
        Route("/webhooks/twilio/voice", twilio.not_yet, methods=["POST"]),
        Route("/slack/events", slack.slack, methods=["POST"]),
        Route("/webhooks/email", email.mail, methods=["POST"]),
        Route("/c/{token}", page.show),
        Route("/c/{token}/confirm", page.confirm_fact, methods=["POST"]),
        Route("/c/{token}/say", page.say, methods=["POST"]),
        Route("/c/{token}/leave", page.leave, methods=["POST"]),
        Route("/c/{token}/events", stream.events),
        Route("/q/{token}", inquiry.ask),
        Route("/q/{token}", inquiry.answer, methods=["POST"]),
        Route("/u/{token}", unsubscribe.ask),
        Route("/u/{token}", unsubscribe.close, methods=["POST"]),
    ]


async def robots(_request: Request) -> Response:
    """Nothing here is for search engines."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def asset(request: Request) -> Response:
    """A file whose name holds its digest."""
    found = site_of(request).assets.find(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return Response(found.body, headers={"Content-Type": found.kind, "Cache-Control": _FOR_EVER})


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    looking = asyncio.create_task(site.live.run())
    try:
        yield
    finally:
        site.live.close()
        await looking
        if app.state.slack is not None:
            await app.state.slack.settle()
