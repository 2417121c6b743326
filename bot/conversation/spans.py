"""Stretches of a text that are already spoken for, so that a reference is not read as an amount or a day."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
_MASK = "\x00"  # cleaning takes it out of every text


def overlaps(span: Span, taken: Iterable[Span]) -> bool:
    """Whether the span shares a character with one that is taken."""
    return any(start < span[1] and span[0] < end for start, end in taken)


def mask(text: str, taken: Iterable[Span], sign: str = _MASK) -> str:
    """Return the text, of the same length, with the taken stretches blotted out."""
    for start, end in taken:
        text = text[:start] + sign * (end - start) + text[end:]
    return text
