"""What is shown of people: masked names and addresses, and words without links that open a customer's page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

DOT: Final = "•"
_PHONE_END: Final = 4  # digits
_LINK: Final = re.compile(r"https?://\S*/[cu]/\S+")
_HIDDEN_LINK: Final = "[link]"
_SHORTEST_NAME: Final = 3  # characters; anything shorter may be part of any word


def masked_name(name: str) -> str:
    """`Ada Example` as `A•• E••••••`."""
    return " ".join(f"{word[0]}{DOT * (len(word) - 1)}" for word in name.split())


def masked_email(address: str) -> str:
    """`ada@example.test` as `a•••@example.test`; the length of the name is not shown."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}{DOT * 3}@{domain}" if at else ""


def masked_phone(number: str) -> str:
    """`+12125550123` as `•••• 0123`."""
    return f"{DOT * 4} {number[-_PHONE_END:]}" if number else ""


def shown_words(text: str, name: str, addresses: Iterable[str]) -> str:
    """Words of a conversation for staff: the customer's name and addresses masked, their personal links gone."""
    text = _LINK.sub(_HIDDEN_LINK, text)
    for address in addresses:
        if address:
            text = text.replace(address, masked_email(address) or masked_phone(address))
    if len(name) >= _SHORTEST_NAME:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", masked_name(name), text, flags=re.IGNORECASE)
    return text
