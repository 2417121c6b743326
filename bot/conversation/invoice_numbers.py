"""The client's own invoice numbers in a reply: with other signs between, without prefix or leading zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.conversation.amount_units import choice
from bot.conversation.cleaning import fold
from bot.conversation.spans import Span
from bot.conversation.tables.money_words import CODES, SIGNS, UNITS
from bot.conversation.tables.reference_words import INVOICE, MARKERS

_MOST_INVOICES = 500
_SHORTEST = 3  # letters and digits of an invoice number
_SHORTEST_TAIL = 4  # digits that are enough without a word for invoice
_SHORTEST_CUED = 2  # digits that are enough behind one
_FIGURES = re.compile(r"(?<![^\W_])\d{2,16}(?![^\W_])")
_CUE = re.compile(
    rf"(?<![^\W_])(?:{choice(INVOICE)})(?:[ ](?:{choice(MARKERS)}))?[ .:#°º-]{{0,3}}"
    rf"(?:\d[\d,&/ ]{{1,30}}(?:and|y|et|und|e|en|i|,|&)?[ ])?$"
)
_REACH = 48
_SUM = re.compile(rf"[ ]?(?:{choice((*UNITS, *CODES, *SIGNS))})(?![^\W_])|[.,]\d|[/-]\d|[ ]?%")
_SIGNED = re.compile(rf"(?:{choice(SIGNS)})[ ]?$|\d[.,/-]$")
_PIECE = re.compile(r"\d+")


def known_invoices(folded: str, invoices: Sequence[str], *, asked: bool) -> Iterator[Span]:
    """Yield where an invoice at hand is named; `asked`: which one, so its last figures alone count."""
    wanted = [fold(invoice) for invoice in invoices[:_MOST_INVOICES] if any(map(str.isdigit, invoice))]
    yield from _whole(folded, wanted)
    yield from _by_figures(folded, wanted, asked=asked)


def _whole(folded: str, invoices: Sequence[str]) -> Iterator[Span]:
    """Yield full numbers, whatever signs stand between their letters and digits."""
    places = [place for place, character in enumerate(folded) if character.isalnum()]
    squeezed = "".join(folded[place] for place in places)
    for invoice in sorted(invoices, key=len, reverse=True):
        wanted = "".join(filter(str.isalnum, invoice))
        start = squeezed.find(wanted) if len(wanted) >= _SHORTEST else -1
        while start >= 0:
            span = (places[start], places[start + len(wanted) - 1] + 1)
            if _is_named(folded, span, wanted, len(invoice)):
                yield span
            start = squeezed.find(wanted, start + len(wanted))


def _is_named(folded: str, span: Span, wanted: str, length: int) -> bool:
    before, after = folded[max(0, span[0] - 1) : span[0]], folded[span[1] : span[1] + 1]
    if before.isalnum() or after.isalnum() or span[1] - span[0] > 2 * length + 4:
        return False
    return not wanted.isdigit() or not _is_sum(folded, span)


def _by_figures(folded: str, invoices: Sequence[str], *, asked: bool) -> Iterator[Span]:
    """Yield "123" and "00123" for "INV-2026-00123": behind a word for invoice, when asked, or with many figures."""
    tails = {tail for invoice in invoices for tail in _tails(invoice)}
    padded = {piece for invoice in invoices for piece in _PIECE.findall(invoice)[-1:] if piece.startswith("0")}
    if not tails:
        return
    for match in _FIGURES.finditer(folded):
        figures = match.group().lstrip("0")
        if figures not in tails or _is_sum(folded, match.span()):
            continue
        cued = _CUE.search(folded, max(0, match.start() - _REACH), match.start())
        least = _SHORTEST_CUED if cued or asked else _SHORTEST_TAIL
        if len(match.group()) >= least and (cued or asked or len(figures) >= _SHORTEST_TAIL or match.group() in padded):
            yield match.span()


def _tails(invoice: str) -> Iterator[str]:
    """Yield the last figures of a number, and all of them, without leading zeros."""
    pieces = _PIECE.findall(invoice)
    yield pieces[-1].lstrip("0")
    yield "".join(pieces).lstrip("0")


def _is_sum(folded: str, span: Span) -> bool:
    return bool(_SUM.match(folded, span[1]) or _SIGNED.search(folded, max(0, span[0] - 5), span[0]))
