"""What the rules found, as features: how much each rule is worth is learnt, like the worth of a word."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.intents.engine import Fired
from bot.domain.vocabulary import Flag, Intent

_SURE = 0.9


def rule_names(fired: Iterable[Fired], innocent: Iterable[Intent | Flag] = ()) -> list[str]:
    """Return names of features for the labels that rules read, for those that are sure, and for words that deceive."""
    names = {f"innocent {label}" for label in innocent}
    for item in fired:
        names.add(f"rule {item.label}")
        if item.confidence >= _SURE and not item.fallback:
            names.add(f"sure {item.label}")
    return sorted(names)
