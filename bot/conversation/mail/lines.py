"""A mail as lines, each looked at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.cleaning import fold

MAX_LINE = 400  # characters of a line that are looked at
_NEAR = 5  # lines within which a quote follows what introduces it

_RULE = re.compile(r"[ \t]*[-_=*~#.\u2500\u2014 \xa0]{2,}[ \t]*|\u1427")
_QUOTED_REST = re.compile(r"^(?:>[ \t]*)+")


@dataclass(frozen=True, slots=True)
class Line:
    raw: str
    folded: str  # of its first 400 characters, without spaces around

    @property
    def quoted(self) -> bool:
        return self.folded.startswith(">")

    @property
    def blank(self) -> bool:
        return not self.folded

    @property
    def rule(self) -> bool:
        """Whether it is only dashes, underscores, dots."""
        return _RULE.fullmatch(self.folded) is not None

    @property
    def unquoted(self) -> str:
        return _QUOTED_REST.sub("", self.folded, count=1)


def read_line(raw: str) -> Line:
    return Line(raw, fold(raw[:MAX_LINE]).strip())


def marked_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line that is not blank is marked as quoted."""
    following = (line for line in lines[index : index + _NEAR] if not line.blank)
    return next((line.folded.startswith((">", "|")) for line in following), False)
