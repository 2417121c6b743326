"""`python -m bot.conversation.learning.everyday_words`: writes the words that tell languages apart.

Counts in how many replies of the writers `a` each word stands. Other writers are left to measure with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import as_file

from bot.conversation.language_profiles import EVERYDAY_WORDS, words_of
from bot.conversation.learning.lines import Line, read_corpus

_WRITERS = frozenset({"a"})
_LONGEST = 14  # letters; longer ones are as well told by their letters
_A_LINE = 30  # words
_HEAD = """# In how many replies of the writers "a" each word stands: language, count, words (folded).
# Written by `python -m bot.conversation.learning.everyday_words`; do not edit.
"""


def main() -> None:
    with as_file(EVERYDAY_WORDS) as path:
        path.write_text(counted(read_corpus()), encoding="utf-8")


def counted(lines: Iterable[Line]) -> str:
    """Return the content of the file: how many replies there are of each language, then its words by count."""
    replies: Counter[str] = Counter()
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.writer in _WRITERS:
            replies[line.language] += 1
            words[line.language].update({word for word in words_of(line.text) if len(word) <= _LONGEST})
    written = [f"{language} replies {replies[language]}" for language in sorted(replies)]
    for language in sorted(words):
        by_count: dict[int, list[str]] = defaultdict(list)
        for word, count in words[language].items():
            by_count[count].append(word)
        for count in sorted(by_count, reverse=True):
            chosen = sorted(by_count[count])
            written += [
                f"{language} {count} {' '.join(chosen[start : start + _A_LINE])}"
                for start in range(0, len(chosen), _A_LINE)
            ]
    return _HEAD + "\n".join(written) + "\n"


if __name__ == "__main__":
    main()
