"""Whether a model is worse at what is critical, line by line."""

from __future__ import annotations

import pytest

from bot.conversation.learning.lines import Line
from bot.conversation.learning.pairing import more_than_chance, worse
from bot.domain.reading import Reading, ReadIntent
from bot.domain.vocabulary import Flag, Intent


def line(*intents: Intent, flags: frozenset[Flag] = frozenset()) -> Line:
    return Line("x", intents, flags, None, "en", "a")


def read(*intents: Intent, flags: tuple[Flag, ...] = ()) -> Reading:
    found = tuple(ReadIntent(intent, 0.9) for intent in intents)
    return Reading("en", 1.0, automatic=False, intents=found, flags=flags, decided=True)


STOP, PAID, ILL = Intent.OPT_OUT, Intent.ALREADY_PAID, Flag.VULNERABLE


@pytest.mark.parametrize(
    ("lost", "gained", "counts"),
    [
        (0, 0, False),
        (3, 0, False),
        (4, 0, True),
        (5, 4, False),
        (5, 5, False),
        (9, 3, True),
        (9, 5, False),
        (2, 9, False),
    ],
)
def test_a_few_lines_that_change_sides_are_chance(lost, gained, counts):
    assert more_than_chance(lost, gained) is counts


def test_what_is_missed_in_any_place_counts():
    lines = [line(PAID, STOP)] * 6
    right = [read(STOP, PAID)] * 6
    assert worse(lines, right, [read(PAID, STOP)] * 6) == ()
    assert worse(lines, right, [read(PAID)] * 4 + right[:2]) == (STOP,)


def test_flags_count_too_and_what_is_not_critical_does_not():
    lines = [line(PAID, flags=frozenset({ILL}))] * 5
    right = [read(PAID, flags=(ILL,))] * 5
    assert worse(lines, right, [read(PAID)] * 5) == (ILL,)
    assert worse(lines, right, [read(Intent.DENY, flags=(ILL,))] * 5) == ()


def test_false_alarms_count_where_they_are_many_more():
    lines = [line(PAID)] * 20
    few, many = [read(STOP)] * 4 + [read(PAID)] * 16, [read(STOP)] * 12 + [read(PAID)] * 8
    assert worse(lines, few, many) == (STOP,)
    assert worse(lines, few, [read(STOP)] * 8 + [read(PAID)] * 12) == ()
    assert worse(lines, many, few) == ()
