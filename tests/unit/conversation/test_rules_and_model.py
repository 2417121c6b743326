"""Where rules and the model say different things: which of them is heard."""

from __future__ import annotations

import pytest

from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel, Intent, Question
from tests.unit.conversation.test_reply_table import RECEIVED, read


def asked(understander: Understander, text: str, question: Question, locale: str = "en-US"):
    reply = ReplyIn(
        text,
        locale=locale,
        languages=("en", "es", locale[:2]),
        received_at=RECEIVED,
        channel=Channel.SMS,
        last_question=question,
        invoices=("INV-20481",),
    )
    return understander.read(reply)


@pytest.mark.parametrize("text", ["sms", "emails", "email", "messages", "the list", "contact", "correos", "mensajes"])
@pytest.mark.parametrize("question", list(Question))
def test_the_name_of_a_channel_alone_stops_nothing(understander: Understander, text: str, question: Question) -> None:
    """ "sms" answers "how may we reach you?"."""
    assert "opt_out" not in " ".join(asked(understander, text, question).because).partition("model:")[0]


@pytest.mark.parametrize(
    "text",
    ["va bene pago lunedì però smettetela con gli sms", "pago el viernes pero no me escriban más", "I pay Friday, unsubscribe me"],
)  # fmt: skip
def test_a_day_never_hides_that_somebody_opts_out(understander: Understander, text: str) -> None:
    reading = asked(understander, text, Question.WHICH_DAY, "it-IT" if text.startswith("va") else "en-US")
    assert reading.primary is Intent.OPT_OUT


@pytest.mark.parametrize(
    ("text", "question", "meant"),
    [
        ("I will pay invoice INV-20481 on 12 December", Question.REFERENCE, Intent.PROMISE_TO_PAY),
        ("I already paid invoice INV-20481", Question.WHICH_CASE, Intent.ALREADY_PAID),
        ("I already paid the whole 300 dollars", Question.WHICH_AMOUNT, Intent.ALREADY_PAID),
        ("my lawyer will write to you about the 300", Question.WHICH_AMOUNT, Intent.LEGAL_NOTICE),
    ],
)
def test_what_was_asked_for_is_an_answer_only_where_nothing_else_is_said(
    understander: Understander, text: str, question: Question, meant: Intent
) -> None:
    assert asked(understander, text, question).primary is meant


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("INV 20481", Question.WHICH_CASE),
        ("300", Question.WHICH_AMOUNT),
        ("$300 please", Question.WHICH_AMOUNT),
        ("the ref is TX8821399A", Question.REFERENCE),
    ],
)
def test_an_answer_and_nothing_else_is_sure(understander: Understander, text: str, question: Question) -> None:
    reading = asked(understander, text, question)
    assert (reading.primary, reading.decided) == (Intent.PROVIDE_DETAILS, True)


def test_a_day_of_paying_that_the_rules_read_keeps_its_meaning(understander: Understander) -> None:
    """The model may also think of the past: the day that is to come is not moved back."""
    reading = read(understander, "Haremos la transferencia el lunes")
    assert [f"{day.date}:{day.role}" for day in reading.dates] == ["2026-11-23:will_pay_on"]


@pytest.mark.parametrize("text", ["s t o p", "S T O P please", "s-t-o-p"])
def test_a_stop_that_is_spelled_out_is_one(understander: Understander, text: str) -> None:
    """Some write so because they believe that a machine filters the word."""
    reading = asked(understander, text, Question.WHICH_DAY)
    assert reading.primary is Intent.OPT_OUT
    assert reading.decided
