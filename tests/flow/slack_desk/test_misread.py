"""A reply that was taken for something else: said in Slack, held by whoever said it, kept to learn from."""

from __future__ import annotations

from datetime import timedelta

from bot.app.lessons import Lesson, Source
from bot.domain.vocabulary import Flag, HoldKind, Intent
from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import IVO, LUCIA, OLIVIA, SOFIA, Bill, DeskWorld, words

OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00")
MEANS = {"intents": ["payment_plan"]}


def lessons(desk: DeskWorld) -> list[Lesson]:
    with desk.app.store.read() as unit:
        return unit.lessons()


async def promised(desk: DeskWorld) -> str:
    ref = desk.case(OWING)
    desk.bills(OWING)
    await desk.replied(OWING, "I will pay on Friday")
    assert desk.view(ref).case.promise is not None
    return ref


async def test_whoever_says_so_has_the_case_and_teaches(desk: DeskWorld):
    ref = await promised(desk)
    form = await desk.form(OLIVIA, ref, Deed.MISREAD, Carried(ref=ref))
    assert "I will pay on Friday" in words(form)
    assert "What we did because of it" in words(form)
    assert await desk.send(OLIVIA, {**MEANS, "language": "es"}) is None
    case = desk.view(ref).case
    assert (case.hold.kind, case.assignee, case.promise) == (HoldKind.STAFF, "olivia", None)
    assert "is yours and held" in desk.told(OLIVIA)
    (lesson,) = lessons(desk)
    assert (lesson.source, lesson.intents, lesson.language) == (Source.MISREAD, (Intent.PAYMENT_PLAN,), "es")


async def test_what_it_was_taken_for_is_no_correction(desk: DeskWorld):
    ref = await promised(desk)
    await desk.form(OLIVIA, ref, Deed.MISREAD, Carried(ref=ref))
    errors = await desk.send(OLIVIA)
    assert "how it was understood" in str(errors)
    assert lessons(desk) == []
    assert "ReplyDecided" not in desk.events(ref)


async def test_who_may_not_decide_may_not_correct(desk: DeskWorld):
    ref = await promised(desk)
    for user in (IVO, LUCIA):
        await desk.press(user, ref, Deed.MISREAD, Carried(ref=ref))
    assert "ReplyDecided" not in desk.events(ref)
    assert lessons(desk) == []


async def test_the_button_of_an_older_message_says_that_there_is_a_newer_one(desk: DeskWorld):
    ref = await promised(desk)
    older = desk.view(ref).last_decided
    desk.turn(minutes=5)
    await desk.replied(OWING, "thank you")
    assert desk.view(ref).last_decided != older
    form = await desk.form(OLIVIA, ref, Deed.MISREAD, Carried(ref=ref, reply=older))
    assert "written again since" in words(form)


async def test_care_that_nobody_had_seen_makes_the_customer_a_persons_and_the_channel_learns_nothing(desk: DeskWorld):
    ref = await promised(desk)
    await desk.form(OLIVIA, ref, Deed.MISREAD, Carried(ref=ref))
    assert await desk.send(OLIVIA, {"intents": ["promise_to_pay"], "care": ["bereaved"]}) is None
    view = desk.view(ref)
    assert view.person_only
    assert "bereaved" not in str(view.happened)
    (lesson,) = lessons(desk)
    assert lesson.flags == (Flag.BEREAVED,)


async def test_supervisors_see_in_their_home_how_replies_are_understood(desk: DeskWorld):
    await promised(desk)
    shown = {user: words(await desk.sandbox.as_user(user).open_home()) for user in (SOFIA, OLIVIA)}
    assert "Replies of the last 4 weeks: 1, too few" in shown[SOFIA]
    assert "Replies of the last" not in shown[OLIVIA]


async def test_a_corrected_reading_teaches_language_days_and_meaning(desk: DeskWorld):
    ref = desk.case(OWING)
    desk.bills(OWING)
    await desk.replied(OWING, "well you know how it is, let us see about the thing")
    reply = desk.view(ref).undecided[0]
    await desk.form(OLIVIA, ref, Deed.CORRECT_READING, Carried(ref=ref, reply=reply.id, reading=reply.digest))
    day = str((desk.now + timedelta(days=3)).date())
    filled = {"intents": ["promise_to_pay"], "care": ["none"], "day": day, "amount": "60.00", "language": "de"}
    assert await desk.send(OLIVIA, filled) is None
    (lesson,) = lessons(desk)
    assert (lesson.source, lesson.language, lesson.flags) == (Source.CORRECTED, "de", ())
    assert (lesson.dates, lesson.amounts) == (((day, "will_pay_on"),), ((6_000, "USD"),))
