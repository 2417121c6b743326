"""Make text safe to handle: one form of Unicode, no control characters, no lone surrogates, no direction marks."""

from __future__ import annotations

import re
import unicodedata

# Cc but tab and newline; zero-width and bidirectional controls; BOM; soft hyphen; lone surrogates; non-characters.
# U+200D stays: it joins emoji.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_MARKS = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")  # no language stacks more than four
# Letters that NFKD leaves whole but that people type without the stroke.
_STROKES = str.maketrans("łŁøØđĐßæÆœŒı’‘‛ʼ´`′‐‑‒–—−", "llooddsaaooi'''''''------")


def clean(text: str) -> str:
    """Return the text in NFC with plain line ends and without characters that only confuse. Linear."""
    text = _BREAKS.sub("\n", text)
    text = _UNSAFE.sub("", text)
    return unicodedata.normalize("NFC", _MARKS.sub(r"\1", text))


def fold(text: str) -> str:
    """Return the text in lower case without accents, **one character for each**, so that spans stay true. Linear."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Each character's folded form, found once: looking it up is many times faster than normalising again."""

    def __missing__(self, code: int) -> str:
        stroked = chr(code).translate(_STROKES)
        folded = unicodedata.normalize("NFKD", stroked)[0].lower()[0]
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


_MOST_FOLDED = 20_000  # characters remembered
_FOLDED = _Folded()
