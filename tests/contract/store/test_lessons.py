"""Lessons: sealed with the customer's key, gone with it; what became of replies, from the log; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.lessons import Lesson, Source
from bot.app.records import CaseChange, CustomerChange
from bot.domain.events import ReplyDecided, ReplyReceived
from bot.domain.vocabulary import CaseState, Channel, Flag, Intent, Question
from tests.contract.store.making import NOW, customer, new_case, opened, recorded, reply

WORDS = "NAME paid 50.00 and is ill"
LESSON = Lesson(
    reply_id="r1",
    case_id="ca1",
    client="acme",
    customer_id="cu1",
    by="olivia",
    at=NOW,
    source=Source.CORRECTED,
    digest="d" * 16,
    text=WORDS,
    language="en",
    intents=(Intent.ALREADY_PAID, Intent.COMPLAINT),
    flags=(Flag.VULNERABLE,),
    question=Question.WHICH_DAY,
    dates=(("2026-03-01", "paid_on"),),
    amounts=((5_000, "EUR"), (1_200, "")),
)


@pytest.fixture
def customers(store):
    with store.begin() as unit:
        unit.put_customers([customer(1), customer(2), customer(3, "globex")], NOW)
    return store


def keep(store, *lessons: Lesson) -> None:
    with store.begin() as unit:
        for lesson in lessons:
            unit.keep_lesson(lesson)


def kept(store, *without: str) -> list[Lesson]:
    with store.read() as unit:
        return unit.lessons(without)


def test_a_lesson_comes_back_as_it_was_and_nothing_of_it_is_in_clear(customers):
    keep(customers, LESSON)
    assert kept(customers) == [LESSON]
    with customers.read() as unit:
        (row,) = unit.db.rows("SELECT * FROM lessons")
    assert "paid" not in repr(row)
    assert "vulnerable" not in repr(row)


def test_of_a_reply_and_case_the_last_word_counts(customers):
    later = replace(LESSON, by="ben", at=NOW + timedelta(hours=1), source=Source.MISREAD, intents=(Intent.OTHER,))
    keep(customers, LESSON, replace(LESSON, case_id="ca2"), later)
    assert kept(customers) == [replace(LESSON, case_id="ca2"), later]


def test_a_client_is_left_out(customers):
    keep(customers, LESSON, replace(LESSON, reply_id="r3", client="globex", customer_id="cu3"))
    assert [one.client for one in kept(customers, "globex")] == ["acme"]


def test_erasing_the_customer_erases_what_was_learnt_from_them(customers):
    keep(customers, LESSON, replace(LESSON, reply_id="r2", customer_id="cu2"))
    with customers.begin() as unit:
        unit.erase_customer("cu1", NOW)
    assert [one.customer_id for one in kept(customers)] == ["cu2"]
    keep(customers, LESSON)
    assert [one.customer_id for one in kept(customers)] == ["cu2"], "nothing comes back"


def test_a_reply_that_fitted_several_customers_goes_for_all_of_them(customers):
    with customers.begin() as unit:
        unit.add_reply(replace(reply(1, "cu1", "cu2"), id="r1"))
    keep(customers, replace(LESSON, customer_id="cu2"))
    with customers.begin() as unit:
        unit.erase_customer("cu1", NOW)
    assert kept(customers) == []


# --- what became of replies ------------------------------------------------------------------------------------


def came(name: str, *intents: Intent, decided: bool = True, automatic: bool = False, language: str = "en"):
    return ReplyReceived(name, Channel.EMAIL, language, automatic, decided, intents, (), NOW)


def told(store, case, *events, days: int = 0, client: str = "acme"):
    at = NOW + timedelta(days=days)
    with store.begin() as unit:
        unit.save([CustomerChange(case.customer_id, (opened(case),))], NOW)
        after = replace(case, seq=1 + len(events), state=CaseState.OPEN)
        change = CaseChange(1, after, tuple(recorded(event, at) for event in events))
        unit.save([CustomerChange(case.customer_id, (change,))], at)


def test_the_log_says_what_became_of_each_reply_once(customers):
    paid, no = Intent.ALREADY_PAID, Intent.DENY
    told(
        customers,
        new_case(1, "cu1"),
        came("r1", paid),
        came("r2", decided=False, language="es"),
        came("r9", automatic=True),
    )
    told(customers, new_case(2, "cu1"), came("r1", paid), ReplyDecided("r2", "ann", (no,), (), NOW))
    told(
        customers,
        new_case(3, "cu3", "globex"),
        came("r3", paid),
        ReplyDecided("r3", "ann", (no,), (), NOW, misread=True),
        days=9,
    )
    with customers.read() as unit:
        every = unit.understood(NOW - timedelta(days=1))
        assert [(one.reply_id, one.language, one.decided, one.read, one.said, one.misread) for one in every] == [
            ("r1", "en", True, (paid,), None, False),
            ("r2", "es", False, (), (no,), False),
            ("r3", "en", True, (paid,), (no,), True),
        ]
        assert [one.reply_id for one in unit.understood(NOW + timedelta(days=1))] == ["r3"]
        assert [one.reply_id for one in unit.understood(NOW - timedelta(days=1), ["globex"])] == ["r3"]
