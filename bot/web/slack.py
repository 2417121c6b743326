"""What Slack posts to us: events, interactions and commands, all at one address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.errors import Rejected
from bot.web.bodies import read_body
from bot.web.site import site_of

if TYPE_CHECKING:  # Bolt is slow to load, and not everybody works in Slack
    from bot.slack.app import SlackInbox

BODY_LIMIT: Final = 512 * 1024  # octets; a view of 100 blocks with its state has some 200 kB


async def slack(request: Request) -> Response:
    """Check the signature on the raw body, then hand it to Bolt. What Slack repeats is told apart in the database."""
    site, inbox = site_of(request), _inbox(request)
    body = await read_body(request, BODY_LIMIT)
    if inbox is None or inbox.signatures is None:
        raise HTTPException(404)
    if not inbox.signatures.fit(body, request.headers):
        site.metrics.webhooks.labels("slack", "forged").inc()
        raise HTTPException(401, "The signature is missing, wrong or too old.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        answer = await inbox.take(body, kind)
    except Rejected as refusal:
        raise HTTPException(400, str(refusal)) from None
    site.metrics.webhooks.labels("slack", "repeated" if "x-slack-retry-num" in request.headers else "taken").inc()
    return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())


def _inbox(request: Request) -> SlackInbox | None:
    inbox: SlackInbox | None = request.app.state.slack
    return inbox
