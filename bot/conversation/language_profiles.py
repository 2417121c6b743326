"""What is known of languages: how likely n-grams of letters are (langdetect's profiles) and everyday words."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.conversation.cleaning import fold
from bot.conversation.tables.foreign_words import FOREIGN_WORDS, LETTERS
from bot.conversation.tables.plain_words import PLAIN_WORDS
from bot.conversation.tables.scripts import LATIN, SCRIPTS

Scores = NDArray[np.float64]
EVERYDAY_WORDS = files("bot.conversation.tables").joinpath("everyday_words.txt")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_STRETCHED = re.compile(r"(.)\1{2,}")
_LONGEST_GRAM = 3
_SMOOTHING = 1e-4  # added to each likelihood: profiles keep frequent n-grams only, a missing one proves little
_TYPED_BARE = 0.5  # share of writers who leave accents out
_WORD_SMOOTHING = 0.1  # replies in which an unseen word is supposed to stand
_LISTED = 2  # replies in which a word of the plain lists is supposed to stand besides
_LARGEST_RATIO = 6.0  # nats: how far one word may speak against a language
_UNKNOWN_WORD = -0.7  # nats: a word that no list has, for the languages of which many words are known
_UNLISTED = -3.0  # nats: a word of some list, for a language of which few words are known
_FOREIGN_LISTED = 40  # replies of a thousand and a half in which a listed word of such a language is supposed to stand
_ALIEN_LETTER = -2.5  # nats: a letter that the language does not write with
_SHORTEST_UNKNOWN = 3  # letters


@dataclass(frozen=True, slots=True)
class Profiles:
    """Rows of log likelihoods, a column a language. Nothing changes after construction."""

    codes: tuple[str, ...]
    grams: Mapping[str, int]
    likelihoods: Scores  # the last row is that of an unseen n-gram
    words: Mapping[str, Scores]
    unknown_word: Scores
    alien_letters: Mapping[str, Scores]

    def letters(self, text: str) -> Scores:
        """Return the log likelihood of the distinct 1- to 3-grams of the words, by language."""
        unseen = len(self.grams)
        rows = [self.grams.get(gram, unseen) for gram in grams_of(text)]
        total: Scores = self.likelihoods[rows].sum(axis=0)
        return total

    def alphabet(self, text: str) -> Scores:
        """Return what the distinct letters beyond a-z tell, by language: nats at most 0."""
        total = np.zeros(len(self.codes))
        for letter in () if text.isascii() else sorted(set(text.lower())):
            if letter in self.alien_letters:
                total = total + self.alien_letters[letter]
        return total

    def everyday(self, text: str) -> Scores:
        """Return what the distinct words tell, by language: nats at most 0."""
        total = np.zeros(len(self.codes))
        for word in dict.fromkeys(words_of(text)):
            known = self.words.get(word)
            if known is not None:
                total = total + known
            elif len(word) >= _SHORTEST_UNKNOWN:
                total = total + self.unknown_word
        return total


def words_of(text: str) -> list[str]:
    """Return the words in their order: folded, letters only, "siiii" as "si"."""
    return _WORD.findall(_STRETCHED.sub(r"\1", fold(text)))


def grams_of(text: str) -> list[str]:
    """Return the distinct 1- to 3-grams of the words, in order; capitals are read as lower case."""
    seen: dict[str, None] = {}
    for word in _WORD.findall(text):
        padded = f" {word.lower()} "
        for size in range(1, _LONGEST_GRAM + 1):
            for start in range(len(padded) - size + 1):
                seen[padded[start : start + size]] = None
    seen.pop(" ", None)
    return list(seen)


@lru_cache(maxsize=1)
def load_profiles() -> Profiles:
    codes = (*LATIN, *(code for _, group in SCRIPTS if len(group) > 1 for code in group))
    frequencies = [_frequencies(code) for code in codes]
    grams = {gram: row for row, gram in enumerate(sorted(set().union(*frequencies)))}
    table = np.zeros((len(grams) + 1, len(codes)))
    for column, of_language in enumerate(frequencies):
        for gram, frequency in of_language.items():
            table[grams[gram], column] = frequency
    words, unknown = _word_scores(codes)
    return Profiles(codes, grams, np.log(table + _SMOOTHING), words, unknown, _alien_letters(codes))


def _frequencies(code: str) -> dict[str, float]:
    """Fold capitals in, and half of the accents: replies are read in lower case, and many write without."""
    raw = json.loads(files("langdetect").joinpath("profiles", code).read_text(encoding="utf-8"))
    merged: dict[str, float] = defaultdict(float)
    for written, count in raw["freq"].items():
        gram = written.lower()
        if len(gram) != len(written) or len(gram) > _LONGEST_GRAM:
            continue
        share = count / raw["n_words"][len(gram) - 1]
        bare = fold(gram)
        merged[gram] += share if bare == gram else share * (1 - _TYPED_BARE)
        if bare != gram:
            merged[bare] += share * _TYPED_BARE
    return merged


def _word_scores(codes: Sequence[str]) -> tuple[dict[str, Scores], Scores]:
    """Return, for each word, the log ratio to the language where it is most frequent; and for a word of no list."""
    replies, counts = _read_counts()
    foreign = {code: frozenset(words_of(words)) for code, words in FOREIGN_WORDS.items()}
    many = [codes.index(code) for code in counts]
    in_foreign = math.log(_FOREIGN_LISTED / (max(replies.values()) + 1))
    scores: dict[str, Scores] = {}
    for word in sorted(set().union(*counts.values(), *foreign.values())):
        shares = [math.log((counts[code].get(word, 0) + _WORD_SMOOTHING) / (replies[code] + 1)) for code in counts]
        few = [codes.index(code) for code, words in foreign.items() if word in words]
        best = max([*shares, in_foreign] if few else shares)
        row = np.full(len(codes), _UNLISTED)
        row[many] = [max(share - best, -_LARGEST_RATIO) for share in shares]
        row[few] = in_foreign - best
        scores[word] = row
    unknown = np.zeros(len(codes))
    unknown[many] = _UNKNOWN_WORD
    return scores, unknown


def _alien_letters(codes: Sequence[str]) -> dict[str, Scores]:
    """Return, for each letter that only some languages write with, what it says against the others."""
    letters = sorted(set("".join(LETTERS.values())))
    return {
        letter: np.array([_ALIEN_LETTER if code in LETTERS and letter not in LETTERS[code] else 0.0 for code in codes])
        for letter in letters
    }


def _read_counts() -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Return how many replies were counted, and in how many each word stands, by language."""
    replies: dict[str, int] = {}
    counts: dict[str, dict[str, int]] = {code: {} for code in PLAIN_WORDS}
    for line in EVERYDAY_WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, count, words = line.split(" ", 2)
        if count == "replies":
            replies[language] = int(words)
        else:
            counts[language].update(dict.fromkeys(words.split(), int(count)))
    for language, plain in PLAIN_WORDS.items():
        for word in plain.split():
            counts[language][word] = counts[language].get(word, 0) + _LISTED
    return replies, counts
