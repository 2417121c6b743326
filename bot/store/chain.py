r"""The hash chain of a case's events.

    hash = SHA-256( prev_hash + "\n" + envelope + "\n" + data )

`prev_hash` is that of the event before in hex ("" for the first), `envelope` a JSON array without blanks of case id,
seq, client, type, time (RFC 3339), actor, command, facts digest, text digest; `data` the stored JSON of the event.
Neither holds a bare newline, so no two logs give the same bytes. Anybody can recompute it with sha256sum.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import orjson


def event_hash(prev_hash: str, envelope: tuple[object, ...], data: bytes) -> str:
    """Hex digest of one event; see the module for the bytes."""
    return sha256(b"%b\n%b\n%b" % (prev_hash.encode(), orjson.dumps(envelope), data)).hexdigest()


def envelope(
    case_id: str,
    seq: int,
    client: str,
    type_name: str,
    at: datetime,
    actor: str,
    command: str,
    facts_digest: str,
    text_digest: str,
) -> tuple[object, ...]:
    return (case_id, seq, client, type_name, at.astimezone(UTC), actor, command, facts_digest, text_digest)
