"""What the page of an inquiry shows: who asks, the figures of the case, the question, its answers. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.app.inquiries.desk import Asked, InquiryDesk, look_at
from bot.app.inquiries.wording import words_of
from bot.app.staff.inquiry_lines import answer_words
from bot.app.words import InquiryWords
from bot.bootstrap import Application, inquiry_desk
from bot.channels.words import formats
from bot.channels.words.formats import locale_of
from bot.clients import ClientProfile
from bot.domain.calendar import local
from bot.domain.case import Inquiry
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseState, InquiryState, Party
from bot.web.texts import Language, Texts

_NOBODY: Final = "-"  # is looked up for a forged token, so that both answers take the same way


@dataclass(frozen=True, slots=True)
class AskedPage:
    """One look at the page of an inquiry."""

    key: str
    profile: ClientProfile
    language: Language
    inquiry: Inquiry
    reference: str
    customer: str  # the client's people know their customers; a bank is told nothing of them
    late: bool
    answered_on: str  # as the reader writes days; "" = nobody has answered
    words: InquiryWords | None  # None = the question's template is gone
    closed: bool  # nobody works on the case any more

    @property
    def labels(self) -> Mapping[str, str]:
        """The words of each answer."""
        said = self.words.answers if self.words else {}
        return {offer: said.get(offer) or answer_words(offer) for offer in self.inquiry.offers}

    @property
    def state(self) -> InquiryState:
        return self.inquiry.state


def ask_page(application: Application, texts: Texts, token: str, language: str = "") -> AskedPage | None:
    """Look at the page that a token opens; None for a forged one, and for an inquiry that is not there (any more)."""
    desk = inquiry_desk(application)
    key = application.links.inquiry_of_page(token) or _NOBODY
    with application.store.read() as unit:
        found = unit.asked_of(key)
        asked = look_at(desk.context, unit, found.case_id, found.inquiry_id, desk.context.clock()) if found else None
        profile = application.texts.configuration.profiles.get(found.client) if found else None
        if asked is None or profile is None:
            return None
        customer = asked.case.customer_id
        name = unit.customer_names([customer]).get(customer, "")
    return _page(desk, texts, asked, profile, key, name, language)


def _page(
    desk: InquiryDesk, texts: Texts, asked: Asked, profile: ClientProfile, key: str, name: str, language: str
) -> AskedPage:
    inquiry = asked.inquiry
    person = desk.correspondent(profile.id, inquiry.party, inquiry.to)
    spoken = texts.choose(language, person.language if person else "", *profile.languages)
    return AskedPage(
        key=key,
        profile=profile,
        language=spoken,
        inquiry=inquiry,
        reference=asked.case.ref,
        customer=name if inquiry.party is Party.CLIENT else "",
        late=inquiry.open and asked.now >= inquiry.due_at,
        answered_on=_day(asked, spoken) if inquiry.answered_at else "",
        words=_words(desk, asked, language or (person.language if person else spoken.code)),
        closed=asked.case.state is CaseState.CLOSED,
    )


def _words(desk: InquiryDesk, asked: Asked, language: str) -> InquiryWords | None:
    """A link that is out works on, also when the words of its question were taken away meanwhile."""
    try:
        return words_of(desk, asked, language)
    except Rejected:
        return None


def _day(asked: Asked, language: Language) -> str:
    answered = asked.inquiry.answered_at
    assert answered is not None
    rules = asked.work.rules
    day = local(answered, rules.zone).date()
    return formats.day(day, locale_of(language.code, rules.country))
