"""HTML mail to plain text, with quoted mail marked by `> ` so that one splitter serves both forms.

Not html.parser: its time grows with the square of the input on several kinds of broken markup, and it builds far more
than is needed here. This scanner looks at every character once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5

from bot.conversation.tables.mail_markup import BLOCKQUOTE_MARKERS, QUOTE_CUTS, QUOTE_MARKERS, SIGNATURE_MARKERS

MAX_TAGS = 25_000  # more are no letter; what follows is kept with its tags cut out crudely
_LONGEST_ATTRIBUTES = 2_000  # characters

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_BLOCKS = frozenset(
    {"p", "div", "tr", "table", "blockquote", "pre", "hr", "section", "article", "center", "br", *_HEADINGS, *_LISTS}
)
_RAW = frozenset({"script", "style", "title", "textarea", "xml"})  # what is inside is no markup, and not shown
_NESTED = frozenset({"div", "blockquote", "table", "section", "article", "center"})  # whose ends are waited for
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source"})
_NAME = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9:]*)(?=[\s/>])")
_MARK = re.compile(r"""\b(?:class|id|type|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_BORDER_LEFT = re.compile(r"border-left(?:-width)?\s*:[^;\"']*[1-9]", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[ \t\n\xa0]+")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?")
_LAST_CODE = 0x10FFFF


@dataclass(slots=True)
class _Open:
    """An element whose end is waited for."""

    name: str
    quote: bool
    hidden: bool
    wrapper: bool  # blockquotes inside are quoted mail


@dataclass(slots=True)
class _Scan:
    """Where the scanner stands: open elements, and the lines made so far."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    quotes: int = 0
    hidden: int = 0  # elements around that are not shown
    wrappers: int = 0
    cut: bool = False  # everything from here on is quoted
    stack: list[_Open] = field(default_factory=list)
    depths: dict[str, int] = field(default_factory=dict)  # how many of a name are open
    absent: set[str] = field(default_factory=set)  # closing marks that do not come any more

    def text(self, raw: str) -> None:
        if not self.hidden and raw:
            self.line.append(_SPACES.sub(" ", _ENTITY.sub(_character, raw) if "&" in raw else raw))

    def end_line(self) -> None:
        content = "".join(self.line).strip()
        self.line.clear()
        if content:
            self.lines.append("> " + content if self.quotes or self.cut else content)

    def open(self, name: str, attributes: str) -> None:
        attributes = attributes[:_LONGEST_ATTRIBUTES]
        marks = _marks(attributes) if attributes else frozenset()
        if name in _BLOCKS:
            self.end_line()
            if name == "p" and self.lines:
                self.lines.append("")
        elif name in {"td", "th"}:
            self.line.append(" ")
        self.cut = self.cut or bool(marks & QUOTE_CUTS)
        if name in _VOID:
            return
        quote = _opens_quote(name, marks, attributes) or (name == "blockquote" and self.wrappers > 0)
        wrapper = name != "blockquote" and bool(marks & BLOCKQUOTE_MARKERS)
        hidden = bool(marks & SIGNATURE_MARKERS) or ("e" in attributes and _HIDDEN_STYLE.search(attributes) is not None)
        if quote or hidden or name in _NESTED:
            self.stack.append(_Open(name, quote, hidden, wrapper))
            self.depths[name] = self.depths.get(name, 0) + 1
            self.quotes += quote
            self.hidden += hidden
            self.wrappers += wrapper

    def close(self, name: str) -> None:
        if name in _BLOCKS:
            self.end_line()
        if not self.depths.get(name):
            return
        while self.stack:  # elements left open inside are closed with it
            top = self.stack.pop()
            self.depths[top.name] -= 1
            self.quotes -= top.quote
            self.hidden -= top.hidden
            self.wrappers -= top.wrapper
            if top.name == name:
                return

    def find(self, markup: str, mark: str, start: int) -> int:
        """Return where a closing mark stands, or -1. One that is absent is looked for only once."""
        if mark in self.absent:
            return -1
        found = markup.find(mark, start)
        if found < 0:
            self.absent.add(mark)
        return found


def _opens_quote(name: str, marks: frozenset[str], attributes: str) -> bool:
    if marks & QUOTE_MARKERS:
        return True
    if name != "blockquote":
        return False
    plain = not attributes.strip()  # one that only indents has a style
    return plain or bool(marks & BLOCKQUOTE_MARKERS) or _BORDER_LEFT.search(attributes) is not None


def _marks(attributes: str) -> frozenset[str]:
    words = (word for found in _MARK.findall(attributes) for group in found for word in group.split())
    return frozenset(word.lower() for word in words)


def _character(found: re.Match[str]) -> str:
    """Return what an entity stands for; what is none stays as it is written."""
    decimal, hexadecimal, name = found.groups()
    if name:
        return html5.get(f"{name};", found.group())
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= _LAST_CODE else " "


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
    scan.text(_ANY_TAG.sub(" ", markup[position:]))
    scan.end_line()
    return "\n".join(scan.lines) or _crude(markup)


def _crude(markup: str) -> str:
    """All was hidden or no text: what stands between the tags is better than nothing."""
    return _SPACES.sub(" ", _ANY_TAG.sub(" ", markup)).strip() if "hidden" in markup or "none" in markup else ""


def _step(scan: _Scan, markup: str, start: int, end: int) -> int:
    """Take one tag or comment; return where to go on."""
    if markup.startswith("<!--", start):
        close = scan.find(markup, "-->", start)
        return close + 3 if close >= 0 else end + 1
    named = _NAME.match(markup, start + 1, min(end + 1, start + 80))
    if named is None:
        if markup[start + 1 : start + 2] in ("!", "?"):
            return end + 1
        scan.text("<")  # "5 < 6" is text, and so is "<joe@example.com>"
        return start + 1
    name = named.group(2).lower()
    if named.group(1):
        scan.close(name)
    elif name in _RAW:
        close = scan.find(markup, f"</{name}", end)
        return close if close >= 0 else end + 1
    else:
        scan.open(name, markup[named.end() : end])
    return end + 1
