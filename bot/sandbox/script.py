"""What a stand-in shall do wrong, in which order, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    REFUSE = "refuse"  # answer no, with a status and a code
    HANG = "hang"  # accept, then never answer
    DROP_BEFORE = "drop_before"  # cut the connection, nothing was accepted
    DROP_AFTER = "drop_after"  # accept, then cut the connection
    SLOW = "slow"  # accept, and answer after `seconds`


@dataclass(frozen=True, slots=True)
class Wrong:
    """One scripted failure.

    `status` and `code` are the protocol's: an HTTP status and a Twilio code, or an SMTP status and a text.
    `stage` is for SMTP: at which command it happens. `to` restricts it to one recipient.
    """

    action: Action
    status: int = 0
    code: str = ""
    retry_after: float | None = None  # seconds
    seconds: float = 0.0
    stage: str = "data"  # "connect", "mail", "rcpt", "data"
    to: str = ""
    times: int = 1


class Script:
    """Scripted failures, first in, first out; each is used up after its number of times."""

    def __init__(self) -> None:
        self._pending: list[tuple[Wrong, int]] = []

    def add(self, *wrongs: Wrong) -> None:
        self._pending.extend((wrong, wrong.times) for wrong in wrongs)

    def clear(self) -> None:
        self._pending.clear()

    def take(self, to: str = "", stage: str = "data") -> Wrong | None:
        """The failure that is due for this recipient at this stage, if any, and count it down."""
        for index, (wrong, left) in enumerate(self._pending):
            if wrong.stage == stage and wrong.to in {"", to}:
                if left > 1:
                    self._pending[index] = (wrong, left - 1)
                else:
                    del self._pending[index]
                return wrong
        return None
