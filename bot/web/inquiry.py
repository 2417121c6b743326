"""The page of an inquiry at /q/<token>: whoever was asked answers here. A GET changes nothing: scanners open links."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.app.inquiries.answering import Taken, answer_by_link
from bot.bootstrap import inquiry_desk
from bot.conversation.cleaning import clean
from bot.web.asked import AskedPage, ask_page
from bot.web.bodies import Form, read_form
from bot.web.rendering import languages_of
from bot.web.sentences import Sentence
from bot.web.sessions import is_own_form
from bot.web.site import Site, site_of
from bot.web.words import LONGEST

BODY_LIMIT: Final = 64 * 1024  # octets of a form
_REFUSED: Final = {Sentence.OLD_FORM: 403, Sentence.TOO_OFTEN: 429}


async def ask(request: Request) -> Response:
    """The question, with a button for each answer; or what has become of it."""
    site, token = site_of(request), request.path_params["token"]
    seen = await _look(request)
    chosen = request.query_params.get("answer", "")
    return _page(site, seen, token, chosen=chosen, thanks="said" in request.query_params)


async def answer(request: Request) -> Response:
    """An answer was chosen. The first one counts; whoever comes later is told so."""
    site, token = site_of(request), request.path_params["token"]
    form = await read_form(request, BODY_LIMIT)
    seen = await _look(request)
    chosen, comment = form.get("answer", ""), clean(form.get("comment", "")).strip()
    problem = _problem(site, request, seen, form, comment)
    if problem:
        site.metrics.page.labels("inquiry", problem.name.lower()).inc()
        status = _REFUSED.get(problem, 422)
        return _page(site, seen, token, chosen=chosen, draft=comment[: 2 * LONGEST], error=problem, status=status)
    note = hashlib.sha256(f"{seen.key}\0{form.get('nonce', '')}".encode()).hexdigest()[:32]
    desk = inquiry_desk(site.application)
    taken = await asyncio.to_thread(answer_by_link, desk, seen.key, chosen, comment, note)
    site.metrics.page.labels("inquiry", taken.value).inc()
    if taken is Taken.UNKNOWN:
        raise HTTPException(404)
    said = "&said=taken" if taken is Taken.TAKEN else ""
    after = site.afterwards()  # what follows from it may be a message that goes out now
    return RedirectResponse(f"/q/{token}?lang={seen.language.code}{said}", 303, background=after)


async def _look(request: Request) -> AskedPage:
    """Raises HTTPException 404, the same for a forged token and for one that leads nowhere."""
    site, token = site_of(request), request.path_params["token"]
    language = request.query_params.get("lang", "")
    found = await asyncio.to_thread(ask_page, site.application, site.texts, token, language)
    if found is None:
        raise HTTPException(404)
    return found


def _problem(site: Site, request: Request, seen: AskedPage, form: Form, comment: str) -> Sentence | None:
    if not is_own_form(site, request, _form_of(seen), form):
        return Sentence.OLD_FORM
    if form.get("answer", "") not in seen.inquiry.offers:
        return Sentence.NO_ANSWER
    if len(comment) > LONGEST:
        return Sentence.TOO_LONG
    return None if site.messages.allows(_form_of(seen)) else Sentence.TOO_OFTEN


def _form_of(seen: AskedPage) -> str:
    return f"inquiry:{seen.key}"


def _page(
    site: Site,
    seen: AskedPage,
    token: str,
    *,
    chosen: str = "",
    draft: str = "",
    error: Sentence | None = None,
    thanks: bool = False,
    status: int = 200,
) -> HTMLResponse:
    words = seen.words
    values: dict[str, Any] = {
        "token": token,
        "brand": seen.profile.brand,
        "languages": languages_of(site, seen.language, seen.profile),
        "nonce": site.seals.nonce(_form_of(seen)),
        "open": seen.inquiry.open,
        "state": seen.state.value,
        "late": seen.late,
        "closed": seen.closed,
        "thanks": thanks,
        "reference": seen.reference,
        "customer": seen.customer,
        "words": words,
        "facts": [fact for fact in words.facts if fact[1] != seen.reference] if words else [],
        "answers": [{"id": name, "label": label} for name, label in seen.labels.items()],
        "chosen": chosen if chosen in seen.labels else "",
        "answered": seen.labels.get(seen.inquiry.answer, ""),
        "answered_on": seen.answered_on,
        "draft": draft,
        "longest": LONGEST,
        "error": seen.language.phrase(error) if error else "",
    }
    headers = {"Content-Language": seen.language.tag}
    return HTMLResponse(site.render(seen.language, "inquiry", values), status, headers)
