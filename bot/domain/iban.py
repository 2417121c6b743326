"""Bank accounts in a text (GENUINE: our bank details are never in a message; ISO 13616 says what an IBAN is)."""

from __future__ import annotations

import re
from typing import Final

_BEGINS: Final = re.compile(r"(?<![^\W_])(?=([A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,50}))", re.IGNORECASE)
_GAP: Final = re.compile(r"[ -]")
_LENGTHS: Final = range(15, 35)  # characters without gaps
_DIGITS: Final = 10  # at the least: they are mostly digits, words are not
_REMAINDER, _OF = 1, 97


def holds_iban(text: str) -> bool:
    """Whether an IBAN stands somewhere in the text, with gaps or without, also right before another word."""
    return any(_begins_with_one(found[1]) for found in _BEGINS.finditer(text))


def _begins_with_one(text: str) -> bool:
    """Whether one ends at a gap of the text, or at its end."""
    ends = [*(gap.start() for gap in _GAP.finditer(text)), len(text)]
    return any(_is_iban(_GAP.sub("", text[:end]).upper()) for end in ends)


def _is_iban(bare: str) -> bool:
    """Four characters moved to the back, letters as numbers: divided by 97 it leaves one."""
    if len(bare) not in _LENGTHS or sum(char.isdigit() for char in bare) < _DIGITS:
        return False
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % _OF == _REMAINDER
