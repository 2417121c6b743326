"""Trigger ids: good for three seconds and for one view."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.sandbox.slack.errors import ApiError

LIFETIME: Final = 3.0  # seconds; https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses


@dataclass(slots=True)
class Trigger:
    """What a person did that allows one view to be shown to them."""

    user: str
    issued: float  # monotonic seconds
    view_id: str = ""  # the modal in which it was done, if it was in one
    used: bool = False


class Triggers:
    """Issues trigger ids and takes each of them once."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str = "") -> str:
        trigger_id = f"{len(self._issued) + 1}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(user, self._monotonic(), view_id)
        return trigger_id

    def check(self, trigger_id: str) -> Trigger:
        """Raises ApiError: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._monotonic() - trigger.issued > LIFETIME:
            raise ApiError("expired_trigger_id")
        return trigger
