"""Slack's limits, and cutting that says what was cut.

Source: api.slack.com/reference/block-kit, blocks, elements and composition objects. Lengths are counted in UTF-16
units, as Slack's own clients do: an emoji may count two.
"""

from __future__ import annotations

from typing import Final

BLOCKS_IN_MESSAGE: Final = 50
BLOCKS_IN_VIEW: Final = 100
SECTION: Final = 3000
HEADER: Final = 150
BUTTON: Final = 75
BUTTON_VALUE: Final = 2000
OPTION: Final = 75  # its text and its description
OPTION_VALUE: Final = 75  # Slack allows 150 by now; older clients and SDKs 75
OPTIONS: Final = 100
RADIOS: Final = 10
TITLE: Final = 24  # of a modal, and its buttons
METADATA: Final = 3000
ACTIONS: Final = 25
LABEL: Final = 2000
HINT: Final = 2000
PLACEHOLDER: Final = 150
INPUT: Final = 3000
WORDS: Final = 2600  # of one message as we show it: a message's blocks hold about 13,000 characters in all

_BMP: Final = "\uffff"
_LOOK_BACK: Final = 30  # characters that a cut may go back to end after a word
# Marks that reorder or hide the text around them; and characters that Slack's JSON cannot hold.
_UNSEEN: Final = {
    **dict.fromkeys((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), None),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), None),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
    0x0D: "\n",
}


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(char > _BMP for char in text)


def plain(text: str) -> str:
    """Without control characters, bidirectional overrides and lone surrogates: what is left shows as it is."""
    return text.replace("\r\n", "\n").translate(_UNSEEN)


def fit(text: str, most: int) -> str:
    """At most so many units; what is longer ends in an ellipsis. For labels, where no sentence fits."""
    if units(text) <= most:
        return text
    return _head(text, most - 1).rstrip() + "…"


def shorten(text: str, most: int) -> str:
    """At most so many units; a longer text ends by saying how many characters were cut."""
    if units(text) <= most:
        return text
    room = most - units(_said(len(text)))
    kept = _at_a_word(_head(text, room))
    return kept + _said(len(text) - len(kept))


def _said(count: int) -> str:
    return f" … ({count:,} more characters are not shown)"


def _head(text: str, most: int) -> str:
    if units(text[:most]) <= most:
        return text[:most]
    used = 0
    for position, char in enumerate(text):
        used += 2 if char > _BMP else 1
        if used > most:
            return text[:position]
    return text


def _at_a_word(text: str) -> str:
    space = max(text.rfind(" ", len(text) - _LOOK_BACK), text.rfind("\n", len(text) - _LOOK_BACK))
    return text[:space].rstrip() if space > 0 else text
