"""HTML mail to plain text, with quoted mail marked by `> ` so that one splitter serves both forms.

Not html.parser: its time grows with the square of the input on several kinds of broken markup, and it builds far more
than is needed here. This scanner looks at every character once.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from bot.conversation.tables.mail_words import QUOTE_CUTS, QUOTE_MARKERS, SIGNATURE_MARKERS

MAX_TAGS = 20_000  # more are no letter; what follows is kept with its tags cut out crudely
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "section",
    }
)
_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source"})
_NAME = re.compile(r"\s*(/?)\s*([a-zA-Z][a-zA-Z0-9:]*)")
_MARK = re.compile(r"""\b(?:class|id|type)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[ \t\n\xa0]+")
_QUOTED_CITE = "cite"


@dataclass(slots=True)
class _Scan:
    """Where the scanner stands: open elements, and the lines made so far."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    quotes: int = 0
    hidden: str = ""  # the element whose content is not shown
    cut: bool = False  # everything from here on is quoted
    stack: list[tuple[str, bool]] = field(default_factory=list)  # (name, opened a quote)

    def text(self, raw: str) -> None:
        if not self.hidden:
            self.line.append(_SPACES.sub(" ", html.unescape(raw)))

    def end_line(self) -> None:
        content = "".join(self.line).strip()
        self.line.clear()
        if content:
            self.lines.append("> " + content if self.quotes or self.cut else content)

    def open(self, name: str, attributes: str) -> None:
        marks = _marks(attributes) if attributes else frozenset()
        if name in _HIDDEN or marks & SIGNATURE_MARKERS:
            self.hidden = self.hidden or name
        if name in _BLOCKS or name == "br":
            self.end_line()
            if name == "p" and self.lines:
                self.lines.append("")
        self.cut = self.cut or bool(marks & QUOTE_CUTS)
        if name not in _VOID:
            quote = _opens_quote(name, marks)
            self.stack.append((name, quote))
            self.quotes += quote

    def close(self, name: str) -> None:
        if name == self.hidden:
            self.hidden = ""
        if name in _BLOCKS:
            self.end_line()
        for depth in range(len(self.stack) - 1, max(len(self.stack) - 9, -1), -1):
            if self.stack[depth][0] == name:  # elements left open inside are closed with it
                self.quotes -= sum(quote for _, quote in self.stack[depth:])
                del self.stack[depth:]
                return


def _opens_quote(name: str, marks: frozenset[str]) -> bool:
    return bool(marks & QUOTE_MARKERS) or (name == "blockquote" and _QUOTED_CITE in marks)


def _marks(attributes: str) -> frozenset[str]:
    words = (word for found in _MARK.findall(attributes[:2_000]) for group in found for word in group.split())
    return frozenset(word.lower() for word in words)


def to_text(markup: str) -> str:
    """Return what a reader of the HTML sees, quoted mail behind `> `. Never raises. Linear."""
    scan = _Scan()
    position = 0
    for _ in range(MAX_TAGS):
        start = markup.find("<", position)
        end = markup.find(">", start) if start >= 0 else -1
        if end < 0:
            break
        scan.text(markup[position:start])
        position = _step(scan, markup, start, end)
    else:
        start = -1
    scan.text(_ANY_TAG.sub(" ", markup[position:]))
    scan.end_line()
    return "\n".join(scan.lines)


def _step(scan: _Scan, markup: str, start: int, end: int) -> int:
    """Take one tag or comment; return where to go on."""
    if markup.startswith("<!--", start):
        close = markup.find("-->", start)
        return close + 3 if close >= 0 else end + 1
    named = _NAME.match(markup, start + 1, min(end, start + 80))
    if named is None:
        if markup[start + 1 : start + 2] not in ("!", "?"):
            scan.text("<")  # "5 < 6" is text
            return start + 1
        return end + 1
    name = named.group(2).lower()
    if scan.hidden and name != scan.hidden:
        return end + 1
    if named.group(1):
        scan.close(name)
    else:
        scan.open(name, markup[named.end() : end])
    return end + 1
