"""References in a reply: the invoices at hand, bank accounts, transaction numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.conversation.cleaning import fold
from bot.conversation.redact import is_iban
from bot.conversation.spans import Span, overlaps
from bot.domain.reading import ReadReference

_MOST_INVOICES = 500
_SHORTEST_INVOICE = 3  # letters and digits
_IBAN = re.compile(r"(?<![^\W_])[a-z]{2}\d{2}(?:[ \-]?[a-z0-9]){11,30}(?![^\W_])")
_WRITTEN = r"(?=[a-z0-9_\-/.]{0,24}\d)[a-z0-9](?:[a-z0-9_\-/.]{1,38}[a-z0-9])"
_CUES = (
    r"ref(?:erence|erencia)?|conf(?:irmation|irmacion)?|transaction|transaccion|trans|trx|txn|trace|tracking|utr|trn|"
    r"folio|rastreo|operacion|autorizacion|authorization|auth|comprobante|wire|check|cheque|ck|deposito|transferencia|movimiento|"
    r"payment id|approval|receipt|recibo"
)
_NUMBER_WORD = r"(?:[ ]?(?:number|numero|num|nr|no|nro|id|code|codigo|clave|is|was|es|de|fue|la|el|the))"
_CUED = re.compile(
    rf"(?<![^\W_])(?:{_CUES}){_NUMBER_WORD}{{0,3}}[ ]?[.:#º°-]{{0,2}}[ ]{{0,2}}#?(?P<token>{_WRITTEN})(?![^\W_])"
)
_INVOICE = re.compile(
    rf"(?<![^\W_])(?:invoices?|inv|bill|facturas?|fact|recibo){_NUMBER_WORD}{{0,2}}"
    rf"[ ]?[.:#º°-]{{0,2}}[ ]{{0,2}}#?(?P<token>{_WRITTEN})(?![^\W_])"
)
_SHAPED = re.compile(
    r"(?<![^\W_])(?:(?:ch|pi|py|txn|tx|trx|pay|re|in|pm|po|tr)_[a-z0-9]{8,40}"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?=[a-z0-9]{0,30}\d[a-z0-9]{0,30}\d[a-z0-9]{0,30}\d)(?=[a-z0-9]{0,30}[a-z])(?:[a-z]{1,6}\d{6,24}[a-z0-9]{0,12}|\d{2,8}[a-z]{1,4}\d{4,24}[a-z0-9]{0,8}))(?![^\W_])"
)
_ANSWER = re.compile(rf"(?<![\w.,$€£-])#?(?P<token>{_WRITTEN})(?![\w%])")
_DATE_LIKE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)|\d+[.,]\d{2}"
)
_LEAST_DIGITS = 3
_LEAST_ANSWER = 4  # letters and digits of a bare answer


def find_references(
    text: str, folded: str, invoices: Sequence[str], *, asked: bool, taken: Sequence[Span]
) -> tuple[ReadReference, ...]:
    """Return the references in the order of the text; `asked`: one was asked for, so a bare one counts."""
    found: list[ReadReference] = []
    busy = list(taken)
    for span, kind in _candidates(folded, invoices, asked=asked):
        if not overlaps(span, busy):
            found.append(ReadReference(text[span[0] : span[1]], kind, span))
            busy.append(span)
    return tuple(sorted(found, key=lambda reference: reference.span))


def _candidates(folded: str, invoices: Sequence[str], *, asked: bool) -> Iterator[tuple[Span, str]]:
    yield from ((span, "iban") for span in _ibans(folded))
    yield from ((span, "invoice") for span in _known_invoices(folded, invoices))
    yield from ((span, "invoice") for span in _tokens(_INVOICE, folded))
    yield from ((span, "transaction") for span in _tokens(_CUED, folded))
    yield from ((match.span(), "transaction") for match in _SHAPED.finditer(folded))
    if asked:
        yield from ((span, "transaction") for span in _tokens(_ANSWER, folded) if span[1] - span[0] >= _LEAST_ANSWER)


def _tokens(pattern: re.Pattern[str], folded: str) -> Iterator[Span]:
    for match in pattern.finditer(folded):
        token = match["token"]
        if sum(map(str.isdigit, token)) >= _LEAST_DIGITS and not _DATE_LIKE.fullmatch(token):
            yield match.span("token")


def _ibans(folded: str) -> Iterator[Span]:
    """Yield each IBAN; words may follow it without a break, so shorter endings are tried too."""
    for match in _IBAN.finditer(folded):
        written = match.group()
        while written and not is_iban(written):
            written = written.rpartition(" ")[0]
        if written:
            yield match.start(), match.start() + len(written)


def _known_invoices(folded: str, invoices: Sequence[str]) -> Iterator[Span]:
    """Yield where an invoice at hand is named, whatever signs stand between its letters and digits."""
    places = [place for place, character in enumerate(folded) if character.isalnum()]
    squeezed = "".join(folded[place] for place in places)
    for invoice in sorted(invoices[:_MOST_INVOICES], key=len, reverse=True):
        wanted = "".join(filter(str.isalnum, fold(invoice)))
        if len(wanted) < _SHORTEST_INVOICE or not any(map(str.isdigit, wanted)):
            continue
        start = squeezed.find(wanted)
        while start >= 0:
            span = (places[start], places[start + len(wanted) - 1] + 1)
            if _stands_alone(folded, span) and span[1] - span[0] <= 2 * len(invoice) + 4:
                yield span
            start = squeezed.find(wanted, start + len(wanted))


def _stands_alone(folded: str, span: Span) -> bool:
    before, after = folded[max(0, span[0] - 1) : span[0]], folded[span[1] : span[1] + 1]
    return not before.isalnum() and not after.isalnum()
