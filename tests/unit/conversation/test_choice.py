"""Answers to "which of your invoices do you mean?", in the words that people use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.app.reply_words import CaseName
from bot.conversation.asked_language import asked_language
from bot.conversation.choice import choose, says_all
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel, Question

# As listed: the oldest first. 120.00, 80.00, 310.50 EUR; due in January, March, June.
OFFERED = (
    CaseName("1", "MP-7F3K2QX9A", "INV-2041", 12_000, "EUR", date(2026, 1, 31)),
    CaseName("2", "MP-8G4M3RY1B", "INV-2042", 8_000, "EUR", date(2026, 3, 15)),
    CaseName("3", "UP-9H5N4SZ2C", "INV-2057", 31_050, "EUR", date(2026, 6, 30)),
)
MEANT = [
    ("en", "the second one", "2"), ("en", "2nd", "2"), ("en", "2", "2"), ("en", "#3", "3"), ("en", "first and third", "13"),
    ("en", "INV-2042", "2"), ("en", "2057 please", "3"), ("en", "the 57 one", "3"), ("en", "MP-8G4M3RY1B", "2"),
    ("en", "all of them", "123"), ("en", "all", "123"), ("en", "the bigger one", "3"), ("en", "the biggest", "3"),
    ("en", "smallest", "2"), ("en", "the one for 120", "1"), ("en", "the 120.00 one", "1"), ("en", "310.50", "3"),
    ("en", "the March one", "2"), ("en", "the oldest", "1"), ("en", "the most recent one", "3"), ("en", "the last one", "3"),
    ("en", "none of them", ""), ("en", "what?", ""), ("en", "I don't know", ""), ("en", "the first, for 80", ""),
    ("en", "inv 2041 and inv 2042", "12"), ("en", "the other company", ""), ("en", "7", ""),
    ("es", "la segunda", "2"), ("es", "la de marzo", "2"), ("es", "todas", "123"), ("es", "la más antigua", "1"),
    ("es", "la de 120", "1"), ("es", "ninguna", ""), ("es", "la 2057", "3"), ("es", "la más pequeña", "2"),
    ("fr", "la deuxième", "2"), ("fr", "celle de mars", "2"), ("fr", "toutes", "123"), ("fr", "la plus ancienne", "1"),
    ("fr", "celle de 80 euros", "2"), ("fr", "la dernière", "3"), ("fr", "aucune", ""),
    ("de", "die zweite", "2"), ("de", "die vom März", "2"), ("de", "alle", "123"), ("de", "die älteste", "1"),
    ("de", "die über 120 Euro", "1"), ("de", "die letzte", "3"), ("de", "die kleinste", "2"), ("de", "keine", ""),
    ("pt", "a segunda", "2"), ("pt", "a de março", "2"), ("pt", "todas", "123"), ("pt", "a mais antiga", "1"),
    ("it", "la seconda", "2"), ("it", "quella di marzo", "2"), ("it", "tutte", "123"), ("it", "la più vecchia", "1"),
    ("nl", "de tweede", "2"), ("nl", "die van maart", "2"), ("nl", "allemaal", "123"), ("nl", "de oudste", "1"),
    ("pl", "druga", "2"), ("pl", "ta z marca", "2"), ("pl", "wszystkie", "123"), ("pl", "najstarsza", "1"),
]  # fmt: skip
# Of two.
OF_TWO = [
    ("en", "both", "12"), ("en", "the bigger one", "1"), ("en", "the smaller", "2"), ("en", "the older", "1"),
    ("en", "neither", ""), ("es", "las dos", "12"), ("es", "ambas", "12"), ("es", "la mayor", "1"), ("fr", "les deux", "12"),
    ("fr", "la plus petite", "2"), ("de", "beide", "12"), ("de", "die größere", "1"), ("de", "die höhere", "1"),
    ("pt", "as duas", "12"), ("pt", "a maior", "1"), ("it", "entrambe", "12"), ("it", "la più piccola", "2"),
    ("nl", "allebei", "12"), ("nl", "de grootste", "1"), ("pl", "obie", "12"), ("pl", "ta mniejsza", "2"),
]  # fmt: skip
ASKED = [
    ("in Spanish please", "es"), ("please write to me in French", "fr"), ("en español por favor", "es"), ("English please", "en"),
    ("auf Deutsch bitte", "de"), ("bitte schreiben Sie mir auf Englisch", "en"), ("proszę po polsku", "pl"), ("po polsku", "pl"),
    ("Puede escribirme en inglés?", "en"), ("in italiano, per favore", "it"), ("graag in het Nederlands", "nl"),
    ("s'il vous plaît en français", "fr"), ("em português por favor", "pt"), ("can you speak Ukrainian? in Ukrainian please", "uk"),
    ("I paid the French supplier", ""), ("the German branch pays", ""), ("the invoice is in English", ""), ("english breakfast", ""),
    ("I'll pay Friday", ""), ("you sent me the polish", ""), ("", ""), ("I asked for Spanish olives", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander()


def read(understander: Understander, language: str, text: str):
    received = datetime(2026, 7, 10, 12, tzinfo=UTC)
    question, invoices = Question.WHICH_CASE, tuple(name.invoice for name in OFFERED)
    return understander.read(
        ReplyIn(
            text,
            f"{language}-XX",
            (language,),
            received,
            channel=Channel.SMS,
            last_question=question,
            invoices=invoices,
        )
    )


@pytest.mark.parametrize(("language", "text", "meant"), MEANT)
def test_the_answer_names_one_of_three(understander: Understander, language: str, text: str, meant: str):
    found = choose(read(understander, language, text), OFFERED)
    assert "".join(found.cases if found else ()) == meant


@pytest.mark.parametrize(("language", "text", "meant"), OF_TWO)
def test_the_answer_names_one_of_two(understander: Understander, language: str, text: str, meant: str):
    found = choose(read(understander, language, text), OFFERED[:2])
    assert "".join(found.cases if found else ()) == meant


@pytest.mark.parametrize(
    ("language", "text", "everything"),
    [
        ("en", "I paid both yesterday", True),
        ("en", "all of them are wrong", True),
        ("en", "that's all", False),
        ("es", "llego a las dos", False),
        ("es", "pagué las dos ayer", True),
        ("de", "beide sind bezahlt", True),
        ("fr", "j'ai payé les deux", True),
    ],
)
def test_a_reply_may_say_that_it_is_about_all(understander: Understander, language: str, text: str, everything: bool):
    assert says_all(read(understander, language, text)) is everything


@pytest.mark.parametrize(("text", "language"), ASKED)
def test_a_language_is_asked_for(text: str, language: str):
    assert asked_language(text) == language
