"""Sentences of the domain as staff read them: without the ids of rules. The log and `case why --json` keep the ids."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.rules import Rule

_ID: Final = f"(?:{'|'.join(sorted((rule.value for rule in Rule), key=len, reverse=True))})"
_BRACKETED: Final = re.compile(rf" \((?:rule )?{_ID}\)")
_AHEAD: Final = re.compile(rf"(^|[.!?:] ){_ID}: (\w)")


def spoken(sentence: str) -> str:
    """'SOX-SOD: whoever made ...' as 'Whoever made ...', '... in a message (GENUINE).' as '... in a message.'."""
    without = _BRACKETED.sub("", sentence)
    return _AHEAD.sub(lambda found: found[1] + found[2].upper(), without)
