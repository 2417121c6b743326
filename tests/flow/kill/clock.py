"""A clock that several processes share and a test turns: it runs from what stands in a file."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class SharedClock:
    """Runs on as real time does, so that a second's quota is over after a second, or `speed` times as fast."""

    def __init__(self, path: Path, speed: float = 1.0) -> None:
        """`speed` matters to who sets it only: it stands in the file, for everybody."""
        self.path, self._speed = path, speed

    def __call__(self) -> datetime:
        anchor, shown, speed = map(float, self.path.read_text(encoding="ascii").split())
        return datetime.fromtimestamp(shown + (time.time() - anchor) * speed, UTC)

    def set(self, now: datetime) -> None:
        """Turn to this moment. The file is replaced as a whole: no reader sees half of it."""
        new = self.path.with_suffix(".new")
        new.write_text(f"{time.time()!r} {now.timestamp()!r} {self._speed}", encoding="ascii")
        new.replace(self.path)

    def turn(self, span: timedelta) -> None:
        self.set(self() + span)
