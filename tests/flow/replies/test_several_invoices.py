"""A customer with several invoices writes: each gets what was said of it, and what fits several is asked back once."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.domain.vocabulary import Channel
from bot.store.store import SqlStore
from tests.flow.web.world import Bill, World, signed

FIRST = Bill(20481, due=date(2026, 2, 1))
SECOND = Bill(20482, expected="80.00", due=date(2026, 2, 15))
THIRD = Bill(20483, expected="45.00")
BILLS = (FIRST, SECOND, THIRD)
SMS = "/webhooks/twilio/sms"
NUMBERS = count(1)


@pytest.fixture
async def world(store: SqlStore, tmp_path: Path) -> World:
    world = World(store, tmp_path)
    world.bills(*BILLS)
    await world.work()
    return world


async def writes(world: World, text: str) -> None:
    """By text message, through the signed webhook; then all that follows from it."""
    form = {
        "MessageSid": f"SM{next(NUMBERS):032d}", "From": FIRST.phone, "To": "+12125550123", "Body": text, "NumMedia": "0",
    }  # fmt: skip
    world.turn(minutes=10)
    async with world.client() as browser:
        answer = await browser.post(SMS, data=form, headers=signed(SMS, form))
    assert answer.status_code == 200
    await world.work()


def said(world: World, bill: Bill, kind: str) -> list[str]:
    return [
        row[0]
        for row in world.rows(
            "SELECT e.data FROM events e JOIN cases c ON c.id = e.case_id WHERE c.invoice = ? AND e.type = ? ORDER BY e.seq",
            bill.invoice,
            kind,
        )
    ]


def state(world: World, bill: Bill) -> str:
    return world.rows("SELECT state FROM cases WHERE invoice = ?", bill.invoice)[0][0]


def texts(world: World) -> list[str]:
    return [message.rendered.text for message in world.sms.taken]


async def test_each_invoice_gets_what_was_said_of_it(world: World):
    await writes(
        world,
        "I'll pay INV-20481 on Friday but INV-20482 is wrong, we never got the goods; and INV-20483 I already paid yesterday",
    )
    assert '"day":"2026-03-06"' in said(world, FIRST, "PromiseMade")[0]
    assert said(world, SECOND, "PromiseMade") == said(world, THIRD, "PromiseMade") == []
    assert said(world, SECOND, "DisputeRecorded") != []
    assert said(world, FIRST, "DisputeRecorded") == []
    assert '"already_paid"' in said(world, THIRD, "ReplyReceived")[0]
    assert all('"basis":"told apart"' in said(world, bill, "ReplyReceived")[0] for bill in BILLS)
    assert len(texts(world)) == 1, "one answer covers all"


async def test_days_of_two_invoices_in_one_breath(world: World):
    await writes(world, "I'll pay INV-20481 on Friday and INV-20482 on Monday")
    assert '"day":"2026-03-06"' in said(world, FIRST, "PromiseMade")[0]
    assert '"day":"2026-03-09"' in said(world, SECOND, "PromiseMade")[0]


@pytest.mark.parametrize(
    "second", ["20482 is not ours", "INV-20482 is not ours", "INV-20482 was cancelled", "20482 not", "20482 not yet"]
)
async def test_what_denies_the_second_one_is_not_read_with_the_verb_of_the_first(world: World, second: str):
    await writes(world, f"20481 is paid since monday and {second}")
    assert '"already_paid"' in said(world, FIRST, "ReplyReceived")[0]
    assert '"already_paid"' not in said(world, SECOND, "ReplyReceived")[0]
    assert said(world, SECOND, "WaitStarted") == [], "no payment is looked for"


async def test_what_fits_several_is_asked_once_and_then_done_where_it_was_meant(world: World):
    await writes(world, "I will pay this on Friday")
    assert len(texts(world)) == 1
    named = [texts(world)[0].index(bill.invoice) for bill in BILLS]
    assert named == sorted(named), "in the order in which they fell due"
    assert {state(world, bill) for bill in BILLS} == {"waiting"}
    await writes(world, "the second one")
    assert '"day":"2026-03-06"' in said(world, SECOND, "PromiseMade")[0]
    assert said(world, FIRST, "PromiseMade") == said(world, THIRD, "PromiseMade") == []
    assert '"basis":"asked which one: place"' in said(world, SECOND, "ReplyReceived")[1]
    assert ['"meant":true' in said(world, bill, "CaseMeant")[0] for bill in BILLS] == [
        False,
        True,
        False,
    ]
    assert {state(world, bill) for bill in (FIRST, THIRD)} == {"open"}
    assert len(texts(world)) == 2


async def test_by_mail_the_question_shows_what_each_is_about(world: World):
    inbound = Inbound(
        "test", "<m1@x>", Channel.EMAIL, FIRST.email, (), "I will pay this on Friday", received_at=world.now
    )
    assert receive(world.app.context, world.app.reception, inbound)
    await world.work()
    asked = world.mail.taken[-1].rendered
    assert "Which invoice" in asked.subject
    lines = [line for line in asked.text.splitlines() if "INV-" in line]
    assert len(lines) == len(BILLS)
    assert all(bill.invoice in line and bill.expected in line for bill, line in zip(BILLS, lines, strict=True))
    assert asked.text.count(f"${SECOND.expected}") == 1


async def test_both_may_be_meant(world: World):
    await writes(world, "I will pay this on Friday")
    await writes(world, "all of them")
    assert all('"day":"2026-03-06"' in said(world, bill, "PromiseMade")[0] for bill in BILLS)


async def test_an_answer_that_does_not_say_which_goes_to_a_person(world: World):
    await writes(world, "I will pay this on Friday")
    await writes(world, "hmm not sure what you mean")
    assert {state(world, bill) for bill in BILLS} == {"held"}
    await writes(world, "I will pay it on Monday")
    assert sum("which invoice" in text for text in texts(world)) == 1, "it is asked once"


async def test_nobody_answers_which_one(world: World):
    await writes(world, "I will pay this on Friday")
    world.turn(days=14)
    await world.work()
    assert {state(world, bill) for bill in BILLS} == {"held"}
    assert all('"undecided_reply"' in said(world, bill, "HoldPlaced")[0] for bill in BILLS)


async def test_a_named_invoice_is_not_asked_for(world: World):
    await writes(world, "I will pay invoice 20482 on Friday")
    assert '"day":"2026-03-06"' in said(world, SECOND, "PromiseMade")[0]
    assert said(world, FIRST, "ReplyReceived") == []


async def test_the_amount_of_one_names_it(world: World):
    await writes(world, "I paid the $80.00 yesterday")
    assert '"basis":"amount"' in said(world, SECOND, "ReplyReceived")[0]
    assert said(world, FIRST, "ReplyReceived") == []


async def test_what_is_about_the_person_is_about_all(world: World):
    await writes(world, "please call me")
    assert {state(world, bill) for bill in BILLS} == {"held"}
    assert '"basis":"about the person"' in said(world, FIRST, "ReplyReceived")[0]
    assert len(texts(world)) == 1


async def test_an_opt_out_while_we_ask_which_one_is_obeyed(world: World):
    await writes(world, "I will pay this on Friday")
    await writes(world, "STOP")
    assert said(world, FIRST, "MediumSuppressed") != []


async def test_the_log_says_what_a_reply_rests_on_without_its_words(world: World):
    await writes(world, "I will pay invoice 20482 on Friday")
    told = said(world, SECOND, "ReplyReceived")[0]
    assert '"confidences":[' in told
    assert '"because":[' in told
    assert "I will pay" not in told
