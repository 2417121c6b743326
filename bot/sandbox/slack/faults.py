"""What a test wants to go wrong next in the Web API."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """One scripted failure of `method`, for `channel` only when that is given, `times` over.

    `error` is answered as Slack answers errors, `status` as a bare HTTP status. `hang`: never an answer.
    `drop_before` cuts the connection before anything was done, `drop_after_accept` after it was done.
    """

    method: str
    error: str = ""
    status: int = 0
    hang: bool = False
    drop_before: bool = False
    drop_after_accept: bool = False
    retry_after: int | None = None  # seconds
    channel: str = ""
    times: int = 1


class Faults:
    """First in, first out."""

    def __init__(self) -> None:
        self._pending: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._pending.append(fault)

    def clear(self) -> None:
        self._pending.clear()

    def take(self, method: str, channel: str) -> Fault | None:
        for fault in self._pending:
            if fault.method == method and fault.channel in {"", channel}:
                fault.times -= 1
                if fault.times <= 0:
                    self._pending.remove(fault)
                return fault
        return None
