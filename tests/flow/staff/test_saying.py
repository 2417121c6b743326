"""A person's words to the customer: shown before, taken back within half a minute, screened, sent once."""

from __future__ import annotations

import pytest

from bot.app.sending import start
from bot.app.staff import noting, saying
from bot.app.staff.saying import UNDO
from bot.domain.commands import CloseCase
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel, Outcome, Role, RootCause, TouchClass
from tests.flow.staff.desk import Bill, Desk, refused

BILL = Bill()
SPANISH = Bill(number=30481, customer=3, language="es")
WORDS = "We have found your payment of 2 March. It was on another account; nothing is open."
CARD = "4111 1111 " + "1111 1111"
IBAN = "DE89 3704 0044 " + "0532 0130 00"


async def opened(desk: Desk, bill: Bill = BILL) -> None:
    desk.bills(bill)
    await desk.work()
    desk.turn(minutes=5)


def say(desk: Desk, text: str = WORDS, name: str = "s1", bill: Bill = BILL, channel: Channel = Channel.EMAIL, **more):
    who = more.pop("who", desk.who("olivia"))
    contact = more.pop("contact", None) or desk.contact(bill)
    return saying.say(desk.app.context, desk.app.desk, desk.ref(bill), who, channel, contact, text, name)


def preview(desk: Desk, text: str = WORDS, bill: Bill = BILL, channel: Channel = Channel.EMAIL, **more):
    app = desk.app
    who, contact = desk.who("olivia"), desk.contact(bill)
    return saying.preview(app.context, app.desk, desk.ref(bill), who, channel, contact, text, **more)


async def test_a_preview_is_what_the_customer_gets(desk: Desk):
    await opened(desk)
    shown = preview(desk)
    say(desk)
    desk.turn(seconds=31)
    await desk.work()
    sent = desk.mail.taken[-1].rendered

    def plain(text: str) -> list[str]:  # the reference of the message is its own
        return [line for line in text.splitlines() if "eference" not in line and "AC-" not in line]

    assert (shown.subject, plain(shown.text)) == (sent.subject, plain(sent.text))
    assert WORDS in sent.text
    assert WORDS in sent.html
    assert "A member of the Acme Utilities team wrote this" in sent.text
    assert shown.held == ()


async def test_the_frame_is_in_the_customers_language(desk: Desk):
    await opened(desk, SPANISH)
    warned = preview(desk, bill=SPANISH)
    assert warned.language == "es"
    assert "Esto lo ha escrito una persona del equipo" in warned.text
    assert warned.warning == "The text looks like English; the customer is written to in Spanish."
    assert preview(desk, "Hemos encontrado su pago del 2 de marzo; gracias.", bill=SPANISH).warning == ""


async def test_words_better_not_sent_are_pointed_out(desk: Desk):
    await opened(desk)
    assert "threatens" in preview(desk, "Pay or we will sue you.").warning
    assert "exposes the reader" in preview(desk, "Your debt is open.", channel=Channel.SMS).warning


@pytest.mark.parametrize(
    "text",
    [
        "Hello Helen,\nwe have found your payment.",
        "Hello, we have found your payment.",
        "hi Ada! We have found it.",
        "Good morning Mrs Example, we have found it.",
        "Dear Ms. Example,\nwe have found it.",
        "Hola Ana: hemos encontrado su pago.",
        "Buenos días, hemos encontrado su pago.",
        "¡Hola! Hemos encontrado su pago.",
        "Estimada Ana:\nhemos encontrado su pago.",
    ],
)
async def test_a_second_greeting_is_pointed_out(desk: Desk, text: str):
    await opened(desk)
    assert "The e-mail greets the customer already: leave your own greeting out." in preview(desk, text).warning
    assert "greets" not in preview(desk, text, channel=Channel.SMS).warning  # a text has no greeting


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "High water delayed us. We have found it.",
        "Hi-fi equipment is on another bill; nothing is open.",
        "Hello Fresh is the name on the payment that we found; it is yours.",
        "Good morning payments are booked at noon, so it is here.",
        "Thank you, Helen. We have found it.",
    ],
)
async def test_words_that_only_begin_like_a_greeting_are_none(desk: Desk, text: str):
    await opened(desk)
    assert preview(desk, text).warning == ""


async def test_words_wait_half_a_minute_and_go_once(desk: Desk):
    await opened(desk)
    before = len(desk.mail.taken)
    assert say(desk) == desk.now + UNDO
    assert [one.id for one in desk.view(BILL).sayings] == ["s1"]
    desk.turn(seconds=29)
    await desk.work()
    assert len(desk.mail.taken) == before
    desk.turn(seconds=2)
    await desk.work()
    await desk.work()
    assert len(desk.mail.taken) == before + 1
    assert desk.view(BILL).sayings == ()
    line = desk.view(BILL).lines[-1]
    assert (line.who, line.state, line.touch_class) == ("Olivia Marsh", "sent", TouchClass.NOTICE)
    assert WORDS in line.text


async def test_words_taken_back_never_go_out(desk: Desk):
    await opened(desk)
    before = len(desk.mail.taken)
    say(desk)
    assert saying.take_back(desk.app.context, desk.ref(BILL), desk.who("omar"), "s1") is True
    desk.turn(minutes=2)
    await desk.work()
    assert len(desk.mail.taken) == before
    assert "Nobody wrote" in refused(saying.take_back, desk.app.context, desk.ref(BILL), desk.who("omar"), "s2")
    assert "omar" in desk.events("TouchCancelled")[-1]


