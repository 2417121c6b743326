"""Take quoted mail and signatures off a reply, so that only the customer's own words are read. Line by line, linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.cleaning import fold
from bot.conversation.tables.mail_words import FROM, OPENERS, ORIGINAL, OTHER_HEADERS, SENT_FROM, WROTE

MAX_LINES = 4_000  # looked at closely; of the rest only the lines with ">" are taken off
MAX_LINE = 400  # characters of a header line that are looked at
_HEADER_LINES = 3  # a header may be wrapped
_MIN_HEADERS = 3  # labels that make a block: "From" and two more

_EMPTY_LINES = re.compile(r"\n[ \t\n]*\n[ \t]*(?=\n)")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}[>|] ?.*$\n?", re.MULTILINE)
_VERB = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, WROTE))})(?!\w)")
_WHEN = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}")
_LABEL = re.compile(r"[ \t*_>]{0,4}([a-z][a-z \-]{0,12}?) ?\*{0,2}: ?\*{0,2}")
_ORIGINAL = re.compile(rf"[ \t]*(?:[-_=*~]{{2,}}[ \t]*)(?:{'|'.join(map(re.escape, ORIGINAL))})[ \t:]*[-_=*~]*[ \t]*")
_RULE = re.compile(r"[ \t]*_{10,}[ \t]*")
_FROM, _OTHER = frozenset(FROM), frozenset(OTHER_HEADERS)
_SIGNATURES = frozenset({"-- ", "--", "—", "--\xa0"})
_LONGEST_SIGNATURE = 15  # lines


@dataclass(frozen=True, slots=True)
class _Line:
    raw: str
    folded: str

    @property
    def quoted(self) -> bool:
        return self.raw.lstrip(" \t").startswith(">")

    @property
    def blank(self) -> bool:
        return not self.folded.strip()


def strip_quoted(text: str) -> str:
    """Return the customer's own words. When nothing would be left, everything is kept: words are never lost."""
    text = _EMPTY_LINES.sub("\n", text)
    raw = text.split("\n", MAX_LINES)
    rest = raw.pop() if len(raw) > MAX_LINES else ""
    lines = [_Line(line, fold(line[:MAX_LINE])) for line in raw]
    own, open_end = _own_lines(lines)
    if rest and open_end:
        own.extend(_QUOTED_LINE.sub("", rest).split("\n"))
    without = "\n".join(_without_signature(own))
    kept = without.strip() or "\n".join(own).strip() or text.strip()
    return _EMPTY_LINES.sub("\n", kept)


def _own_lines(lines: list[_Line]) -> tuple[list[str], bool]:
    """Return the lines outside quotes, and whether the end of the text is still the customer's."""
    own: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.quoted:
            index += 1
            continue
        if _ORIGINAL.fullmatch(line.folded) or _opens_header_block(lines, index):
            return own, False
        taken = _wrote_line(lines, index)
        if taken:
            index += taken
            if not _marked_follows(lines, index):  # the quote is not marked: it is all that follows
                return own, False
            continue
        own.append(line.raw)
        index += 1
    return own, True


def _marked_follows(lines: list[_Line], index: int) -> bool:
    """Whether the next line that is not blank is marked as quoted."""
    following = (line for line in lines[index : index + 5] if not line.blank)
    return next((line.quoted for line in following), False)


def _wrote_line(lines: list[_Line], index: int) -> int:
    """Return how many lines a "... wrote:" header takes from here; 0 when there is none."""
    if lines[index].blank:
        return 0
    joined = ""
    for count, line in enumerate(lines[index : index + _HEADER_LINES], start=1):
        if line.blank or line.quoted:
            return 0
        joined += " " + line.folded
        if line.folded.rstrip().endswith(":"):
            return count if _is_wrote(joined, lines, index + count) else 0
        if len(joined) > MAX_LINE:
            return 0
    return 0


def _is_wrote(joined: str, lines: list[_Line], after: int) -> bool:
    """Whether it is a mail program's line: "I wrote to you on 3/11 at 10:00:" is the customer's own."""
    verb = _VERB.search(joined)
    if verb is None:
        return False
    if _marked_follows(lines, after) or "@" in joined:
        return True
    last_word = joined[verb.end() :].strip() == ":"
    opened = joined.lstrip(" *").startswith(OPENERS)
    return (last_word or opened) and _WHEN.search(joined) is not None


def _opens_header_block(lines: list[_Line], index: int) -> bool:
    """Whether a block "From: / Sent: / To: / Subject:" begins here, a line of underscores before it included."""
    if _RULE.fullmatch(lines[index].folded):
        index += 1
    if index >= len(lines) or _label(lines[index]) not in _FROM:
        return False
    labels = [_label(line) for line in lines[index : index + 8] if not line.blank]
    return sum(label in _OTHER for label in labels[1:]) >= _MIN_HEADERS - 1


def _label(line: _Line) -> str:
    found = _LABEL.match(line.folded)
    return found.group(1).strip() if found else ""


def _without_signature(own: list[str]) -> list[str]:
    kept = [line for line in own if not _is_sent_from(line)]
    for index in range(len(kept) - 1, max(len(kept) - _LONGEST_SIGNATURE, 0), -1):
        if kept[index] in _SIGNATURES:
            return kept[:index]
    return kept


def _is_sent_from(line: str) -> bool:
    return len(line) <= 80 and fold(line.strip(" \t*_>")).startswith(SENT_FROM)  # noqa: PLR2004 - see SENT_FROM
