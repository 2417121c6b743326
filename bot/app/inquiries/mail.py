"""Mail that comes to the address of an inquiry: never a customer's reply, always something for a person to read."""

from __future__ import annotations

from bot.app.identifiers import reply_id
from bot.app.inquiries.desk import InquiryDesk, look_at
from bot.app.inquiries.keeping import keep_words
from bot.app.messages import Inbound
from bot.domain.commands import ReportInquiry
from bot.domain.vocabulary import InquiryNews

SOURCE = "inquiry-mail"


def take_mail(desk: InquiryDesk, key: str, inbound: Inbound, words: str, *, automatic: bool) -> bool:
    """Keep what somebody wrote about an inquiry. False = it was here before, or the inquiry is not there (any more).

    `words` are the mail's own, without what it quotes. Somebody has to record the answer in it; what a machine
    wrote is only kept.
    """
    now = desk.context.clock()
    name = reply_id(inbound.provider, inbound.provider_message_id)
    with desk.context.store.begin() as unit:
        found = unit.asked_of(key)
        if found is None or not unit.first_sight(SOURCE, name, now):
            return False
        unit.lock_customers([found.customer_id])
        asked = look_at(desk.context, unit, found.case_id, found.inquiry_id, now)
        if asked is None:
            return False
        keep_words(desk, unit, asked, name, words)
        if not automatic:
            asked.work.handle(asked.case.id, ReportInquiry(found.inquiry_id, InquiryNews.WRITTEN), "mail")
            unit.save([asked.work.change()], now)
        return True


def take_bounce(desk: InquiryDesk, key: str, code: str) -> bool:
    """Its e-mail came back: a person asks in another way. False = the inquiry is not there (any more)."""
    now = desk.context.clock()
    with desk.context.store.begin() as unit:
        found = unit.asked_of(key)
        if found is None:
            return False
        unit.lock_customers([found.customer_id])
        asked = look_at(desk.context, unit, found.case_id, found.inquiry_id, now)
        if asked is None:
            return False
        report = ReportInquiry(found.inquiry_id, InquiryNews.UNDELIVERED, code)
        asked.work.handle(asked.case.id, report, "mail")
        unit.save([asked.work.change()], now)
        return True
