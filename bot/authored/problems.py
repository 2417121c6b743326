"""Everything that is wrong with files that people write: where, and in one sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.errors import Rejected


@dataclass(frozen=True, slots=True, order=True)
class Place:
    file: str
    line: int  # from 1
    column: int  # from 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, in one sentence. `rule` is a short id that stays the same when words change."""

    file: str
    line: int
    column: int
    sentence: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


class ProblemsFound(Rejected):
    """Files that people wrote have problems: all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """Collects problems, so that none hides another."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, place: Place, sentence: str, rule: str) -> None:
        self._found.add(Problem(place.file, place.line, place.column, sentence, rule))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    def raise_any(self) -> None:
        """Raise ProblemsFound when there are any."""
        if self._found:
            raise ProblemsFound(self._found)
