"""What a line shows: the features that the understander sees of the same text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.evidence import rule_names
from bot.conversation.classifier.features import Features
from bot.conversation.cleaning import clean
from bot.conversation.intents.engine import Context, RuleBook
from bot.conversation.learning.lines import Line
from bot.conversation.redact import redact
from bot.conversation.settings import UnderstandingSettings
from bot.conversation.words import read_words


class Reader:
    """Turns lines into features, the rules' findings among them."""

    def __init__(self) -> None:
        self._rules, self._features = RuleBook(), Features()
        self._characters = UnderstandingSettings().rule_characters

    def features(self, line: Line) -> NDArray[np.uint32]:
        """Return the features of a line, as if it had come by text message."""
        text = redact(clean(line.text)).strip()
        fired = self._rules.fire(read_words(text[: self._characters]), Context(None, line.question, readable=True))
        return self._features.of(text, line.language, line.question, rule_names(fired))
