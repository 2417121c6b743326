"""Card numbers and card codes are taken out of a text before anything is stored (PCI-PAN, PCI-SAD)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversation.tables.cards import (
    BRANDS,
    CODE_STEMS,
    CODE_WORDS,
    DIGIT_WORDS,
    IBAN_LENGTHS,
    IDENTIFIER_PREFIXES,
    LAST,
)

MIN_DIGITS, MAX_DIGITS, SHOWN = 13, 19, 4
_IBAN_MIN, _IBAN_MAX = 15, 34
_IBAN_WINDOW = 40  # characters: an IBAN with its spaces
_LONGEST_RUN = 4_000  # characters of digits and separators without a letter between
_LONGEST_TELEPHONE = 15
_DOUBLED = str.maketrans("0123456789", "0246813579")  # the digit sum of twice the digit


def _lengths_by_beginning() -> dict[str, tuple[int, ...]]:
    """Return, for each possible first four digits, the lengths that brands issue; the longest first."""
    table: dict[str, set[int]] = {}
    for low, high, lengths in BRANDS:
        room = 10 ** (4 - len(str(low)))
        for beginning in range(low * room, (high + 1) * room):
            table.setdefault(str(beginning), set()).update(lengths)
    return {beginning: tuple(sorted(lengths, reverse=True)) for beginning, lengths in table.items()}


_LENGTHS = _lengths_by_beginning()

# Digits in groups with one to three separators between them. Groups are bounded by the separators: linear. Spaces of
# every width, and what cannot be seen at all: a number that was copied from a document is full of both.
_SPACES = " \\t\\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_RUN = re.compile(rf"\d+(?:[{_SPACES}{_UNSEEN}.,;:|'•·\-–—_/*]{{1,3}}\d+)*+")
_IBAN = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[ \-]?[A-Za-z0-9]){11,30}(?![^\W_])")
_GLUED = re.compile(rf"(?:{'|'.join(IDENTIFIER_PREFIXES)})[-_#]?$", re.IGNORECASE)
_WORDS = "|".join(CODE_WORDS)
_SHORT_NUMBER = re.compile(r"(?<!\w)\d{3,4}(?!\w)")  # what each of the following needs
_DIGIT = "|".join(sorted(DIGIT_WORDS, key=len, reverse=True))
_DICTATED = re.compile(rf"(?<!\w)(?:(?:{_DIGIT})[ ,.\-]{{1,2}}){{2,18}}(?:{_DIGIT})(?!\w)", re.IGNORECASE)
# Between word and code; never over what was taken out: redacting twice changes nothing.
_GAP = r"(?:[^\d\n\[]{0,24}+(?=\d)|[^\w\[]{0,6}+)"
_CODE_AFTER = re.compile(
    rf"(?<![^\W_])((?:{_WORDS})(?![^\W_]){_GAP})(?<![\w/.,])\d{{3,4}}(?!\w|/\d|[.,]\d)", re.IGNORECASE
)
_SPOKEN_AFTER = re.compile(
    rf"(?<![^\W_])((?:{_WORDS})(?![^\W_])[^\d\n\[]{{0,24}}?)"
    rf"(?<!\w)(?:{_DIGIT})(?:[ ,.\-]{{1,2}}(?:{_DIGIT})){{2,3}}(?!\w)",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?:{'|'.join(LAST)})\s$", re.IGNORECASE)
_CODE_BEFORE = re.compile(
    r"(?<![\w/.,\-])(?<!card ending )\d{3,4}(?=[^\w\n]{1,3}(?:(?:is|es|est|ist|è|é|to|the|my|el|mi|le|mon|der)[ ]){0,3}"
    rf"(?:{_WORDS})(?![^\W_]))",
    re.IGNORECASE,
)
_EXPIRY = r"(?:\d{1,2}[ ]?[/|.\-][ ]?\d{2,4}|\d{4})"
_BESIDE = r"(?:(?:code|c[oó]digo|codice|kod|sec|security|cv[vc]2?|back|and|und|et|en|y|e|i)[^\w\n]{1,3}){0,3}"
_CODE_AFTER_CARD = re.compile(
    rf"(\[card ending \d{{4}}\][^\d\n\[]{{0,24}}{_EXPIRY}[^\w\n]{{1,3}}{_BESIDE})\d{{3,4}}(?!\w|/\d|[.,]\d)"
    r"|(\[card ending \d{4}\][^\w\n\[]{1,3}(?:security[ ]|code[ ]|sec[ ])?)"
    rf"\d{{3,4}}(?=\s*$|\s*\n|[^\w\n]{{1,3}}{_EXPIRY}(?!\w))",
    re.IGNORECASE,
)


def redact(text: str) -> str:
    """Return the text with `[card ending 1234]` for card numbers and `[code removed]` for codes. Linear, idempotent."""
    text = _DICTATED.sub(_dictated_card, _without_cards(text))
    lowered = text.lower()
    if not any(stem in lowered for stem in CODE_STEMS):
        return text  # most texts: a look for a few letters or for such a number is much cheaper
    if _DICTATED.search(text):
        text = _SPOKEN_AFTER.sub(_without_code, text)
    if not _SHORT_NUMBER.search(text):
        return text
    text = _CODE_AFTER_CARD.sub(lambda found: f"{found[1] or found[2]}[code removed]", text)
    text = _CODE_AFTER.sub(_without_code, text)
    return _CODE_BEFORE.sub("[code removed]", text)


def _without_code(found: re.Match[str]) -> str:
    """Leave the last digits of a card: they are no secret."""
    is_last = _LAST.search(found.string, max(0, found.start() - 12), found.start())
    return found.group() if is_last else f"{found[1]}[code removed]"


def _dictated_card(found: re.Match[str]) -> str:
    """Take out a card number that is written in words."""
    digits = "".join(DIGIT_WORDS[word.lower()] for word in re.findall(r"\w+", found.group()))
    return f"[card ending {digits[-SHOWN:]}]" if is_card(digits) else found.group()


def _without_cards(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, digits in _cards(text):
        pieces += (text[done:start], f"[card ending {digits[-SHOWN:]}]")
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _cards(text: str) -> Iterator[tuple[int, int, str]]:
    for run in _RUN.finditer(text):
        if run.end() - run.start() < MIN_DIGITS or _is_identifier(text, run):
            continue
        for start, end, digits in _cards_of_run(run):
            if not _inside_iban(text, start, end):
                yield start, end, digits


def _inside_iban(text: str, start: int, end: int) -> bool:
    begin = max(0, start - _IBAN_WINDOW)
    around = text[begin : end + _IBAN_WINDOW]
    return any(
        begin + found.start() <= start and end <= begin + found.end() and is_iban(found.group())
        for found in _IBAN.finditer(around)
    )


def _is_identifier(text: str, run: re.Match[str]) -> bool:
    before = text[max(0, run.start() - 8) : run.start()]
    if before.endswith("+"):  # a telephone number has at most fifteen digits (E.164)
        return sum(map(str.isdigit, run.group()[: 2 * MAX_DIGITS])) <= _LONGEST_TELEPHONE
    return _GLUED.search(before) is not None


def _cards_of_run(run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Look at every stretch of whole groups: a card number may stand beside an expiry date."""
    begin, written = run.start(), run.group()
    if len(written) > _LONGEST_RUN:  # nobody's message; not worth a closer look, and not worth the risk of keeping it
        yield begin, run.end(), "".join(filter(str.isdigit, written[-_LONGEST_RUN:]))
        return
    digits, places, ends = _flatten(written)
    done = 0
    for first, place in ends.items():  # a group ends where the next begins
        length = _length_of_card(digits, first, ends) if first >= done and digits[first : first + 1] else 0
        if length:
            done = first + length
            yield begin + place, begin + places[done - 1] + 1, digits[first:done]


