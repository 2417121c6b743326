"""Checks the words of the customer's page, in every language in which messages go out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.channels.words.catalogue import SOURCE_LANGUAGE, catalogue_file, find_language
from bot.channels.words.problems import Problem
from bot.web.answers import phrases
from bot.web.sentences import Sentence
from bot.web.texts import FOLDER, gaps, read_texts


def check_pages(languages: Iterable[str], folder: Path = FOLDER) -> list[Problem]:
    """What is missing or broken in the page's catalogues. `languages` are those of the messages.

    Whoever follows a message's link expects its language: one with messages and without a page is a problem.
    """
    known = read_texts(folder).languages
    silent = [one for one in languages if one != SOURCE_LANGUAGE and find_language(one, known) is None]
    said = (*phrases(), *(sentence.value for sentence in Sentence))
    return [*(_silent(language, folder) for language in silent), *gaps(said, folder)]


def _silent(language: str, folder: Path) -> Problem:
    make = f"python -m bot.web.extract --language {language}"
    sentence = f"There are messages in '{language}', but no words of the page; begin them with: {make}"
    return Problem(str(catalogue_file(folder, language).relative_to(folder)), 0, sentence)
