"""What staff write in a line of its own: the reference of a bank or an ERP, the reason of a stop."""

from __future__ import annotations

from typing import Final

from bot.app.context import Context
from bot.domain.errors import Rejected
from bot.domain.rules import Rule

MOST_CHARACTERS: Final = 140  # as much as a bank transfer says (ISO 20022, unstructured remittance information)


def one_line(context: Context, text: str, most: int = MOST_CHARACTERS) -> str:
    """The text in one line, without what cannot be seen: it stands in the log, on cards and in exports.

    Raises Rejected for one that is too long or holds a card number: neither is ever stored (PCI-PAN).
    """
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(line) > most:
        raise Rejected(f"This is too long: at most {most} characters.")
    if context.screen(line) != line:
        raise Rejected(f"This holds a card number or a card's code: that is never kept ({Rule.PCI_PAN.value}).")
    return line
