"""Whose page it is: a token in, the contact and all that the page may say out. Only reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale

from bot.app.work import CustomerWork
from bot.bootstrap import Application
from bot.channels.words.formats import locale_of
from bot.clients import ClientProfile
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.gate import customer_zone
from bot.domain.vocabulary import CaseState
from bot.store.pages import Contact, Pages, Said
from bot.web.texts import Language, Texts

MOST_LINES = 200  # of the thread
MOST_WRONG_TRIES = 5
_NOBODY = "-"  # is looked up for a forged token, so that both answers take the same way


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a customer's page."""

    contact: Contact
    profile: ClientProfile
    language: Language
    locale: Locale
    zone: str
    now: datetime
    cases: tuple[Case, ...]  # the running ones, else the one that was closed last
    check_code: str  # as the client shows it; "" before the first message
    wrong_tries: int
    thread: tuple[Said, ...] = ()

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    @property
    def locked(self) -> bool:
        """Too many wrong tries: only a person opens the link again."""
        return self.wrong_tries >= MOST_WRONG_TRIES

    def case(self, ref: str) -> Case | None:
        return next((case for case in self.cases if case.ref == ref), None)


def visit(application: Application, texts: Texts, token: str, *, language: str = "", thread: bool) -> Visit | None:
    """Look at the page that a token opens; None for a forged token, and for a contact who is not there (any more)."""
    contact_id = application.links.contact_of_chat(token)
    return visit_contact(application, texts, contact_id, language, thread=thread)


def visit_contact(
    application: Application, texts: Texts, contact_id: str | None, language: str, *, thread: bool = False
) -> Visit | None:
    """The same for a contact whom another link named. None is looked up as well: both answers take the same way."""
    now = application.context.clock()
    with application.store.read() as unit:
        pages = Pages.of(unit)
        contact = pages.contact(contact_id or _NOBODY)
        profile = application.texts.configuration.profiles.get(contact.client) if contact else None
        if contact is None or profile is None:
            return None
        owner = contact.customer_id
        bundle = unit.bundles([owner], now, closed=unit.latest_closed_cases([owner]))[owner]
        work = CustomerWork(application.context, unit, bundle, now)
        code = pages.latest_reference(contact)
        chosen = texts.choose(language, contact.language, among=profile.languages)
        return Visit(
            contact=contact,
            profile=profile,
            language=chosen,
            locale=locale_of(chosen.code, contact.country or work.rules.country),
            zone=customer_zone(work.facts(""), work.rules),
            now=now,
            cases=_shown(bundle.cases),
            check_code=profile.shown_code(code) if code else "",
            wrong_tries=unit.wrong_tries(contact.id),
            thread=tuple(pages.thread(contact, MOST_LINES)) if thread else (),
        )


def _shown(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    running = [case for case in cases if case.state is not CaseState.CLOSED]
    return tuple(sorted(running or cases, key=lambda case: (case.last_question is None, case.opened_at, case.id)))
