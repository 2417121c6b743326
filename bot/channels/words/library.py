"""The templates of a folder in every language: judged at start, translated once, when they are first wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.channels.words import catalogue as catalogues
from bot.channels.words.catalogue import Catalogue
from bot.channels.words.kinds import FRAME, PARTS, Kind, needed_in
from bot.channels.words.problems import Problem
from bot.channels.words.source import FIXED_PARTS, Source, read_sources
from bot.channels.words.translate import Say, Translator, Values
from bot.channels.words.values import known_to

READ: Final = ("*/*.j2", f"{catalogues.LOCALES}/*/LC_MESSAGES/messages.po")
FRAME_NEEDED: Final = {
    f"{FRAME}/email": (
        *("greeting", "subject", "opening", "sum_label", "invoice_label", "amount_label", "due_label", "action"),
        *("regards", "genuine", "assistant", "reference_line", "opt_out", "opt_out_label"),
    ),
    f"{FRAME}/sms": ("opening", "first", "several", "more", "pointer", "reference_line"),
    f"{FRAME}/chat": ("assistant", "total_line"),
    f"{FRAME}/whatsapp": ("opening", "page", "genuine", "more", "pointer", "reference_line", "way_out"),
    f"{FRAME}/masked": PARTS[Kind.MESSAGE].needed,
    f"{FRAME}/email.html": (),
    f"{FRAME}/inquiry": (
        *("greeting", "intro", "needed_by", "answer_here", "regards", "genuine", "assistant", "reference_line"),
        *("invoice_label", "case_label", "amount_label", "expected_label", "paid_label", "disputed_label"),
        *("due_label", "payment_label", "payment_day_label", "reason_label"),
    ),
    f"{FRAME}/inquiry.html": (),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One template in one language."""

    name: str
    digest: bytes  # of its source and the catalogue
    family: str  # "owed", "held" or nothing
    discreet: str  # "yes", "always" or nothing
    _parts: Mapping[str, Say]
    _page: Say | None  # of a layout

    def say(self, part: str, values: Values) -> str:
        """The words of one part; empty where the template has none."""
        say = self._parts.get(part)
        return say(values).strip() if say else ""

    def has(self, part: str) -> bool:
        return part in self._parts

    def page(self, values: Values) -> str:
        """The whole layout."""
        assert self._page is not None, f"'{self.name}' is not a layout."
        return self._page(values)


@dataclass(frozen=True, slots=True)
class Library:
    sources: tuple[Source, ...]
    languages: Mapping[str, Catalogue]
    books: Mapping[str, Mapping[str, Words]]  # language -> name of a template -> its words
    problems: tuple[Problem, ...]

    def messages(self) -> list[Source]:
        """What can be sent to customers: the frame and the other kinds are left out."""
        return self.of_kind(Kind.MESSAGE)

    def of_kind(self, kind: Kind) -> list[Source]:
        return [source for source in self.sources if source.kind is kind and not source.name.startswith(f"{FRAME}/")]


def read_library(folder: Path) -> Library:
    """Read and judge a templates folder. Files with problems are left out of the books.

    What has not changed since it was read last is not read again: a back-test of two sets of playbooks needs its words
    twice, and so does whoever asks the doctor of a running process.
    """
    return _read(folder, _fingerprint(folder))


def _fingerprint(folder: Path) -> bytes:
    """Of the names and contents of all files that are read."""
    files = hashlib.sha256()
    for pattern in READ:
        for path in sorted(folder.glob(pattern)):
            try:
                written = path.read_bytes()
            except OSError:  # reading it says what is wrong
                written = b""
            files.update(f"{path.relative_to(folder)}\0{len(written)}\0".encode())
            files.update(written)
    return files.digest()


@lru_cache(maxsize=2)
def _read(folder: Path, fingerprint: bytes) -> Library:  # noqa: ARG001 - what it is remembered by
    languages, problems = catalogues.read_catalogues(folder)
    sources = read_sources(folder, known_to)
    texts = [text for source in sources for text in source.texts]
    problems += [problem for source in sources for problem in (*source.problems, *_gaps(source))]
    there = {source.name for source in sources}
    problems += [Problem(f"{name}.j2", 0, "The file is missing.") for name in FRAME_NEEDED if name not in there]
    for language in languages.values():
        if language.language != catalogues.SOURCE_LANGUAGE:
            problems += catalogues.missing(language, texts)
            problems += catalogues.unused(language, [text.key for text in texts])
    sound = {source.name: source for source in sources if not source.problems}
    books = {name: Book(sound, language) for name, language in languages.items()}
    return Library(tuple(sources), languages, books, tuple(sorted(set(problems))))


class Book(Mapping[str, Words]):
    """The templates of one language. Each is translated when it is first wanted: most starts need few of the thousands.

    All have been judged by then. Safe to share between threads: two that want the same at once both translate it.
    """

    def __init__(self, sources: Mapping[str, Source], language: Catalogue) -> None:
        self._sources = sources
        self._language = language
        self._salt = hashlib.sha256(language.source.encode()).digest()
        self._translated: dict[str, Words] = {}

    def __getitem__(self, name: str) -> Words:
        found = self._translated.get(name)
        if found is None:
            found = self._translated[name] = _translated(self._sources[name], self._language, self._salt)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _gaps(source: Source) -> list[Problem]:
    needed = (
        FRAME_NEEDED.get(source.name, ())
        if source.name.startswith(f"{FRAME}/")
        else needed_in(source.name, source.kind)
    )
    if source.problems and not source.blocks:
        return []  # it could not be read at all
    return [Problem(source.file, 0, f"The part '{part}' is missing.") for part in needed if part not in source.blocks]


def _translated(source: Source, language: Catalogue, salt: bytes) -> Words:
    translator = Translator(language, html=source.is_layout)
    parts = translator.parts(source.tree)
    digest = hashlib.sha256(salt + source.text.encode()).digest()
    family, discreet, _ = (parts[part]({}).strip() if part in parts else "" for part in FIXED_PARTS)
    page = translator.whole(source.tree.body) if source.is_layout else None
    return Words(source.name, digest, family, discreet, parts, page)
