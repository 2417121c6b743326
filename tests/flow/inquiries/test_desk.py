"""Staff see who was asked what, are told when an answer comes or does not, and record one for whoever gave it elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.app.acting import advance
from bot.app.explaining import explain_case
from bot.app.identifiers import inquiry_key
from bot.app.inquiries.answering import answer_by_link, record_answer
from bot.app.inquiries.desk import look_at
from bot.app.inquiries.wording import words_of
from bot.app.staff.money import record_payment, take_back_payment
from bot.app.staff.viewing import view_case
from bot.bootstrap import guidance, inquiry_desk
from bot.domain.errors import Rejected
from bot.domain.vocabulary import InquiryState
from bot.slack.blocks.facts import live_rows
from tests.flow.inquiries.asking import AskingWorld


def view(world: AskingWorld):
    case = world.case()
    look = partial(view_case, world.app.context, world.app.understand, {"acme": "Acme"})
    return look(case.ref, None)


def told(world: AskingWorld) -> list[str]:
    return [line.text for line in view(world).lines if line.who == "inquiry"]


async def test_the_card_says_who_was_asked_what_and_until_when(world: AskingWorld):
    world.case()
    rows = [text for label, text in live_rows(view(world)) if label == "Asked"]
    assert len(rows) == 2
    assert rows[1].startswith("the client's people (billing)")
    assert "missing payment: test client" in rows[1]
    assert "until" in rows[1]


@pytest.mark.parametrize(("language", "begins"), [("en", "Test: "), ("es", "Prueba: ")])
async def test_the_card_and_the_thread_have_the_words_of_the_question(world: AskingWorld, language: str, begins: str):
    case = world.case()
    staff = replace(guidance(world.app), languages={"acme": language})
    seen = view_case(world.app.context, world.app.understand, {}, case.ref, None, staff)
    rows = [text for label, text in live_rows(seen) if label == "Asked"]
    assert f": {begins}did a payment for INV-20481 reach you?; " in rows[1]
    (asked,) = [line.text for line in seen.lines if line.text.startswith("We asked the bank")]
    assert asked == f"We asked the bank: {begins}did a payment for INV-20481 reach you? Answers: {begins}it went back."


async def test_the_question_names_the_payment_that_is_known(world: AskingWorld):
    case, staff = world.case(), world.app.texts.configuration.staff["olivia"]
    context, day = world.app.context, world.now.date() - timedelta(days=2)
    for name, reference in (("p1", "TR-60001"), ("p2", "TR-60002")):
        record_payment(context, case.ref, staff, name, 1_000, day, reference)
    take_back_payment(context, case.ref, staff, "p2")
    desk = inquiry_desk(world.app)
    with context.store.read() as unit:
        asked = look_at(context, unit, case.id, world.inquiry("bank").id, world.now)
        facts = {value for _, value in words_of(desk, asked).facts}
    assert "TR-60001" in facts
    assert "TR-60002" not in facts, "recorded by mistake"
    assert any("March 1" in value for value in facts)


async def test_the_thread_tells_of_asking_of_silence_and_of_the_answer(world: AskingWorld):
    world.case()
    world.turn(days=3)
    advance(world.app.context)
    answer_by_link(inquiry_desk(world.app), inquiry_key(world.inquiry().id), "not_paid")
    assert [text.partition(":")[0] for text in told(world)] == [
        "We asked the bank",
        "We asked the client's people (billing)",
        "No answer of the client's people (billing) in time",
        "Answer of the client's people (billing), after it was due",
    ]


async def test_an_operator_records_an_answer_once_and_a_stranger_never(world: AskingWorld):
    case, staff = world.case(), world.app.texts.configuration.staff
    inquiry = world.inquiry()
    for name, why in (("ivo", "needs the role"), ("lucia", "There is no case"), ("carla", "needs the role")):
        with pytest.raises(Rejected, match=why):
            record_answer(world.app.context, case.ref, staff[name], inquiry.id, "not_paid")
    record_answer(world.app.context, case.ref, staff["olivia"], inquiry.id, "not_paid")
    assert (world.inquiry().state, world.inquiry().answer) == (InquiryState.ANSWERED, "not_paid")
    assert told(world)[-1] == "Answer of the client's people (billing): not paid. Olivia Marsh recorded it."
    with pytest.raises(Rejected, match="answered already"):
        record_answer(world.app.context, case.ref, staff["olivia"], inquiry.id, "we_have_it")
    with pytest.raises(Rejected, match="no such question"):
        record_answer(world.app.context, case.ref, staff["olivia"], "another", "we_have_it")


async def test_why_a_case_waits_names_the_question(world: AskingWorld):
    case = world.case()
    asked = explain_case(world.app.context, case.ref)["asked"]
    assert [(one["whom"], one["question"], one["overdue"]) for one in asked] == [
        ("the bank", "missing payment: test bank", False),
        ("the client's people (billing)", "missing payment: test client", False),
    ]
