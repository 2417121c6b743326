"""Ids of what a delivery makes. The same delivery always makes the same id."""

from __future__ import annotations

import hashlib


def made_by(view_id: str, what: str = "") -> str:
    """The id of what this form makes: 32 hex digits. A form that is sent twice makes it once."""
    return hashlib.blake2b(f"slack|{view_id}|{what}".encode(), digest_size=16).hexdigest()


def note_of(channel: str, ts: str) -> str:
    """The id of a note that was typed in a thread."""
    return f"slack:{channel}:{ts}"
