"""Signed tokens for reply addresses, chat links and unsubscribe links: short, and blind to letter case.

`itsdangerous` signs in base64, where case carries information. Mail systems lower-case local parts, and
people type links from paper, so the signature is an HMAC in base32 instead. The rest is the same idea: a salt
per purpose, a list of keys for rotation, constant-time comparison.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from bot.domain.errors import Rejected

_MAC_BYTES: Final = 10  # 80 bits: guessing is on line only, where five wrong tries lock
_MAC_CHARS: Final = 16  # base32 of the above
_LOCAL_PART_LIMIT: Final = 64  # octets, RFC 5321 section 4.5.3.1.1
_ID_LIMIT: Final = _LOCAL_PART_LIMIT - len("bounce+") - _MAC_CHARS - 1  # characters left for the id

_PLAIN: Final = "p"  # the id as it is
_CODED: Final = "x"  # the id in base32, because letter case or other characters matter in it
_PLAIN_ID: Final = re.compile(rf"[0-9a-z_-]{{1,{_ID_LIMIT}}}", re.ASCII)
_TOKEN: Final = re.compile(rf"[px][0-9a-z_-]{{1,{_ID_LIMIT}}}[a-z2-7]{{{_MAC_CHARS}}}", re.ASCII)


class Purpose(StrEnum):
    """The salt: a token for one purpose is worthless for another."""

    REPLY = "reply"  # local part of a reply address
    BOUNCE = "bounce"  # local part of a VERP return path
    CHAT = "chat"  # /c/<token>
    UNSUBSCRIBE = "unsubscribe"  # /u/<token>
    ANSWER = "answer"  # /q/<token>
    INQUIRY = "ask"  # local part of the address of an inquiry; no key to its page


class TokenSigner:
    """Signs opaque ids. The first key signs; every key verifies."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises Rejected when there is no key or an empty one: anybody could sign with that."""
        if not keys or not all(keys):
            raise Rejected("Signing tokens needs at least one key, and no key may be empty.")
        self._keys = tuple(key.encode() for key in keys)

    def sign(self, purpose: Purpose | str, opaque_id: str) -> str:
        """At most 57 characters of a-z, 0-9, `-`, `_`. Raises Rejected when the id is empty or too long."""
        body = _encode(opaque_id)
        return body + _mac(self._keys[0], purpose, body)

    def verify(self, purpose: Purpose | str, token: str) -> str | None:
        """The opaque id, or None for whatever was not signed by one of the keys for this purpose."""
        lowered = token.lower()
        if not _TOKEN.fullmatch(lowered):
            return None
        body, mac = lowered[:-_MAC_CHARS], lowered[-_MAC_CHARS:]
        matches = [hmac.compare_digest(_mac(key, purpose, body), mac) for key in self._keys]
        return _decode(body) if any(matches) else None


def _mac(key: bytes, purpose: str, body: str) -> str:
    digest = hmac.digest(key, b"followup.token.1\0" + f"{purpose}\0{body}".encode(), hashlib.sha256)
    return b32encode(digest[:_MAC_BYTES]).decode().lower()


def _encode(opaque_id: str) -> str:
    if _PLAIN_ID.fullmatch(opaque_id):
        return _PLAIN + opaque_id
    coded = b32encode(opaque_id.encode()).decode().rstrip("=").lower()
    if not 0 < len(coded) <= _ID_LIMIT:
        raise Rejected(f"An id in a token has 1 to {_ID_LIMIT} characters, {_ID_LIMIT * 5 // 8} if not plain.")
    return _CODED + coded


def _decode(body: str) -> str | None:
    kind, text = body[0], body[1:]
    if kind == _PLAIN:
        return text
    try:
        return b32decode(text.upper() + "=" * (-len(text) % 8)).decode()
    except ValueError:
        return None
