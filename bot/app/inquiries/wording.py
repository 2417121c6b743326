"""The words of an inquiry: figures and references of the case, nothing of the customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.app.identifiers import inquiry_key
from bot.app.inquiries.desk import Asked, InquiryDesk
from bot.app.words import InquiryFacts, InquiryWords, LetterItem
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.rules import Rules

CHOSEN = "answer"  # the query's field that names the answer whose button was pressed


def words_of(desk: InquiryDesk, asked: Asked, language: str = "") -> InquiryWords:
    """In this language, else in that of whoever is asked. Raises Rejected where there are no words."""
    case, inquiry = asked.case, asked.inquiry
    person = desk.correspondent(case.client, inquiry.party, inquiry.to)
    first = asked.work.rules.languages[0]
    return desk.composer.inquiry(_facts(desk, asked), language or (person.language if person else first))


def _facts(desk: InquiryDesk, asked: Asked) -> InquiryFacts:
    case, inquiry, rules = asked.case, asked.inquiry, asked.work.rules
    face = desk.faces[case.client]
    person = desk.correspondent(case.client, inquiry.party, inquiry.to)
    page = desk.links.answer(inquiry_key(inquiry.id))
    return InquiryFacts(
        item=replace(letter_item(case, rules, asked.now), template=inquiry.template),
        country=rules.country,
        brand=face.brand,
        party=inquiry.party.value,
        recipient=person.name if person else "",
        answers=tuple((offer, f"{page}?{CHOSEN}={offer}") for offer in inquiry.offers),
        reference=case.ref,
        check_code=face.shown_code(case.ref),
        needed_by=local(inquiry.due_at, rules.zone).date(),
        payment_reference=desk.screen(asked.payment.reference) if asked.payment else "",
        payment_day=asked.payment.paid_on if asked.payment else None,
        reason_code=case.reason,
        today=local(asked.now, rules.zone).date(),
    )


def letter_item(case: Case, rules: Rules, now: datetime) -> LetterItem:
    """What a case is about, for those who are no customers. It names no template."""
    today = local(now, rules.zone).date()
    proposal = case.proposals[-1] if case.proposals else None
    return LetterItem(
        template="",
        case_ref=case.ref,
        case_type=case.case_type,
        invoice=case.invoice,
        currency=case.currency,
        open_minor=case.open_minor,
        expected_minor=case.expected,
        paid_minor=case.paid,
        disputed_minor=case.disputed,
        due_on=case.due_on,
        days_late=max((today - case.due_on).days, 0) if case.due_on else 0,
        resolution=proposal.kind.value if proposal else "",
        resolution_minor=proposal.minor_units if proposal else 0,
    )
