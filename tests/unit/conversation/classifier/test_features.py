"""What the model sees of a text."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from bot.conversation.classifier.features import READ_CHARACTERS, Features, tokens_of
from bot.domain.vocabulary import Question


@pytest.fixture(scope="module")
def features() -> Features:
    return Features()


def same(one: np.ndarray, other: np.ndarray) -> float:
    """Share of the features of both that both have."""
    return len(np.intersect1d(one, other)) / len(np.union1d(one, other))


def test_capitals_accents_and_drawn_out_letters_change_nothing(features: Features) -> None:
    assert np.array_equal(features.of("Já paguei ontem", "pt"), features.of("JA PAGUEI ONTEM", "pt"))
    assert tokens_of("sooooo goooood!!!!") == ["soo", "good", "!!"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("mail me at jo.doe+x@mail.example.org", ["mail", "me", "at", "@mail"]),
        ("see https://pay.example/x?a=1", ["see", "@link"]),
        ("ref TX88A213", ["ref", "@code"]),
        ("call +49 (0)30 555 0100 77", ["call", "@digits"]),
        ("I paid 482.50", ["i", "paid", "0"]),
        ("the 3rd", ["the", "0", "rd"]),
        ("gr8 c u 2moro b4 5pm", ["gr8", "c", "u", "2moro", "b4", "0", "pm"]),
        ("100eur", ["0", "eur"]),
        ("l'année d'avant", ["l'annee", "d'avant"]),
    ],
)
def test_what_differs_in_every_message_is_read_as_its_kind(text: str, tokens: list[str]) -> None:
    assert tokens_of(text) == tokens


def test_what_was_asked_is_among_the_features(features: Features) -> None:
    plain = features.of("yes", "en")
    asked = features.of("yes", "en", Question.CONFIRM)
    assert set(plain) < set(asked)
    assert set(asked) != set(features.of("yes", "en", Question.REASON))


def test_two_languages_share_what_they_mean(features: Features) -> None:
    english, german = (
        features.of("I have not received the goods", "en"),
        features.of("ich habe die Ware nicht erhalten", "de"),
    )
    unrelated = features.of("wann habt ihr morgen offen", "de")
    assert same(english, german) > same(english, unrelated)
    assert len(np.intersect1d(english, german)) >= 8


def test_what_rules_found_is_a_feature_of_its_own(features: Features) -> None:
    found = set(features.of("hello", "en", extra=["rule dispute"])) - set(features.of("hello", "en"))
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a@" * 5_000,
        "1 " * 5_000,
        "a1-" * 5_000,
        "😀" * 10_000,
        "\u202eabc",
        "é" * 9_000,
        "x" * 1_000_000,
        "http://" * 900,
    ],
)
def test_no_text_is_slow_or_breaks_it(features: Features, text: str) -> None:
    begun = perf_counter()
    found = features.of(text, "en")
    assert perf_counter() - begun < 0.5
    assert len(found) > 0
    assert np.array_equal(found, features.of(text[:READ_CHARACTERS], "en"))
