"""Page templates in every language. The language of the templates is English; others are catalogues beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import extract_from_ast

from bot.channels.words import catalogue as catalogues
from bot.channels.words.catalogue import SOURCE_LANGUAGE, Catalogue, Text
from bot.channels.words.problems import Problem

FOLDER: Final = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the pages."""

    code: str
    name: str  # in the language itself
    catalogue: Catalogue
    environment: Environment

    @property
    def tag(self) -> str:
        """As browsers write it (BCP 47): "pt-BR"."""
        return self.code.replace("_", "-")

    def phrase(self, text: str) -> str:
        """The translation of a text that stands in the program."""
        return self.catalogue.phrase(text)

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        return self.environment.get_template(f"{template}.html.j2").render(values, language=self.code)


@dataclass(frozen=True, slots=True)
class Texts:
    languages: Mapping[str, Language]

    def choose(self, *wanted: str, among: Iterable[str] = ()) -> Language:
        """The first of the wanted languages that there is; "es-MX" is "es". Else the first of `among`, else English."""
        offered = [found for code in among if (found := catalogues.find_language(code, self.languages))]
        allowed = list(dict.fromkeys(offered)) or list(self.languages)
        for name in wanted:
            if found := catalogues.find_language(name, allowed):
                return self.languages[found]
        return self.languages[allowed[0] if among else SOURCE_LANGUAGE]


def read_texts(folder: Path = FOLDER) -> Texts:
    """Every language of the pages, English first."""
    found, _ = catalogues.read_catalogues(folder)
    return Texts({code: _language(folder, catalogue) for code, catalogue in found.items()})


def gaps(phrases: Iterable[str], folder: Path = FOLDER) -> list[Problem]:
    """What is missing, superfluous or broken in the catalogues; `phrases` are the texts that stand in the program."""
    found, problems = catalogues.read_catalogues(folder)
    texts = [*template_texts(folder), *(Text((None, phrase), "", "the program", 0, "") for phrase in phrases)]
    for code, catalogue in found.items():
        if code != SOURCE_LANGUAGE:
            problems += catalogues.missing(catalogue, texts)
            problems += catalogues.unused(catalogue, [text.key for text in texts])
    return problems


def template_texts(folder: Path) -> Iterator[Text]:
    """Every text of the page templates, with its place."""
    environment = _environment(folder)
    for path in sorted(folder.glob("*.j2")):
        for line, _, found in extract_from_ast(environment.parse(path.read_text("utf-8"))):
            one, *more = [found] if isinstance(found, str) else [str(part) for part in found or ("",)]
            yield Text((None, str(one)), "".join(more[:1]), path.name, line, "")


def _language(folder: Path, catalogue: Catalogue) -> Language:
    environment = _environment(folder)

    def gettext(text: str) -> str:
        return catalogue.forms([text])[0]

    def ngettext(one: str, many: str, number: int) -> str:
        return catalogue.forms([one, many])[catalogue.plural(number)]

    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    name = Locale.parse(catalogue.language).get_display_name() or catalogue.language
    return Language(catalogue.language, name[:1].upper() + name[1:], catalogue, environment)


def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["ext.i18n.trimmed"] = True
    return environment
