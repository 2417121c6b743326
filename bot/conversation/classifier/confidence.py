"""How sure the primary intent is: one probability of what the model, the rules and the length of a text say."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.model import INTENTS, LABELS, Scored
from bot.conversation.intents.engine import Fired
from bot.domain.vocabulary import Intent

PARTS = 7  # of a row
_SURE_RULE = 0.75
_CLIP = 1e-6


def ruled(fired: Sequence[Fired]) -> frozenset[Intent]:
    """Return the intents that a rule read for certain enough."""
    return frozenset(
        item.label
        for item in fired
        if isinstance(item.label, Intent) and item.confidence >= _SURE_RULE and not item.fallback
    )


def row_of(scored: Scored, rules: Collection[Intent], words: int) -> NDArray[np.float64]:
    """Return what the confidence is made of: (7,)."""
    order = np.argsort(-scored.primary, kind="stable")
    best, next_best = int(order[0]), int(order[1])
    first = _odds(float(scored.primary[best]))
    return np.array(
        [
            1.0,
            first,
            first - _odds(float(scored.primary[next_best])),
            _odds(float(scored.present[LABELS.index(INTENTS[best])])),
            float(INTENTS[best] in rules),
            float(bool(rules) and INTENTS[best] not in rules),
            float(np.log1p(words)),
        ]
    )


def confidence(row: NDArray[np.float64], weights: Sequence[float]) -> float:
    """Return the probability that the primary intent is right."""
    return float(1.0 / (1.0 + np.exp(-np.clip(row @ np.asarray(weights), -40.0, 40.0))))


def _odds(chance: float) -> float:
    clipped = min(max(chance, _CLIP), 1 - _CLIP)
    return float(np.log(clipped / (1 - clipped)))
