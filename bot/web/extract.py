"""Collects the texts of the customer's page into its catalogues: `python -m bot.web.extract`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog

from bot.channels.words import extract
from bot.web.answers import phrases
from bot.web.sentences import Sentence
from bot.web.texts import FOLDER, template_texts


def collect(folder: Path = FOLDER) -> Catalog:
    """Every text of the pages: of the templates, then of the program."""
    catalog = Catalog(project="followup", charset="utf-8")
    for text in template_texts(folder):
        catalog.add((text.key[1], text.plural) if text.plural else text.key[1], None, [(text.file, text.line)])
    for phrase in (*phrases(), *(sentence.value for sentence in Sentence)):
        catalog.add(phrase, None, [("program", 0)])
    return catalog


def main(arguments: Sequence[str] | None = None) -> int:
    """As `python -m bot.channels.words.extract`; the folder is that of the pages."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = [] if "--templates" in given else ["--templates", str(FOLDER)]
    return extract.main([*folder, *given], collect())


if __name__ == "__main__":
    sys.exit(main())
