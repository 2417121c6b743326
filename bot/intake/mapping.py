"""A mapping: how the rows of a foreign file become rows of ours. Text to text; the rows are parsed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.authored import Place, Problem, ProblemsFound, suggest
from bot.domain.errors import Rejected
from bot.intake.conversions import Convert

Cells = Mapping[str, str]
Take = Callable[[Cells], str]  # the value for one of our columns, "" = none; raises Rejected


@dataclass(frozen=True, slots=True)
class DayRule:
    """`InvoiceDate <= D`: what holds from a day on, D being the day that the file is read as of."""

    column: str
    strictly: bool  # `<`: only from the day after
    convert: Convert  # to ISO

    def holds_from(self, cells: Cells) -> date | None:
        """The first D for which it holds; None when the column is empty: for none."""
        text = cells[self.column].strip()
        if not text:
            return None
        try:
            day = date.fromisoformat(self.convert(text))
        except Rejected as error:
            raise Rejected(f"{self.column}: {error}") from None
        return day + timedelta(days=1) if self.strictly else day


@dataclass(frozen=True, slots=True)
class AsOf:
    """How a row stood on a day. A rule that is not given puts no limit."""

    exists: DayRule | None = None
    paid: DayRule | None = None
    overdue: DayRule | None = None


@dataclass(frozen=True, slots=True)
class FileMapping:
    """Read from YAML by `read_mapping`."""

    name: str
    takes: Mapping[str, Take]  # our column -> how to get its value
    columns: Mapping[str, Place] = field(default_factory=dict)  # foreign columns that it names, and where first
    as_of: AsOf = AsOf()
    encoding: str = ""
    separator: str = ""

    def check_columns(self, header: tuple[str, ...]) -> None:
        """Raise ProblemsFound for every column that the file does not have."""
        missing = [
            Problem(
                place.file,
                place.line,
                place.column,
                f"The ledger has no column '{name}'.{suggest(name, header)}",
                "unknown-column",
            )
            for name, place in self.columns.items()
            if name not in header
        ]
        if missing:
            raise ProblemsFound(missing)

    def convert(self, cells: Cells) -> tuple[dict[str, str], dict[str, str]]:
        """One row's values by our column, and what is wrong by our column."""
        values: dict[str, str] = {}
        problems: dict[str, str] = {}
        for column, take in self.takes.items():
            try:
                values[column] = take(cells)
            except Rejected as error:
                problems[column] = str(error)
        return values, problems
