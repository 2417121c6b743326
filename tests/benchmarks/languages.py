"""`python -m tests.benchmarks.languages [WRITER ...]`: how often the language of a reply is named rightly, and how fast.

Judged with the labelled replies of the repository. The words and settings of the reader were chosen with those of the
writers `a`; pass other writers to measure on lines that nothing was chosen with. "Right nine times in ten" is computed,
not drawn: each line counts with its own locale nine tenths, and one tenth with each other served language in turn.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from statistics import quantiles
from time import process_time

from bot.conversation.language import LanguageReader
from bot.conversation.learning.lines import Line, read_corpus
from bot.conversation.settings import SUPPORTED, UnderstandingSettings

FIVE = ("en", "es", "fr", "de", "pt")
RIGHT = 0.9  # share of customers whose locale is right
SHORT, TWO, SENTENCE = 3, 2, 6  # words
EACH = 5  # one of so many longer replies: they are many, and easy


def main(arguments: Sequence[str] | None = None) -> None:
    writers = list(sys.argv[1:] if arguments is None else arguments) or ["b", "c"]
    lines = [line for line in read_corpus() if line.writer in writers]
    reader = LanguageReader(UnderstandingSettings())
    sys.stdout.write(f"{len(lines)} replies of the writers {', '.join(writers)}\n")
    figures = shares(reader, lines)
    for name, share in figures.items():
        sys.stdout.write(f"{name:<58} {share:7.2%}\n")
    p50, p99 = times(reader, [line.text for line in lines])
    sys.stdout.write(f"{'time of one reply, p50 / p99':<58} {p50:.2f} / {p99:.2f} ms\n")


def shares(reader: LanguageReader, lines: Sequence[Line]) -> dict[str, float]:
    """Return each share by its name, 0..1."""
    short = [line for line in lines if 1 <= words(line) <= SHORT]
    two = [line for line in lines if words(line) == TWO]
    long = [line for line in lines if words(line) >= SENTENCE][::EACH]
    found: dict[str, float] = {}
    for name, sets in (("2", _pairs()), ("5", [FIVE]), ("8", [SUPPORTED])):
        found[f"1-3 words, locale right 9 in 10, {name} languages"] = _mean(short, sets, reader, RIGHT, _same)
        found[f"two words, outside the locale, {name} languages"] = _mean(two, sets, reader, 0.0, _same)
        found[f"sentences, locale right 9 in 10, {name} languages"] = _mean(long, sets, reader, RIGHT, _same)
    for name, change in (("ALL CAPITALS", str.upper), ("no accents", without_accents)):
        found[f"1-3 words, {name}, locale right 9 in 10, 8 languages"] = _mean(
            short, [SUPPORTED], reader, RIGHT, change
        )
        found[f"all replies, {name}, locale right 9 in 10, 8 languages"] = _mean(
            lines, [SUPPORTED], reader, RIGHT, change
        )
    found |= _foreign(reader, lines)
    return found


def _pairs() -> list[tuple[str, ...]]:
    return [pair for pair in combinations(SUPPORTED, 2) if "en" in pair]


def _mean(
    lines: Sequence[Line],
    sets: Sequence[tuple[str, ...]],
    reader: LanguageReader,
    right: float,
    change: Callable[[str], str],
) -> float:
    """Mean over languages and served sets of the share that is right."""
    by_language: dict[str, list[float]] = defaultdict(list)
    for served in sets:
        for line in lines:
            if line.language in served:
                by_language[line.language].append(_chance(line, served, reader, right, change))
    means = [sum(values) / len(values) for values in by_language.values()]
    return sum(means) / len(means)


def _chance(
    line: Line, served: Sequence[str], reader: LanguageReader, right: float, change: Callable[[str], str]
) -> float:
    text = change(line.text)
    others = [code for code in served if code != line.language]
    at_home = reader.read(text, languages=served, locale=line.language).code == line.language if right else False
    away = sum(reader.read(text, languages=served, locale=code).code == line.language for code in others) / len(others)
    return right * at_home + (1 - right) * away


def _foreign(reader: LanguageReader, lines: Sequence[Line]) -> dict[str, float]:
    """How often a language that is known but not served is named, by words; the locale is a served language."""
    served = ("en", "es")
    sizes = (("two words", 2, 2), ("3-5 words", 3, 5), ("six words and more", 6, 10_000))
    chosen = [line for line in lines if line.language not in served]
    found = {}
    for name, least, most in sizes:
        read = [
            reader.read(line.text, languages=served, locale="en").code == line.language
            for line in chosen
            if least <= words(line) <= most
        ]
        found[f"not served (en, es are), {name}"] = sum(read) / max(len(read), 1)
    wrongly = [
        not reader.read(line.text, languages=served, locale=line.language).served
        for line in lines
        if line.language in served
    ]
    found["served (en, es) but named as another"] = sum(wrongly) / max(len(wrongly), 1)
    return found


def words(line: Line) -> int:
    return len(line.text.split())


def _same(text: str) -> str:
    return text


def without_accents(text: str) -> str:
    """As people type on a foreign keyboard: no accents, and the Polish stroke gone."""
    spread = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    return bare.replace("ł", "l").replace("Ł", "L").replace("ß", "ss")


def times(reader: LanguageReader, texts: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of one reply on the processor: median and the slowest of a hundred."""
    spent = []
    for text in texts:
        begun = process_time()
        reader.read(text, languages=SUPPORTED, locale="en")
        spent.append((process_time() - begun) * 1000)
    cuts = quantiles(spent, n=100)
    return cuts[49], cuts[98]


if __name__ == "__main__":
    main()
