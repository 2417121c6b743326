"""The entry to the check of blocks and views."""

from __future__ import annotations

from typing import Any


def check_message(blocks: Any) -> list[str]:
    """What is wrong with the blocks of a message; [] when nothing is."""
    return [] if isinstance(blocks, list) else ["must be a list [json-pointer:/blocks]"]


def check_view(view: Any, surface: str = "modal") -> list[str]:
    """What is wrong with a view; [] when nothing is."""
    return [] if isinstance(view, dict) and view.get("type") == surface else ["wrong type [json-pointer:/view/type]"]
