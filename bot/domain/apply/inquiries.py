"""Questions to others: asked, answered, overdue, needless."""

from __future__ import annotations

from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of
from bot.domain.case import Case
from bot.domain.changing import replace
from bot.domain.vocabulary import InquiryState


@changes_of.register
def _(event: e.InquiryMade, case: Case) -> dict[str, Any]:
    return {"inquiries": (*case.inquiries, event.inquiry)}


@changes_of.register
def _(event: e.InquiryAnswered, case: Case) -> dict[str, Any]:
    return _changed(
        case,
        event.inquiry_id,
        state=InquiryState.ANSWERED,
        answer=event.answer,
        answered_by=event.by,
        answered_at=event.at,
    )


@changes_of.register
def _(event: e.InquiryOverdue, case: Case) -> dict[str, Any]:
    return _changed(case, event.inquiry_id, state=InquiryState.OVERDUE)


@changes_of.register
def _(event: e.InquiryUndelivered, case: Case) -> dict[str, Any]:
    return _changed(case, event.inquiry_id, undelivered=True)


@changes_of.register
def _(event: e.InquiryWithdrawn, case: Case) -> dict[str, Any]:
    return _changed(case, event.inquiry_id, state=InquiryState.WITHDRAWN)


def _changed(case: Case, inquiry_id: str, **changes: Any) -> dict[str, Any]:
    return {"inquiries": tuple(replace(i, **changes) if i.id == inquiry_id else i for i in case.inquiries)}
