"""“Am I talking to a robot?”: asked in eight languages, it is answered honestly."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

_ROBOT = "robot"
_ASKING = frozenset({"you", "who", "question_what", "talk", "human", "this"})
_LONGEST = 14  # words: in longer messages a robot is spoken of, not asked about


def asks_if_automated(text: str, words: int, concepts: AbstractSet[str]) -> bool:
    """Whether somebody asks, or says, that they are writing with a machine."""
    return _ROBOT in concepts and words <= _LONGEST and ("?" in text or bool(_ASKING & concepts))
