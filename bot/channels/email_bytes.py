"""An e-mail as bytes, formatted directly: building an `EmailMessage` costs ten times as much per message.

The head is written line by line from checked values, then read back: a header that was not meant to be there
stops the message. All bytes are 7-bit, so that any relay takes them unchanged and a signature survives.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64, b2a_qp
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from bot.app.messages import Outgoing
from bot.channels.addresses import is_address
from bot.channels.header_text import mailbox, safe, unstructured
from bot.domain.errors import Rejected

_LONGEST_LINE: Final = 998  # octets without CRLF, RFC 5322 section 2.1.1
_BASE64_LINE: Final = 57  # octets in, 76 characters out
_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.\[\]:-]{1,200}>", re.ASCII)
_URL: Final = re.compile(r"https?://[!-;=?-~]{1,900}", re.ASCII)  # visible ASCII without < and >
_ID_CHARS: Final = re.compile(r"[^A-Za-z0-9._-]", re.ASCII)


def message_id_of(message: Outgoing, domain: str = "") -> str:
    """The Message-ID, the same for every try: a second copy is recognised. Default domain: the sender's."""
    local = _ID_CHARS.sub("", message.message_id)
    if local != message.message_id or len(local) > _BASE64_LINE:
        local = hashlib.sha256(message.message_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{local}@{domain or message.sender.rpartition('@')[2].lower()}>"


def build_email(message: Outgoing, *, domain: str = "", now: datetime | None = None) -> bytes:
    """The whole message with CRLF line ends.

    Args:
        message: what to say and to whom; `created_at` becomes the Date.
        domain: of the Message-ID; empty means the sender's.
        now: the Date where the message carries no `created_at`.

    Raises:
        Rejected: an address that cannot be written to, a value that could forge a header, or no date.
    """
    content_headers, body = _content(message)
    headers = [*_headers(message, domain, message.created_at or now), *content_headers]
    head = "".join([f"{name}: {value}\r\n" for name, value in headers]).encode("ascii")
    _verify(head, [name for name, _ in headers])
    return b"%b\r\n%b" % (head, body)


def _headers(message: Outgoing, domain: str, date: datetime | None) -> list[tuple[str, str]]:
    if date is None:
        raise Rejected("An e-mail needs a date.")
    headers = [
        ("From", mailbox("From", message.sender_name, _address("From", message.sender))),
        ("To", _address("To", message.to)),
        ("Subject", unstructured("Subject", message.rendered.subject)),
        ("Date", format_datetime(date.astimezone(UTC), usegmt=False)),
        ("Message-ID", message_id_of(message, domain)),
        ("MIME-Version", "1.0"),
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: no vacation reply, no loop
        ("X-Followup-Reference", unstructured("X-Followup-Reference", message.reference)),
    ]
    if message.reply_to:
        headers.append(("Reply-To", _address("Reply-To", message.reply_to)))
    if message.in_reply_to and _MESSAGE_ID.fullmatch(message.in_reply_to):
        # written by a stranger's mail program: an odd one costs the threading, not the answer
        headers += [("In-Reply-To", message.in_reply_to), ("References", message.in_reply_to)]
    if message.unsubscribe_url:
        headers.append(("List-Unsubscribe", f"<{_url(message.unsubscribe_url)}>"))
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))  # RFC 8058
    return headers


def _address(name: str, value: str) -> str:
    if not is_address(value):
        raise Rejected(f"The {name} address is not one that mail can be sent to.")
    return value


def _url(value: str) -> str:
    if not _URL.fullmatch(safe("List-Unsubscribe", value)):
        raise Rejected("The unsubscribe link is not a web address.")
    return value


def _verify(head: bytes, names: list[str]) -> None:
    """Read the head back: the fields that any parser sees are exactly those that were meant."""
    lines = head.split(b"\r\n")
    seen = [line.partition(b":")[0].decode("ascii") for line in lines[:-1] if line[:1] not in {b" ", b"\t"}]
    if seen != names or any(b"\r" in line or b"\n" in line for line in lines):
        raise Rejected("A header value would have become a header of its own.")


def _content(message: Outgoing) -> tuple[list[tuple[str, str]], bytes]:
    """The content headers and the body: one text part, or text and HTML as alternatives."""
    if not message.rendered.html:
        encoding, body = _encoded(message.rendered.text)
        return [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", encoding)], body
    # "=_" cannot stand in quoted-printable or base64, and a part with it is never sent as 7bit
    boundary = "=_" + hashlib.sha256(message.message_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    parts = [
        _part(boundary, "plain", message.rendered.text),
        _part(boundary, "html", message.rendered.html),
        f"--{boundary}--\r\n".encode(),
    ]
    return [("Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"')], b"".join(parts)


def _part(boundary: str, subtype: str, text: str) -> bytes:
    encoding, body = _encoded(text)
    head = (
        f"--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return b"%b%b\r\n" % (head.encode(), body)


def _encoded(text: str) -> tuple[str, bytes]:
    """The encoding that costs least: 7bit, quoted-printable for a Latin script, base64 for another."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    octets = lines.encode("utf-8", "replace")
    accented = len(octets) - len(lines)  # roughly: an octet for each Latin letter with an accent, more elsewhere
    octets = octets.replace(b"\n", b"\r\n")
    if text.isascii() and "=_" not in text and "\0" not in text and _short(lines):
        return "7bit", octets
    if accented * 4 > len(lines):
        return "base64", b"".join(
            b2a_base64(octets[start : start + _BASE64_LINE], newline=False) + b"\r\n"
            for start in range(0, len(octets), _BASE64_LINE)
        )
    return "quoted-printable", b2a_qp(octets, istext=True)


def _short(lines: str) -> bool:
    return len(lines) <= _LONGEST_LINE or max(map(len, lines.split("\n"))) <= _LONGEST_LINE
