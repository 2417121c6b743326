"""The reject file: every row that was refused, as it stood, with its line and all reasons. Nothing is lost.

It has the columns of the ledger and three more, so that it can be repaired and imported again as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TextIO

from bot.app.import_ports import BadRow
from bot.intake.columns import REJECT_COLUMNS

# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_QUOTE: Final = "'"


def guarded(cell: str) -> str:
    """The cell with a leading quote where a spreadsheet would run it."""
    return f"{_QUOTE}{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell of a reject file as it was before."""
    return cell[1:] if cell.startswith(_QUOTE) and cell[1:].startswith(_FORMULA) else cell


def is_reject_file(columns: Sequence[str]) -> bool:
    """Whether these are the columns of one of our reject files."""
    return tuple(columns[-len(REJECT_COLUMNS) :]) == REJECT_COLUMNS


class RejectFile:
    """Made when the first row is refused: an import without a problem leaves none behind."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.count = 0
        self._columns = tuple(column for column in columns if column not in REJECT_COLUMNS)
        self._stream: TextIO | None = None
        self._writer: Any = None  # csv has no public name for the type of its writers

    def add(self, row: BadRow) -> None:
        """Write a row. One that fits no columns stands whole in the last."""
        if self._stream is None:
            self._open()
        cells = row.original.cells
        width = len(self._columns)
        fits = len(cells) <= width and not row.original.raw
        shaped = [*cells, *[""] * (width - len(cells))] if fits else [""] * width
        raw = "" if fits else row.original.raw or "\x1f".join(cells)
        self._writer.writerow([*map(guarded, shaped), row.original.line, guarded(" ".join(row.reasons)), guarded(raw)])
        self.count += 1

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def _open(self) -> None:
        self._stream = self.path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream)
        self._writer.writerow([*map(guarded, self._columns), *REJECT_COLUMNS])


@contextmanager
def reject_file(path: Path, columns: Sequence[str]) -> Iterator[RejectFile]:
    rejects = RejectFile(path, columns)
    try:
        yield rejects
    finally:
        rejects.close()
