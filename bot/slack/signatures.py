"""Whether Slack signed what was posted. Checked on the raw body, before anything in it is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from slack_sdk.signature import Clock, SignatureVerifier


class Signatures:
    """Slack's own check: HMAC of time and body, not older or newer than five minutes.

    Source: docs.slack.dev/authentication/verifying-requests-from-slack. The age is real time on purpose, also where
    the story's clock is turned: what is measured is how long the request was under way.
    """

    def __init__(self, secret: str, seconds: Callable[[], float] = time.time) -> None:
        self._verifier = SignatureVerifier(secret, _Seconds(seconds))

    def fit(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether they do. Never raises, whatever was sent."""
        try:
            return self._verifier.is_valid_request(body, dict(headers))
        except (ValueError, TypeError):  # a time that is no number, a body or signature that is no text
            return False


class _Seconds(Clock):
    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds

    def now(self) -> float:
        return self._seconds()