def _flatten(written: str) -> tuple[str, list[int], dict[int, int]]:
    """Return the digits alone, where each stands, and where groups begin (index among the digits -> place)."""
    places = [place for place, character in enumerate(written) if character.isdigit()]
    digits = "".join([str(int(written[place])) for place in places])
    begins = {0: 0} | {index: place for index, place in enumerate(places) if index and place != places[index - 1] + 1}
    return digits, places, begins | {len(digits): len(written)}


def _length_of_card(digits: str, first: int, ends: dict[int, int]) -> int:
    lengths = _LENGTHS.get(digits[first : first + 4], ())
    return next((length for length in lengths if first + length in ends and is_card(digits[first : first + length])), 0)


def is_card(digits: str) -> bool:
    """Whether a card brand issues such a beginning and length, and the check digit is right (ISO/IEC 7812)."""
    return len(digits) in _LENGTHS.get(digits[:4], ()) and len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(map(int, digits[::-2])) + sum(map(int, doubled))) % 10 == 0


def is_iban(text: str) -> bool:
    """Whether the text is an IBAN with right check digits (ISO 13616, mod 97); spaces and dashes do not count."""
    plain = "".join(character for character in text.upper() if character.isalnum())
    if not (_IBAN_MIN <= len(plain) <= _IBAN_MAX and plain.isascii() and plain[:2].isalpha() and plain[2:4].isdigit()):
        return False
    if len(plain) != IBAN_LENGTHS.get(plain[:2], len(plain)):
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1
