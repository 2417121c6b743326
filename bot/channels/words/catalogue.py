"""The words of a language: a gettext catalogue, read as it stands at start. There is no `.mo` to forget."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from io import StringIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.channels.words.problems import Problem

SOURCE_LANGUAGE: Final = "en"  # the language of the templates themselves
LOCALES: Final = "locale"  # folder of the catalogues, inside the templates folder

_VARIABLES: Final = re.compile(r"%\((\w+)\)s")
_LINE: Final = re.compile(r'\s*(?:#.*|(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s+)?"[^"\\]*(?:\\.[^"\\]*)*"\s*)?')
_PLACE: Final = re.compile(r"^#[:.].*", re.MULTILINE)  # where a text stands, which nobody asks here
_LONE_PERCENT: Final = re.compile(r"%(?!\(\w+\)s|%)")

Key = tuple[str | None, str]  # context, text of the template


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a template that has to be translated, and where it stands."""

    key: Key
    plural: str  # empty where there is none
    file: str
    line: int
    part: str  # the block


def _english(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language. Without an entry the template's own English stands; `check` reports that as a problem."""

    language: str
    source: str = ""  # text of the file, for the digest
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = _english

    def forms(self, texts: Sequence[str], context: str | None = None) -> tuple[str, ...]:
        """The translation of a text, or of a singular and plural, in as many forms as the language has."""
        return self.messages.get((context, texts[0])) or tuple(texts)

    def phrase(self, text: str) -> str:
        """The translation of a phrase that comes from configuration, or the phrase itself."""
        return self.messages.get((None, text), (text,))[0]


ENGLISH: Final = Catalogue(SOURCE_LANGUAGE)


def find_language(wanted: str, known: Collection[str]) -> str | None:
    """The language that has words: the very one ("pt-BR" is "pt_BR"), its base ("de-AT"), or a region of it ("pt").

    `known` are names of catalogues, as gettext's folders are called.
    """
    return _found(wanted, tuple(known))


@lru_cache(maxsize=512)
def _found(wanted: str, known: tuple[str, ...]) -> str | None:
    tag = wanted.replace("-", "_").lower()
    base = tag.partition("_")[0]
    names = {name.replace("-", "_").lower(): name for name in sorted(known, reverse=True)}
    regions = [name for low, name in names.items() if low.partition("_")[0] == base]
    return names.get(tag) or names.get(base) or (regions[-1] if regions and base else None)


def catalogue_file(folder: Path, language: str) -> Path:
    return folder / LOCALES / language / "LC_MESSAGES" / "messages.po"


def read_catalogues(folder: Path) -> tuple[dict[str, Catalogue], list[Problem]]:
    """Every language of a templates folder, English included, and what is wrong with the files."""
    found, problems = {SOURCE_LANGUAGE: ENGLISH}, []
    for path in sorted((folder / LOCALES).glob("*/LC_MESSAGES/messages.po")):
        language, file = path.parent.parent.name, str(path.relative_to(folder))
        try:
            source = path.read_text("utf-8")
            catalog = read_po(StringIO(_PLACE.sub("", source)), locale=language, abort_invalid=True)
        except (PoFileError, ValueError, UnicodeDecodeError, OSError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            problems.append(Problem(file, getattr(error, "lineno", 0), f"The catalogue cannot be read: {why}."))
            continue
        faults = [(message, entry_problems(message, catalog.num_plurals)) for message in catalog if message.id]
        sound = [message for message, sentences in faults if not sentences]
        found[language] = _catalogue(language, source, catalog, sound)
        problems += _syntax_problems(file, source) + _obsolete(file, catalog)
        problems += [Problem(file, one.lineno or 0, sentence) for one, sentences in faults for sentence in sentences]
    return found, problems


def parse(path: Path) -> Catalog:
    """Read a `.po` file, strictly. Raises PoFileError or ValueError."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def _catalogue(language: str, source: str, catalog: Catalog, sound: Iterable[Message]) -> Catalogue:
    messages = {(message.context, first_text(message)): _strings(message) for message in sound}
    return Catalogue(language, source, messages, c2py(catalog.plural_expr))


def first_text(message: Message) -> str:
    """The text itself, or the singular of one that has a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    if message.string is None:
        return ("",)
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _syntax_problems(file: str, source: str) -> list[Problem]:
    # Babel reads a line without its closing quote as if its last character were the quote.
    return [
        Problem(file, number, "This line is not a comment, an entry, or a text in quotes.")
        for number, line in enumerate(source.splitlines(), 1)
        if not line.startswith("#") and not _LINE.fullmatch(line)
    ]


def _obsolete(file: str, catalog: Catalog) -> list[Problem]:
    return [
        Problem(file, 0, f"Obsolete entry: '{_short(first_text(message))}'. Remove it.")
        for message in catalog.obsolete.values()
    ]


def entry_problems(message: Message, plurals: int) -> list[str]:
    """Sentences on what is wrong with one translation, in a language of so many plural forms."""
    if _is_plain(message):  # almost every entry, at a fifth of the cost
        return []
    name, strings = _short(first_text(message)), tuple(filter(None, _strings(message)))
    if message.fuzzy:
        return [f"The translation of '{name}' is marked fuzzy: somebody has to confirm it."]
    if not strings:
        return [f"'{name}' has no translation."]
    wanted = plurals if message.pluralizable else 1
    if len(strings) != wanted or len(_strings(message)) != wanted:
        return [f"'{name}' needs {wanted} plural forms, not {len(strings)}."]
    sentences = []
    if any(_LONE_PERCENT.search(text) for text in strings):
        sentences.append(f"The translation of '{name}' has a lone %; write %%.")
    return sentences + _variable_problems(message, name, strings)


def _is_plain(message: Message) -> bool:
    """Whether one text has one translation, with the same variables and nothing else to be judged."""
    text, words = message.id, message.string
    if not isinstance(text, str) or not isinstance(words, str) or not words or message.fuzzy or "{}" in text + words:
        return False
    if "%" not in text and "%" not in words:
        return True
    same = set(_VARIABLES.findall(text)) == set(_VARIABLES.findall(words))
    return same and not _LONE_PERCENT.search(words)


def _variable_problems(message: Message, name: str, strings: Iterable[str]) -> list[str]:
    texts = [message.id] if isinstance(message.id, str) else list(message.id)
    known = {variable for text in texts for variable in _VARIABLES.findall(text)}
    needed = set(_VARIABLES.findall(texts[-1]))
    used = Counter(variable for text in strings for variable in set(_VARIABLES.findall(text)))
    unknown = [
        f"The translation of '{name}' uses %({v})s, which the text does not give." for v in used if v not in known
    ]
    if any(text.count("{}") != texts[0].count("{}") for text in strings):
        unknown.append(f"The translation of '{name}' must keep its {{}}.")
    lost = [f"The translation of '{name}' leaves out %({v})s." for v in sorted(needed) if not used[v]]
    return unknown + lost


def missing(catalogue: Catalogue, texts: Iterable[Text]) -> list[Problem]:
    """The texts of templates that a language has no translation of."""
    return [
        Problem(text.file, text.line, f"No translation into '{catalogue.language}' of '{_short(text.key[1])}'.")
        for text in texts
        if text.key not in catalogue.messages
    ]


def unused(catalogue: Catalogue, texts: Iterable[Key]) -> list[Problem]:
    """The entries of a catalogue that no template uses any more."""
    known = set(texts)
    file = f"{LOCALES}/{catalogue.language}/LC_MESSAGES/messages.po"
    return [
        Problem(file, 0, f"No template has the text '{_short(key[1])}'.")
        for key in catalogue.messages
        if key not in known
    ]


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
