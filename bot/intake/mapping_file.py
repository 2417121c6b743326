"""Reading mapping files: every problem at once, with file, line and "did you mean"."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from bot.authored import Fields, Place, Problems, Table, Text, read_file, read_text, shown, suggest, words
from bot.domain.errors import Rejected
from bot.intake.columns import COLUMNS, IDENTITY, NEEDED
from bot.intake.conversions import date_format, decimal_style
from bot.intake.csv_records import SEPARATORS
from bot.intake.mapping import AsOf, DayRule, FileMapping, Take
from bot.intake.mapping_values import ValueReader

_KEYS: Final = ("mapping", "note", "encoding", "separator", "dates", "decimals", "columns", "as_of")
_RULES: Final = ("exists_when", "paid_when", "overdue_when")
_RULE: Final = re.compile(r"(?P<column>.+?)\s*(?P<sign><=|<)\s*D")
_SEPARATOR_NAMES: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


def read_mapping(path: Path) -> FileMapping:
    """Read a mapping file. Raises ProblemsFound with everything that is wrong with it."""
    problems = Problems()
    table = read_file(path, problems)
    return _finished(table, problems)


def mapping_from_text(text: str, name: str) -> FileMapping:
    """Like `read_mapping`, from text; `name` is what problems call the file."""
    problems = Problems()
    table = read_text(text, problems, name)
    return _finished(table, problems)


def _finished(table: Table | None, problems: Problems) -> FileMapping:
    mapping = _mapping(table, problems) if table else None
    problems.raise_any()
    if mapping is None:
        raise Rejected("The mapping file holds nothing.")
    return mapping


def _mapping(table: Table, problems: Problems) -> FileMapping:
    fields = Fields(table, "a mapping", problems, _KEYS)
    named: dict[str, Place] = {}
    values = ValueReader(
        problems=problems,
        dates=fields.get("dates", date_format, date_format("YYYY-MM-DD")),
        decimals=fields.get("decimals", decimal_style, decimal_style("1234.56")),
        named=named,
    )
    return FileMapping(
        name=fields.need("mapping", words) or "",
        takes=_takes(fields, values),
        columns=named,
        as_of=_as_of(fields, values),
        encoding=fields.get("encoding", _encoding, ""),
        separator=fields.get("separator", _separator, ""),
    )


def _takes(fields: Fields, values: ValueReader) -> dict[str, Take]:
    if "columns" not in fields:
        fields.problems.add(fields.table.place, "'columns' is missing in a mapping.", "missing-key")
        return {}
    table = fields.inner("columns")
    if table is None:
        return {}
    ours = Fields(table, "our columns", fields.problems, COLUMNS)
    _check_complete(ours)
    return {name: values.take(name, node) for name, node in table.entries.items() if name in COLUMNS}


def _check_complete(ours: Fields) -> None:
    for name in NEEDED:
        if name not in ours:
            ours.problems.add(ours.table.place, f"{shown(name)} is missing in 'columns'.", "missing-key")
    if not any(name in ours for name in IDENTITY):
        sentence = "'external_id' or 'invoice_number' is missing in 'columns': a row must be known again."
        ours.problems.add(ours.table.place, sentence, "missing-key")


def _as_of(fields: Fields, values: ValueReader) -> AsOf:
    table = fields.inner("as_of")
    if table is None:
        return AsOf()
    rules = Fields(table, "'as_of'", fields.problems, _RULES)
    exists, paid, overdue = (_day_rule(rules, key, values) for key in _RULES)
    return AsOf(exists, paid, overdue)


def _day_rule(rules: Fields, key: str, values: ValueReader) -> DayRule | None:
    match = rules.get(key, _rule, None)
    if match is None:
        return None
    node = rules.table.entries[key]
    column = values.column(Text(node.place, match["column"]))
    return DayRule(column, match["sign"] == "<", values.dates)


def _rule(text: str) -> re.Match[str]:
    match = _RULE.fullmatch(text)
    if match is None:
        raise Rejected(f"{shown(text)} is not a rule such as 'DueDate < D', D being the day of --as-of.")
    return match


def _encoding(text: str) -> str:
    try:
        return codecs.lookup(text).name
    except LookupError:
        raise Rejected(f"{shown(text)} is not an encoding such as utf-8 or windows-1252.") from None


def _separator(text: str) -> str:
    found = _SEPARATOR_NAMES.get(text, text)
    if found in SEPARATORS:
        return found
    raise Rejected(f"{shown(text)} is not a separator.{suggest(text, _SEPARATOR_NAMES)}")
