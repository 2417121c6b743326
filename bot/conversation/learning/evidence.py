"""What a line shows: what the understander sees of the same text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.confidence import ruled
from bot.conversation.classifier.evidence import rule_names
from bot.conversation.classifier.features import Features
from bot.conversation.cleaning import clean
from bot.conversation.intents.engine import Context, RuleBook
from bot.conversation.learning.lines import Line
from bot.conversation.redact import redact
from bot.conversation.settings import UnderstandingSettings
from bot.conversation.words import read_words
from bot.domain.vocabulary import Intent


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Features, the intents that rules are sure of, and how many words there are."""

    features: NDArray[np.uint32]
    rules: frozenset[Intent]
    words: int


class Reader:
    """Turns lines into what they show, the rules' findings among it."""

    def __init__(self) -> None:
        self._rules, self._features = RuleBook(), Features()
        self._characters = UnderstandingSettings().rule_characters

    def read(self, line: Line) -> Shown:
        """Return what a line shows, as if it had come by text message."""
        text = redact(clean(line.text)).strip()
        words = read_words(text[: self._characters])
        found = self._rules.findings(words, Context(None, line.question))
        fired, innocent = found.fired, found.innocent
        features = self._features.of(text, line.language, line.question, rule_names(fired, innocent))
        return Shown(features, ruled(fired), len(words))
