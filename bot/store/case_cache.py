"""Decoded cases by the hash of their last event.

A head covers the whole log of a case, so it names one state of it and no other: what is found under it is right,
whether the transaction that put it there committed or not. Saves decoding a case that was written moments ago.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Final

from bot.domain.case import Case

_SIZE: Final = 20_000  # about 40 MB


class CaseCache:
    """The oldest entries leave first."""

    def __init__(self, size: int = _SIZE) -> None:
        self._cases: dict[str, Case] = {}
        self._size = size
        self._lock = Lock()

    def get(self, head: str) -> Case | None:
        return self._cases.get(head)

    def put(self, cases: Iterable[tuple[str, Case]]) -> None:
        """Remember (head, case) pairs."""
        with self._lock:
            self._cases.update(cases)
            for head in list(self._cases)[: len(self._cases) - self._size] if len(self._cases) > self._size else ():
                del self._cases[head]
