"""Cells of a register: a number, a day, a moment or text, and how each is written. Safe in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.domain.money import to_decimal

# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, CSV injection); the full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
QUOTE = "'"
# Where the list separator is the semicolon, as in most of Europe, one within a cell begins another; so do these.
_ANOTHER = re.compile(r"(?<!^)([;|\t\r\n][\s\"'\u200c\u200d]*)(?=[=+\-@＝＋－＠])")
_JOINERS = "\u200c\u200d"  # of letters and of emoji; what else cannot be seen is left out
_SHOWN = "\n\t\r" + _JOINERS
_UNSEEN = ("Cc", "Cf", "Cs")
_BEFORE = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" + _JOINERS


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
    if not isinstance(cell, str):
        return text
    text = _ANOTHER.sub(rf"\1{QUOTE}", text)
    return QUOTE + text if text.lstrip(_BEFORE).startswith(FORMULA) else text


def in_json(cell: Cell) -> object:
    """Amounts as decimal text: no reader rounds them."""
    match cell:
        case None | int():
            return cell
        case _:
            return plain(cell) or None


def plain(cell: Cell) -> str:
    """As people read it. Characters that steer a terminal, turn text round or cannot be seen are left out."""
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
            return "".join(one for one in cell if one in _SHOWN or unicodedata.category(one) not in _UNSEEN)
