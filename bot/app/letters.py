"""From a message of the outbox to a letter: what its touches have to say, for whom, in whose name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.app.records import LEFT_OUT, ClaimedMessage, ClaimedTouch
from bot.app.words import Composer, Letter, LetterItem
from bot.app.work import CustomerWork
from bot.domain.calendar import after, local
from bot.domain.case import Case
from bot.domain.facts import CustomerFacts
from bot.domain.gate import customer_zone
from bot.domain.linked import counted_once, sibling
from bot.domain.merge import place
from bot.domain.vocabulary import Channel, TouchClass


class Face(Protocol):
    """How a client appears to its customers."""

    @property
    def brand(self) -> str: ...
    @property
    def reply_domain(self) -> str: ...
    @property
    def senior_name(self) -> str: ...
    def shown_code(self, code: str) -> str: ...
    def check_where_in(self, language: str) -> str: ...
    def sender_for(self, channel: Channel, customer_id: str) -> tuple[str, str, float]:
        """(address, name, allowed messages a second) of the constant sender of this customer."""
        ...


class Links(Protocol):
    """Signed links and addresses. They hold opaque ids only."""

    def chat(self, contact_id: str) -> str: ...
    def unsubscribe(self, contact_id: str, channel: Channel) -> str: ...
    def reply_to(self, message_id: str, domain: str) -> str: ...
    def return_path(self, message_id: str, domain: str) -> str: ...
    def status(self, message_id: str) -> str: ...


def _no_warning(_text: str, _language: str, _channel: Channel) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What turns a claimed message into an outgoing one."""

    composer: Composer
    faces: Mapping[str, Face]
    links: Links
    screen: Callable[[str], str]  # PCI-PAN: gives the text back with card numbers redacted
    # What a person may have overlooked in words of their own: (text, language of the frame, channel) -> sentences or ""
    warn: Callable[[str, str, Channel], str] = _no_warning


def write_letter(
    desk: Desk,
    work: CustomerWork,
    message: ClaimedMessage,
    touches: tuple[ClaimedTouch, ...],
    name: str,
    now: datetime,
) -> Letter:
    """What a message has to say at this moment; it need not be claimed. `name` is the customer's."""
    bundle = work.bundle
    face = desk.faces[message.client]
    contact = next((c for c in bundle.facts.contacts if c.id == message.contact_id), None)
    of_contact = (contact.language if contact else "") or bundle.facts.language or work.rules.languages[0]
    language = message.language or of_contact
    today = local(now, customer_zone(work.facts(touches[0].case_id), work.rules)).date()
    return Letter(
        channel=message.channel,
        language=language,
        country=bundle.facts.country or work.rules.country,
        items=_items(work, touches, today),
        brand=face.brand,
        customer_name=spoken_name(name, bundle.facts),
        customer_kind=bundle.facts.kind,
        verified=bool(contact and contact.verified and not contact.shared),
        show_amount=message.channel not in {Channel.SMS, Channel.WHATSAPP} or work.rules.sms_amounts,
        first_sms=message.channel is Channel.SMS and not bundle.facts.contacted_before,
        reference=message.reference,
        chat_url=desk.links.chat(message.contact_id),
        unsubscribe_url=unsubscribe_link(desk, message),
        check_where=face.check_where_in(language),
        check_code=face.shown_code(message.reference),
        sender_person=face.senior_name if message.sender == "senior" else "",
        today=today,
        staff_text=message.staff_text,
        fallback=work.rules.languages[0],
    )


def spoken_name(name: str, customer: CustomerFacts) -> str:
    """The name to greet with; a ledger without names has the customer's number in its place, and greets nobody."""
    return "" if name == customer.external_id else name


def unsubscribe_link(desk: Desk, message: ClaimedMessage) -> str:
    """Only mail has a link for it; a text is answered with STOP."""
    return desk.links.unsubscribe(message.contact_id, message.channel) if message.channel is Channel.EMAIL else ""


def _items(work: CustomerWork, touches: tuple[ClaimedTouch, ...], today: date) -> tuple[LetterItem, ...]:
    """What each touch has to say; the money of one transaction counts once, whatever cases are about it."""
    counted = {one.case_id for one in counted_once(sibling(work.cases[touch.case_id]) for touch in _by_case(touches))}
    ordered = sorted(touches, key=lambda touch: (_asks(touch), place(work.cases[touch.case_id], touch.tone, touch.key)))
    return tuple(_item(work, touch, today, counted=touch.case_id in counted) for touch in ordered)


def _asks(touch: ClaimedTouch) -> bool:
    """Whether it answers with a question: that comes last."""
    return bool(touch.answers) and touch.ask not in ("", LEFT_OUT)


def _by_case(touches: tuple[ClaimedTouch, ...]) -> Iterable[ClaimedTouch]:
    return {touch.case_id: touch for touch in touches}.values()


def _item(work: CustomerWork, touch: ClaimedTouch, today: date, *, counted: bool) -> LetterItem:
    case = work.cases[touch.case_id]
    proposal = case.proposals[-1] if case.proposals else None
    return LetterItem(
        template=touch.template,
        case_ref=case.ref,
        case_type=case.case_type,
        invoice=case.invoice,
        currency=case.currency,
        open_minor=case.chaseable_minor if touch.touch_class is TouchClass.CHASE else case.open_minor,
        expected_minor=case.expected,
        paid_minor=case.paid,
        disputed_minor=case.disputed,
        due_on=case.due_on,
        days_late=max((today - case.due_on).days, 0) if case.due_on else 0,
        promise_day=case.promise.day if case.promise else None,
        earlier_day=case.promise.instead_of if case.promise else None,
        asked_day=case.proposed_day.day if case.proposed_day else None,
        asks=touch.ask != LEFT_OUT,
        question=touch.ask if touch.answers and touch.ask != LEFT_OUT else "",
        answer_day=_answer_day(work, case, today),
        resolution=proposal.kind.value if proposal else "",
        resolution_minor=proposal.minor_units if proposal else 0,
        new_payee=proposal.new_payee if proposal else False,
        tone=touch.tone,
        counted=counted,
    )


def _answer_day(work: CustomerWork, case: Case, today: date) -> date | None:
    """Until when the client promises to answer what the customer last wrote; None when nothing is promised for later.

    It is the client's local day: where staff sit.
    """
    if case.answered_at is None:
        return None
    until = after(case.answered_at, work.rules.answer_promise, work.rules.zone, work.facts(case.id).holidays)
    day = local(until, work.rules.zone).date()
    return day if day >= today else None
