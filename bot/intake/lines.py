"""The physical lines of a text file, numbered, with bounds on memory and a way to give lines back."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final, TextIO

MAX_LINE: Final = 16 * 1024 * 1024  # characters of one line that are kept; the rest of it is passed over
MAX_RECORD: Final = 256 * 1024  # characters of one record that are parsed


class RecordTooLongError(Exception):
    """More text belongs to one record than is parsed: a quote that never ends, or no line ends at all."""


class Lines(Iterator[str]):
    """Lines with their ends. Remembers those of the current record, so that a broken one can be taken back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self.taken: list[str] = []  # the lines of the current record
        self._size = 0
        self._number = 0
        self.first = 1  # the number of the line where the current record begins

    def begin(self) -> None:
        """A new record begins with the next line."""
        self.taken.clear()
        self._size = 0
        self.first = self._number + 1

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        self._number += 1
        self.taken.append(line)
        self._size += len(line)
        if self._size > MAX_RECORD:
            raise RecordTooLongError
        return line

    @property
    def spans_lines(self) -> bool:
        """Whether the current record took more than one line."""
        return len(self.taken) > 1

    def keep_first(self) -> str:
        """Return the record's first line without its end; give the others back to be read anew."""
        rest = self.taken[1:]
        self._again.extendleft(reversed(rest))
        self._number -= len(rest)
        return self.taken[0].rstrip("\r\n")

    def _read(self) -> str:
        line = self._stream.readline(MAX_LINE)
        if not line:
            raise StopIteration
        if len(line) == MAX_LINE and not line.endswith(("\n", "\r")):
            self._pass_over()
        return line

    def _pass_over(self) -> None:
        while piece := self._stream.readline(MAX_LINE):
            if piece.endswith(("\n", "\r")):
                return
