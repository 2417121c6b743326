"""A playbook on pages of A4: the ladder as a line of time, every reaction, and a place to sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from bot.domain.playbook import Playbook
from bot.playbook.drawing.chart import Box, Chart, Rule, chart
from bot.playbook.drawing.page import HEIGHT, INNER, MARGIN, WIDTH, Block, paginated, text, width_of, wrapped

TIMES: Final = 100.0  # the column of times
RAIL: Final = MARGIN + TIMES + 12
BOX: Final = RAIL + 16
BOX_WIDTH: Final = WIDTH - MARGIN - BOX
SMALL, TEXT, HEAD, TITLE = 8.0, 9.0, 12.0, 20.0
LEADING: Final = 1.35
PADDING: Final = 6.0
GAP: Final = 8.0  # between two steps
LEFT_OF_RULE: Final = 170.0
# Fill and edge by how hard a step presses, or what it is.
COLOURS: Final = {
    "inform": ("#eef4f8", "#5b7f99"),
    "friendly": ("#e6f2ec", "#3f7d5e"),
    "direct": ("#fdf3dc", "#9a7414"),
    "firm": ("#fbe6d6", "#a4551c"),
    "formal": ("#f6dcdc", "#97393c"),
    "plain": ("#ffffff", "#8a949e"),
    "money": ("#e2efe0", "#44733c"),
    "person": ("#e9e6f5", "#5b4d99"),
}
LEGEND: Final = {
    "inform": "informs",
    "friendly": "asks, friendly",
    "direct": "direct",
    "firm": "firm",
    "formal": "formal",
    "plain": "staff and others",
    "money": "needs approval",
    "person": "a person takes over",
}
INK, SOFT, LINE = "#1c2530", "#55616d", "#dde2e7"
SIGNERS: Final = ("Written by", "Read by a second person", "Approved for the client")
BOLD: Final = 'font-weight="600"'
FAINT: Final = f'fill="{SOFT}"'


def svg(playbook: Playbook, client: str = "") -> str:
    """All pages, one below the other, as one SVG picture. Without scripts and outside references."""
    drawn = chart(playbook, client)
    sheets = pages(drawn)
    inner = "".join(
        f'<g transform="translate(0 {number * HEIGHT:g})">{sheet}</g>' for number, sheet in enumerate(sheets)
    )
    return _picture(drawn, inner, HEIGHT * len(sheets))


def html(playbook: Playbook, client: str = "") -> str:
    """The same as a page that a browser prints sheet by sheet."""
    drawn = chart(playbook, client)
    sheets = "\n".join(_picture(drawn, sheet, HEIGHT) for sheet in pages(drawn))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,initial-scale=1"><title>{escape(_title(drawn))}</title>'
        "<style>@page{size:A4;margin:0}body{margin:0;background:#c9ced3}svg{display:block;width:min(210mm,100%);"
        "height:auto;margin:0 auto 6mm;break-after:page}"
        "@media print{body{background:none}svg{width:210mm;height:297mm;margin:0}}</style></head>"
        f"<body>\n{sheets}\n</body></html>\n"
    )


def pages(drawn: Chart) -> list[str]:
    """The inside of each sheet of 595 by 842 points."""
    blocks = [_header(drawn), _heading("The ladder")]
    blocks += [
        _step(box, first=number == 0, last=number == len(drawn.boxes) - 1) for number, box in enumerate(drawn.boxes)
    ]
    for title, rules in drawn.groups:
        if rules:
            blocks += [Block(14, lambda _: ()), _heading(title), *map(_rule, rules)]
    sheets = paginated(blocks, _signatures())
    return [_sheet(drawn, sheet, number, len(sheets)) for number, sheet in enumerate(sheets, 1)]


def _title(drawn: Chart) -> str:
    return f"Playbook {drawn.name}"


def _picture(drawn: Chart, inner: str, height: float) -> str:
    title = escape(_title(drawn), {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" '
        f'height="{height:g}" role="img" aria-label="{title}" font-family="Helvetica, Arial, sans-serif" '
        f'fill="{INK}"><title>{title}</title><rect width="{WIDTH:g}" height="{height:g}" fill="#ffffff"/>{inner}'
        "</svg>\n"
    )


def _sheet(drawn: Chart, parts: list[str], number: int, of: int) -> str:
    y = HEIGHT - MARGIN
    digest = text(f"What runs is exactly this: digest {drawn.digest}", MARGIN, y, SMALL - 1, FAINT)
    count = text(f"{drawn.name}, page {number} of {of}", WIDTH - MARGIN, y, SMALL - 1, f'{FAINT} text-anchor="end"')
    return "".join([*parts, digest, count])


# --- the head --------------------------------------------------------------------------------------------------


def _header(drawn: Chart) -> Block:
    height = _draw_header(drawn, 0)[1]
    return Block(height + 10, lambda y: _draw_header(drawn, y)[0])


def _draw_header(drawn: Chart, top: float) -> tuple[list[str], float]:
    y = top + TITLE
    parts = [text(drawn.name.capitalize(), MARGIN, y, TITLE, BOLD)]
    for words in wrapped(drawn.subtitle, HEAD, INNER):
        y += HEAD * LEADING
        parts.append(text(words, MARGIN, y, HEAD, FAINT))
    y += 8
    half = INNER / 2
    for pair in zip(drawn.facts[::2], drawn.facts[1::2], strict=True):
        y = max(_fact(fact, MARGIN + side * half, y, half - 12, parts) for side, fact in enumerate(pair))
    y += 4 if drawn.notes else 0
    for label, note in drawn.notes:
        for words in wrapped(f"{label}: {note}", TEXT, INNER):
            y += TEXT * LEADING
            parts.append(text(words, MARGIN, y, TEXT))
    _legend(y + 10, parts)
    return parts, y + 24 - top


def _fact(fact: tuple[str, str], x: float, y: float, width: float, parts: list[str]) -> float:
    label, value = fact
    y += SMALL * LEADING + 3
    parts.append(text(label, x, y, SMALL, FAINT))
    for words in wrapped(value, TEXT, width):
        y += TEXT * LEADING
        parts.append(text(words, x, y, TEXT))
    return y


def _legend(y: float, parts: list[str]) -> None:
    x = MARGIN
    for look, words in LEGEND.items():
        fill, edge = COLOURS[look]
        parts.append(f'<rect x="{x:g}" y="{y:g}" width="9" height="9" rx="2" fill="{fill}" stroke="{edge}"/>')
        parts.append(text(words, x + 13, y + 8, SMALL - 0.5, FAINT))
        x += 13 + width_of(words, SMALL - 0.5) + 9


def _heading(words: str) -> Block:
    def draw(y: float) -> Iterator[str]:
        yield text(words, MARGIN, y + HEAD, HEAD, BOLD)
        yield _bar(y + HEAD + 5)

    return Block(HEAD + 12, draw, with_next=True)


def _bar(y: float) -> str:
    return f'<line x1="{MARGIN:g}" y1="{y:g}" x2="{WIDTH - MARGIN:g}" y2="{y:g}" stroke="{LINE}"/>'


# --- the ladder ------------------------------------------------------------------------------------------------


def _step(box: Box, *, first: bool, last: bool) -> Block:
    inside = list(_inside(box))
    height = PADDING * 2 + sum(size * LEADING for _, _, size, _ in inside)
    times = wrapped(box.when, TEXT, TIMES)
    whole = max(height, len(times) * TEXT * LEADING + PADDING) + GAP

    def draw(y: float) -> Iterator[str]:
        fill, edge = COLOURS[box.look]
        begin, end = (y + 10 if first else y), (y + 10 if last else y + whole)
        yield f'<line x1="{RAIL:g}" y1="{begin:g}" x2="{RAIL:g}" y2="{end:g}" stroke="{SOFT}" stroke-width="1.5"/>'
        yield f'<circle cx="{RAIL:g}" cy="{y + 10:g}" r="4.5" fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'
        yield from _lines(times, MARGIN + TIMES, y + 1, 'text-anchor="end"')
        size = f'width="{BOX_WIDTH:g}" height="{height:g}" rx="{12 if box.ends else 4}"'
        yield f'<rect x="{BOX:g}" y="{y:g}" {size} fill="{fill}" stroke="{edge}"/>'
        base = y + PADDING
        for words, x, letters, style in inside:
            base += letters * LEADING
            yield text(words, x, base - letters * 0.35, letters, style)

    return Block(whole, draw)


def _inside(box: Box) -> Iterator[tuple[str, float, float, str]]:
    """The lines of a box: words, x, size, style."""
    x, width = BOX + 8, BOX_WIDTH - 16
    yield from ((words, x, TEXT + 1, BOLD) for words in wrapped(box.title, TEXT + 1, width, bold=True))
    for number, said in enumerate(box.lines):
        style = 'font-style="italic"' if number else ""
        yield from ((words, x, TEXT, style) for words in wrapped(said, TEXT, width))
    for answer, follows in box.branches:
        yield from ((words, x, TEXT, BOLD) for words in wrapped(f"{answer}:", TEXT, width, bold=True))
        yield from ((words, x + 14, TEXT, "") for words in wrapped(follows, TEXT, width - 14))


def _lines(words: list[str], x: float, y: float, style: str) -> Iterator[str]:
    for number, said in enumerate(words, 1):
        yield text(said, x, y + number * TEXT * LEADING, TEXT, style)


# --- the reactions ---------------------------------------------------------------------------------------------


def _rule(rule: Rule) -> Block:
    left = wrapped(", ".join(rule.triggers), TEXT, LEFT_OF_RULE - 12, bold=True)
    right = [words for action in rule.actions for words in _item(action, INNER - LEFT_OF_RULE)]
    height = max(len(left), len(right)) * TEXT * LEADING + 8

    def draw(y: float) -> Iterator[str]:
        yield from _lines(left, MARGIN, y, BOLD)
        yield from _lines(right, MARGIN + LEFT_OF_RULE, y, "")
        yield _bar(y + height - 2)

    return Block(height, draw)


def _item(action: str, width: float) -> list[str]:
    """The lines of one action; what follows upon an answer is set in under its question."""
    answer = action.startswith(" ")
    indent = "\N{NO-BREAK SPACE}" * (6 if answer else 3)
    first, *more = wrapped(action, TEXT, width - (26 if answer else 10))
    mark = f"{indent[:3]}\N{EN DASH}" if answer else "\N{BULLET}"
    return [f"{mark} {first}", *(f"{indent}{words}" for words in more)]


def _signatures() -> Block:
    third = INNER / len(SIGNERS)

    def draw(y: float) -> Iterator[str]:
        for number, who in enumerate(SIGNERS):
            x = MARGIN + number * third
            yield f'<line x1="{x:g}" y1="{y + 36:g}" x2="{x + third - 16:g}" y2="{y + 36:g}" stroke="{SOFT}"/>'
            yield text(f"{who}, date", x, y + 47, SMALL, FAINT)

    return Block(56, draw)
