"""Which encoding a file is in: byte order mark, UTF-16 without one, UTF-8, a guess, Windows-1252."""

from __future__ import annotations

import codecs
from typing import BinaryIO, Final

from charset_normalizer import from_bytes

from bot.domain.errors import Rejected

_CHUNK: Final = 1024 * 1024  # bytes read at once
_SAMPLE: Final = 64 * 1024  # bytes looked at where a guess is needed
_GUESS: Final = 16 * 1024  # bytes of lines with other than ASCII characters that the guess weighs
_ABOUT: Final = 0.05  # of the library's measure of chaos, 0 to 1
_FALLBACK: Final = "cp1252"  # what most Western office programs write
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What ledgers are written in. Without this list short samples are taken for rarities such as EBCDIC pages.
_PLAUSIBLE: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp850", "mac_roman",
    "iso8859_15", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp874",
]  # fmt: skip
_REFUSED: Final = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive; save it as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; save it as CSV first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"%PDF", "a PDF; ask for the table as CSV"),
)


def detect_encoding(stream: BinaryIO) -> str:
    """Name the encoding of a file and rewind it. Raises Rejected for what is no text at all.

    UTF-8 is checked over the whole file (a name far down may be the first that is not ASCII), in pieces.
    """
    head = stream.read(_SAMPLE)
    for magic, what in _REFUSED:
        if head.startswith(magic):
            raise Rejected(f"This is no text file but {what}.")
    found = _by_mark(head) or _wide(head) or _utf8(stream) or _guess(stream)
    stream.seek(0)
    return found


def _by_mark(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: in most scripts every second byte of separators and digits is zero."""
    pairs = len(head) // 2
    if pairs == 0 or b"\0" not in head:
        return ""
    if head[1::2].count(0) > pairs * 0.3:
        return "utf-16-le"
    if head[0::2].count(0) > pairs * 0.3:
        return "utf-16-be"
    raise Rejected("This is no text file: it holds NUL bytes.")


def _utf8(stream: BinaryIO) -> str:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def _guess(stream: BinaryIO) -> str:
    found = [
        match
        for match in from_bytes(_telling_lines(stream), cp_isolation=_PLAUSIBLE)
        if match.encoding not in {"ascii", "utf_8"}
    ]
    if not found:
        return _FALLBACK
    # Among guesses that look about as orderly, the one that reads like a language: any Japanese text is also a
    # string of Korean letters, and no word of Korean.
    orderly = min(match.chaos for match in found) + _ABOUT
    likely = [match for match in found if match.chaos <= orderly]
    return max(likely, key=lambda match: match.coherence).encoding


def _telling_lines(stream: BinaryIO) -> bytes:
    """Lines with something else than ASCII: only they say anything about the encoding."""
    stream.seek(0)
    telling = bytearray()
    while len(telling) < _GUESS and (line := stream.readline(_SAMPLE)):
        if not line.isascii():
            telling += line
    return bytes(telling)
