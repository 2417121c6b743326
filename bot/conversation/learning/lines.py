"""Labelled replies as plain files: one line a reply, sections by primary intent (bot/conversation/corpus/LABELS.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.domain.vocabulary import Flag, Intent, Question

CORPUS = files("bot.conversation").joinpath("corpus")
_TAGGED = re.compile(r"\{([^{}]*)\} ?(.*)", re.DOTALL)
JUDGE = "judge"  # the writer of lines that are never trained on
_BREAK = "\\n"


class BadLineError(ValueError):
    """A line of a corpus file cannot be read: "<file>:<line>: <why>"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled reply. `intents` is never empty, the first is the primary one."""

    text: str
    intents: tuple[Intent, ...]
    flags: frozenset[Flag]
    question: Question | None
    language: str  # ISO 639-1
    writer: str  # who wrote it; splits go by writer, never by line


def read_corpus(folder: Traversable = CORPUS) -> list[Line]:
    """Return all lines of `<language>/<writer>.txt`, in the order of the names. Raises BadLineError."""
    return [
        line
        for language in _entries(folder)
        if language.is_dir()
        for entry in _entries(language)
        if entry.name.endswith(".txt")
        for line in _read(entry, language.name, entry.name.removesuffix(".txt"))
    ]


def read_judging(folder: Traversable) -> list[Line]:
    """Return all lines of `<language>.txt`: what models are judged with. Raises BadLineError."""
    return [
        line
        for entry in _entries(folder)
        if entry.name.endswith(".txt")
        for line in _read(entry, entry.name.removesuffix(".txt"), JUDGE)
    ]


def _entries(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _read(entry: Traversable, language: str, writer: str) -> list[Line]:
    return parse_lines(
        entry.read_text(encoding="utf-8"),
        language.partition("-")[0],
        writer,
        f"{language}/{entry.name}" if writer != JUDGE else entry.name,
    )


def parse_lines(text: str, language: str, writer: str, source: str = "") -> list[Line]:
    """Return the lines of one file. Raises BadLineError with the place of the first that is wrong."""
    return list(_parsed(text, language, writer, source or f"{language}/{writer}"))


def _parsed(text: str, language: str, writer: str, source: str) -> Iterator[Line]:
    section: Intent | None = None
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip() or written.startswith("#"):
            continue
        try:
            if written.startswith("== "):
                section = Intent(written[3:].strip())
            else:
                yield _line(written, section, language, writer)
        except ValueError as wrong:
            raise BadLineError(f"{source}:{number}: {wrong}") from wrong


def _line(written: str, section: Intent | None, language: str, writer: str) -> Line:
    if section is None:
        raise ValueError("stands before the first section")
    tagged = _TAGGED.fullmatch(written)
    tags, text = (tagged[1].split(), tagged[2]) if tagged else ([], written)
    if not text.strip() or "\t" in text:
        raise ValueError("has no text" if not text.strip() else "has a tab")
    intents, flags, question = [section], set[Flag](), None
    for tag in tags:
        match tag[0]:
            case "+":
                intents.append(Intent(tag[1:]))
            case "!":
                flags.add(Flag(tag[1:]))
            case "?":
                question = Question(tag[1:])
            case _:
                raise ValueError(f"unknown tag {tag}")
    return Line(text.replace(_BREAK, "\n"), tuple(dict.fromkeys(intents)), frozenset(flags), question, language, writer)


def written(line: Line) -> str:
    """Return the line as a file has it, without its section."""
    tags = [f"+{intent}" for intent in line.intents[1:]] + [f"!{flag}" for flag in sorted(line.flags)]
    tags += [f"?{line.question}"] if line.question else []
    text = line.text.replace("\n", _BREAK).replace("\t", " ")
    return f"{{{' '.join(tags)}}} {text}" if tags or text.startswith(("{", "#", "== ")) else text
