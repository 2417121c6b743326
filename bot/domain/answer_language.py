"""In which language a reply is answered: that of the customer's contact, unless they write another that is served."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.reading import Reading

SURE = 0.9  # of the language; below it the contact's stays
FEWEST_WORDS = 3  # "ok" and "paypal" are of no language
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class AnswerLanguage:
    """`answer_in` "" = the contact's; `contact` "" = it stays. `unserved` is a language that was asked for in vain."""

    answer_in: str = ""
    contact: str = ""
    asked: bool = False  # and it is served
    unserved: str = ""


def language_of_answer(
    reading: Reading, served: Sequence[str], usual: str, asked: str = "", before: str = ""
) -> AnswerLanguage:
    """Choose it. `asked` is what the customer asks for, `before` the language of the answer to their last reply.

    What they ask for holds from now on, and so does what they have written twice in a row.
    """
    if asked:
        wanted = _served(asked, served)
        if wanted is None:
            return AnswerLanguage(unserved=asked)
        if _base(wanted) == _base(usual):
            return AnswerLanguage(asked=True)
        return AnswerLanguage(wanted, wanted, asked=True)
    written = _served(reading.language, served)
    if written is None or _base(written) == _base(usual) or not _is_sure(reading):
        return AnswerLanguage()
    return AnswerLanguage(written, written if before == written else "")


def _is_sure(reading: Reading) -> bool:
    words = _WORD.findall(reading.stripped_text)
    return reading.language_confidence >= SURE and len(words) >= FEWEST_WORDS


def _served(language: str, served: Sequence[str]) -> str | None:
    return next((one for one in served if language and _base(one) == _base(language)), None)


def _base(language: str) -> str:
    return re.split(r"[-_]", language, maxsplit=1)[0].lower()
