"""Answers to inquiries: whoever was asked gives one by the link, or a member of staff records it for them."""

from __future__ import annotations

from enum import StrEnum

from bot.app.context import Context
from bot.app.inquiries.desk import InquiryDesk, look_at
from bot.app.inquiries.keeping import keep_words
from bot.app.staff.at_hand import case_at_hand
from bot.app.staff.people import actor
from bot.domain.case import Case, Inquiry
from bot.domain.commands import AnswerInquiry
from bot.domain.errors import Rejected
from bot.domain.roles import MAKERS
from bot.domain.rules import Staff
from bot.domain.vocabulary import InquiryState, Party


class Taken(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    ANSWERED = "answered"  # somebody was faster
    SETTLED = "settled"  # nobody needs it any more
    UNKNOWN = "unknown"  # there is no such question, or no such answer to it


def answer_by_link(desk: InquiryDesk, key: str, answer: str, comment: str = "", note_id: str = "") -> Taken:
    """Record the answer, and the comment as an internal note. Of two at the same moment one counts."""
    now = desk.context.clock()
    with desk.context.store.begin() as unit:
        found = unit.asked_of(key)
        if found is None:
            return Taken.UNKNOWN
        unit.lock_customers([found.customer_id])
        asked = look_at(desk.context, unit, found.case_id, found.inquiry_id, now)
        if asked is None:
            return Taken.UNKNOWN
        inquiry = asked.inquiry
        if not inquiry.open:
            return Taken.ANSWERED if inquiry.state is InquiryState.ANSWERED else Taken.SETTLED
        if answer not in inquiry.offers:
            return Taken.UNKNOWN
        by = person_of(inquiry)
        asked.work.handle(asked.case.id, AnswerInquiry(inquiry.id, answer, by), by)
        unit.save([asked.work.change()], now)
        keep_words(desk, unit, asked, note_id, comment)
        return Taken.TAKEN


def record_answer(context: Context, reference: str, staff: Staff, inquiry_id: str, answer: str) -> Case:
    """A member of staff says what whoever was asked answered. Raises Rejected, with a sentence for them."""
    with case_at_hand(context, reference, staff) as at_hand:
        inquiry = next((one for one in at_hand.case.inquiries if one.id == inquiry_id), None)
        if inquiry is None:
            raise Rejected("There is no such question on this case.")
        command = AnswerInquiry(inquiry.id, answer, person_of(inquiry), actor(staff, MAKERS))
        at_hand.work.handle(at_hand.case_id, command, staff.id)
        return at_hand.save()


def person_of(inquiry: Inquiry) -> str:
    """Whoever is asked, as the client's file names them: "billing", "bank"."""
    return inquiry.to if inquiry.party is Party.CLIENT else inquiry.party.value
