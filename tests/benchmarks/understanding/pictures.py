"""Figures as pictures: plain SVG, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bot.domain.vocabulary import Intent

CELL, LEFT, TOP = 26, 150, 150
WIDTH, HEIGHT, MARGIN = 640, 360, 60
INK, PAPER, GRID = "#1d2733", "#ffffff", "#d5dbe3"
COLOURS = ("#1f6feb", "#b35900", "#1a7f37", "#8250df", "#cf222e", "#0a7d8c", "#9a6700", "#57606a")


def confusion(counts: Mapping[tuple[Intent, Intent], int]) -> str:
    """A row for each intent that was meant, a column for each that was read; shares of the row in per cent."""
    intents = list(Intent)
    size = CELL * len(intents)
    parts = [_open(LEFT + size + 20, TOP + size + 40, "Which intent was meant (rows) and which was read (columns)")]
    for place, intent in enumerate(intents):
        middle = place * CELL + CELL / 2
        parts.append(_text(LEFT - 6, TOP + middle + 4, intent.value, "end"))
        parts.append(
            f'<text transform="translate({LEFT + middle + 4},{TOP - 6}) rotate(-60)" font-size="11">{intent.value}</text>'
        )
        parts += [_cell(counts, intent, other, place, column) for column, other in enumerate(intents)]
    return "\n".join([*parts, "</svg>\n"])


def _cell(counts: Mapping[tuple[Intent, Intent], int], was: Intent, read: Intent, row: int, column: int) -> str:
    of = sum(number for (one, _), number in counts.items() if one is was)
    share = counts.get((was, read), 0) / of if of else 0.0
    x, y = LEFT + column * CELL, TOP + row * CELL
    fill = "#1f6feb" if was is read else "#cf222e"
    box = (
        f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{CELL - 1}" fill="{fill}" '
        f'fill-opacity="{min(1.0, share if was is read else 3 * share):.2f}" stroke="{GRID}"/>'
    )
    if share < 0.005:
        return box
    ink = PAPER if (share > 0.6 and was is read) else INK
    return (
        box
        + f'<text x="{x + CELL / 2}" y="{y + CELL / 2 + 4}" text-anchor="middle" font-size="10" fill="{ink}">{share * 100:.0f}</text>'
    )


def curve(title: str, across: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Lines of (size, share) each; sizes on a logarithmic axis would hide how much work they are: it is linear."""
    most = max(x for points in series.values() for x, _ in points)
    low = min(y for points in series.values() for _, y in points)
    floor = max(0.0, int(low * 10) / 10 - 0.1)
    parts = [_open(WIDTH, HEIGHT, title), _text(MARGIN, 24, title, "start", 14)]
    for step in range(11):
        share = step / 10
        if share >= floor:
            y = _y(share, floor)
            parts.append(f'<line x1="{MARGIN}" y1="{y:.1f}" x2="{WIDTH - 120}" y2="{y:.1f}" stroke="{GRID}"/>')
            parts.append(_text(MARGIN - 6, y + 4, f"{share:.1f}", "end"))
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = [(_x(x, most), _y(y, floor)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        parts.append(_text(WIDTH - 112, 60 + 18 * number, name, "start", 11, colour))
    ticks = sorted({x for points in series.values() for x, _ in points})
    parts += [_text(_x(x, most), HEIGHT - 34, f"{x:,.0f}", "middle", 10) for x in ticks]
    parts.append(_text((WIDTH - 60) / 2, HEIGHT - 12, across, "middle"))
    return "\n".join([*parts, "</svg>\n"])


def _open(width: float, height: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="system-ui, sans-serif" fill="{INK}"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, size: int = 11, colour: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
    )


def _x(x: float, most: float) -> float:
    return MARGIN + (WIDTH - 120 - MARGIN) * x / most


def _y(share: float, floor: float) -> float:
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (share - floor) / (1.0 - floor)
