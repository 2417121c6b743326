"""An inquiry on its way out: gated and worded right before its e-mail goes (`bot.app.posting.Questions`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.app.acting import act
from bot.app.inquiries.desk import Asked, InquiryDesk, look_at
from bot.app.inquiries.wording import words_of
from bot.app.staff.post_ports import Errand, Move, PostEnd, Shown
from bot.app.staff.posts import Post, PostState
from bot.domain.commands import ReportInquiry
from bot.domain.errors import Rejected
from bot.domain.gate import evaluate_inquiry
from bot.domain.rules import Rule
from bot.domain.vocabulary import InquiryNews

log = structlog.get_logger(__name__)

LOOK_AGAIN: Final = timedelta(minutes=1)  # at what the stop button or LIVE-LIST holds back


class GoingOut:
    def __init__(self, desk: InquiryDesk) -> None:
        self._desk = desk

    def prepare(self, post: Post) -> Errand | PostEnd:
        """Gate and words; or its end, when nothing is to be sent (now)."""
        desk = self._desk
        now = desk.context.clock()
        if post.ts:  # it is out, and is not said twice
            return PostEnd(post, PostState.SENT, post.place, post.ts, post.digest, quiet=True)
        with desk.context.store.read() as unit:
            asked = look_at(desk.context, unit, post.case_id, post.about, now)
            if asked is None or not asked.inquiry.open:
                return PostEnd(post, PostState.CANCELLED, quiet=True)
            if again := self._held_until(asked, now):
                return PostEnd(post, PostState.QUEUED, available_at=again, quiet=True)
        return self._worded(post, asked)

    def _held_until(self, asked: Asked, now: datetime) -> datetime | None:
        """When to look again at what may not go out now."""
        facts, rules = asked.work.facts(asked.case.id), asked.work.rules
        refusal = evaluate_inquiry(asked.inquiry.template, asked.playbook, asked.case, facts, rules, now)
        if refusal is None:
            return None
        return min(refusal.lifts_at or now + LOOK_AGAIN, now + LOOK_AGAIN)

    def _worded(self, post: Post, asked: Asked) -> Errand | PostEnd:
        inquiry, client = asked.inquiry, asked.case.client
        if self._desk.correspondent(client, inquiry.party, inquiry.to) is None:
            return _failed(post, Rule.NO_ADDRESS.value)
        try:
            mail = words_of(self._desk, asked).mail.rendered
        except Rejected:
            log.exception("inquiry.no_words", post=post.id, template=inquiry.template)
            return _failed(post, "template")
        if self._desk.screen(mail.text) != mail.text:
            return _failed(post, Rule.PCI_PAN.value)
        shown = Shown(mail.text, subject=mail.subject, html=mail.html)
        return Errand(post, Move.POST, shown, asked.case.seq)

    def undelivered(self, post: Post, code: str) -> None:
        """It has failed for good: a person is told. Doing it again changes nothing."""
        report(self._desk, post.case_id, ReportInquiry(post.about, InquiryNews.UNDELIVERED, code))


def report(desk: InquiryDesk, case_id: str, command: ReportInquiry) -> None:
    """Tell the case what became of an inquiry; a case that is gone hears nothing."""
    with desk.context.store.read() as unit:
        reference = unit.case_ref(case_id)
    if reference:
        act(desk.context, reference, command, "mail")


def _failed(post: Post, code: str) -> PostEnd:
    return PostEnd(post, PostState.FAILED, failure=code, quiet=True)
