"""References in a reply: the invoices at hand, bank accounts, numbers of transactions, orders, contracts.

A number is a reference behind a word that says so (`tables/reference_words.py`), in a shape that only references have,
as one of the invoices at hand, or as the answer to a question for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.conversation.amount_units import choice
from bot.conversation.invoice_numbers import known_invoices
from bot.conversation.redact import is_iban
from bot.conversation.spans import Span, overlaps
from bot.conversation.tables import reference_words as words
from bot.conversation.tables.money_words import CODES, SIGNS, UNITS
from bot.domain.reading import ReadReference

_IBAN = re.compile(r"(?<![^\W_])(?!rf)[a-z]{2}\d{2}(?:[ \-]?[a-z0-9]){11,30}(?![^\W_])")
_CREDITOR = re.compile(r"(?<![^\W_])rf\d{2}(?:[ ]?[a-z0-9]{4}){1,5}(?:[ ]?[a-z0-9]{1,4})?(?![^\W_])")  # ISO 11649
_STRUCTURED = re.compile(r"\+{3}\d{3}/\d{4}/\d{5}\+{3}")  # of Belgian banks
_WRITTEN = r"(?=[a-z0-9_\-/.]{0,24}\d)[a-z0-9](?:[a-z0-9_\-/.]{0,38}[a-z0-9])"
_GROUPS = r"\d{4}(?: \d{4}){1,6}(?![\d.,])|\d{3}(?: \d{3}){2,5}(?![\d.,])"
_TOKEN = rf"(?<![^\W\d_])(?P<token>{_GROUPS}|{_WRITTEN})(?![^\W_])"
_MARK = rf"(?P<mark>[ ]?(?:(?:{choice(words.MARKERS)})(?![^\W_])|n[o°º]|#))?"
_LINK = rf"(?:[ ](?:{choice(words.CONNECTORS)})(?![^\W_]))"
_BETWEEN = rf"(?:nummer|nr|numer|id|code)?{_LINK}{{0,3}}{_MARK}{_LINK}{{0,2}}[ ]?[.:=°º(-]{{0,3}}[ ]{{0,2}}[#\"']?"
_CUED = re.compile(
    rf"(?<![^\W_])(?:(?P<invoice>{choice(words.INVOICE)})|(?P<strong>{choice(words.TRANSACTION)})"
    rf"|(?P<other>{choice(words.OTHER)})|(?P<weak>{choice(words.WEAK_TRANSACTION)})){_BETWEEN}{_TOKEN}"
)
_NEXT = re.compile(rf"(?:,| &| /| and| y| et| und| e| en| i| oraz)[ ]#?{_TOKEN}")
_SHAPED = re.compile(
    r"(?<![^\W_])(?:(?:ch|pi|py|txn|tx|trx|pay|re|in|pm|po|tr)_[a-z0-9]{8,40}"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?=[a-z]{0,6}\d)(?=(?:[a-z]{0,30}\d){3})(?=\d{0,30}[a-z])"
    r"(?:[a-z]{1,6}\d{6,24}[a-z0-9]{0,12}|\d{2,8}[a-z]{1,4}\d{4,24}[a-z0-9]{0,8}))(?![^\W_])"
)
_PREFIXED = re.compile(r"(?<![\w/.-])(?P<prefix>[A-Z]{1,5})\d{0,6}[-/]\d{1,8}(?:[-/][A-Z0-9]{1,8}){0,4}(?![\w/-])")
_ANSWER = re.compile(rf"(?<![\w.,$€£-])#?(?P<token>{_GROUPS}|{_WRITTEN})(?![\w%])")
_CAPITALS = re.compile(
    r"(?<![^\W_])(?:[Rr]ef(?:erence|erencia|erenz|erentie)?|REF|[Kk]enmerk|[Rr]éférence|[Rr]if)[ .:]{1,2}"
    r"(?P<token>[A-Z]{4,12}(?:-[A-Z0-9]{1,8})*)(?![^\W_])"
)
_LETTERS_FIRST = re.compile(r"([a-z]{2,5})[-/]\d")
_DATE_LIKE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])(?:[/.-](?:\d{2}|\d{4}))?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:st|nd|rd|th|e|er|go|eme)"
    r"|\d{1,3}(?:[., ]\d{3})*[.,]\d{2}|\d{1,2}h\d{0,2}|\d{1,6}(?:k|eur|usd|pln|kg|km|gb|mb|px|mm|cm|pm|am)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_BEFORE = re.compile(r"\d{1,2}(?:[.,]|st|nd|rd|th|er|e)? ?(?:de |of )?(?:[^\W\d_]{3,11}[.,]{0,2} )?(?:del? )?$")
_MONEY_BEHIND = re.compile(rf"[ ]?(?:{choice((*UNITS, *CODES, *SIGNS))})(?![^\W_])|[.,]\d{{1,2}}(?!\d)|[ ]?%")
_NOT_A_CODE = re.compile(rf"[^\W_]+ (?:{choice(words.NOT_CODES)})(?![^\W_])")
_LEAST_DIGITS = 3
_LEAST_DIGITS_SHAPED = 4
_LEAST_ANSWER = 4  # letters and digits of a bare answer
_MANY_DIGITS = 6  # more than sums in whole units have
_NOT_A_KIND = frozenset({"covid", "windows", "iso", "art"})


class _Found(NamedTuple):
    span: Span
    kind: str


def find_references(
    text: str, folded: str, invoices: Sequence[str], *, asked: bool, taken: Sequence[Span]
) -> tuple[ReadReference, ...]:
    """Return the references in the order of the text; `asked`: one was asked for, so a bare one counts."""
    found: list[ReadReference] = []
    busy = list(taken)
    for span, kind in _candidates(text, folded, invoices, asked=asked):
        if not overlaps(span, busy):
            found.append(ReadReference(text[span[0] : span[1]], kind, span))
            busy.append(span)
    return tuple(sorted(found, key=lambda reference: reference.span))


def _candidates(text: str, folded: str, invoices: Sequence[str], *, asked: bool) -> Iterator[_Found]:
    yield from (_Found(span, "iban") for span in _ibans(folded))
    yield from (_Found(span, "invoice") for span in known_invoices(folded, invoices, asked=asked))
    for pattern in (_CREDITOR, _STRUCTURED):
        yield from (_Found(match.span(), "transaction") for match in pattern.finditer(folded) if _checks(match.group()))
    yield from _cued(folded)
    yield from (_Found(match.span("token"), "transaction") for match in _CAPITALS.finditer(text) if not text.isupper())
    yield from _prefixed(text)
    yield from (_Found(match.span(), "transaction") for match in _SHAPED.finditer(folded))
    if asked:
        yield from (
            _Found(match.span("token"), "transaction")
            for match in _ANSWER.finditer(folded)
            if len(match["token"]) >= _LEAST_ANSWER
            and _is_reference(folded, match, _LEAST_DIGITS)
            and not _is_year_of_a_day(folded, match)
        )


def _cued(folded: str) -> Iterator[_Found]:
    """Yield what stands behind a word for a reference, and further ones: "refs 88213 and 88214"."""
    for match in _CUED.finditer(folded):
        if not _is_meant(folded, match):
            continue
        prefix = _LETTERS_FIRST.match(match["token"])
        is_invoice = match["invoice"] or (prefix and prefix[1] in words.INVOICE_PREFIXES)
        kind = "invoice" if is_invoice else "other" if match["other"] else "transaction"
        yield _Found(match.span("token"), kind)
        following = _NEXT.match(folded, match.end("token"))
        while following and _is_reference(folded, following, _LEAST_DIGITS):
            yield _Found(following.span("token"), kind)
            following = _NEXT.match(folded, following.end("token"))


def _is_meant(folded: str, match: re.Match[str]) -> bool:
    """Whether the token is a reference and not a sum, a day, a year."""
    token = match["token"]
    marked = match["mark"] is not None or match.group().partition(token)[0].endswith(("#", ":", "."))
    least = _LEAST_DIGITS if not (match["strong"] and (match["strong"].startswith("ref") or marked)) else 2
    if not _is_reference(folded, match, least) or (_YEAR.fullmatch(token) and not marked):
        return False
    if _NOT_A_CODE.match(match.group()):
        return False
    if match["weak"] or match["strong"] == "id":
        digits = sum(map(str.isdigit, token))
        return marked or not token.isdigit() or digits >= _MANY_DIGITS or token.startswith("0")
    return True


def _is_reference(folded: str, match: re.Match[str], least: int) -> bool:
    token = match["token"]
    if sum(map(str.isdigit, token)) < least or _DATE_LIKE.fullmatch(token):
        return False
    return not (token.isdigit() and _MONEY_BEHIND.match(folded, match.end("token")))


def _is_year_of_a_day(folded: str, match: re.Match[str]) -> bool:
    """Whether it is the year of "March 12, 2026", "12 de marzo de 2026"."""
    before = folded[max(match.start("token") - 30, 0) : match.start("token")]
    return bool(_YEAR.fullmatch(match["token"]) and _DAY_BEFORE.search(before))


def _prefixed(text: str) -> Iterator[_Found]:
    """Yield "TR-000541-A", "FV/2026/11/0931": capitals, a dash or slash, figures."""
    for match in _PREFIXED.finditer(text):
        prefix = match["prefix"].lower()
        if sum(map(str.isdigit, match.group())) < _LEAST_DIGITS_SHAPED or prefix in _NOT_A_KIND:
            continue
        kind = "invoice" if prefix in words.INVOICE_PREFIXES else "other" if prefix in words.ORDER_PREFIXES else ""
        yield _Found(match.span(), kind or "transaction")


def _checks(written: str) -> bool:
    """Whether a creditor reference has right check digits (ISO 11649, mod 97); others need none."""
    plain = written.replace(" ", "").upper()
    if not plain.startswith("RF"):
        return True
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def _ibans(folded: str) -> Iterator[Span]:
    """Yield each IBAN; words may follow it without a break, so shorter endings are tried too."""
    for match in _IBAN.finditer(folded):
        written = match.group()
        while written and not is_iban(written):
            written = written.rpartition(" ")[0]
        if written:
            yield match.start(), match.start() + len(written)
