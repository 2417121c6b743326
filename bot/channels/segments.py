"""SMS segments: how many a text costs, where it is cut, and how to fold it into the cheap alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

# 3GPP TS 23.038, table 6.2.1 (default alphabet) and 6.2.1.1 (extension: escape and septet, two units).
_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = frozenset("\f^{}\\[~]|€")
_GSM7: Final = _BASIC | _EXTENSION
_FOREIGN: Final = re.compile(f"[^{re.escape(''.join(sorted(_GSM7)))}]")

_LAST_BMP: Final = 0xFFFF  # above it UTF-16 needs a surrogate pair


class Encoding(StrEnum):
    GSM_7 = "GSM-7"  # 160 septets in one segment, 153 in each of several
    UCS_2 = "UCS-2"  # 70 UTF-16 units in one segment, 67 in each of several


_SINGLE: Final[Mapping[Encoding, int]] = {Encoding.GSM_7: 160, Encoding.UCS_2: 70}  # units
_MULTI: Final[Mapping[Encoding, int]] = {Encoding.GSM_7: 153, Encoding.UCS_2: 67}  # units after the header


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text costs: its encoding, its length in units of that encoding, and the number of segments."""

    encoding: Encoding
    units: int
    count: int


def encoding_of(text: str) -> Encoding:
    """GSM-7 when every character is in the alphabet or its extension, else UCS-2."""
    return Encoding.GSM_7 if _GSM7.issuperset(text) else Encoding.UCS_2


def measure(text: str) -> Segments:
    """Count as Twilio does: the empty text is one segment, and no escape or surrogate pair is cut."""
    encoding = encoding_of(text)
    units = _length(text, encoding)
    if units <= _SINGLE[encoding]:
        return Segments(encoding, units, 1)
    return Segments(encoding, units, _count_cut(text, encoding, units))


def split(text: str) -> tuple[str, ...]:
    """Cut where the network cuts: joined again, the parts are the text."""
    encoding = encoding_of(text)
    if _length(text, encoding) <= _SINGLE[encoding]:
        return (text,)
    parts: list[str] = []
    start = used = 0
    for position, char in enumerate(text):
        width = _width(char, encoding)
        if used + width > _MULTI[encoding]:
            parts.append(text[start:position])
            start, used = position, 0
        used += width
    parts.append(text[start:])
    return tuple(parts)


def _count_cut(text: str, encoding: Encoding, units: int) -> int:
    if units == len(text):  # nothing is two units wide, so nothing can be pushed to the next segment
        return -(-units // _MULTI[encoding])
    return len(split(text))


def _length(text: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM_7:
        return len(text) + sum(map(text.count, _EXTENSION))
    return len(text) + sum(char > "\uffff" for char in text)


def _width(char: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM_7:
        return 2 if char in _EXTENSION else 1
    return 2 if ord(char) > _LAST_BMP else 1


# Typography that word processors and phones put in by themselves. Each forces the whole text into UCS-2, at
# more than twice the price; none changes what the text says. Letters are not here: á is not a.
TYPOGRAPHY: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys("‘’‚‛′`´ʹʻʼʽˈˊˋ＇", "'"),
        **dict.fromkeys("“”„‟″«»ʺ＂", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹣－", "-"),
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
        **dict.fromkeys("\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys("\u0085\u2028\u2029", "\n"),
        **dict.fromkeys("•·‣◦", "-"),
        **dict.fromkeys("⁄∕", "/"),
        "‹": "<",
        "›": ">",
        "…": "...",
        "×": "x",
        "÷": "/",
        "¼": "1/4",
        "½": "1/2",
        "¾": "3/4",
        "№": "No.",
        "™": "(TM)",
        "©": "(C)",
        "®": "(R)",
    }
)


# Letters that a reader of the language accepts without the accent. Optional: costs politeness, not meaning.
# What is not listed is in the alphabet: German ä ö ü ß, Italian à è é ì ò ù, French é è à ù, Dutch é è ö ü.
def _letters(letters: str, plain: str) -> dict[str, str]:
    return dict(zip(letters, plain, strict=True))


SPANISH: Final[Mapping[str, str]] = MappingProxyType(_letters("áíóúÁÍÓÚºª", "aiouAIOUoa"))
PORTUGUESE: Final[Mapping[str, str]] = MappingProxyType({**SPANISH, **_letters("ãõâêôçÃÕÂÊÔÀ", "aoaeocAOAEOA")})
FRENCH: Final[Mapping[str, str]] = MappingProxyType(
    {**_letters("âçêëîïôûÿÀÂÈÊËÎÏÔÙÛŸ", "aceeiiouyAAEEEIIOUUY"), "œ": "oe", "Œ": "OE"}
)
GERMAN: Final[Mapping[str, str]] = MappingProxyType({"ẞ": "SS"})
ITALIAN: Final[Mapping[str, str]] = MappingProxyType(_letters("áíîóúÀÁÈÌÍÒÓÙÚ", "aiiouAAEIIOOUU"))
DUTCH: Final[Mapping[str, str]] = MappingProxyType(
    {**_letters("áâçêëíîïóôúûÁÈÊËÍÏÓÚ", "aaceeiiioouuAEEEIIOU"), "ĳ": "ij", "Ĳ": "IJ"}
)
POLISH: Final[Mapping[str, str]] = MappingProxyType(_letters("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ"))
BY_LANGUAGE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "es": SPANISH,
        "pt": PORTUGUESE,
        "fr": FRENCH,
        "de": GERMAN,
        "it": ITALIAN,
        "nl": DUTCH,
        "pl": POLISH,
    }
)


def fold_gsm7(text: str, letters: Mapping[str, str] | None = None) -> str:
    """Replace what forces UCS-2 and has an equal in GSM-7; leave all else, so nothing is lost.

    Args:
        text: the final words of an SMS.
        letters: a table of further replacements, for example `BY_LANGUAGE.get("es")`.
    """
    if _GSM7.issuperset(text) and "\r" not in text:
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))  # e + U+0301 is not in GSM-7, é is
    table = {**TYPOGRAPHY, **letters} if letters else TYPOGRAPHY
    return _FOREIGN.sub(lambda found: table.get(found[0], found[0]), composed)
