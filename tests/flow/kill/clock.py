"""A clock that several processes share and a test turns: real time plus what stands in a file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path


class SharedClock:
    """Runs on as real time does, so that a second's quota is over after a second."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.path.read_text(encoding="ascii")))

    def set(self, now: datetime) -> None:
        """Turn to this moment. The file is replaced as a whole: no reader sees half of it."""
        new = self.path.with_suffix(".new")
        new.write_text(str((now - datetime.now(UTC)).total_seconds()), encoding="ascii")
        new.replace(self.path)

    def turn(self, span: timedelta) -> None:
        self.set(self() + span)
