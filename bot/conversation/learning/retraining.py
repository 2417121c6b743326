"""Training anew: what a model learns from beside the corpus, and whether it may take over.

Both models are judged on the same lines, which neither has seen: those that are given, else a part of the corpus that
is left out of both trainings. The model that takes over has then learnt from all.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.classifier.model import Model
from bot.conversation.learning.comparing import Comparison, compare
from bot.conversation.learning.customers import as_customers
from bot.conversation.learning.evidence import Reader, Shown
from bot.conversation.learning.lines import Line
from bot.conversation.learning.pairing import worse
from bot.conversation.learning.scoring import Label, scores_of
from bot.conversation.learning.training import train
from bot.conversation.understand import Understander
from bot.domain.reading import Reading

ONE_IN: Final = 5  # lines of the corpus is left out for judging, where no others are given

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Retrained:
    """`model` is None where it would be worse at something critical, and so may not take over."""

    comparison: Comparison
    worse: tuple[Label, ...]
    model: Model | None


def split(corpus: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines to train with and those to judge with; the same words never stand in both."""
    judging = [line for line in corpus if _for_judging(line)]
    return [line for line in corpus if not _for_judging(line)], judging


def _for_judging(line: Line) -> bool:
    return zlib.crc32(" ".join(line.text.lower().split()).encode()) % ONE_IN == 0


def retrain(corpus: Sequence[Line], more: Sequence[Line], tell: Tell, reference: Sequence[Line] = ()) -> Retrained:
    """Train with the corpus and more lines. Compared with what the reference alone teaches; without one, the corpus.

    Judged on what is left out of either. `more` must hold none of the words that are kept for judging.
    """
    reader = _Remembering()
    before, judging = split(reference or corpus)
    rest, own = split(corpus)
    judging = list(dict.fromkeys((*judging, *own)))
    tell(f"Training on {len(before):,} lines, as before ...")
    one = _read(Understander(model=train(before, reader)), judging)
    tell(f"Training on {len(rest) + len(more):,} lines, as it would be ...")
    other = _read(Understander(model=train([*rest, *more], reader)), judging)
    comparison, lost = _compared(judging, one, other), worse(judging, one, other)
    if lost:
        return Retrained(comparison, lost, None)
    tell(f"Training on all {len(corpus) + len(more):,} lines ...")
    return Retrained(comparison, (), train([*corpus, *more], reader))


def retrain_against(
    in_force: Understander, corpus: Sequence[Line], more: Sequence[Line], judging: Sequence[Line], tell: Tell
) -> Retrained:
    """Train with the corpus and more lines. Compared with what reads replies now, on lines that nobody trained with."""
    tell(f"Reading {len(judging):,} lines with the model in force ...")
    before = _read(in_force, judging)
    tell(f"Training on {len(corpus) + len(more):,} lines ...")
    model = train([*corpus, *more])
    after = _read(Understander(model=model), judging)
    lost = worse(judging, before, after)
    return Retrained(_compared(judging, before, after), lost, None if lost else model)


def _read(understander: Understander, lines: Sequence[Line]) -> list[Reading]:
    read = as_customers(understander)
    return [read(line) for line in lines]


def _compared(lines: Sequence[Line], before: Sequence[Reading], after: Sequence[Reading]) -> Comparison:
    one, other = (scores_of(list(zip(lines, read, strict=True))) for read in (before, after))
    return compare(one, other)


class _Remembering(Reader):
    """Reads each line once, however many models learn from it."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Line, Shown] = {}

    def read(self, line: Line) -> Shown:
        """Return what a line shows."""
        if line not in self._known:
            self._known[line] = super().read(line)
        return self._known[line]
