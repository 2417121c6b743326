"""The thread of a case tells of each thing that happens to an inquiry in a line of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from bot.app.staff.inquiry_lines import inquiry_line_id
from bot.domain import events as e
from bot.domain.case import Inquiry
from bot.domain.vocabulary import Party
from tests.unit.domain.kit import MONDAY

ID = "case.ask_client.1"
ASKED = Inquiry(
    ID,
    "ask_client",
    1,
    Party.CLIENT,
    "billing",
    "invoice_mismatch/ask_client",
    ("yes",),
    MONDAY,
    MONDAY + timedelta(3),
    True,
)
# As they follow each other when all of it happens at one moment.
HAPPENED: tuple[e.InquiryEvent, ...] = (
    e.InquiryMade(ASKED),
    e.InquiryUndelivered(ID, "550", MONDAY),
    e.InquiryOverdue(ID, MONDAY),
    e.InquiryAnswered(ID, "yes", "billing", "", True, MONDAY),
    e.InquiryWithdrawn(ID, "it was paid", MONDAY),
)


def test_each_happening_has_a_line_of_its_own_and_they_sort_as_they_follow_each_other():
    lines = [inquiry_line_id(event) for event in HAPPENED]
    assert {type(event) for event in HAPPENED} == set(get_args(e.InquiryEvent))
    assert lines == sorted(set(lines))
    assert all(line.startswith(f"inquiry:{ID}:") for line in lines)
