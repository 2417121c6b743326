"""Words on pages of A4: escaped, wrapped by the widths of Helvetica's letters, never cut by the end of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

# In points.
WIDTH: Final = 595.0
HEIGHT: Final = 842.0
MARGIN: Final = 36.0
INNER: Final = WIDTH - 2 * MARGIN
FOOT: Final = 30.0  # below it the footer stands
ROOM: Final = HEIGHT - 2 * MARGIN - FOOT  # for blocks on a page

# Widths in thousandths of the font size, from the metrics of Helvetica; what is not listed is as wide as most letters.
_WIDTHS: Final = {
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZw&", 722),
    **dict.fromkeys("mM%W@", 890),
    **dict.fromkeys(" .,:;/!tfI[]()-", 300),
    **dict.fromkeys("r“”", 333),
    **dict.fromkeys("ijl'|", 222),
}
_USUAL: Final = 556
_BOLD: Final = 1.07  # bold letters are so much wider


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in points."""
    total = sum(_WIDTHS.get(letter, _USUAL) for letter in words)
    return total * size / 1000 * (_BOLD if bold else 1)


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The words in lines that fit; a word that is too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for word in _pieces(words, size, width, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _pieces(words: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
    for whole in words.split():
        word = whole
        while width_of(word, size, bold=bold) > width and len(word) > 1:
            fits = next((n for n in range(len(word) - 1, 1, -1) if width_of(word[:n], size, bold=bold) <= width), 1)
            yield word[:fits]
            word = word[fits:]
        yield word


def text(words: str, x: float, y: float, size: float, style: str = "") -> str:
    """One line of words; `y` is its base line."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{f" {style}" if style else ""}>{escape(words)}</text>'


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stands on one page. `draw` gets the y of its top; `with_next` keeps it with what follows."""

    height: float
    draw: Callable[[float], Iterable[str]]
    with_next: bool = False


FEW = 5  # blocks: a page with less looks empty above the lines to sign


def paginated(blocks: list[Block], last: Block) -> list[list[str]]:
    """The SVG parts of each page. `last` stands at the foot of the last page, never alone on it."""
    pages: list[list[Block]] = [[]]
    for number, block in enumerate(blocks):
        needed = _height(pages[-1]) + block.height
        if block.with_next and number + 1 < len(blocks):
            needed += blocks[number + 1].height
        if needed > ROOM and pages[-1]:
            pages.append([])
        pages[-1].append(block)
    if _height(pages[-1]) + last.height > ROOM:
        pages.append(_taken_along(pages[-1]))
    elif len(pages) > 1 and len(pages[-1]) < FEW:
        pages[-1][:0] = _taken_along(pages[-2])
    drawn = [list(_drawn(page)) for page in pages]
    drawn[-1] += last.draw(MARGIN + ROOM - last.height)
    return drawn


def _taken_along(page: list[Block]) -> list[Block]:
    """What moves from the end of a full page to the next one: from its last heading on, at most half of its blocks."""
    headings = [number for number, block in enumerate(page) if block.with_next]
    begin = max([len(page) - len(page) // 2, *headings[-1:]])
    moved = page[begin:]
    del page[begin:]
    return moved


def _height(page: list[Block]) -> float:
    return sum(block.height for block in page)


def _drawn(page: list[Block]) -> Iterator[str]:
    y = MARGIN
    for block in page:
        yield from block.draw(y)
        y += block.height
