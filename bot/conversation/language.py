"""Which language a reply is in.

An exact naive Bayes over langdetect's profiles: each n-gram of the text once, likelihoods raised to an exponent below
one because n-grams overlap, and the customer's locale as prior. Lists of everyday words stand beside the letters.
langdetect itself samples: on one to three words it is wrong every
fourth time, differs from run to run, and its first use is not thread-safe.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from bot.conversation.cleaning import fold
from bot.conversation.settings import SUPPORTED, UnderstandingSettings
from bot.conversation.tables.plain_words import PLAIN_WORDS

_WORD = re.compile(r"[^\W\d_]{1,40}")
_LONGEST_GRAM = 3
_SMOOTHING = 2e-5  # added to each likelihood: profiles keep frequent n-grams only, a missing one proves little
_UNSEEN = math.log(_SMOOTHING)
_FOREIGN_MARGIN = 4.0  # how much better, in scaled log likelihood, a language that the client does not serve must be
_PLAIN_WORD = 3.0  # log likelihood ratio of a word that is listed for a language
_LISTED = {code: frozenset(words.split()) for code, words in PLAIN_WORDS.items()}
_LINKS = re.compile(r"\S*(?:https?:|www\.|@)\S*")


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    confidence: float  # 0..1
    served: bool  # whether the client serves it


class LanguageReader:
    """Holds the profiles. Immutable after construction, hence safe between threads."""

    def __init__(self, settings: UnderstandingSettings) -> None:
        self._settings = settings
        self._profiles = _load_profiles()

    def read(self, text: str, *, languages: Sequence[str] = (), locale: str = "") -> Language:
        """Return the language of the text among the client's, or a foreign one where a longer text is plainly that."""
        served = [code for code in map(_base, languages or SUPPORTED) if code in self._profiles] or list(SUPPORTED)
        home = _base(locale)
        grams = grams_of(text, self._settings.language_letters)
        scores = self._scores(grams, served)
        listed = _listed_words(text[: self._settings.language_letters])
        prior = _prior(served, home, self._settings.locale_prior)
        ranked = _probabilities({code: scores[code] + prior[code] + listed.get(code, 0.0) for code in served})
        best = max(served, key=lambda code: (ranked[code], code == home))
        return self._foreign(text, grams, scores[best]) or Language(best, round(ranked[best], 4), served=True)

    def _scores(self, grams: Iterable[str], codes: Iterable[str]) -> dict[str, float]:
        exponent = self._settings.likelihood_exponent
        wanted = list(grams)
        return {
            code: exponent * sum(self._profiles[code].get(gram, _UNSEEN) for gram in wanted)
            for code in dict.fromkeys(codes)
        }

    def _foreign(self, text: str, grams: Sequence[str], best_served: float) -> Language | None:
        letters = sum(map(str.isalpha, text[: self._settings.language_letters]))
        if letters < self._settings.foreign_letters:
            return None
        scores = self._scores(grams, self._profiles)
        best = max(scores, key=lambda code: scores[code])
        margin = _FOREIGN_MARGIN + 0.02 * abs(best_served) * self._settings.likelihood_exponent
        if scores[best] - best_served <= margin:
            return None
        return Language(best.partition("-")[0], round(_probabilities(scores)[best], 4), served=False)


def grams_of(text: str, letters: int) -> list[str]:
    """Return the distinct 1- to 3-grams of the words, in order; words in capitals are read as lower case."""
    words = _WORD.findall(_LINKS.sub(" ", text[: letters * 2])[:letters])
    seen: dict[str, None] = {}
    for word in words:
        padded = f" {word.lower()} "
        for size in range(1, _LONGEST_GRAM + 1):
            for start in range(len(padded) - size + 1):
                seen[padded[start : start + size]] = None
    seen.pop(" ", None)
    return list(seen)


def _listed_words(text: str) -> dict[str, float]:
    """Return, per language, the evidence of its everyday words."""
    words = frozenset(_WORD.findall(fold(text)))
    return {code: _PLAIN_WORD * len(words & listed) for code, listed in _LISTED.items()}


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()


def _prior(served: Sequence[str], home: str, weight: float) -> Mapping[str, float]:
    """Return log priors: the home language has the weight, the others share the rest."""
    others = [code for code in served if code != home]
    if home not in served or not others:
        return dict.fromkeys(served, 0.0)
    rest = math.log(max(1 - weight, 1e-9) / len(others))
    return {code: math.log(max(weight, 1e-9)) if code == home else rest for code in served}


def _probabilities(scores: Mapping[str, float]) -> dict[str, float]:
    top = max(scores.values())
    weights = {code: math.exp(max(score - top, -700.0)) for code, score in scores.items()}
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


def _load_profiles() -> dict[str, Mapping[str, float]]:
    """Return, for each language that langdetect knows, the log likelihood of each n-gram."""
    profiles: dict[str, Mapping[str, float]] = {}
    for entry in sorted(files("langdetect").joinpath("profiles").iterdir(), key=lambda item: item.name):
        if entry.name.startswith((".", "_")) or not entry.is_file():
            continue
        raw = json.loads(entry.read_text(encoding="utf-8"))
        profiles[entry.name] = _log_likelihoods(raw["freq"], raw["n_words"])
    return profiles


def _log_likelihoods(counts: Mapping[str, int], totals: Sequence[int]) -> dict[str, float]:
    """Fold capitals in: replies are read in lower case."""
    merged: dict[str, int] = {}
    for gram, count in counts.items():
        key = gram.lower()
        if len(key) == len(gram) <= _LONGEST_GRAM:
            merged[key] = merged.get(key, 0) + count
    return {gram: math.log(count / totals[len(gram) - 1] + _SMOOTHING) for gram, count in merged.items()}
