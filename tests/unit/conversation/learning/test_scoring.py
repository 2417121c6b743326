"""The figures, on readings whose figures are known."""

from __future__ import annotations

import pytest

from bot.conversation.learning.comparing import compare
from bot.conversation.learning.lines import Line
from bot.conversation.learning.scoring import Scores, coverage, interval, scores_of
from bot.domain.reading import Reading, ReadIntent
from bot.domain.vocabulary import Flag, Intent


def line(*intents: Intent, flags: frozenset[Flag] = frozenset(), language: str = "en") -> Line:
    return Line("x", intents, flags, None, language, "judge")


def reading(*intents: tuple[Intent, float], flags: tuple[Flag, ...] = (), decided: bool = True) -> Reading:
    return Reading(
        "en", 1.0, automatic=False, intents=tuple(ReadIntent(*one) for one in intents), flags=flags, decided=decided
    )


READ = [
    (line(Intent.OPT_OUT), reading((Intent.OPT_OUT, 0.99))),
    (line(Intent.OPT_OUT, Intent.COMPLAINT), reading((Intent.COMPLAINT, 0.6), (Intent.OPT_OUT, 0.5), decided=False)),
    (line(Intent.DISPUTE), reading((Intent.OPT_OUT, 0.7))),
    (
        line(Intent.DISPUTE, flags=frozenset({Flag.MINOR}), language="de"),
        reading((Intent.DISPUTE, 0.9), flags=(Flag.MINOR,)),
    ),
]


def test_each_figure_counts_what_it_says() -> None:
    scores = scores_of(READ)
    assert scores.accuracy == 0.5
    assert scores.decided == 0.75
    assert scores.decided_precision == pytest.approx(2 / 3)
    first = scores.primary[Intent.OPT_OUT]
    assert (first.support, first.called, first.right) == (2, 2, 1)
    anywhere = scores.present[Intent.OPT_OUT]
    assert (anywhere.support, anywhere.called, anywhere.right) == (2, 3, 2)
    assert scores.present[Flag.MINOR].recall == 1.0
    assert scores.confusion[Intent.DISPUTE, Intent.OPT_OUT] == 1
    assert scores.macro_f1 == pytest.approx((0.5 + 2 / 3) / 2)
    assert scores.by_language["de"].accuracy == 1.0


def test_coverage_takes_the_surest_first() -> None:
    assert coverage([(0.9, True), (0.8, True), (0.7, False), (0.6, True)], 0.95) == 0.5
    assert coverage([(0.9, False), (0.8, True)], 0.95) == 0.0
    assert coverage([], 0.95) == 0.0


def test_the_interval_is_wilsons() -> None:
    """Values of the published formula."""
    low, high = interval(9, 10)
    assert (low, high) == (pytest.approx(0.5958, abs=1e-3), pytest.approx(0.9821, abs=1e-3))
    assert interval(0, 0) == (0.0, 1.0)


def _scores(found: int, alarms: int) -> Scores:
    """A hundred opt-outs of which so many are found, a hundred others of which so many are called one."""
    wanted, other = line(Intent.OPT_OUT), line(Intent.OTHER)
    yes, no = reading((Intent.OPT_OUT, 0.9)), reading((Intent.OTHER, 0.9))
    pairs = [(wanted, yes if number < found else no) for number in range(100)]
    return scores_of(pairs + [(other, yes if number < alarms else no) for number in range(100)])


def test_a_comparison_tells_both_models_of_each_line() -> None:
    told = {name: (before, after) for name, before, after in compare(_scores(98, 1), _scores(90, 5)).lines()}
    assert told["recall of opt_out"] == (0.98, 0.90)
    assert told["accuracy of the primary intent"] == (pytest.approx(197 / 200), pytest.approx(185 / 200))
    assert told["macro-F1 in en"][0] > told["macro-F1 in en"][1]


def test_models_that_read_other_lines_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same lines"):
        compare(_scores(1, 1), scores_of(READ))
