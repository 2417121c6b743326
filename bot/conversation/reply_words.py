"""The words of a reply beside its meaning, for whoever decides which cases it is about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app.reply_words import CaseName, Choice, Part
from bot.conversation.asked_language import asked_language
from bot.conversation.choice import choose, says_all
from bot.conversation.parts import tell_apart
from bot.domain.reading import Reading


class TableWords:
    """Reads them by the tables of `bot/conversation/tables/case_words.py`. Deterministic, without state."""

    def parts(self, reading: Reading, names: Sequence[CaseName]) -> tuple[Part, ...] | None:
        return tell_apart(reading, names)

    def chosen(self, reading: Reading, offered: Sequence[CaseName]) -> Choice | None:
        return choose(reading, offered)

    def meant_all(self, reading: Reading) -> bool:
        return says_all(reading)

    def language_asked(self, reading: Reading) -> str:
        return asked_language(reading.stripped_text)
