"""Words without whoever wrote them: names, addresses, numbers replaced by placeholders of the same shape.

What is learnt from keeps its meaning: amounts and days stay. A name of somebody else, without a capital and without a
word around it that tells, cannot be known as one (docs/conversation.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.conversation.classifier.features import READ_CHARACTERS
from bot.conversation.cleaning import fold
from bot.conversation.contacts import find_emails, find_phones
from bot.conversation.references import find_references
from bot.conversation.spans import Span, overlaps
from bot.conversation.tables import name_words as t

NAME, EMAIL, PHONE, LINK, STREET, TOWN = (
    *("NAME", "name@example.com", "555 0100", "https://example.com", "1 STREET", "00000 TOWN"),
)
_SHORTEST_NAME = 3  # letters; anything shorter is part of many words
_MOST_NAMES = 3  # words of one name
_LONG = 6  # digits in a row that are no amount of anybody's
_REACH = 40  # characters before a name in which a word may tell that it is one
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG_NUMBER = re.compile(rf"\d{{{_LONG},}}")
_BIRTHDAY = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19\d\d|200\d|201\d)(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HOUSE = r"(?<!\d)\d{1,5}[a-z]?(?:/\d{1,4})?"
_WORD = r"[^\W\d_][^\W\d_'-]{0,30}[.'-]?"


def _listed(words: Collection[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_TELLS = re.compile(
    rf"(?<!\w)(?:(?:{_listed((*t.INTRODUCTIONS, *t.RELATIVES, *t.GREETINGS))})[ ]+|(?:{_listed(t.TITLES)})[.]?[ ]+)$"
)
_TELLS_OF_TWO = re.compile(rf"(?<!\w)(?:{_listed(t.INTRODUCTIONS_OF_TWO)})[ ]+$")
_CLOSES = re.compile(rf"(?<!\w)(?:{_listed(t.CLOSINGS)})[,.!]?\s+(?:- ?)?$")
_IS_CLOSING = re.compile(_listed(t.CLOSINGS))
_NO_NAMES = frozenset({*t.GREETINGS, *t.TITLES, *t.CLOSINGS, *t.RELATIVES})  # that begin with a capital at the start
_ENDS = re.compile(r"[\s.,!)]*")
_LINE_BEGINS = re.compile(r"\n\s*(?:- ?)?$")
_STREETS = (
    re.compile(rf"{_HOUSE},?[ ]+(?:{_WORD}[ ]+){{1,4}}?(?:{_listed(t.STREETS_BEHIND)})(?!\w)[.]?"),
    re.compile(rf"(?<!\w)(?:{_WORD}[ -])?[^\W\d_]{{2,30}}(?:{_listed(t.STREETS_GLUED)})[ ]?{_HOUSE}(?!\w)"),
    re.compile(rf"{_HOUSE}(?:[ ]?(?:bis|ter))?,?[ ]+(?:{_listed(t.STREETS_BEFORE)})[ ]+{_WORD}(?:[ ]+{_WORD}){{0,3}}"),
    re.compile(
        rf"(?<!\w)(?:{_listed(t.STREETS_BEFORE)})[ ]?{_WORD}(?:[ ]+{_WORD}){{0,4}}?,?[ ]+(?:n[o.]?[ ]?)?{_HOUSE}(?!\w)"
    ),
)
_TOWN = re.compile(
    r"(?<![\w.,-])(?:\d{5}|\d{4}[ ]?[A-Z]{2}|\d{2}-\d{3})[ ]+(?P<town>[^\W\d_a-z][^\W\d_]{2,30})"
    r"|(?<!\w)[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}(?!\w)|(?<!\w)\d{5}-\d{3,4}(?!\w)|(?<!\w)[A-Z]{2}[ ]\d{5}(?!\w)"
)


def anonymous(
    text: str,
    names: Collection[str] = (),
    codes: Collection[str] = (),
    region: str = "",
    *,
    numbers: bool = True,
) -> str:
    """Return the words with placeholders for whoever is in them; at most as many as the model reads.

    `names` are those of the customer, `codes` the numbers of their invoices and cases; `region` is the country whose
    telephone numbers are written without a code. Without `numbers` every digit becomes 0.
    """
    text = text[:READ_CHARACTERS].replace("\t", " ").strip()
    text = _replaced(text, _own_names(text, names))  # before any placeholder, which may hold such a word
    text = _LINK.sub(LINK, text)
    text = _replaced(text, _contacts(text, tuple(codes), region))
    text = _replaced(text, _addresses(text))
    text = _replaced(text, _told_names(text))
    for number in (_BIRTHDAY, _LONG_NUMBER) if numbers else (re.compile(r"\d+"),):
        text = number.sub(lambda found: _blank(found[0]), text)
    return text


def _replaced(text: str, found: Iterable[tuple[Span, str]]) -> str:
    """The text with each stretch replaced; of two that overlap the first one counts."""
    pieces, done = [], 0
    taken: list[Span] = []
    for span, placeholder in found:
        if not overlaps(span, taken):
            taken.append(span)
            pieces.append((span, placeholder))
    out: list[str] = []
    for (start, end), placeholder in sorted(pieces):
        out += (text[done:start], placeholder)
        done = end
    return "".join((*out, text[done:]))


def _blank(token: str) -> str:
    """The shape of a reference: 0 for digits, X for letters."""
    return "".join("0" if one.isdigit() else "X" if one.isalpha() else one for one in token)


# --- what can be reached ---------------------------------------------------------------------------------------


def _contacts(text: str, codes: Sequence[str], region: str) -> Iterator[tuple[Span, str]]:
    """E-mail addresses, bank accounts and references, telephone numbers."""
    taken = [mail.span for mail in find_emails(text)]
    yield from ((span, EMAIL) for span in taken)
    references = find_references(text, fold(text), codes, asked=False, taken=taken)
    yield from ((found.span, _blank(found.text)) for found in references)
    taken += [found.span for found in references]
    for code in dict.fromkeys((region, "")):
        yield from ((found.span, PHONE) for found in find_phones(text, taken, code))


def _addresses(text: str) -> Iterator[tuple[Span, str]]:
    folded = fold(text)
    for street in _STREETS:
        yield from ((found.span(), STREET) for found in street.finditer(folded))
    for found in _TOWN.finditer(text):
        if fold(found["town"] or "") not in t.NOT_TOWNS:
            yield found.span(), TOWN


# --- names -----------------------------------------------------------------------------------------------------


def _own_names(text: str, names: Collection[str]) -> Iterator[tuple[Span, str]]:
    """The customer's names, whole or word by word, however they are spelt."""
    folded = fold(text)
    for name in sorted(map(fold, names), key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            yield from ((found.span(), NAME) for found in whole.finditer(folded))
    words = {word for name in names for word in _LETTERS.findall(fold(name)) if len(word) >= _SHORTEST_NAME}
    for found in _LETTERS.finditer(folded):
        word = found[0].removesuffix("'s")
        if word in words and (word not in t.ALSO_WORDS or _titled(text[found.start() : found.end()])):
            yield (found.start(), found.start() + len(word)), NAME


def _told_names(text: str) -> Iterator[tuple[Span, str]]:
    """Names of whomever, where a word before them tells that they are names, or they stand alone at the end."""
    folded = fold(text)
    for start, end, words in _titled_runs(text):
        before = folded[max(0, start - _REACH) : start]
        last = _ENDS.fullmatch(text, end) is not None and not _IS_CLOSING.fullmatch(folded[start:end])
        if (
            _TELLS.search(before)
            or (words > 1 and _TELLS_OF_TWO.search(before))
            or (last and (_CLOSES.search(before) or _LINE_BEGINS.search(before)))
        ):
            yield (start, end), NAME


def _titled_runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and number of the words with a capital that follow one another, at most three."""
    start = end = words = 0
    for found in _LETTERS.finditer(text):
        name = _titled(found[0]) and fold(found[0]) not in _NO_NAMES
        if name and words and words < _MOST_NAMES and text[end : found.start()] in (" ", ". "):
            end, words = found.end(), words + 1
            continue
        if words:
            yield start, end, words
        start, end, words = found.start(), found.end(), int(name)
    if words:
        yield start, end, words


def _titled(word: str) -> bool:
    """Whether it is written as names are: a capital, then a small letter."""
    return word[:1].isupper() and (word[1:2].islower() or word[1:2] in {"'", "’"})
