"""Header values from people: refused when they could forge a header, then encoded by RFC 2047 and 5322."""

from __future__ import annotations

import re
from binascii import b2a_base64
from typing import Final

from bot.domain.errors import Rejected

# C0, DEL, C1 and the Unicode line ends: some reader takes each for the end of a line. Lone surrogates cannot
# be encoded. `=?` opens an encoded word: on Python 3.11.7 its decoded text, CR and LF included, is written back
# as header lines by whoever folds the header again.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|=\\?")

_LINE: Final = 76  # characters of a line that holds an encoded word, RFC 2047 section 2
_WORD_LIMIT: Final = 60  # characters of ASCII that may stand unfolded
_CHUNK: Final = 39  # octets in one encoded word: 52 of base64, 12 of frame, and room for "Subject: "


def safe(name: str, value: str) -> str:
    """The value as it is, or Rejected. `name` is for the sentence: the value itself is personal."""
    if _UNSAFE.search(value):
        raise Rejected(f"The {name} contains control characters or an encoded word, which could forge a header.")
    return value


def unstructured(name: str, value: str) -> str:
    """A subject or the like: plain where it is ASCII, folded at blanks, else in encoded words."""
    stripped = safe(name, value).strip()
    if not stripped.isascii():
        return _encoded_words(stripped)
    if len(name) + len(stripped) + 2 <= _LINE:
        return stripped
    words = stripped.split()  # runs of blanks become one: a folded run could leave a line of nothing but blanks
    return _folded(words, len(name) + 2) if max(map(len, words)) <= _WORD_LIMIT else _encoded_words(stripped)


def mailbox(name: str, display: str, address: str) -> str:
    """`"Display" <address>`, or the address alone. The address has been checked by the caller."""
    stripped = safe(name, display).strip()
    if not stripped:
        return address
    if stripped.isascii() and len(stripped) <= _WORD_LIMIT:
        quoted = stripped.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>' if len(quoted) + len(address) <= _LINE else f'"{quoted}"\r\n <{address}>'
    return f"{_encoded_words(stripped)}\r\n <{address}>"


def _folded(words: list[str], used: int) -> str:
    lines = [words[0]]
    for word in words[1:]:
        if used + len(lines[-1]) + 1 + len(word) <= _LINE:
            lines[-1] += " " + word
        else:
            lines.append(word)
            used = 1
    return "\r\n ".join(lines)


def _encoded_words(text: str) -> str:
    """Base64 words of whole characters. White space between two encoded words is not part of the text."""
    chunks, chunk = [], b""
    for char in text:
        octets = char.encode()
        if len(chunk) + len(octets) > _CHUNK:
            chunks.append(chunk)
            chunk = b""
        chunk += octets
    chunks.append(chunk)
    return "\r\n ".join(f"=?utf-8?b?{b2a_base64(part, newline=False).decode()}?=" for part in chunks)
