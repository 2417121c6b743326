"""What a stand-in accepted, kept in memory and, when asked, in a JSON-lines file that survives SIGKILL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson


class Records:
    """An append-only list. With a path, each record is handed to the system before `append` returns."""

    def __init__(self, path: Path | None = None) -> None:
        """Reads what an earlier process left at `path`, so that a restarted stand-in still knows it."""
        self._records: list[dict[str, Any]] = []
        self._file: int | None = None
        if path is not None:
            if path.exists():
                self._records = [orjson.loads(line) for line in path.read_bytes().splitlines() if line]
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self, record: dict[str, Any]) -> None:
        if self._file is not None:  # one write system call: the line is whole or absent whoever is killed when
            os.write(self._file, orjson.dumps(record) + b"\n")
        self._records.append(record)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._records)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return self._records[index]
