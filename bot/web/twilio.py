"""What Twilio posts to us. Verified against the configured public URL, stored, answered; read afterwards."""

from __future__ import annotations

import asyncio
from html import escape
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.app.delivering import take_receipt
from bot.app.identifiers import message_reference
from bot.app.receiving import receive
from bot.app.staff.sms import take_staff_sms
from bot.channels.twilio_webhooks import parse_inbound_sms, parse_status, verify_twilio_signature
from bot.web.bodies import Form, read_form
from bot.web.site import Site, site_of

BODY_LIMIT: Final = 64 * 1024  # octets; Twilio's own posts have some 2 kB
SIGNATURE: Final = "X-Twilio-Signature"
_NOTHING_TO_SAY: Final = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


async def sms(request: Request) -> Response:
    """An SMS of a customer. Repeated deliveries are told apart in the database by MessageSid."""
    site, form = site_of(request), await _signed_form(request, "sms")
    inbound = parse_inbound_sms(form, site.application.context.clock())
    # Before it is taken for a customer's.
    answered = await asyncio.to_thread(take_staff_sms, site.application.context, inbound)
    if answered is not None:
        site.metrics.webhooks.labels("sms", "staff" if answered.text else "repeated").inc()
        return _said(answered.text)
    fresh = await asyncio.to_thread(receive, site.application.context, site.application.reception, inbound)
    site.metrics.webhooks.labels("sms", "stored" if fresh else "repeated").inc()
    return _answer(site)


async def status(request: Request) -> Response:
    """What became of an SMS of ours: repeated, out of order, perhaps before we know Twilio's id for it."""
    site, form = site_of(request), await _signed_form(request, "status")
    message_id = request.query_params.get("message", "")
    reference = message_reference(message_id) if message_id else ""
    receipt = parse_status(form, reference=reference)
    news = await asyncio.to_thread(take_receipt, site.application.context, receipt)
    site.metrics.webhooks.labels("status", "stored" if news else "repeated").inc()
    return Response(status_code=204)


async def not_yet(_request: Request) -> Response:
    """WhatsApp and voice come with issues of their own."""
    raise HTTPException(501, "This channel is not connected yet.")


async def _signed_form(request: Request, webhook: str) -> Form:
    """The posted form. Raises HTTPException 403 unless Twilio signed it for our public URL."""
    site = site_of(request)
    settings = site.application.settings
    form = await read_form(request, BODY_LIMIT)
    query = request.url.query
    url = f"{settings.public_url}{request.url.path}{'?' + query if query else ''}"
    if not verify_twilio_signature(settings.twilio_auth_tokens, url, form, request.headers.get(SIGNATURE)):
        site.metrics.webhooks.labels(webhook, "forged").inc()
        raise HTTPException(403, "The signature is missing or wrong.")
    return form


def _said(text: str) -> Response:
    """What Twilio is to send back."""
    said = f"<Message>{escape(text)}</Message>" if text else ""
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><Response>{said}</Response>', media_type="text/xml")


def _answer(site: Site) -> Response:
    return Response(_NOTHING_TO_SAY, media_type="text/xml", background=site.afterwards())
