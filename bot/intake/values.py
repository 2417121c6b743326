"""The values of one row, read one by one: what is wrong is collected, so that none hides another."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from bot.domain.errors import Rejected

T = TypeVar("T")
D = TypeVar("D")

_LONGEST: Final = 200  # characters of a value, where nothing else is said
_UNREADABLE: Final = "\ufffd"  # what decoding puts where the bytes mean nothing


class Values:
    """Values by our column. A column with a problem gives its default from then on."""

    __slots__ = ("_problems", "_values")

    def __init__(self, values: Mapping[str, str], problems: Mapping[str, str] | None = None) -> None:
        self._values = values
        self._problems: dict[str, str] = dict(problems or {})

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each sentence once: one foreign column may feed two of ours."""
        return tuple(dict.fromkeys(self._problems.values()))

    def wrong(self, column: str, sentence: str) -> None:
        """Note what is wrong with a column; the first problem of a column stands."""
        self._problems.setdefault(column, sentence)

    def text(self, column: str, longest: int = _LONGEST) -> str:
        """The text, trimmed and in Unicode's composed form; '' where there is none or it cannot be taken."""
        raw = self._values.get(column, "").strip()
        if not raw or column in self._problems:
            return ""
        if raw.isascii() and raw.isprintable() and len(raw) <= longest:
            return raw
        return self._unusual(column, raw, longest)

    def _unusual(self, column: str, raw: str, longest: int) -> str:
        text = unicodedata.normalize("NFC", raw)
        if len(text) > longest:
            self.wrong(column, f"{column} is longer than {longest} characters.")
        elif _UNREADABLE in text:
            self.wrong(column, f"{column} holds bytes that the file's encoding does not know.")
        elif any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
            self.wrong(column, f"{column} holds control characters.")
        else:
            return text
        return ""

    def get(self, column: str, parse: Callable[[str], T], default: D) -> T | D:
        """The parsed value; the default where there is none or it is wrong."""
        text = self.text(column)
        if not text:
            return default
        try:
            return parse(text)
        except Rejected as error:
            self.wrong(column, f"{column}: {error}")
            return default

    def need(self, column: str) -> str:
        """Like `text`; its absence is a problem."""
        text = self.text(column)
        if not text:
            self.wrong(column, f"{column} is missing.")
        return text

    def long_text(self, column: str, longest: int) -> str:
        """A text of several lines; line ends become spaces."""
        lines = self._values.get(column, "").split()
        if not lines or column in self._problems:
            return ""
        text = " ".join(lines)
        return self._unusual(column, text, longest)
