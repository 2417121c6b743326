"""Writing a register as CSV, JSON or a table, row by row: a year of a large client never stands in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

from bot.reports.cells import Amount, Cell, in_csv, in_json, plain
from bot.reports.registers import Register, Row

LOOKED_AT = 200  # rows from which a table takes its widths
WIDEST = 28  # characters of a cell of a table


def write_csv(register: Register, rows: Iterable[Row], out: TextIO) -> int:
    """RFC 4180 with a header. Returns how many rows there were."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in register.columns])
    count = 0
    for row in rows:
        writer.writerow([in_csv(cell) for cell in row])
        count += 1
    return count


def write_json(register: Register, rows: Iterable[Row], out: TextIO) -> int:
    """One document: the register's name and its rows, an object each. Returns how many rows there were."""
    names = [column.name for column in register.columns]
    out.write(f'{{"register": {json.dumps(register.name)}, "rows": [')
    count = 0
    for row in rows:
        facts = dict(zip(names, map(in_json, row), strict=True))
        out.write((",\n" if count else "\n") + json.dumps(facts, ensure_ascii=False))
        count += 1
    out.write("\n]}\n")
    return count


def write_table(register: Register, rows: Iterable[Row], out: TextIO) -> int:
    """The columns that fit a screen. Returns how many rows there were."""
    shown = [number for number, column in enumerate(register.columns) if column.brief]
    brief = (tuple(row[number] for number in shown) for row in rows)
    names = [register.columns[number].name for number in shown]
    first = list(islice(brief, LOOKED_AT))
    if not first:
        out.write("No entries.\n")
        return 0
    widths = [min(max(len(_short(cell)) for cell in column), WIDEST) for column in zip(names, *first, strict=True)]
    out.write(_line(names, widths) + "\n")
    count = 0
    for row in chain(first, brief):
        out.write(_line(row, widths) + "\n")
        count += 1
    return count


def _line(cells: Sequence[Cell], widths: Sequence[int]) -> str:
    return "  ".join(_padded(cells, widths)).rstrip()


def _padded(cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[str]:
    for cell, width in zip(cells, widths, strict=True):
        text = _short(cell)
        yield text.rjust(width) if isinstance(cell, Amount) else text.ljust(width)


def _short(cell: Cell) -> str:
    text = " ".join(plain(cell).split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


Writer = Callable[[Register, Iterable[Row], TextIO], int]
WRITERS: dict[str, Writer] = {"csv": write_csv, "json": write_json, "table": write_table}
