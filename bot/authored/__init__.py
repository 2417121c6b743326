"""Files that people write: YAML in which every value knows its place, read strictly, all problems at once.

Every scalar stays the text that was written: `on`, `10:00`, `0.10` are themselves, not true, 600 and a float.
Whoever wants something else than text passes a parser: a function from text to value that raises `Rejected`.
"""

from __future__ import annotations

from bot.authored.fields import Fields, parsed
from bot.authored.nodes import Listing, Node, Table, Text
from bot.authored.problems import Place, Problem, Problems, ProblemsFound
from bot.authored.reading import MAX_BYTES, MAX_DEPTH, read_file, read_text
from bot.authored.values import (
    amount,
    clock_time,
    one_of,
    shown,
    similar,
    suggest,
    whole_number,
    words,
    yes_or_no,
)

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Fields",
    "Listing",
    "Node",
    "Place",
    "Problem",
    "Problems",
    "ProblemsFound",
    "Table",
    "Text",
    "amount",
    "clock_time",
    "one_of",
    "parsed",
    "read_file",
    "read_text",
    "shown",
    "similar",
    "suggest",
    "whole_number",
    "words",
    "yes_or_no",
]
