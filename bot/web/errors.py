"""Errors as clear small pages, and as plain sentences for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from bot.domain.errors import Rejected
from bot.web.sentences import Sentence
from bot.web.site import site_of
from bot.web.texts import Language

JSON_TYPE: Final = "application/json"
_SERVER_ERRORS: Final = 500
_PAGES: Final[Mapping[int, tuple[Sentence, Sentence]]] = {
    404: (Sentence.NOT_FOUND_TITLE, Sentence.NOT_FOUND),
    413: (Sentence.REFUSED_TITLE, Sentence.TOO_LARGE),
    429: (Sentence.REFUSED_TITLE, Sentence.TOO_OFTEN),
}
_FOR_MACHINES: Final = ("/webhooks/", "/slack/", "/healthz", "/readyz", "/metrics", "/assets/")


async def http_error(request: Request, error: Exception) -> Response:
    """An HTTPException as an answer."""
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, error.detail, error.headers)


async def rejected(request: Request, error: Exception) -> Response:
    """An expected refusal: its sentence is for whoever called."""
    assert isinstance(error, Rejected)
    return _answer(request, 400, str(error))


def failure(request: Request, status: int, reference: str) -> Response:
    """A fault: the reference is also in the log."""
    if _is_machine(request):
        return PlainTextResponse(f"Something is wrong on our side (reference {reference}).\n", status)
    return _page(request, status, Sentence.BROKEN_TITLE, Sentence.BROKEN, reference)


def wants_json(request: Request) -> bool:
    return JSON_TYPE in request.headers.get("accept", "")


def spoken(request: Request) -> Language:
    """The language of a visitor of whom nothing is known but what the browser says."""
    header = request.headers.get("accept-language", "")[:200]
    named = [part.partition(";")[0].strip() for part in header.split(",")]
    return site_of(request).texts.choose(request.query_params.get("lang", ""), *named)


def _answer(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    if _is_machine(request):
        return PlainTextResponse(f"{detail}\n", status, headers)
    title, sentence = _PAGES.get(status, (Sentence.REFUSED_TITLE, Sentence.REFUSED))
    if status >= _SERVER_ERRORS:
        title, sentence = Sentence.BROKEN_TITLE, Sentence.BROKEN
    return _page(request, status, title, sentence, "", headers)


def _page(
    request: Request,
    status: int,
    title: Sentence,
    sentence: Sentence,
    reference: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    site, language = site_of(request), spoken(request)
    said = {"title": language.phrase(title), "sentence": language.phrase(sentence), "reference": reference}
    if wants_json(request):
        return JSONResponse({"sentence": said["sentence"]}, status, headers)
    return HTMLResponse(site.render(language, "message", said), status, headers)


def _is_machine(request: Request) -> bool:
    return request.url.path.startswith(_FOR_MACHINES)
