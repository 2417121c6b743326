"""Whether a browser has confirmed a fact from the bill, and whether a form is one of ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.web.bodies import Form
from bot.web.seals import SESSION
from bot.web.site import Site

COOKIE: Final = "followup_page"
# Says only that there may be a session. Unlike the session it comes along when another site's link was followed.
HINT: Final = "followup_seen"
_HINT_LIFE: Final = timedelta(days=30)
_OWN: Final = ("same-origin", "none", "")  # Origin is no help: it is "null" under our Referrer-Policy


def contact_of(site: Site, token: str) -> str | None:
    """The contact that a page's token names, or None for a forged one."""
    return site.application.links.contact_of_chat(token)


def is_confirmed(site: Site, request: Request, token: str) -> bool:
    contact_id = contact_of(site, token)
    return contact_id is not None and site.seals.is_session(contact_id, request.cookies.get(COOKIE, ""))


def is_own_form(site: Site, request: Request, contact_id: str, form: Form) -> bool:
    """Whether one of our own pages posts this, made for this contact and not too long ago."""
    from_us = request.headers.get("sec-fetch-site", "") in _OWN
    return from_us and site.seals.is_nonce(contact_id, form.get("nonce", ""))


def open_session(site: Site, response: Response, token: str, contact_id: str) -> None:
    path, secure = f"/c/{token}", _secure(site)
    life = int(SESSION.total_seconds())
    value = site.seals.session(contact_id)
    response.set_cookie(COOKIE, value, life, path=path, secure=secure, httponly=True, samesite="strict")
    hint_life = int(_HINT_LIFE.total_seconds())
    response.set_cookie(HINT, "1", hint_life, path=path, secure=secure, httponly=True, samesite="lax")


def end_session(site: Site, response: Response, token: str) -> None:
    for name in (COOKIE, HINT):
        response.delete_cookie(name, path=f"/c/{token}", secure=_secure(site), httponly=True)


def may_come_back(request: Request) -> bool:
    """Whether a strict cookie was perhaps kept back because another site's link was followed (a web mailer)."""
    from_elsewhere = request.headers.get("sec-fetch-site") == "cross-site"
    return from_elsewhere and HINT in request.cookies and "again" not in request.query_params


def _secure(site: Site) -> bool:
    return site.application.settings.public_url.startswith("https://")
