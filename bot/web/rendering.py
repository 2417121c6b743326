"""A customer's page as HTML: before and after the visitor has named a fact from the bill."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse

from bot.channels.words.catalogue import find_language
from bot.clients import ClientProfile
from bot.domain.vocabulary import Channel
from bot.web import sheet
from bot.web.answers import ANSWERS, FOR_STRANGERS, Day
from bot.web.sentences import Sentence
from bot.web.site import Site
from bot.web.texts import Language
from bot.web.visits import Visit
from bot.web.words import LONGEST


def confirm_page(
    site: Site,
    visit: Visit,
    token: str,
    *,
    error: str = "",
    notice: str = "",
    status: int = 200,
    again: str = "",
) -> HTMLResponse:
    """Brand and reference only; nothing else of the case."""
    say = visit.language.phrase
    strangers = [{"id": name, "label": say(ANSWERS[name].label)} for name in FOR_STRANGERS]
    extra = {
        "ends": sheet.ends(visit),
        "error": say(error) if error else "",
        "notice": say(notice) if notice else "",
        "locked": visit.locked,
        "strangers": strangers,
        "again": again,
    }
    return _page(site, visit, token, "confirm", extra, status)


def conversation_page(
    site: Site,
    visit: Visit,
    token: str,
    *,
    error: str = "",
    notice: str = "",
    draft: str = "",
    dated: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The cases, the thread, and ways to answer."""
    say, lines = visit.language.phrase, sheet.lines(visit)
    portal = visit.profile.payment_portal if _may_pay(visit) else ""
    extra = {
        **_panel_values(visit, dated),
        "lines": lines,
        "after": max((line.cursor for line in lines), default=0),
        "seen": digest(panels(site, visit, token)),
        "longest": LONGEST,
        "draft": draft,
        "error": say(error) if error else "",
        "notice": say(notice) if notice else "",
        "portal": portal,
        "portal_host": urlsplit(portal).hostname or "",
        "way_out": urlsplit(site.application.links.unsubscribe(visit.contact.id, Channel.CHAT)).path,
    }
    return _page(site, visit, token, "conversation", extra, status)


def panels(site: Site, visit: Visit, token: str) -> dict[str, str]:
    """The parts of the page that change beside the thread. The script puts its own nonce into their forms."""
    values = {**sheet.common(visit, token), **_panel_values(visit, ""), "nonce": ""}
    return {name: site.render(visit.language, f"_{name}", values) for name in ("cards", "answers")}


def digest(parts: Mapping[str, str]) -> str:
    return hashlib.sha256("\0".join(parts.values()).encode()).hexdigest()[:16]


def thread_lines(site: Site, visit: Visit, token: str, lines: Sequence[sheet.Line]) -> str:
    return site.render(visit.language, "_lines", {**sheet.common(visit, token), "lines": lines})


def offered(site: Site, visit: Visit) -> list[dict[str, str]]:
    """The languages that a visitor may choose: those of the client that pages exist in."""
    return languages_of(site, visit.language, visit.profile)


def languages_of(site: Site, spoken: Language, profile: ClientProfile) -> list[dict[str, str]]:
    """The language of the page, and those of the client that pages exist in."""
    known = site.texts.languages
    codes = {spoken.code, *(find_language(language, known) or "" for language in profile.languages)} - {""}
    return [{"code": code, "name": known[code].name} for code in sorted(codes)]


def notice_for(name: str) -> Sentence | str:
    """What is said after a redirect; nothing for a name that is not ours."""
    return {
        "sent": Sentence.SENT,
        "person": Sentence.SENT_PERSON,
        "stranger": Sentence.SENT_STRANGER,
        "left": Sentence.LEFT,
    }.get(name, "")


def _panel_values(visit: Visit, dated: str) -> dict[str, Any]:
    return {
        "cards": sheet.cards(visit),
        "days": {day.value: sheet.days(visit, day) for day in (Day.PAST, Day.FUTURE)},
        "dated": dated,
    }


def _may_pay(visit: Visit) -> bool:
    return any(card.owes == "they" and card.amount for card in sheet.cards(visit))


def _page(site: Site, visit: Visit, token: str, template: str, extra: Mapping[str, Any], status: int) -> HTMLResponse:
    nonce = site.seals.nonce(visit.contact.id)
    values = sheet.common(visit, token, {**extra, "languages": offered(site, visit), "nonce": nonce})
    headers = {"Content-Language": visit.language.tag}
    return HTMLResponse(site.render(visit.language, template, values), status, headers)
