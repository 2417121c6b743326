"""Nobody is held to a day that they named with a doubt; who doubts something else has named it."""

from __future__ import annotations

import pytest

from bot.conversation.understand import Understander
from bot.domain.reading import Reading
from bot.domain.vocabulary import DateRole, Intent, Question
from tests.unit.conversation.test_reply_table import read

DOUBTED = """
maybe tuesday idk
maybe tuesday
Maybe I can pay tuesday
I might pay Friday
I may pay on Tuesday
I'll try to pay Friday
I'll try for Friday
trying to pay on friday
not sure, Friday probably
I'm not sure, maybe Monday
I will pay Friday if I can
if I can I'll pay on Friday
Friday? idk
Tuesday. Not sure.
perhaps I can pay by the 30th
hopefully friday
I hope to pay Friday
maybe Monday, maybe Tuesday
a lo mejor el viernes
A lo mejor pago el viernes
quizás el martes
quizá pago el martes
si puedo pago el viernes
el viernes, si puedo
a ver si el lunes pago
intentaré pagar el viernes
voy a tratar de pagar el viernes
No sé, el martes
no sé si pueda el martes
No estoy seguro, tal vez el martes
espero poder pagar el viernes
"""
MEANT = """
Tuesday works | 2026-11-24
I'll pay Friday | 2026-11-20
maybe you could call me, I pay on Tuesday | 2026-11-24
I pay on Tuesday, maybe you could call me | 2026-11-24
I'll pay Friday and maybe you could call me | 2026-11-20
I'll pay Friday, not sure what time | 2026-11-20
I will pay Friday. Not sure why the fee is there | 2026-11-20
I am not sure who sent this but I will pay on Friday | 2026-11-20
I don't know what this fee is, I pay Friday | 2026-11-20
I hope you are well. I will pay on Friday | 2026-11-20
el viernes pago | 2026-11-20
No se preocupe, pago el martes | 2026-11-24
pago el martes, a ver si me mandan el recibo | 2026-11-24
El viernes le pago, quizás me puede llamar | 2026-11-20
"""


def promised(reading: Reading) -> list[str]:
    return [f"{day.date}" for day in reading.dates if day.role is DateRole.WILL_PAY_ON]


@pytest.mark.parametrize("question", ["", Question.WHICH_DAY.value])
@pytest.mark.parametrize("text", DOUBTED.strip().splitlines())
def test_a_day_named_with_a_doubt_is_no_promise(understander: Understander, text: str, question: str) -> None:
    reading = read(understander, text, question)
    assert promised(reading) == []
    if reading.decided:  # then the day is asked for, or a person has it as a task
        assert reading.intents[0].intent in {Intent.PROMISE_TO_PAY, Intent.OTHER}


@pytest.mark.parametrize("question", ["", Question.WHICH_DAY.value])
@pytest.mark.parametrize("line", MEANT.strip().splitlines())
def test_a_doubt_about_something_else_leaves_the_day(understander: Understander, line: str, question: str) -> None:
    text, day = line.split(" | ")
    reading = read(understander, text, question)
    assert promised(reading) == [day]
    said = [found.intent for found in reading.intents]
    assert Intent.PROMISE_TO_PAY in said
    assert reading.decided or len(said) > 1  # which of two wishes comes first may be left to the person who does both


def test_the_sure_one_of_two_days_counts(understander: Understander) -> None:
    assert promised(read(understander, "I might pay Monday, I will pay Tuesday for sure")) == ["2026-11-24"]
