"""Several hundred replies, and the innocent ones on which nothing critical may fire."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.money import Money
from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel, Flag, Intent, Question
from tests.unit.conversation.reply_table import INNOCENT, REPLIES

RECEIVED = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
CRITICAL = {Intent.OPT_OUT, Intent.OPT_IN, Intent.LEGAL_NOTICE, Intent.WRONG_PERSON, Intent.HUMAN_REQUEST}


@dataclass
class Row:
    text: str
    intents: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)
    question: str = ""
    decided: bool = True


def rows() -> list[Row]:
    found = []
    for line in REPLIES.strip().splitlines():
        text, _, wanted = line.rpartition(" | ")
        row = Row(text)
        lists = {"!": row.flags, "=": row.dates, "$": row.amounts}
        for item in wanted.split():
            if item == "?":
                row.decided = False
            elif item[0] == "@":
                row.question = item[1:]
            elif item[0] in lists:
                lists[item[0]].append(item[1:])
            else:
                row.intents.append(item)
        found.append(row)
    return found


def read(understander: Understander, text: str, question: str = "") -> Reading:
    return understander.read(
        ReplyIn(
            text,
            locale="en-US",
            languages=("en", "es"),
            received_at=RECEIVED,
            timezone="America/Chicago",
            country="US",
            channel=Channel.SMS,
            last_question=Question(question) if question else None,
            open_amount=Money(48250, "USD"),
        )
    )


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 250
    assert len(INNOCENT.strip().splitlines()) >= 80


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text)
def test_a_reply_is_read_as_people_mean_it(understander: Understander, row: Row) -> None:
    reading = read(understander, row.text, row.question)
    intents = [read.intent.value for read in reading.intents]
    if row.intents:
        assert intents[0] == row.intents[0]
        assert set(row.intents) <= set(intents)
    assert [flag.value for flag in reading.flags] == row.flags
    assert {f"{day.date}:{day.role}" for day in reading.dates} >= set(row.dates)
    assert {f"{amount.minor_units}:{amount.currency}" for amount in reading.amounts} >= set(row.amounts)
    if row.intents:
        assert reading.decided is row.decided


@pytest.mark.parametrize("text", INNOCENT.strip().splitlines())
def test_nothing_critical_fires_on_innocent_text(understander: Understander, text: str) -> None:
    reading = read(understander, text)
    assert not CRITICAL & {read.intent for read in reading.intents}, reading.because
    assert set(reading.flags) <= {Flag.SCAM_FEAR} - {Flag.SCAM_FEAR}, reading.because


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text)
def test_no_day_is_invented(understander: Understander, row: Row) -> None:
    for day in read(understander, row.text, row.question).dates:
        assert abs((day.date - RECEIVED.date()).days) < 370
