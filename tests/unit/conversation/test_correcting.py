"""Another day in the place of the one that was spoken of, in the words of eight languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel, Intent, Question

TUESDAY = datetime(2026, 3, 3, 15, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander()


def read(understander: Understander, language: str, text: str) -> Reading:
    return understander.read(
        ReplyIn(
            text=text, locale=language, languages=(language,), received_at=TUESDAY, timezone="Europe/Berlin",
            channel=Channel.SMS, last_question=Question.WHICH_DAY,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "actually no, the 12th"),
        ("en", "the 12th sorry"),
        ("es", "mejor el 12"),
        ("es", "no, perdon, el 12"),
        ("fr", "non, plutôt le 12"),
        ("de", "ach nee, erst am 12."),
        ("it", "anzi il 12"),
        ("pl", "nie, jednak 12"),
    ],
)
def test_a_correction_is_the_new_day(understander: Understander, language: str, text: str):
    reading = read(understander, language, text)
    assert reading.decided
    assert {day.date for day in reading.dates} == {date(2026, 3, 12)}
    assert Intent.ALREADY_PAID not in {one.intent for one in reading.intents}


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "mejor el viernes no"), ("pl", "jednak nie w piatek"), ("de", "doch nicht am Freitag")],
)
def test_a_day_that_is_refused_is_no_sure_promise(understander: Understander, language: str, text: str):
    reading = read(understander, language, text)
    assert not (reading.decided and reading.primary is Intent.PROMISE_TO_PAY)
