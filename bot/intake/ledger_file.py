"""A ledger as a stream of records: CSV or JSON lines, whatever its encoding and separator."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from bot.app.import_ports import BadRow, Original
from bot.domain.errors import Rejected
from bot.intake import csv_records, json_records
from bot.intake.encoding import detect_encoding
from bot.intake.lines import Lines, RecordTooLongError

_SAMPLE_LINES: Final = 60
_SAMPLE_LINE: Final = 64 * 1024  # characters of a line that detection looks at


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """`separator` is '' for JSON lines. `records` can be walked once."""

    columns: tuple[str, ...]
    encoding: str
    separator: str
    records: Iterator[Original | BadRow]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a file before it is opened. Empty = find out."""

    expected: Sequence[str]  # columns that it should have, in the order of a JSON lines file's cells
    encoding: str = ""
    separator: str = ""
    strict_keys: bool = False  # JSON lines: keys that look like misspelt columns are problems


@contextmanager
def open_ledger(path: Path, shape: Shape) -> Iterator[LedgerFile]:
    """Open a file for one walk over its records. Raises Rejected for what is no ledger at all."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise Rejected(f"The file '{path}' cannot be read: {error.strerror}.") from error
    with stream:
        encoding = shape.encoding or detect_encoding(stream)
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        sample = _sample(text)
        text.seek(0)
        yield _ledger(text, sample, encoding, shape)


def _sample(text: TextIO) -> list[str]:
    lines = iter(lambda: text.readline(_SAMPLE_LINE), "")
    return list(islice(lines, _SAMPLE_LINES))


def _ledger(text: TextIO, sample: Sequence[str], encoding: str, shape: Shape) -> LedgerFile:
    first = next((line.strip("\ufeff \t\r\n") for line in sample if line.strip("\ufeff \t\r\n")), "")
    if not first:
        raise Rejected("The file is empty.")
    if first.startswith("["):
        raise Rejected("The file is a JSON array; JSON lines are wanted: one object a line.")
    lines = Lines(text)
    if first.startswith("{"):
        found = json_records.records(lines, shape.expected, strict_keys=shape.strict_keys)
        return LedgerFile(tuple(shape.expected), encoding, "", found)
    return _csv(lines, sample, encoding, shape)


def _csv(lines: Lines, sample: Sequence[str], encoding: str, shape: Shape) -> LedgerFile:
    said = csv_records.said_separator(sample[0])
    if said:
        next(lines)
        sample = sample[1:]
    separator = shape.separator or said or csv_records.find_separator(sample, shape.expected)
    columns = _header(lines, separator)
    return LedgerFile(columns, encoding, separator, csv_records.records(lines, separator, columns))


def _header(lines: Lines, separator: str) -> tuple[str, ...]:
    try:
        names = _first_names(lines, separator)
    except (csv.Error, RecordTooLongError) as error:
        raise Rejected("The first line cannot be read as the names of columns.") from error
    while names and not names[-1]:
        names.pop()
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    if twice:
        raise Rejected(f"The header has the column '{twice[0]}' twice.")
    return tuple(names)


def _first_names(lines: Lines, separator: str) -> list[str]:
    lines.begin()
    for record in csv.reader(lines, delimiter=separator):
        names = [name.strip("\ufeff \t") for name in record]
        if any(names):
            return names
        lines.begin()
    return []
