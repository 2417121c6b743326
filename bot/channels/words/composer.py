"""The composer: a letter in, its final words out. Templates are compiled once, when it is made."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from bot.app.messages import Rendered
from bot.app.words import Composed, Letter
from bot.channels.words.catalogue import SOURCE_LANGUAGE
from bot.channels.words.draft import Book, Draft, draft
from bot.channels.words.email import FRAME_EMAIL, LAYOUT, email
from bot.channels.words.formats import locale_of
from bot.channels.words.library import Library, read_library
from bot.channels.words.links import check_link
from bot.channels.words.short import FRAME_CHAT, FRAME_SMS, chat, text_message
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel

_FORMS: Final = {
    Channel.EMAIL: (email, (FRAME_EMAIL, LAYOUT)),
    Channel.SMS: (text_message, (FRAME_SMS,)),
    Channel.WHATSAPP: (text_message, (FRAME_SMS,)),
    Channel.CHAT: (chat, (FRAME_CHAT,)),
}
# Which parts a template needs to speak on a channel.
_PARTS: Final = {
    Channel.EMAIL: ("subject", "item"),
    Channel.SMS: ("sms",),
    Channel.WHATSAPP: ("sms",),
    Channel.CHAT: ("chat", "item"),
}
MAX_ITEMS: Final = 200


class TemplateComposer:
    """Implements the port `Composer` with a folder of templates. Safe to share between threads."""

    def __init__(self, library: Library, fallback_language: str = SOURCE_LANGUAGE) -> None:
        self._library = library
        self._fallback = fallback_language
        self._books: dict[str, Book] = {
            language: {name: words for (spoken, name), words in library.words.items() if spoken == language}
            for language in library.languages
        }
        self._digests: dict[tuple[str, frozenset[str]], str] = {}

    @classmethod
    def load(cls, folder: Path, fallback_language: str = SOURCE_LANGUAGE) -> TemplateComposer:
        """Read and compile a folder. Raises Rejected with every problem found, with its file and line."""
        library = read_library(folder)
        found = [str(problem) for problem in library.problems]
        if not library.messages():
            found.append(f"There are no templates in '{folder}'.")
        if fallback_language not in library.languages:
            found.append(f"There is no catalogue for the language '{fallback_language}'.")
        if found:
            raise Rejected("\n".join(found))
        return cls(library, fallback_language)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._books))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(source.name for source in self._library.messages())

    def has(self, name: str, channel: Channel) -> bool:
        """Whether a template has words for a channel, in every language."""
        words = self._books[SOURCE_LANGUAGE].get(name)
        parts = _PARTS.get(channel)
        return words is not None and parts is not None and all(words.has(part) for part in parts)

    def compose(self, letter: Letter) -> Composed:
        """Give a letter its words. Raises Rejected when no template fits or an obligatory part is missing."""
        if letter.channel not in _FORMS:
            raise Rejected(f"There are no words for the channel '{letter.channel}'.")
        form, frame = _FORMS[letter.channel]
        drafted = self.draft(letter)
        rendered: Rendered = form(drafted)
        return Composed(rendered, self._digest(drafted, frame))

    def draft(self, letter: Letter) -> Draft:
        """What a letter has to say, before a channel gives it a form. Raises Rejected as `compose` does."""
        if not 0 < len(letter.items) <= MAX_ITEMS:
            raise Rejected(f"A message carries between one and {MAX_ITEMS} cases, not {len(letter.items)}.")
        check_link(letter.chat_url)
        check_link(letter.unsubscribe_url)
        language = self._language(letter.language)
        locale = locale_of(language, letter.country)
        return draft(letter, self._books[language], self._library.languages[language], locale)

    def _language(self, wanted: str) -> str:
        base = wanted.replace("-", "_").split("_", maxsplit=1)[0].lower()
        return base if base in self._books else self._fallback

    def _digest(self, drafted: Draft, frame: tuple[str, ...]) -> str:
        names = frozenset([*frame, *(group.words.name for group in drafted.groups)])
        key = (drafted.catalogue.language, names)
        if key not in self._digests:
            book = drafted.book
            self._digests[key] = hashlib.sha256(b"".join(book[name].digest for name in sorted(names))).hexdigest()
        return self._digests[key]
