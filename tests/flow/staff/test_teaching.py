"""What a person says that a reply means is kept to learn from, without names; a misread one is held by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.app.lessons import Lesson, Source
from bot.app.staff.reading import correct_reply, decide_reply
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadIntent
from bot.domain.vocabulary import CaseState, DateRole, Flag, HoldKind, Intent, Question
from tests.flow.staff.desk import Bill, Desk, refused

BILL = Bill()
UNCLEAR = "Hmm, Ada Example here, a refund, or a credit on the next bill, call 212-555-0123 or ada@home.test"


def reading(*intents: Intent, **more) -> Reading:
    found = tuple(ReadIntent(intent, 1.0) for intent in intents)
    read = Reading("en", 1.0, automatic=False, intents=found, flags=(), decided=True)
    return replace(read, **more)


def lessons(desk: Desk) -> list[Lesson]:
    with desk.app.store.read() as unit:
        return unit.lessons()


async def wrote(desk: Desk, text: str) -> None:
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, text)
    await desk.work()


def decide(desk: Desk, **how):
    (waiting,) = desk.view(BILL).undecided
    context, understand = desk.app.context, desk.app.understand
    return decide_reply(context, understand, desk.ref(BILL), desk.who("olivia"), waiting.id, **how)


def correct(desk: Desk, chosen: Reading, name: str = "olivia", reply: str = "", **how):
    found = reply or str(desk.rows("SELECT id FROM inbox")[0][0])
    context, understand = desk.app.context, desk.app.understand
    return correct_reply(context, understand, desk.ref(BILL), desk.who(name), found, chosen, **how)


# --- what nobody was sure of -----------------------------------------------------------------------------------


async def test_a_correction_is_kept_without_whoever_wrote_it(desk: Desk):
    await wrote(desk, UNCLEAR)
    day, amount = ReadDate(date(2026, 3, 9), DateRole.PAID_ON, (0, 0)), ReadAmount(5_000, "USD", (0, 0))
    decide(desk, chosen=reading(Intent.ALREADY_PAID, language="es", dates=(day,), amounts=(amount,)))
    (lesson,) = lessons(desk)
    assert lesson.text == "Hmm, NAME here, a refund, or a credit on the next bill, call 555 0100 or name@example.com"
    assert (lesson.intents, lesson.flags, lesson.language) == ((Intent.ALREADY_PAID,), (), "es")
    assert (lesson.dates, lesson.amounts) == ((("2026-03-09", "paid_on"),), ((5_000, "USD"),))
    assert (lesson.client, lesson.by, lesson.at, lesson.source) == ("acme", "olivia", desk.now, Source.CORRECTED)
    assert len(lesson.digest) == 16


async def test_what_is_left_as_it_was_read_is_a_label_too(desk: Desk):
    await wrote(desk, UNCLEAR)
    (waiting,) = desk.view(BILL).undecided
    assert waiting.reading.intents
    decide(desk, chosen=waiting.reading)
    (lesson,) = lessons(desk)
    assert (lesson.source, lesson.digest) == (Source.CONFIRMED, waiting.digest)


async def test_of_whom_only_a_person_may_treat_no_more_is_kept_than_needed(desk: Desk):
    await wrote(desk, "the thing, 12 days in hospital, hmm")
    day = ReadDate(date(2026, 3, 9), DateRole.OTHER, (0, 0))
    decide(desk, chosen=reading(Intent.OTHER, flags=(Flag.VULNERABLE,), dates=(day,)))
    (lesson,) = lessons(desk)
    assert (lesson.text, lesson.dates, lesson.flags) == ("the thing, 00 days in hospital, hmm", (), (Flag.VULNERABLE,))


async def test_a_client_that_keeps_its_customers_words_out_teaches_nothing(desk: Desk):
    await wrote(desk, UNCLEAR)
    rules = {name: replace(one, learn_from_replies=False) for name, one in desk.app.context.rules.items()}
    context = replace(desk.app.context, rules=rules)
    (waiting,) = desk.view(BILL).undecided
    decide_reply(
        context, desk.app.understand, desk.ref(BILL), desk.who("olivia"), waiting.id, chosen=reading(Intent.DENY)
    )
    assert lessons(desk) == []


async def test_what_was_refused_teaches_nothing(desk: Desk):
    await wrote(desk, UNCLEAR)
    refused(decide, desk, digest="0" * 16)
    assert lessons(desk) == []


# --- what was misunderstood ------------------------------------------------------------------------------------


async def test_a_misread_reply_is_held_by_whoever_saw_it_and_kept(desk: Desk):
    await wrote(desk, "I will pay on Friday")
    assert desk.case(BILL).promise is not None
    view = desk.view(BILL, "olivia")
    assert view.understood.reply.text == "I will pay on Friday"
    assert any("promise" in line.lower() for line in view.understood.did)
    case = correct(desk, reading(Intent.PAYMENT_PLAN))
    assert (case.state, case.hold.kind, case.assignee, case.promise) == (CaseState.HELD, HoldKind.STAFF, "olivia", None)
    (lesson,) = lessons(desk)
    assert (lesson.source, lesson.intents) == (Source.MISREAD, (Intent.PAYMENT_PLAN,))
    assert lesson.text == "I will pay on Friday"
    told = [one.sentence for one in desk.view(BILL).happened]
    assert any("was misunderstood" in sentence for sentence in told)


async def test_the_question_of_the_time_is_kept_with_it(desk: Desk):
    await wrote(desk, UNCLEAR)
    asked = desk.case(BILL).last_question
    decide(desk, chosen=reading(Intent.PROMISE_TO_PAY))
    desk.turn(minutes=5)
    await desk.work()
    later = desk.case(BILL).last_question
    desk.turn(minutes=5)
    desk.writes(BILL, "I will pay on Friday")
    await desk.work()
    last = str(desk.rows("SELECT id FROM inbox ORDER BY received_at DESC")[0][0])
    correct(desk, reading(Intent.DENY), reply=last)
    assert [one.question for one in lessons(desk)] == [asked, later]
    assert later is Question.WHICH_DAY


@pytest.mark.parametrize("name", ["ivo", "carla"])
async def test_only_makers_correct(desk: Desk, name):
    await wrote(desk, "I will pay on Friday")
    assert "needs the role" in refused(correct, desk, reading(Intent.DENY), name)
    assert lessons(desk) == []


async def test_what_it_was_taken_for_is_no_correction_and_another_case_has_no_such_message(desk: Desk):
    await wrote(desk, "thank you")
    same = desk.view(BILL, "olivia").understood.reply.reading
    assert "how it was understood" in refused(correct, desk, same)
    assert "no such message" in refused(correct, desk, reading(Intent.DENY), reply="made-up")


async def test_a_reply_that_waits_is_decided_not_corrected(desk: Desk):
    await wrote(desk, UNCLEAR)
    assert desk.view(BILL, "olivia").understood is None
    assert "Nobody has decided" in refused(correct, desk, reading(Intent.DENY))


async def test_what_staff_of_another_client_ask_for_is_not_there(desk: Desk):
    await wrote(desk, "I will pay on Friday")
    lucia = desk.who("lucia", "northwind")
    found = str(desk.rows("SELECT id FROM inbox")[0][0])
    context, understand = desk.app.context, desk.app.understand
    sentence = refused(correct_reply, context, understand, desk.ref(BILL), lucia, found, reading(Intent.DENY))
    assert sentence == f"There is no case {desk.ref(BILL)}."
