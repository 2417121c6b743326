"""Scores become probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from bot.conversation.learning.calibrating import best_threshold, platt, precise_threshold, softmax, temperature

RANDOM = np.random.default_rng(7)


def test_the_sigmoid_finds_the_one_that_made_the_labels() -> None:
    scores = RANDOM.normal(size=20_000)
    truth = RANDOM.random(20_000) < 1 / (1 + np.exp(-(2.5 * scores - 1.0)))
    slope, offset = platt(scores, truth)
    assert slope == pytest.approx(2.5, abs=0.15)
    assert offset == pytest.approx(-1.0, abs=0.1)


def test_the_temperature_makes_sure_scores_as_sure_as_they_are() -> None:
    scores = RANDOM.normal(size=(5_000, 4))
    shares = softmax(scores * 3.0)
    truth = np.array([RANDOM.choice(4, p=row) for row in shares])
    assert temperature(scores, truth) == pytest.approx(3.0, rel=0.15)


def test_a_threshold_keeps_its_precision() -> None:
    chances = RANDOM.random(10_000)
    right = RANDOM.random(10_000) < chances
    least = precise_threshold(chances, right, 0.9)
    assert right[chances >= least].mean() >= 0.9
    assert (chances >= least).mean() > 0.15


def test_where_nothing_is_precise_enough_nothing_is_decided() -> None:
    assert precise_threshold(np.linspace(0, 1, 50), np.zeros(50, dtype=bool)) == 1.0


def test_the_best_threshold_parts_what_can_be_parted() -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.3, 0.2, 0.1])
    assert best_threshold(chances, np.array([1, 1, 1, 0, 0, 0], dtype=bool)) == 0.7


def test_a_label_that_nobody_has_scores_low() -> None:
    slope, offset = platt(RANDOM.normal(size=500), np.zeros(500, dtype=bool))
    assert 1 / (1 + np.exp(-(slope * 3 + offset))) < 0.05
