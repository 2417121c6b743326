"""Which language a reply is in.

An exact naive Bayes over langdetect's profiles - each n-gram of the text once, likelihoods raised to an exponent below
one because n-grams overlap - beside everyday words, and the customer's locale as prior. langdetect itself samples: on
one to three words it is wrong every fourth time, differs from run to run, and its first use is not thread-safe.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.cleaning import fold
from bot.conversation.language_profiles import Scores, load_profiles
from bot.conversation.settings import SUPPORTED, UnderstandingSettings
from bot.conversation.tables.plain_words import NEUTRAL_WORDS
from bot.conversation.tables.scripts import LATIN, SCRIPTS, UNLIKELY

_NOT_WORDS = re.compile(r"\S*(?:[\d@]|https?:|www\.)\S*")  # numbers, references, links, addresses
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^.!?;\n]+")
_NEUTRAL = frozenset(NEUTRAL_WORDS.split())
_BEYOND_LATIN = re.compile("[\u0370-\uffef]")  # a quick look: most texts have none
_SCRIPTS = tuple((re.compile(f"[{ranges}]"), languages) for ranges, languages in SCRIPTS)
_SYLLABLES = frozenset({"ja", "zh", "ko"})  # a character says as much as several letters
_LETTERS_OF_A_SYLLABLE = 3
_SURE = 0.99
_PART_LETTERS = 12  # fewer letters of a sentence are no part in another language
_SECOND_SHARE = 0.25  # of the letters


@dataclass(frozen=True, slots=True)
class Language:
    """`second` is another language that a good part of the reply is written in; empty when there is none."""

    code: str
    confidence: float  # 0..1
    served: bool  # whether the client serves it
    second: str = ""


class LanguageReader:
    """Holds the profiles. Immutable after construction, hence safe between threads."""

    def __init__(self, settings: UnderstandingSettings) -> None:
        self._settings = settings
        self._profiles = load_profiles()
        self._column = {code: column for column, code in enumerate(self._profiles.codes)}
        self._named = frozenset(self._column) | {code for _, codes in SCRIPTS for code in codes}

    def read(self, text: str, *, languages: Sequence[str] = (), locale: str = "") -> Language:
        """Return the language of the larger part of the text: one of the client's unless it is plainly another."""
        served = list(dict.fromkeys(code for code in map(_base, languages or SUPPORTED) if code in self._named))
        served, home = served or list(SUPPORTED), _base(locale)
        text = _NOT_WORDS.sub(" ", text[: self._settings.language_letters * 2])[: self._settings.language_letters]
        group = _script(text)
        if len(group) == 1:
            return Language(group[0], _SURE, served=group[0] in served)
        telling = text if _is_telling(text) else ""
        if not telling:
            return self._at_home(served, home)
        prior = self._prior(served, home, group)
        whole = self._weigh(telling, prior)
        return self._by_parts(telling, prior, whole, served)

    def _at_home(self, served: Sequence[str], home: str) -> Language:
        """Nothing was said that tells: the locale decides, else the client's first language."""
        if home in served:
            return Language(home, self._settings.locale_prior if len(served) > 1 else _SURE, served=True)
        return Language(served[0], round(1 / len(served), 4), served=True)

    def _prior(self, served: Sequence[str], home: str, group: Sequence[str]) -> Mapping[str, float]:
        """Return log priors of the languages of the script: home has its weight, those not served very little."""
        settings = self._settings
        others = [code for code in served if code != home]
        rest = (1 - settings.locale_prior) if home in served else 1.0
        weights = {code: _foreign_weight(code, settings.foreign_prior) for code in group}
        weights |= {code: rest / len(others) for code in others if code in weights}
        if home in weights:
            weights[home] = settings.locale_prior if home in served else settings.foreign_home_prior
        return {code: math.log(max(weight, 1e-9)) for code, weight in weights.items()}

    def _weigh(self, text: str, prior: Mapping[str, float]) -> Mapping[str, float]:
        """Return the probability of each language."""
        readable = " ".join(word for word in _WORD.findall(text) if not _is_neutral(word))
        scores: Scores = self._settings.likelihood_exponent * self._profiles.letters(readable)
        scores = scores + self._profiles.everyday(readable) + self._profiles.alphabet(readable)
        return _probabilities({code: float(scores[self._column[code]]) + weight for code, weight in prior.items()})

    def _by_parts(
        self, text: str, prior: Mapping[str, float], whole: Mapping[str, float], served: Sequence[str]
    ) -> Language:
        """Weigh the sentences one by one: of a mixed reply the larger part counts."""
        best = max(whole, key=lambda code: whole[code])
        letters: dict[str, int] = {}
        parts = list(_parts(text))
        for part in parts if len(parts) > 1 else ():
            weighed = self._weigh(part, prior)
            code = max(weighed, key=lambda code: weighed[code])
            letters[code] = letters.get(code, 0) + len(part)
        ranked = sorted(letters, key=lambda code: (-letters[code], code != best, code)) or [best]
        chosen = ranked[0]
        share = letters[chosen] / sum(letters.values()) if letters else 1.0
        second = next((code for code in ranked[1:] if letters[code] >= _SECOND_SHARE * sum(letters.values())), "")
        confidence = whole[chosen] if chosen == best else share
        return Language(chosen, round(confidence, 4), served=chosen in served, second=second)


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()


def _foreign_weight(code: str, weight: float) -> float:
    """Return the prior of a language that the client does not serve: the bot's eight are met more often."""
    if code in SUPPORTED:
        return weight
    return weight / 40 if code in UNLIKELY else weight / 8


def _is_telling(text: str) -> bool:
    return any(not _is_neutral(word) for word in _WORD.findall(text))


def _is_neutral(word: str) -> bool:
    return len(word) == 1 or fold(word) in _NEUTRAL


def _script(text: str) -> Sequence[str]:
    """Return the languages of the script that most letters are of."""
    if not _BEYOND_LATIN.search(text):
        return LATIN
    counts = {languages: len(pattern.findall(text)) for pattern, languages in _SCRIPTS}
    for languages in counts:
        if languages[0] in _SYLLABLES:
            counts[languages] *= _LETTERS_OF_A_SYLLABLE
    if counts[("ja",)]:  # kana beside Chinese characters are Japanese
        counts[("ja",)] += counts.pop(("zh",))
    group = max(counts, key=lambda languages: counts[languages])
    latin = sum(map(str.isalpha, text)) - sum(len(pattern.findall(text)) for pattern, _ in _SCRIPTS)
    return group if counts[group] > latin else LATIN


def _parts(text: str) -> Iterator[str]:
    for found in _SENTENCE.finditer(text):
        if sum(map(str.isalpha, found.group())) >= _PART_LETTERS:
            yield found.group()


def _probabilities(scores: Mapping[str, float]) -> dict[str, float]:
    top = max(scores.values())
    weights = {code: math.exp(max(score - top, -700.0)) for code, score in scores.items()}
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}
