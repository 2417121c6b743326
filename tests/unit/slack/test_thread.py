"""The thread: the conversation line by line, and replies that a person must decide on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.vocabulary import Channel, Flag, Intent
from bot.slack.blocks.help import show_view, why_blocks
from bot.slack.blocks.thread import line_blocks, line_text, reply_blocks, reply_text
from bot.slack.limits import WORDS
from bot.slack.names import Deed, unpack
from tests.unit.domain import kit
from tests.unit.slack.judges import assert_valid_message
from tests.unit.slack.test_card import HARD, deeds, said
from tests.unit.slack.views import line, reply, view_of, with_escalation, world_of, worlds

OPEN = view_of(world_of())
WHY = ("bereaved", "died", "complain", "harm", "vulnerable", "lawyer", "court", "crisis", "minor ")
SENSITIVE = [
    reply("My husband died.", Intent.OTHER, flags=(Flag.BEREAVED,)),
    reply("I cannot go on, I will harm myself.", Intent.OTHER, flags=(Flag.SELF_HARM,)),
    reply("My lawyer will see you in court.", Intent.LEGAL_NOTICE),
    reply("I complain.", Intent.COMPLAINT),
]


@pytest.mark.parametrize("words", HARD)
@pytest.mark.parametrize("who", ["customer", "bot", "Ann"])
def test_a_line_is_valid_whatever_it_says(who, words):
    for channel in (Channel.EMAIL, None) if who == "Ann" else (Channel.SMS,):
        one = line(HARD[words], who, channel, state="delivered")
        assert_valid_message(line_blocks(OPEN, one), line_text(OPEN, one))


def test_the_customers_words_are_a_quotation_in_which_nothing_is_markup():
    hostile = "*bold* <!channel> <@U1> :fire: `x`"
    blocks = line_blocks(OPEN, line(hostile))
    quote = blocks[0]["elements"][1]
    assert quote["type"] == "rich_text_quote"
    assert quote["elements"] == [{"type": "text", "text": hostile}]
    assert "<" not in line_text(OPEN, line(hostile))


def test_the_last_message_that_was_decided_can_be_called_misunderstood():
    view = replace(OPEN, last_decided="l1")
    (button,) = line_blocks(view, line("I paid", id="l1"))[-1]["elements"]
    assert (button["text"]["text"], unpack(button["value"]).reply) == ("Misunderstood", "l1")
    assert_valid_message(line_blocks(view, line("I paid", id="l1")), "x")
    for other in (line("I paid", id="l0"), line("We wrote", "bot", Channel.SMS, id="l1")):
        assert "Misunderstood" not in said(line_blocks(view, other))
    secret = replace(view, person_only=True)
    assert "Misunderstood" not in said(line_blocks(secret, line("I paid", id="l1")))


def test_what_is_cut_is_said():
    text = said(line_blocks(OPEN, line("word " * 2_000)))
    assert "more characters are not shown)" in text
    assert len(text) < WORDS + 200


@pytest.mark.parametrize(
    ("state", "words"), [("delivered", "delivered"), ("failed", "NOT delivered"), ("cancelled", "taken back")]
)
def test_our_message_says_what_became_of_it(state, words):
    blocks = line_blocks(OPEN, line("Hello", "bot", Channel.SMS, state=state))
    assert words in blocks[-1]["elements"][0]["text"]
    assert "We wrote by text message" in said(blocks)


def test_what_a_template_wrote_is_shortened_sooner_than_what_people_write():
    assert len(said(line_blocks(OPEN, line("word " * 400, "bot", Channel.EMAIL, state="sent")))) < 900
    assert len(said(line_blocks(OPEN, line("word " * 400, "Ann", Channel.EMAIL, state="sent")))) > 1_900


def test_what_the_ledger_said_in_words_is_no_colleagues_note():
    assert "The ledger says" in said(line_blocks(OPEN, line("paid by card", "ledger", None)))


def test_a_note_is_said_to_be_for_colleagues_only():
    assert "Note by Ann, for colleagues only" in said(line_blocks(OPEN, line("hm", "Ann", None)))


def test_an_undecided_reply_shows_the_words_and_what_we_believe():
    read = reply(
        "60 on Friday, the rest is wrong",
        Intent.PROMISE_TO_PAY,
        Intent.DISPUTE,
        dates=kit.will_pay(date(2026, 3, 6)).dates,
        amounts=(kit.amount(6_000), kit.amount(6_000, None), kit.amount(5, "KWD")),
    )
    text = said(reply_blocks(OPEN, read))
    for fact in ("60 on Friday", "promises to pay (fairly sure)", "contests the charge", "will pay on", "Fri 6 Mar"):
        assert fact in text
    for fact in ("USD 60.00", "USD 60.00 (no currency named)", "KWD 0.005"):
        assert fact in text


def test_a_doubtful_reading_is_called_not_sure():
    read = reply("hm", Intent.DENY)
    doubtful = replace(read, reading=replace(read.reading, intents=(replace(read.reading.intents[0], confidence=0.4),)))
    assert "says no (not sure)" in said(reply_blocks(OPEN, doubtful))


def test_the_buttons_of_a_reply_are_bound_to_the_reading_that_is_shown():
    read = reply()
    blocks = reply_blocks(OPEN, read)
    buttons, _ = deeds(blocks)
    assert buttons == [Deed.CONFIRM_READING, Deed.CORRECT_READING, Deed.REPLY, Deed.TAKE]
    carried = unpack(blocks[-1]["elements"][0]["value"])
    assert (carried.reply, carried.reading) == (read.id, read.digest)
    assert_valid_message(blocks, reply_text(OPEN, read))


def test_a_reply_of_an_escalated_case_can_be_taken():
    view = view_of(with_escalation(world_of()))
    assert Deed.ACKNOWLEDGE in deeds(reply_blocks(view, reply()))[0]


def test_a_reading_that_says_nothing_cannot_be_confirmed():
    nothing = replace(reply(), reading=kit.reading(decided=False))
    assert Deed.CONFIRM_READING not in deeds(reply_blocks(OPEN, nothing))[0]
    unknown = reply("hello?? anybody there", Intent.OTHER)
    assert Deed.CONFIRM_READING not in deeds(reply_blocks(OPEN, unknown))[0]
    assert_valid_message(reply_blocks(OPEN, nothing), reply_text(OPEN, nothing))


@pytest.mark.parametrize("read", SENSITIVE)
def test_what_only_a_person_may_treat_is_not_told_to_the_channel(read):
    """SLACK-MIN: neither the reason nor the words from which it can be guessed."""
    view = view_of(world_of(), undecided=(read,))
    shown = said(reply_blocks(view, read)) + reply_text(view, read)
    shown += said(line_blocks(view, line(read.text, id="r1"))) + line_text(view, line(read.text, id="r1"))
    assert not [why for why in WHY if why in shown.lower()]
    assert "A person must read" in shown
    assert Deed.CONFIRM_READING not in deeds(reply_blocks(view, read))[0]
    assert_valid_message(reply_blocks(view, read), reply_text(view, read))
    assert_valid_message(line_blocks(view, line(read.text, id="r1")))


def test_once_only_a_person_may_write_no_words_of_the_customer_come_into_the_channel():
    view = view_of(worlds()["person only"])
    assert "divorce" not in said(line_blocks(view, line("my divorce"))) + line_text(view, line("my divorce"))
    assert "We wrote" in said(line_blocks(view, line("Hello", "bot")))


def test_one_person_who_asks_is_shown_the_words():
    view = view_of(worlds()["person only"], lines=(line("my divorce"),))
    assert "my divorce" in said(show_view(view)["blocks"])


def test_why_never_names_the_reason_either():
    text = said(why_blocks(view_of(worlds()["person only"]))).lower()
    assert "a person must answer" in text
    assert not [why for why in WHY if why in text]


def test_what_nobody_understands_is_not_called_a_belief():
    told = said(reply_blocks(OPEN, reply("asdf", Intent.OTHER)))
    assert "We do not know what the customer means." in told
    assert "We believe" not in told
