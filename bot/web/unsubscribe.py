"""One-click unsubscribe at /u/<token> (RFC 8058): POST closes the medium at once, GET changes nothing."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.app.opting_out import opt_out
from bot.domain.vocabulary import Channel
from bot.web import sheet
from bot.web.bodies import read_body
from bot.web.rendering import offered
from bot.web.site import Site, site_of
from bot.web.visits import Visit, visit_contact

BODY_LIMIT: Final = 4 * 1024  # octets; mailers post List-Unsubscribe=One-Click


async def ask(request: Request) -> Response:
    """A page with a button."""
    seen, channel = await _look(request)
    return _page(site_of(request), request, seen, channel, done=False)


async def close(request: Request) -> Response:
    """Close the medium: without a login, without a question, however often."""
    site = site_of(request)
    await read_body(request, BODY_LIMIT)
    seen, channel = await _look(request)
    fresh = await asyncio.to_thread(opt_out, site.application.context, seen.contact.id, channel)
    site.metrics.page.labels("unsubscribe", "closed" if fresh else "repeated").inc()
    return _page(site, request, seen, channel, done=True)


async def _look(request: Request) -> tuple[Visit, Channel]:
    site = site_of(request)
    named = site.application.links.contact_of_unsubscribe(request.path_params["token"])
    contact_id, channel = named or (None, Channel.EMAIL)
    language = request.query_params.get("lang", "")
    seen = await asyncio.to_thread(visit_contact, site.application, site.texts, contact_id, language)
    if seen is None:
        raise HTTPException(404)
    return seen, channel


def _page(site: Site, request: Request, seen: Visit, channel: Channel, *, done: bool) -> Response:
    extra = {"medium": channel.value, "done": done, "languages": offered(site, seen)}
    values = sheet.common(seen, request.path_params["token"], extra)
    return HTMLResponse(site.render(seen.language, "unsubscribe", values))
