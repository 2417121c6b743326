"""The signature of mail that is posted to us: `X-Followup-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256>`.

The HMAC covers `<t>.` and the raw body. The time inside it bounds how long a recorded request can be
replayed; within that time the Message-ID is unique in the inbox.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

HEADER: Final = "X-Followup-Signature"
TOLERANCE_SECONDS: Final = 300

_FORMAT: Final = re.compile(r"t=(\d{1,12})((?:,v1=[0-9a-f]{64}){1,4})", re.ASCII)


def sign_email_webhook(secret: str, body: bytes, now: datetime) -> str:
    """The header value that a poster sends with `body`."""
    seconds = str(int(now.timestamp()))
    return f"t={seconds},v1={_mac(secret, seconds, body)}"


def verify_email_webhook(
    secrets: str | Sequence[str],
    body: bytes,
    header: str | None,
    *,
    now: datetime,
    tolerance_seconds: float = TOLERANCE_SECONDS,
) -> bool:
    """Whether one of the secrets signed this body lately. Never raises; empty secrets verify nothing."""
    match = _FORMAT.fullmatch((header or "").replace(" ", ""))
    if match is None or abs(now.timestamp() - int(match.group(1))) > tolerance_seconds:
        return False
    signatures = [part.removeprefix("v1=") for part in match.group(2)[1:].split(",")]
    wanted = [secrets] if isinstance(secrets, str) else secrets
    macs = [_mac(secret, match.group(1), body) for secret in wanted if secret]
    return any([hmac.compare_digest(mac, given) for mac in macs for given in signatures])  # noqa: C419 - all compared


def _mac(secret: str, seconds: str, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
