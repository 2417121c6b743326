"""The customer's page at /c/<token>. A GET changes nothing: scanners open links."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.app.identifiers import reply_id
from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.domain.vocabulary import Channel
from bot.store.pages import Said
from bot.web import sheet
from bot.web.answers import FOR_STRANGERS
from bot.web.bodies import Form, read_form
from bot.web.confirming import Verdict, confirm
from bot.web.errors import wants_json
from bot.web.rendering import confirm_page, conversation_page, notice_for, thread_lines
from bot.web.sentences import Sentence
from bot.web.sessions import end_session, is_confirmed, is_own_form, may_come_back, open_session
from bot.web.site import Site, site_of
from bot.web.visits import Visit, visit
from bot.web.words import LONGEST, NoWordsError, Spoken, words_of

BODY_LIMIT: Final = 64 * 1024  # octets of a form; the text in it has a limit of its own
PROVIDER: Final = "chat"


async def show(request: Request) -> Response:
    """Brand and reference; after a fact from the bill, the conversation."""
    site, token = site_of(request), request.path_params["token"]
    confirmed = is_confirmed(site, request, token)
    seen = await look(request, thread=confirmed)
    notice = notice_for(request.query_params.get("said", ""))
    if confirmed:
        return conversation_page(site, seen, token, notice=notice)
    again = f"/c/{token}?lang={seen.language.code}&again=1" if may_come_back(request) else ""
    return confirm_page(site, seen, token, notice=notice, again=again)


async def confirm_fact(request: Request) -> Response:
    """The visitor names a fact from the bill."""
    site, token = site_of(request), request.path_params["token"]
    form = await read_form(request, BODY_LIMIT)
    seen = await look(request, thread=False)
    if not is_own_form(site, request, seen.contact.id, form):
        return confirm_page(site, seen, token, error=Sentence.OLD_FORM, status=403)
    said = form.get("fact", "").strip()
    if not said:
        return confirm_page(site, seen, token, error=Sentence.NOTHING_SAID, status=422)
    judged = await asyncio.to_thread(confirm, site.application, seen, said)
    site.metrics.page.labels("confirm", judged.verdict.value).inc()
    match judged.verdict:
        case Verdict.RIGHT:
            response = _back(seen, token)
            open_session(site, response, token, seen.contact.id)
            return response
        case Verdict.WRONG:
            error = Sentence.ONE_TRY_LEFT if judged.tries_left == 1 else Sentence.WRONG_FACT
            return confirm_page(site, seen, token, error=error, status=422)
        case Verdict.LOCKED:
            return confirm_page(site, await look(request, thread=False), token, status=423)


async def say(request: Request) -> Response:
    """The visitor says something. Twice the same form is one message."""
    site, token = site_of(request), request.path_params["token"]
    form = await read_form(request, BODY_LIMIT)
    confirmed = is_confirmed(site, request, token)
    seen = await look(request, thread=confirmed and not wants_json(request))
    problem = _problem(site, request, seen, form, confirmed=confirmed)
    if problem:
        return _refused(site, request, seen, form, problem, confirmed=confirmed)
    try:
        spoken = words_of(seen, form, confirmed=confirmed)
    except NoWordsError as error:
        return _refused(site, request, seen, form, error.sentence, confirmed=confirmed)
    inbound = _inbound(seen, form, spoken)
    application = site.application
    fresh = await asyncio.to_thread(receive, application.context, application.reception, inbound, seen.contact.id)
    site.metrics.page.labels("say", "stored" if fresh else "repeated").inc()
    return _thanks(site, request, seen, inbound, _said(form))


async def leave(request: Request) -> Response:
    """The visitor locks the page again, on a device that others use too."""
    site, token = site_of(request), request.path_params["token"]
    await read_form(request, BODY_LIMIT)
    response = _back(await look(request, thread=False), token, "left")
    end_session(site, response, token)
    return response


async def look(request: Request, *, thread: bool) -> Visit:
    """Who the page is for. Raises HTTPException 404, the same for a forged token and for one that leads nowhere."""
    site = site_of(request)
    token, language = request.path_params["token"], request.query_params.get("lang", "")
    found = await asyncio.to_thread(visit, site.application, site.texts, token, language=language, thread=thread)
    if found is None:
        raise HTTPException(404)
    return found


def _problem(site: Site, request: Request, seen: Visit, form: Form, *, confirmed: bool) -> Sentence | None:
    if not is_own_form(site, request, seen.contact.id, form):
        return Sentence.OLD_FORM
    if not confirmed and form.get("answer") not in FOR_STRANGERS:
        return Sentence.CONFIRM_AGAIN
    return None if site.messages.allows(seen.contact.id) else Sentence.TOO_OFTEN


_STATUS: Final = {Sentence.OLD_FORM: 403, Sentence.CONFIRM_AGAIN: 403, Sentence.TOO_OFTEN: 429}


def _refused(site: Site, request: Request, seen: Visit, form: Form, sentence: Sentence, *, confirmed: bool) -> Response:
    """Why it was not taken, with the visitor's words still there."""
    site.metrics.page.labels("say", sentence.name.lower()).inc()
    token, status = request.path_params["token"], _STATUS.get(sentence, 422)
    if wants_json(request):
        told = {"sentence": seen.language.phrase(sentence), "nonce": site.seals.nonce(seen.contact.id)}
        return JSONResponse(told, status)
    if not confirmed:
        return confirm_page(site, seen, token, error=sentence, status=status)
    draft, dated = form.get("text", "")[: 2 * LONGEST], form.get("answer", "")
    return conversation_page(site, seen, token, error=sentence, draft=draft, dated=dated, status=status)


def _inbound(seen: Visit, form: Form, spoken: Spoken) -> Inbound:
    once = hashlib.sha256("\0".join((seen.contact.id, form.get("nonce", ""), spoken.text)).encode()).hexdigest()
    return Inbound(
        provider=PROVIDER,
        provider_message_id=once[:40],
        channel=Channel.CHAT,
        sender="",
        recipients=(),
        text=spoken.text,
        received_at=seen.now,
        plain=spoken.plain,
    )


def _said(form: Form) -> str:
    answer = form.get("answer", "")
    return answer if answer in FOR_STRANGERS else "sent"


def _thanks(site: Site, request: Request, seen: Visit, inbound: Inbound, said: str) -> Response:
    token, after = request.path_params["token"], site.afterwards(seen.contact.customer_id)
    if not wants_json(request):
        response = _back(seen, token, said)
        response.background = after
        return response
    line = Said(
        f"i-{reply_id(inbound.provider, inbound.provider_message_id)}",
        seen.now,
        inbound=True,
        channel=Channel.CHAT,
        text=site.application.reception.screen(inbound.text),
    )
    told = {
        "sentence": seen.language.phrase(notice_for(said)),
        "nonce": site.seals.nonce(seen.contact.id),
        "lines": thread_lines(site, seen, token, [sheet.line(seen, line)]),
    }
    return JSONResponse(told, background=after)


def _back(seen: Visit, token: str, said: str = "") -> RedirectResponse:
    """To the page by GET: reloading it posts nothing again."""
    notice = f"&said={said}#status" if said else ""
    return RedirectResponse(f"/c/{token}?lang={seen.language.code}{notice}", 303)
