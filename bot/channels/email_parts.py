"""Reading hostile mail: no charset, size, nesting or header crashes it or costs more than it is worth."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

_MOST_PARTS: Final = 40  # boundaries or nested messages beyond which only the head is read
_MOST_HEADERS: Final = 300
_HEADER_LIMIT: Final = 8_000  # characters of one header value
TEXT_LIMIT: Final = 1_000_000  # characters of text that are kept

# Python's registry also holds codecs that are no charsets or cost quadratic time (punycode, idna, zip, ...).
_CHARSET: Final = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[bl]e)?|utf-8-sig|iso8859-\d+|cp\d+|koi8-[rtu]|kz1048|mac-\w+|gb2312|gbk|gb18030|hz"
    r"|big5(?:hkscs)?|euc_\w+|shift_jis\w*|iso2022_\w+|johab|tis-620|ptcp154"
)
_UNFOLD: Final = re.compile(r"[\r\n]+[ \t]*")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def parsed(raw: bytes) -> Message:
    """The mail as a tree. One that is nested beyond reason is read as a head without parts."""
    lowered = raw.lower()
    nested = lowered.count(b"boundary=") + lowered.count(b"message/rfc822")
    try:
        return BytesParser(policy=compat32).parsebytes(raw, headersonly=nested > _MOST_PARTS)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return _head_only(raw)


def _head_only(raw: bytes) -> Message:
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    try:
        return BytesParser(policy=compat32).parsebytes(head, headersonly=True)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return Message()


def flattened(message: Message) -> dict[str, str]:
    """Headers with lower-case names and decoded, unfolded values; repeated ones joined by a comma."""
    headers: dict[str, str] = {}
    for name, value in list(message.raw_items())[:_MOST_HEADERS]:
        key, text = name.lower(), decoded(str(value))
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def decoded(value: str) -> str:
    """A header value as a person reads it; what cannot be decoded stays, less its control characters."""
    flat = _UNFOLD.sub(" ", value[:_HEADER_LIMIT]).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if "=?" in flat:
        with suppress(HeaderParseError, ValueError, LookupError):  # a forged or cut word is shown as it came
            flat = "".join(_piece(part, charset) for part, charset in decode_header(flat))
    return _CONTROL.sub("", flat).replace("\r", " ").replace("\n", " ").strip()


def _piece(part: bytes | str, charset: str | None) -> str:
    return part if isinstance(part, str) else text_of(part, charset or "ascii")


def text_of(octets: bytes, charset: str) -> str:
    """Decode by the named charset if it is one, else as UTF-8, else as Latin-1, which takes anything."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError, UnicodeError):
        name = "utf-8"
    try:
        return octets.decode(name if _CHARSET.fullmatch(name) else "utf-8")
    except (UnicodeError, LookupError):
        return octets.decode("utf-8", "replace") if _mostly_utf8(octets) else octets.decode("latin-1")


def _mostly_utf8(octets: bytes) -> bool:
    """A few broken octets in UTF-8 are damage; many mean another charset."""
    broken = octets.decode("utf-8", "replace").count("\ufffd")
    high = sum(octet > 0x7F for octet in octets[:10_000])  # noqa: PLR2004 - the last ASCII octet
    return broken * 4 <= high


def bodies(message: Message) -> tuple[str, str]:
    """The text and the HTML that the sender wrote, attachments left out."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in texts and part.get_content_disposition() != "attachment":
            texts[kind].append(_payload(part))
    return _joined(texts["text/plain"]), _joined(texts["text/html"])


def leaves(message: Message, kind: str) -> Iterator[Message]:
    """Every part of one content type, for example `message/delivery-status`."""
    return (part for part in message.walk() if part.get_content_type() == kind)


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that hold text themselves. A message inside the message is somebody else's words."""
    if message.get_content_maintype() == "message":
        return
    if not message.is_multipart():
        yield message
        return
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else []:
        if isinstance(part, Message):
            yield from _leaves(part)


def _payload(part: Message) -> str:
    try:
        octets = part.get_payload(decode=True)
        charset = str(part.get_content_charset() or "utf-8")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if not isinstance(octets, bytes):
        return ""
    text = text_of(octets[: TEXT_LIMIT * 4], charset)[:TEXT_LIMIT]
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _joined(texts: list[str]) -> str:
    return "\n".join(text for text in texts if text.strip())[:TEXT_LIMIT]