async def test_too_late_is_said_and_changes_nothing(desk: Desk):
    await opened(desk)
    say(desk)
    desk.turn(seconds=31)
    await desk.work()
    count = len(desk.events("TouchCancelled"))
    assert saying.take_back(desk.app.context, desk.ref(BILL), desk.who("olivia"), "s1") is False
    assert len(desk.events("TouchCancelled")) == count


async def test_the_same_words_submitted_twice_go_out_once(desk: Desk):
    await opened(desk)
    before = len(desk.mail.taken)
    say(desk)
    assert "written already" in refused(say, desk)
    desk.turn(minutes=1)
    await desk.work()
    assert "written already" in refused(say, desk)
    desk.turn(minutes=1)
    await desk.work()
    assert len(desk.mail.taken) == before + 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing to send"),
        ("  \n ", "nothing to send"),
        ("x" * 4_001, "too long"),
        (f"Your card {CARD} was refused.", "PCI-PAN"),
        (f"Pay to {IBAN} instead.", "GENUINE"),
    ],
)
async def test_what_may_not_stand_in_a_message_is_refused(desk: Desk, text: str, why: str):
    await opened(desk)
    assert why in refused(say, desk, text)
    assert why in refused(preview, desk, text)
    assert desk.view(BILL).sayings == ()


async def test_a_text_that_does_not_fit_is_refused_rather_than_cut(desk: Desk):
    await opened(desk)
    assert preview(desk, "Thank you, all is well.", channel=Channel.SMS).segments == 1
    assert "too long for this channel" in refused(preview, desk, WORDS * 5, channel=Channel.SMS)
    assert "too long for this channel" in refused(say, desk, WORDS * 5, channel=Channel.SMS)


async def test_the_gate_is_asked_before_and_a_notice_waits_for_the_morning(desk: Desk):
    await opened(desk)
    desk.turn(hours=13)  # after ten in the evening
    (held,) = preview(desk).held
    assert held.rule == "HOURS-US"
    assert say(desk) == held.lifts_at
    await desk.work()
    desk.turn(hours=12)
    await desk.work()
    assert WORDS in desk.mail.taken[-1].rendered.text


async def test_an_answer_goes_at_any_time_on_the_same_medium(desk: Desk):
    await opened(desk)
    desk.turn(hours=13)
    desk.writes(BILL, "A refund, or a credit on the next bill?")
    await desk.work()
    assert preview(desk).held == ()
    assert preview(desk, channel=Channel.SMS).held[0].rule == "HOURS-US"
    say(desk)
    desk.turn(seconds=40)
    await desk.work()
    assert desk.view(BILL).lines[-1].touch_class is TouchClass.RESPONSE
    assert preview(desk).held[0].rule == "HOURS-US"


async def test_somebody_who_opted_out_is_not_written_to_on_that_medium(desk: Desk):
    await opened(desk)
    desk.writes(BILL, "STOP", Channel.SMS)
    await desk.work()
    assert preview(desk, "Hello.", channel=Channel.SMS).held[0].rule == "OPTOUT-SCOPE"
    assert "OPTOUT-SCOPE" in refused(say, desk, "Hello.", channel=Channel.SMS)
    say(desk)


async def test_a_closed_case_is_opened_before_somebody_is_written_to(desk: Desk):
    await opened(desk)
    desk.do(BILL, "olivia", CloseCase, Outcome.OPENED_BY_MISTAKE, RootCause.HUMAN_ERROR)
    assert "Open it again" in refused(say, desk)


async def test_the_words_themselves_stand_sealed_in_the_database_only(desk: Desk):
    await opened(desk)
    say(desk)
    desk.turn(seconds=40)
    await desk.work()
    assert "It was on another account" not in repr(desk.everything())


@pytest.mark.parametrize("name", ["ivo", "adele", "carla"])
async def test_whoever_only_reads_does_not_write(desk: Desk, name: str):
    await opened(desk)
    assert "You are" in refused(say, desk, who=desk.who(name))
    args = (desk.app.context, desk.app.desk, desk.ref(BILL), desk.who(name), "n1", "Hello")
    assert "You are" in refused(noting.note, *args)


async def test_somebody_of_another_client_finds_no_such_case(desk: Desk):
    await opened(desk)
    lucia = desk.who("lucia", "northwind")
    assert refused(say, desk, who=lucia) == f"There is no case {desk.ref(BILL)}."
    forged = Staff("lucia", "Lucía", frozenset({Role.OPERATOR}), frozenset())
    assert "does not" in refused(say, desk, who=forged), "the rules count, not what a caller says"


async def test_a_contact_of_somebody_else_is_refused(desk: Desk):
    other = Bill(number=9, customer=2)
    desk.bills(BILL, other)
    await desk.work()
    assert "no such contact" in refused(say, desk, contact=desk.contact(other))
    assert "no such contact" in refused(say, desk, contact="nobody")


async def test_a_note_is_kept_once_without_card_numbers_and_shown_as_a_line(desk: Desk):
    await opened(desk)
    args = (desk.app.context, desk.app.desk, desk.ref(BILL), desk.who("olivia"))
    for _ in range(2):
        noting.note(*args, "n1", f"She read me her card: {CARD}")
    (line,) = [line for line in desk.view(BILL).lines if line.channel is None]
    assert (line.id, line.who) == ("n1", "Olivia Marsh")
    assert line.text == "She read me her card: [card ending 1111]"
    assert "empty" in refused(noting.note, *args, "n2", "  ")


async def test_what_is_being_sent_is_too_late_to_take_back(desk: Desk):
    await opened(desk)
    say(desk)
    desk.turn(seconds=31)
    batch = start(desk.app.context, desk.app.desk, "w9")
    assert len(batch.ready) == 1
    assert saying.take_back(desk.app.context, desk.ref(BILL), desk.who("olivia"), "s1") is False
