"""Take quoted mail and signatures off a reply, so that only the customer's own words are read. Line by line, linear."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.conversation.mail.attribution import attribution, split_inside
from bot.conversation.mail.blocks import header_block, opens_original
from bot.conversation.mail.lines import Line, marked_follows, read_line
from bot.conversation.mail.tails import without_tails

_MOST_PASSES = 8
_LONGEST_TWICE = 50_000  # characters; what is longer is looked at once
MAX_LINES = 3_000  # looked at closely; of the rest only the lines with ">" are taken off

_EMPTY_LINES = re.compile(r"\n[ \t\n]*\n[ \t]*(?=\n)")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}> ?.*$\n?", re.MULTILINE)
_PERHAPS = re.compile(r"[:@<>\d]")  # no line that introduces a quote is without all of them


@dataclass(slots=True)
class _Own:
    """The lines outside quotes, so far."""

    lines: list[Line] = field(default_factory=list)
    said: bool = False  # whether one of them is more than a rule
    open_end: bool = True  # whether the end of the text is still the customer's
    introduces: bool = False  # the last line says that something follows: "my bank writes:"
    barred: bool = False  # lines that begin with "|" belong to the quote

    def keep(self, line: Line) -> None:
        self.lines.append(line)
        if not line.blank:
            self.introduces = line.folded.endswith(":")
        self.said = self.said or not (line.blank or line.rule)
        self.barred = self.barred and line.blank


def strip_quoted(text: str) -> str:
    """Return the customer's own words. When nothing would be left, everything is kept: words are never lost.

    What is left is looked at again until nothing goes: two signatures may stand below each other.
    """
    for _ in range(_MOST_PASSES if len(text) <= _LONGEST_TWICE else 1):
        stripped = _strip(text)
        if stripped == text:
            break
        text = stripped
    return text


def _strip(text: str) -> str:
    text = _EMPTY_LINES.sub("\n", text)
    raw = text.split("\n", MAX_LINES)
    rest = raw.pop() if len(raw) > MAX_LINES else ""
    own = _own_lines([read_line(line) for line in raw])
    kept = [line.raw for line in (own.lines if rest else without_tails(own.lines))]
    if rest and own.open_end:
        kept.append(_QUOTED_LINE.sub("", rest))
    stripped = "\n".join(kept).strip() or "\n".join(line.raw for line in own.lines).strip() or text.strip()
    return _EMPTY_LINES.sub("\n", stripped)


def _own_lines(lines: list[Line]) -> _Own:
    own = _Own()
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.quoted or (own.barred and line.folded.startswith("|")):
            index += 1
            continue
        taken = _opens_mail(lines, index)
        if taken:
            if own.said and not own.introduces:
                own.open_end = False
                return own
            index += taken  # nothing was said above it, or that it follows: it is what the customer means
            continue
        index += _introduction(own, lines, index)
        if not own.open_end:
            return own
    return own


def _opens_mail(lines: list[Line], index: int) -> int:
    """Return how many lines open a whole quoted mail from here."""
    if lines[index].blank:
        return 0
    return opens_original(lines, index) or header_block(lines, index)


def _introduction(own: _Own, lines: list[Line], index: int) -> int:
    """Take the line, or those that introduce a quote; return how many."""
    line = lines[index]
    looked = _PERHAPS.search(line.folded) is not None or line.folded.endswith("-")
    place = split_inside(lines, index) if looked else 0
    if place:
        own.keep(Line(line.raw[:place].rstrip("- \t"), line.folded[:place].rstrip("- \t")))
    taken = 1 if place else attribution(lines, index) if looked else 0
    if not taken:
        own.keep(line)
        return 1
    own.barred = True
    if not marked_follows(lines, index + taken) and own.said:  # the quote is not marked: it is all that follows
        own.open_end = False
    return taken
