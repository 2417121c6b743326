"""The language in which rules are written."""

from __future__ import annotations

import pytest

from bot.conversation.phrases import PhraseIndex, parse_phrase
from bot.conversation.words import read_words


def found(phrase: str, text: str) -> bool:
    index = PhraseIndex()
    index.add(0, parse_phrase(phrase, {"pay": "pay settle take_care_of"}))
    return any(True for _ in index.find(read_words(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("stop texting me", "please STOP texting me!"),
        ("will ..2 @pay", "I'll gladly take care of it"),
        ("stop please? now", "stop now"),
        ("lawy* called", "my lawyers called"),
        ("< stop >", "Stop!"),
        ("no $", "I said no. Thanks"),
        ("a|b c|$", "b"),
        ("do not call", "don't call"),
        ("stop !by", "stop it"),
        ("~the pay", "i pay"),
    ],
)
def test_it_is_found(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("will ..2 pay", "I will not pay"),
        ("will ..2 pay", "I will. You pay"),
        ("< stop >", "stop it"),
        ("stop !by", "stop by"),
        ("~the pay", "the pay"),
        ("stop texting", "nonstop texting"),
    ],
)
def test_it_is_not_found(phrase: str, text: str) -> None:
    assert not found(phrase, text)


@pytest.mark.parametrize("phrase", ["..3", "a?", ".. a", "a||b", "$"])
def test_a_phrase_that_would_match_anything_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|empty"):
        found(phrase, "x")


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        parse_phrase("@nothing", {})


def test_words_carry_the_span_of_what_was_written() -> None:
    text = "Pls DON'T stoooop, ok?"
    assert [(word.text, text[word.start : word.end]) for word in read_words(text)] == [
        ("please", "Pls"),
        ("do", "DON'T"),
        ("not", "DON'T"),
        ("stop", "stoooop"),
        ("ok", "ok"),
    ]
