"""Replies with labels that are for judging only."""

from __future__ import annotations

from pathlib import Path

from bot.conversation.learning.lines import Line, read_judging

JUDGING = Path(__file__).parents[2] / "data" / "replies"  # never trained on


def judging_lines(folder: Path = JUDGING) -> list[Line]:
    """Lines of `<language>.txt`."""
    return read_judging(folder)
