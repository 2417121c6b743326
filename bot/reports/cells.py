"""Cells of a register: a number, a day, a moment or text, and how each is written. Safe in a spreadsheet."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.domain.money import to_decimal

# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, CSV injection); the full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
QUOTE = "'"


@dataclass(frozen=True, slots=True)
class Amount:
    minor_units: int
    currency: str

    @property
    def decimal(self) -> Decimal:
        return to_decimal(self.minor_units, self.currency)


Cell = str | int | Amount | date | datetime | None


def in_csv(cell: Cell) -> str:
    """Numbers stay numbers, negative ones too; text that a spreadsheet would run gets a leading quote."""
    text = plain(cell)
    if isinstance(cell, str) and text.lstrip(" \u00a0\ufeff").startswith(FORMULA):
        return QUOTE + text
    return text


def in_json(cell: Cell) -> object:
    """Amounts as decimal text: no reader rounds them."""
    match cell:
        case None | int():
            return cell
        case _:
            return plain(cell) or None


def plain(cell: Cell) -> str:
    """As people read it. Characters that steer a terminal are left out."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
        case date():
            return cell.isoformat()
        case Amount():
            return str(cell.decimal)
        case int():
            return str(cell)
        case _:
            return "".join(one for one in cell if one in "\n\t\r" or unicodedata.category(one) != "Cc")
