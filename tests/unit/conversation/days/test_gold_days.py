"""Days as people name them, in eight languages, line by line: which day, and what happens on it (the .txt files)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.conversation.cleaning import fold
from bot.conversation.date_roles import DateContext, read_dates
from bot.conversation.hedges import hedged, without_promise
from bot.conversation.words import read_words
from bot.domain.vocabulary import DateRole, Question

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "pl")
ROLES = {"paid": DateRole.PAID_ON, "will": DateRole.WILL_PAY_ON, "other": DateRole.OTHER}
LEAST = 60  # lines a language


@dataclass(frozen=True)
class Line:
    language: str
    text: str
    context: DateContext
    wanted: tuple[tuple[str, DateRole], ...]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"


def lines(language: str) -> list[Line]:
    found = []
    today, country = date.min, ""
    for written in (HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if written.startswith("@"):
            _, day, country = written.split()
            today, country = date.fromisoformat(day), country.strip("-")
        elif written and not written.startswith("#"):
            text, _, wanted = written.rpartition(" | ")
            question, _, rest = text.rpartition("} ")
            context = DateContext(
                today,
                country,
                question=Question(question.strip("{")) if question else None,
                languages=(language,),
            )
            found.append(Line(language, rest, context, _days(wanted)))
    return found


def _days(wanted: str) -> tuple[tuple[str, DateRole], ...]:
    if wanted == "-":
        return ()
    return tuple((day, ROLES[role]) for day, role in (item.split() for item in wanted.split(";")))


def read(text: str, context: DateContext) -> list[tuple[str, DateRole]]:
    found = read_dates(fold(text), context)
    return [(day.date.isoformat(), day.role) for day in without_promise(found, hedged(read_words(text), found))]


@pytest.mark.parametrize("line", [line for language in LANGUAGES for line in lines(language)], ids=str)
def test_a_day_is_read_as_people_mean_it(line: Line) -> None:
    assert sorted(read(line.text, line.context)) == sorted(line.wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_enough_lines(language: str) -> None:
    assert len(lines(language)) >= LEAST
