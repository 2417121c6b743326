"""Two models on the same lines, line by line: whether one is worse by more than chance.

Counts alone tell little: thresholds move with every training, and a few lines change sides. What counts is how many
lines the new model loses against how many it gains (the sign test of McNemar 1947, one-sided).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bot.conversation.learning.comparing import CRITICAL
from bot.conversation.learning.lines import Line
from bot.conversation.learning.scoring import Label
from bot.domain.reading import Reading

CHANCE: Final = 0.1  # four lines lost and none gained are refused, three are not
TOO_MANY: Final = 1.5  # times as many false alarms
SOME: Final = 2  # false alarms more are nothing


def worse(lines: Sequence[Line], before: Sequence[Reading], after: Sequence[Reading]) -> tuple[Label, ...]:
    """Return the critical labels that the later readings miss, or call for nothing, more often than by chance."""
    return tuple(label for label in CRITICAL if _is_worse(label, lines, before, after))


def _is_worse(label: Label, lines: Sequence[Line], before: Sequence[Reading], after: Sequence[Reading]) -> bool:
    pairs = {(was, one, other): 0 for was in (True, False) for one in (True, False) for other in (True, False)}
    for line, one, other in zip(lines, before, after, strict=True):
        pairs[_said(label, line), _found(label, one), _found(label, other)] += 1
    alarms = pairs[False, True, True] + pairs[False, True, False]
    alarms_now = pairs[False, True, True] + pairs[False, False, True]
    lost, gained = pairs[True, True, False], pairs[True, False, True]
    nothing_left = lost > 0 and not gained and not pairs[True, True, True]
    return (
        nothing_left
        or more_than_chance(lost, gained)
        or (
            alarms_now > TOO_MANY * alarms + SOME
            and more_than_chance(pairs[False, False, True], pairs[False, True, False])
        )
    )


def more_than_chance(lost: int, gained: int) -> bool:
    """Whether so many were lost, of those that changed sides, that a coin would hardly do it."""
    changed = lost + gained
    tail = sum(math.comb(changed, number) for number in range(lost, changed + 1))
    return lost > gained and tail <= CHANCE * 2**changed


def _said(label: Label, line: Line) -> bool:
    return label in line.intents or label in line.flags


def _found(label: Label, reading: Reading) -> bool:
    return label in reading.flags or any(one.intent is label for one in reading.intents)
