"""Mail that a mail system posts to us: the raw message, signed."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.email_webhook import HEADER, verify_email_webhook
from bot.channels.lmtp import SIZE_LIMIT
from bot.web.bodies import read_body
from bot.web.mail import deliver_mail
from bot.web.site import site_of

MAIL_TYPES: Final = ("message/rfc822", "application/octet-stream")


async def mail(request: Request) -> Response:
    """One mail. What is repeated within the signature's time is told apart by its Message-ID."""
    site = site_of(request)
    application = site.application
    body = await read_body(request, SIZE_LIMIT)
    now, given = application.context.clock(), request.headers.get(HEADER)
    if not verify_email_webhook(application.settings.email_webhook_secret, body, given, now=now):
        site.metrics.webhooks.labels("email", "forged").inc()
        raise HTTPException(403, "The signature is missing, wrong or too old.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in MAIL_TYPES or not body:
        site.metrics.webhooks.labels("email", "malformed").inc()
        raise HTTPException(415, "The body must be one mail, as message/rfc822.")
    delivered = await asyncio.to_thread(deliver_mail, application, body, None, ())
    site.metrics.webhooks.labels("email", delivered.value).inc()
    return JSONResponse({"delivered": delivered.value}, background=site.afterwards())
