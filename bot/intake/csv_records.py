"""Records of a CSV file: separator found, shape checked, a stray quote costing one line and not the file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from bot.app.import_ports import BadRow, Original
from bot.intake.lines import Lines, RecordTooLongError

SEPARATORS: Final = (",", ";", "\t", "|")
_SAMPLE_RECORDS: Final = 30
_TELLING_WIDTH: Final = 3  # columns from which on lines with as many separators each are no prose
_SAID_SEPARATOR: Final = "sep="  # the first line that Excel writes and understands

csv.field_size_limit(1024 * 1024)  # above MAX_RECORD: one bound, and it is ours


def said_separator(line: str) -> str:
    """The separator that a line such as `sep=;` names, or ''."""
    text = line.strip("\ufeff\r\n ")
    said = text[len(_SAID_SEPARATOR) :] if text.lower().startswith(_SAID_SEPARATOR) else ""
    return said if said in SEPARATORS else ""


def find_separator(sample: Sequence[str], expected: Collection[str]) -> str:
    """The separator under which the first line shows most of the expected columns, then the steadiest table."""
    wanted = {name.casefold() for name in expected}

    def score(separator: str) -> tuple[int, bool, int]:
        records = [record for record in _try(sample, separator) if record]
        header = {name.strip().casefold() for name in records[0]} if records else set()
        widths = Counter(len(record) for record in records)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        return len(header & wanted), width > 1 and count * 2 > len(records), width

    return max(SEPARATORS, key=score)


def _try(sample: Sequence[str], separator: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(sample, delimiter=separator), _SAMPLE_RECORDS))
    except csv.Error:
        return []


def records(lines: Lines, separator: str, columns: Sequence[str]) -> Iterator[Original | BadRow]:
    """Every record below the header. Blank ones, and those of separators only, are not rows.

    A record that cannot be read gives back all its lines but the first: a quote that is opened and never closed
    would otherwise swallow the rows below it.
    """
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except RecordTooLongError:
            yield _broken(lines, "The row is too long to be one: a quote is not closed, or line ends are missing.")
        except csv.Error as error:
            yield _broken(lines, _why(error))
        else:
            if any(cell and not cell.isspace() for cell in cells):
                yield _shaped(lines, cells, separator, len(columns))


def _shaped(lines: Lines, cells: list[str], separator: str, width: int) -> Original | BadRow:
    if len(cells) > width and not any(cells[width:]):
        del cells[width:]  # spreadsheets append empty columns
    if len(cells) == width and not _swallows(lines, separator, width):
        return Original(lines.first, tuple(cells))
    if lines.spans_lines:
        return _broken(lines, "A quote is opened in this row and not closed in it.")
    why = f"The row has {len(cells)} columns where the header has {width}."
    return BadRow(Original(lines.first, tuple(cells)), (why,))


def _swallows(lines: Lines, separator: str, width: int) -> bool:
    """Whether the record is several rows that a stray quote and the next one glued together.

    It has the right width then, and only one thing tells: each of its lines has as many separators as a row.
    """
    if not lines.spans_lines or width < _TELLING_WIDTH:
        return False
    return all(line.count(separator) == width - 1 for line in lines.taken)


def _broken(lines: Lines, why: str) -> BadRow:
    return BadRow(Original(lines.first, (), lines.keep_first()), (why,))


def _why(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end of data" in text:
        return "A quote is opened in this row and never closed."
    if "expected after" in text:
        return 'A quoted value goes on after its closing quote; a quote inside a value is written "".'
    return f"The row cannot be read as CSV: {text}."
