"""Tables as text: one language a line, so that a reader of that language can review it."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """Return the entries of lines such as `en | sent from, sent via`, in order, each once."""
    entries = (entry.strip() for line in text.splitlines() for entry in line.rpartition(" | ")[2].split(","))
    return tuple(dict.fromkeys(entry for entry in entries if entry))
