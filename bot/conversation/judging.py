"""Rules and model together: what a text says, how sure that is, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.confidence import confidence, row_of, ruled
from bot.conversation.classifier.evidence import rule_names
from bot.conversation.classifier.features import READ_CHARACTERS, Features
from bot.conversation.classifier.model import Model, Scored
from bot.conversation.intents.engine import Context, Fired, shipped_rules
from bot.conversation.language import Language
from bot.conversation.meaning import Evidence, Meaning, because_of, weigh
from bot.conversation.settings import UnderstandingSettings
from bot.conversation.spans import mask
from bot.conversation.words import Word
from bot.domain.vocabulary import Flag, Intent, Question

_FEAR_ALONE = 8  # words of a message that only asks who is writing


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a reply and what the rules found in them."""

    text: str
    words: tuple[Word, ...]
    language: Language
    question: Question | None
    fired: tuple[Fired, ...]
    innocent: frozenset[Intent | Flag]  # of which the words stand there meaning something else
    harmless: tuple[tuple[Intent | Flag, tuple[int, int]], ...] = ()  # where

    @property
    def intents(self) -> frozenset[Intent]:
        """The intents that rules read."""
        return frozenset(item.label for item in self.fired if isinstance(item.label, Intent))


class Judge:
    """Holds rules and model. Immutable after construction, hence safe between threads."""

    def __init__(self, settings: UnderstandingSettings, model: Model) -> None:
        self._settings, self._model = settings, model
        self._rules, self._features = shipped_rules(), Features()

    def hear(self, text: str, words: Sequence[Word], language: Language, context: Context) -> Heard:
        """Return what the rules find."""
        found = self._rules.findings(words, context)
        return Heard(text, tuple(words), language, context.question, found.fired, found.innocent, found.harmless)

    def judge(self, heard: Heard, fired: Sequence[Fired]) -> Meaning:
        """Return the meaning; `fired` is what the rules found and what the entities made of it."""
        language = heard.language.code
        names = rule_names(heard.fired, heard.innocent)
        features = self._features.of(heard.text, language, heard.question, names)
        scored, settings = self._sobered(heard, self._model.score(features), names), self._model.settings
        sure = confidence(row_of(scored, ruled(heard.fired), len(heard.words)), settings["confidence"])
        meaning = weigh(Evidence(fired, heard.innocent, scored, sure, heard.question), settings["thresholds"])
        told = because_of(scored, sure, self._telling(heard.text, language, features, scored))
        return replace(meaning, because=told, doubt=self._doubt(heard, fired, meaning))

    def _sobered(self, heard: Heard, scored: Scored, names: Sequence[str]) -> Scored:
        """Return the scores in which what only harmless words say is as likely as the rest of the message has it."""
        if not heard.harmless:
            return scored
        rest = mask(heard.text, [span for _, span in heard.harmless], " ")
        features = self._features.of(rest, heard.language.code, heard.question, names)
        return scored.at_most(self._model.score(features), {label for label, _ in heard.harmless})

    def concepts(self, heard: Heard) -> AbstractSet[str]:
        """Return the concepts that the words stand for."""
        return {name for name in self._features.concepts(heard.text, heard.language.code).values() if "+" not in name}

    def _telling(self, text: str, language: str, features: NDArray[np.uint32], scored: Scored) -> list[str]:
        """Return the concepts that spoke most for the primary intent."""
        names = self._features.concepts(text, language)
        known = np.array(sorted(set(features.tolist()) & names.keys()), dtype=np.uint32)
        return [names[one] for one, _ in self._model.telling(known, int(np.argmax(scored.primary)))]

    def _doubt(self, heard: Heard, fired: Sequence[Fired], meaning: Meaning) -> str:
        """Return why a person should see the reply; empty when it may be acted on. A clear opt-out is done anyway."""
        if not heard.text:
            return "nothing is written"
        first = meaning.intents[0]
        certain = any(item.everywhere and item.label is first.intent for item in fired)
        if certain or (first.intent is Intent.OPT_OUT and first.confidence >= self._settings.decided_confidence):
            return ""
        if not heard.language.served:
            return f"the client does not serve language {heard.language.code}"
        if len(heard.text) > READ_CHARACTERS or len(heard.words) > self._settings.decided_words:
            return "too long to be read by a machine alone"
        if meaning.flags == (Flag.SCAM_FEAR,) and first.intent is Intent.OTHER and len(heard.words) <= _FEAR_ALONE:
            return ""  # "who is this?" says nothing else, and has an answer
        return meaning.doubt
