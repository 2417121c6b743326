"""Answers and evidence that staff record: once, by whoever may, of what was asked; whatever a form carries."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.app.identifiers import inquiry_key
from bot.app.inquiries.answering import Taken, answer_by_link
from bot.bootstrap import inquiry_desk
from bot.domain.vocabulary import InquiryState
from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import ANA, CARLA, LUCIA, OLIVIA, DeskWorld
from tests.flow.slack_desk.test_attacks_clients import chosen, submitted
from tests.flow.slack_desk.test_inquiries import asks

CARD = "4111 1111 1111 1111"


@pytest.fixture
def asking(sqlite_desk: DeskWorld, tmp_path: Path) -> tuple[DeskWorld, str]:
    (tmp_path / "asks").mkdir()
    asks(sqlite_desk, tmp_path / "asks")
    return sqlite_desk, sqlite_desk.case()


def values(answer: str, note: str = "by telephone") -> dict[str, Any]:
    return {"answer": chosen(answer), "note": {"value": note}}


def answers(desk: DeskWorld, ref: str) -> list[str]:
    return [one.answer for one in desk.view(ref).case.inquiries if one.state is InquiryState.ANSWERED]


async def test_what_was_not_asked_or_not_offered_is_recorded_by_nobody(asking: tuple[DeskWorld, str]):
    desk, ref = asking
    before = desk.events(ref)
    wrong = ("ask_bank.1|not_paid", "ask_billing.2|not_paid", "ask_billing.1|", "|not_paid", "x", "a|b|c", "9" * 3000)
    for number, answer in enumerate(wrong):
        said = await submitted(desk, OLIVIA, Deed.RECORD_ANSWER, Carried(ref=ref), values(answer), number)
        assert said.get("response_action") == "errors", answer
    for number, user in enumerate((LUCIA, CARLA)):  # of another client; one who may only look on
        good = values("ask_billing.1|not_paid")
        await submitted(desk, user, Deed.RECORD_ANSWER, Carried(ref=ref), good, 100 + number)
        await submitted(desk, user, Deed.EVIDENCE, Carried(ref=ref), good, 200 + number)
    assert desk.events(ref) == before


async def test_a_form_that_comes_again_and_again_answers_once(asking: tuple[DeskWorld, str]):
    desk, ref = asking
    form = values("ask_billing.1|we_have_it", f"card {CARD}")
    await asyncio.gather(
        *(submitted(desk, OLIVIA, Deed.RECORD_ANSWER, Carried(ref=ref), form, 7) for _ in range(4)),
        *(submitted(desk, OLIVIA, Deed.EVIDENCE, Carried(ref=ref), form, 8) for _ in range(4)),
    )
    names = desk.events(ref)
    assert [names.count(name) for name in ("InquiryAnswered", "EvidenceReceived")] == [1, 1]
    notes = [line.text for line in desk.view(ref).lines if "card" in line.text]
    assert len(notes) == 2
    assert not [text for text in notes if "1111 1111" in text]


async def test_of_two_people_and_the_link_one_answer_counts(asking: tuple[DeskWorld, str]):
    desk, ref = asking
    key = inquiry_key(next(one.id for one in desk.view(ref).case.inquiries if one.to == "billing"))
    door = inquiry_desk(desk.app)
    got = await asyncio.gather(
        submitted(desk, OLIVIA, Deed.RECORD_ANSWER, Carried(ref=ref), values("ask_billing.1|not_paid"), 1),
        submitted(desk, ANA, Deed.RECORD_ANSWER, Carried(ref=ref), values("ask_billing.1|we_have_it"), 2),
        asyncio.to_thread(answer_by_link, door, key, "not_paid", "by the link", "n1"),
    )
    assert len(answers(desk, ref)) == 1
    assert desk.events(ref).count("InquiryAnswered") == 1
    assert got[2] in (Taken.TAKEN, Taken.ANSWERED)
    assert answer_by_link(door, key, "we_have_it", "too late", "n2") is Taken.ANSWERED
    texts = [line.text for line in desk.view(ref).lines]
    kept = [text for text in ("by telephone", "by the link", "too late") if text in texts]
    assert len(kept) == 1, "a line is kept with the answer that counts"
