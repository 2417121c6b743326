"""The file of published heads, outside the database: JSON lines, each chained to the line before.

    {"n": 7, "at": "2026-03-02T09:00:00+00:00", "heads": [["case id", "MP-1", 12, "<hash>"], ...],
     "prev": "<hash of line 6>", "hash": "<SHA-256 over this line without its hash>"}

A line is on the disk (fsync) before the database says that its heads are published. A crash in between publishes them
twice, which does no harm; a line that was cut off by a crash was never relied on and is cut away.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from bot.domain.errors import Fault

FILE_NAME: Final = "heads.jsonl"
_TAIL_BYTES: Final = 1 << 20  # a line of 500 heads has 60 kB

Head = tuple[str, str, int, str]  # case id, ref, seq, hash


@dataclass(frozen=True, slots=True)
class HeadsLine:
    number: int
    hash: str
    heads: tuple[Head, ...]
    prev: str
    whole: bool  # its hash is that of its content


class HeadsFile:
    """The file while it is locked for appending."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        last = self._last_line()
        self.number = last.number if last else 0
        self.hash = last.hash if last else ""

    def _last_line(self) -> HeadsLine | None:
        """The last whole line; what a crash left behind it is cut away. Raises Fault when it was tampered with."""
        size = self._file.seek(0, os.SEEK_END)
        start = max(0, size - _TAIL_BYTES)
        self._file.seek(start)
        tail = self._file.read()
        end = tail.rfind(b"\n") + 1
        if end < len(tail):
            self._file.truncate(start + end)
        if not end:
            return None
        line = parse_line(tail[tail.rfind(b"\n", 0, end - 1) + 1 : end])
        if line is None or not line.whole:
            raise Fault("The last line of the heads file was changed: keep it as evidence and begin a new folder")
        return line

    def append(self, heads: list[Head], now: datetime) -> None:
        """One more line, on the disk when this returns."""
        content = {"n": self.number + 1, "at": now, "heads": heads, "prev": self.hash}
        digest = _digest(content)
        self._file.seek(0, os.SEEK_END)
        self._file.write(orjson.dumps({**content, "hash": digest}) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self.number += 1
        self.hash = digest


@contextmanager
def open_heads(folder: Path) -> Iterator[HeadsFile]:
    """The folder's heads file, locked against other processes; made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE_NAME).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _sync_folder(folder)
        yield HeadsFile(file)


def _sync_folder(folder: Path) -> None:
    """The file's name is on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def parse_line(raw: bytes) -> HeadsLine | None:
    """A line of the file, or None when it is not one."""
    try:
        content: dict[str, Any] = orjson.loads(raw)
        stored = content.pop("hash")
        heads = tuple((str(h[0]), str(h[1]), int(h[2]), str(h[3])) for h in content["heads"])
        return HeadsLine(content["n"], stored, heads, content["prev"], _digest(content) == stored)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _digest(content: dict[str, Any]) -> str:
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
