"""Records of a JSON lines file: one object a line. Numbers stay the text that was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bot.app.import_ports import BadRow, Original
from bot.authored import shown, suggest
from bot.intake.columns import alike
from bot.intake.lines import Lines, RecordTooLongError


def records(lines: Lines, columns: Sequence[str], *, strict_keys: bool) -> Iterator[Original | BadRow]:
    """Every line as a record with these columns; missing keys and null are empty.

    With `strict_keys` a key that looks like a misspelt column is a problem of its row: an `amount_payed` that is
    passed over in silence would chase somebody who paid.
    """
    known = frozenset(columns)
    while True:
        lines.begin()
        try:
            line = next(lines)
        except StopIteration:
            return
        except RecordTooLongError:
            yield _bad(lines, "The line is too long to be a row.")
            continue
        if line.isspace():
            continue
        try:
            # Floats and integers as written: an amount must not pass through binary fractions.
            value = json.loads(line, parse_float=str, parse_int=str)
        except (ValueError, RecursionError):
            yield _bad(lines, "The line is not a JSON object.")
            continue
        yield _record(lines, value, columns, known if strict_keys else frozenset(value))


def _record(lines: Lines, value: object, columns: Sequence[str], known: frozenset[str]) -> Original | BadRow:
    if not isinstance(value, dict):
        return _bad(lines, "The line is not a JSON object.")
    reasons = [
        f"{shown(key)} holds a list or an object where a plain value is wanted."
        for key, item in value.items()
        if isinstance(item, (list, dict))
    ]
    absent = known - value.keys()
    reasons += [
        f"{shown(key)} is not a column.{suggest(key, absent)}" for key in value.keys() - known if alike(key, absent)
    ]
    if reasons:
        return _bad(lines, *sorted(reasons))
    cells = tuple(_text(value.get(column)) for column in columns)
    return Original(lines.first, cells)


def _text(item: object) -> str:
    if item is None:
        return ""
    return str(item).lower() if isinstance(item, bool) else str(item)


def _bad(lines: Lines, *reasons: str) -> BadRow:
    return BadRow(Original(lines.first, (), lines.keep_first()), reasons)
