"""Personal text at rest: AES-256-GCM with a key per owner and retention class, wrapped by the master key.

Destroying a key makes its ciphertexts unreadable for ever; the hash chain covers ciphertexts only, so it stays whole.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections import OrderedDict
from collections.abc import Sequence
from enum import StrEnum
from threading import Lock
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.errors import Fault, Rejected

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12  # NIST SP 800-38D, 8.2: 96 bits
_ID_BYTES: Final = 4  # names the master key that wrapped a key
_CACHED_KEYS: Final = 50_000


class Retention(StrEnum):
    """How long a text may be kept, and so: which key seals it."""

    IDENTITY = "identity"  # names and addresses: as long as the customer is one
    CONVERSATION = "conversation"  # messages, replies, notes: 3 years (RETENTION)


class SealingKey:
    """Seals and opens texts of one owner. Never printed."""

    __slots__ = ("_cipher",)

    def __init__(self, raw: bytes) -> None:
        self._cipher = AESGCM(raw)

    def seal(self, text: str, bound_to: str) -> bytes:
        """Ciphertext that opens only in the row that it is bound to."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), bound_to.encode())

    def open(self, sealed: bytes, bound_to: str) -> str:
        """Raises Fault when the ciphertext was changed or belongs elsewhere."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to.encode()).decode()
        except InvalidTag:
            raise Fault(f"The sealed text of {bound_to} does not open: it was changed or moved") from None


class MasterKeys:
    """The master keys: the first wraps, all unwrap (rotation)."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(k) != KEY_BYTES for k in keys):
            raise Rejected(f"FOLLOWUP_MASTER_KEY must hold one or more keys of {KEY_BYTES} bytes each.")
        self._ciphers = {hashlib.sha256(b"id" + k).digest()[:_ID_BYTES]: AESGCM(k) for k in keys}
        self._current = next(iter(self._ciphers))
        self._first = keys[0]

    def derive(self, purpose: str) -> bytes:
        """A key of its own for one purpose (HKDF, RFC 5869), from the current master key."""
        return HKDF(hashes.SHA256(), KEY_BYTES, None, purpose.encode()).derive(self._first)

    def wrap(self, raw: bytes, bound_to: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return self._current + nonce + self._ciphers[self._current].encrypt(nonce, raw, bound_to.encode())

    def unwrap(self, wrapped: bytes, bound_to: str) -> bytes:
        """Raises Rejected when none of the keys is the one that wrapped it."""
        cipher = self._ciphers.get(wrapped[:_ID_BYTES])
        nonce, rest = wrapped[_ID_BYTES : _ID_BYTES + _NONCE_BYTES], wrapped[_ID_BYTES + _NONCE_BYTES :]
        try:
            if cipher is not None:
                return cipher.decrypt(nonce, rest, bound_to.encode())
        except InvalidTag:
            pass
        raise Rejected("FOLLOWUP_MASTER_KEY is not the key that this database was written with.")

    @property
    def current_id(self) -> bytes:
        """With what everything begins that the current key wrapped."""
        return self._current


class AddressHasher:
    """Keyed hashes of addresses: the same person is recognised without keeping the address."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def key(self, address: str) -> str | None:
        """HMAC-SHA-256 of the normalised address in hex; None for no address."""
        normal = normalise(address)
        return hmac.digest(self._secret, normal.encode(), "sha256").hex() if normal else None


def normalise(address: str) -> str:
    """One spelling of an address: lower case without blanks; phone numbers keep digits and the plus sign."""
    bare = address.strip().lower()
    return bare if "@" in bare else "".join(c for c in bare if c.isalnum() or c == "+")


class KeyCache:
    """Unwrapped keys of committed transactions, the least recently used leaves first."""

    def __init__(self, size: int = _CACHED_KEYS) -> None:
        self._keys: OrderedDict[tuple[str, str], SealingKey] = OrderedDict()
        self._size = size
        self._lock = Lock()

    def get(self, owner: str, retention: Retention) -> SealingKey | None:
        with self._lock:
            key = self._keys.get((owner, retention))
            if key is not None:
                self._keys.move_to_end((owner, retention))
            return key

    def put(self, owner: str, retention: Retention, key: SealingKey) -> None:
        with self._lock:
            self._keys[owner, retention] = key
            if len(self._keys) > self._size:
                self._keys.popitem(last=False)

    def evict(self, owner: str) -> None:
        with self._lock:
            for retention in Retention:
                self._keys.pop((owner, retention), None)
