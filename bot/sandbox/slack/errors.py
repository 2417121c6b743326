"""What can go wrong in the stand-in workspace: for the app, and for a person who uses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import Rejected


class ApiError(Exception):
    """The Web API says no: `{"ok": false, "error": code, ...}`. `messages` go into response_metadata."""

    def __init__(self, code: str, *messages: str, retry_after: int = 0, **extra: Any) -> None:
        """`retry_after` in seconds, for ratelimited."""
        super().__init__(code)
        self.code, self.messages, self.retry_after, self.extra = code, messages, retry_after, extra

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


class Refused(Rejected):
    """A person tried what Slack's client does not offer. `errors` says which inputs, by block_id."""

    def __init__(self, sentence: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.errors = dict(errors or {})


class NotAnswered(Rejected):
    """The app did not acknowledge with 200 in time; the person sees a warning sign."""

    def __init__(self, attempts: list[str]) -> None:
        super().__init__(f"The app did not answer as Slack needs it: {', '.join(attempts) or 'nobody is connected'}.")
        self.attempts = attempts
