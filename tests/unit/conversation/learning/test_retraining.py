"""A model takes over only when it is not worse at what is critical, on lines that neither has seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.learning.lines import Line
from bot.conversation.learning.retraining import retrain, retrain_against, split
from bot.conversation.learning.training import train
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Intent
from tests.unit.conversation.learning.making import corpus, line

CORPUS = corpus(30)


@pytest.fixture
def told() -> list[str]:
    return []


def poison(count: int) -> list[Line]:
    """Lines that call an opt-out small talk."""
    lines = (line(Intent.OPT_OUT, number, writer="staff") for number in range(1_000, 1_000 + count))
    return [replace(one, intents=(Intent.OTHER,)) for one in lines]


def test_no_words_stand_on_both_sides():
    rest, judging = split([*CORPUS, *CORPUS[:50]])
    assert {one.text for one in rest}.isdisjoint(one.text for one in judging)
    assert 0.1 < len(judging) / len(CORPUS) < 0.3


def test_a_model_that_is_as_good_takes_over_and_has_learnt_from_all(told):
    more = [Line("blue thing again", (Intent.DISPUTE,), frozenset(), None, "en", "staff")]
    made = retrain(CORPUS, more, told.append)
    assert made.model is not None
    assert made.model.settings["lines"] == len(CORPUS) + 1
    assert made.comparison.before.lines == made.comparison.after.lines == len(dict.fromkeys(split(CORPUS)[1]))
    assert len(told) == 3


def test_a_model_that_misses_opt_outs_does_not(told):
    made = retrain(CORPUS, poison(300), told.append)
    assert made.model is None
    assert Intent.OPT_OUT in made.worse
    assert len(told) == 2, "nothing more is trained"


def test_a_corpus_that_lost_a_meaning_is_judged_by_the_other_one(told):
    others = [one for one in CORPUS if one.intents[0] is not Intent.OPT_OUT]
    few = [one for one in CORPUS if one.intents[0] is Intent.OPT_OUT]
    _, judging = split(few)
    kept = [one for one in few if one not in judging][:1]
    made = retrain([*others, *kept, *poison(200)], [], told.append, reference=CORPUS)
    assert made.model is None


def test_against_lines_that_nobody_trained_with_what_is_in_force_is_compared(told):
    rest, judging = split(CORPUS)
    in_force = Understander(model=train(rest))
    assert retrain_against(in_force, rest, [], judging, told.append).model is not None
    assert retrain_against(in_force, rest, poison(300), judging, told.append).model is None
