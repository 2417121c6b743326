"""The table: each figure with its aim beside it, and `short` where it falls short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `ratio` is what counts; `shown` are the measured numbers behind it, of this machine only."""

    part: str
    name: str
    shown: str
    ratio: float | None = None
    aim: float | None = None
    at_most: bool = False  # the aim is an upper limit

    @property
    def short(self) -> bool:
        """Whether the figure misses its aim."""
        if self.ratio is None or self.aim is None:
            return False
        return self.ratio > self.aim if self.at_most else self.ratio < self.aim

    def plain(self) -> dict[str, object]:
        return {**asdict(self), "short": self.short}


def as_text(figures: Sequence[Figure]) -> str:
    lines = []
    for part, group in groupby(figures, key=lambda figure: figure.part):
        lines += ["", f"{part:<50}{'measured':>34}{'ratio':>9}{'aim':>9}"]
        lines += [_line(figure) for figure in group]
    return "\n".join([*lines, ""])


def _line(figure: Figure) -> str:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}" if figure.ratio < 10 else f"{figure.ratio:.0f}"
    aim = "" if figure.aim is None else f"{'<=' if figure.at_most else '>='}{figure.aim:g}"
    verdict = "" if figure.aim is None else "  short" if figure.short else "  ok"
    return f"  {figure.name:<48}{figure.shown:>34}{ratio:>9}{aim:>9}{verdict}".rstrip()
