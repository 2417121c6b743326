"""A finding: what was looked at, how it is, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    OK = "ok"  # it is there and it works
    NOTE = "note"  # worth knowing; nothing that is needed is missing
    MISSING = "missing"  # something that is needed is not there, or does not work


@dataclass(frozen=True, slots=True)
class Finding:
    mark: Mark
    subject: str  # a word or two
    sentence: str  # one sentence
    todo: str = ""  # one sentence; empty when there is nothing to do


def ok(subject: str, sentence: str) -> Finding:
    return Finding(Mark.OK, subject, sentence)


def note(subject: str, sentence: str, todo: str = "") -> Finding:
    return Finding(Mark.NOTE, subject, sentence, todo)


def missing(subject: str, sentence: str, todo: str) -> Finding:
    return Finding(Mark.MISSING, subject, sentence, todo)
