"""Sentences without a day give none, whichever language their reader takes them for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.conversation.cleaning import fold
from bot.conversation.date_roles import DateContext, read_dates

HERE = Path(__file__).parent
TODAY = date(2026, 11, 18)


def sentences() -> list[tuple[str, str]]:
    found, language = [], ""
    for line in (HERE / "innocent.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language = line[1:].strip()
        elif line and not line.startswith("#"):
            found.append((language, line))
    return found


@pytest.mark.parametrize(("language", "text"), sentences())
def test_no_day_is_found_where_none_is(language: str, text: str) -> None:
    assert read_dates(fold(text), DateContext(TODAY, "US", languages=(language, "en"))) == ()


def test_there_are_enough_sentences() -> None:
    assert len(sentences()) >= 500
