"""Collects the texts of all templates into the catalogues: `python -m bot.channels.words.extract`.

New texts arrive without a translation, texts that are gone are removed, translations that stand are kept.
Nothing is guessed: a text that changed is a new text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from bot.channels.words.bulk import fill, lacking
from bot.channels.words.catalogue import LOCALES, SOURCE_LANGUAGE, catalogue_file, parse

_OPTIONS: Final = {
    "trimmed": "true",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}
_WIDTH: Final = 110


def collect(folder: Path) -> Catalog:
    """Every text of the templates of a folder, with the file that it is in."""
    catalog = Catalog(project="followup", charset="utf-8")
    for path in sorted(folder.glob("*/*.j2")):
        with path.open("rb") as file:
            for line, text, comments, context in extract("jinja2.ext:babel_extract", file, options=_OPTIONS):
                where = [(path.relative_to(folder).as_posix(), line)]
                catalog.add(text, None, where, auto_comments=comments, context=context)
    return catalog


def update(folder: Path, language: str, collected: Catalog | None = None) -> Catalog:
    """Bring one language up to date and write it."""
    collected, path = collected or collect(folder), catalogue_file(folder, language)
    if path.exists():
        catalog = parse(path)
        catalog.update(collected, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
    else:
        catalog = Catalog(locale=language, charset="utf-8")
        for message in collected:
            catalog.add(message.id, None, message.locations, context=message.context)
    catalog.project, catalog.version, catalog.msgid_bugs_address = "followup", "1", ""
    catalog.last_translator = catalog.language_team = ""
    catalog.header_comment = f"# {language} words of the messages."
    path.parent.mkdir(parents=True, exist_ok=True)
    write(catalog, path)
    return catalog


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalogue in the order of the templates, without line numbers: a moved text is no change."""
    with path.open("wb") as file:
        write_po(file, catalog, width=_WIDTH, include_lineno=False, sort_by_file=True)


def _languages(folder: Path) -> Iterator[str]:
    for path in sorted((folder / LOCALES).glob("*/LC_MESSAGES/messages.po")):
        yield path.parent.parent.name


def main(arguments: list[str] | None = None, collected: Catalog | None = None) -> int:
    """Update all catalogues, or make the one of a new language. Returns 1 while translations are missing.

    `collected`: the texts, where they are not those of a templates folder.
    """
    parser = argparse.ArgumentParser(description="Collect the texts of the templates into the catalogues.")
    parser.add_argument("--templates", type=Path, default=Path("templates"), help="the templates folder")
    parser.add_argument("--language", help="only this language; made when it is new")
    parser.add_argument("--missing", action="store_true", help="write what has no translation as JSON (one language)")
    parser.add_argument("--fill", type=Path, help="take translations from this JSON (one language)")
    options = parser.parse_args(arguments)
    if options.language == SOURCE_LANGUAGE:
        parser.error("the templates themselves are English")
    if (options.missing or options.fill) and not options.language:
        parser.error("--missing and --fill need --language")
    languages = [options.language] if options.language else list(_languages(options.templates))
    return max((_one(options, language, collected) for language in languages), default=0)


def _one(options: argparse.Namespace, language: str, collected: Catalog | None) -> int:
    catalog = update(options.templates, language, collected)
    refused: tuple[str, ...] = ()
    if options.fill:
        filled = fill(catalog, options.fill.read_text("utf-8"))
        write(catalog, catalogue_file(options.templates, language))
        refused = filled.problems
        sys.stderr.write("".join(f"{sentence}\n" for sentence in refused))
    left = lacking(catalog)
    if options.missing:
        sys.stdout.write(json.dumps(left, ensure_ascii=False, indent=1) + "\n")
        return 0
    texts = sum(bool(message.id) for message in catalog)
    sys.stdout.write(f"{language}: {texts} texts, {len(left)} without a translation\n")
    return 1 if left or refused else 0


if __name__ == "__main__":
    sys.exit(main())
