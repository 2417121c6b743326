"""The composer: a letter in, its final words out. Templates are translated once, when they are first wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from bot.app.messages import Rendered
from bot.app.words import CallFacts, CallScript, Composed, DeskTexts, InquiryFacts, InquiryWords, Letter
from bot.channels.words import desk, inquiry
from bot.channels.words.catalogue import SOURCE_LANGUAGE, find_language
from bot.channels.words.draft import Book, Draft, draft
from bot.channels.words.email import FRAME_EMAIL, LAYOUT, email
from bot.channels.words.formats import locale_of
from bot.channels.words.kinds import FRAME, Kind, answers_in
from bot.channels.words.library import Library, read_library
from bot.channels.words.links import check_link
from bot.channels.words.short import FRAME_CHAT, FRAME_SMS, chat, text_message
from bot.channels.words.whatsapp import FRAME_WHATSAPP, whatsapp
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType, Channel

_FORMS: Final = {
    Channel.EMAIL: (email, (FRAME_EMAIL, LAYOUT)),
    Channel.SMS: (text_message, (FRAME_SMS,)),
    Channel.WHATSAPP: (whatsapp, (FRAME_WHATSAPP,)),
    Channel.CHAT: (chat, (FRAME_CHAT,)),
}
# Which parts a template needs to speak on a channel.
_PARTS: Final = {
    Channel.EMAIL: ("subject", "item"),
    Channel.SMS: ("sms",),
    Channel.WHATSAPP: ("sms", "chat"),  # which serve where it has no words of its own
    Channel.CHAT: ("chat", "item"),
}
MAX_ITEMS: Final = 200


class TemplateComposer:
    """Implements the port `Composer` with a folder of templates. Safe to share between threads."""

    def __init__(self, library: Library, fallback_language: str = SOURCE_LANGUAGE) -> None:
        self.library = library
        self._fallback = fallback_language
        self._books: Mapping[str, Book] = library.books
        self._spoken = tuple(library.books)
        self._parts = {source.name: frozenset(source.blocks) for source in library.messages()}
        self._answers = {source.name: answers_in(source.blocks) for source in library.of_kind(Kind.INQUIRY)}
        self._digests: dict[tuple[str, frozenset[str]], str] = {}

    @classmethod
    def load(cls, folder: Path, fallback_language: str = SOURCE_LANGUAGE) -> TemplateComposer:
        """Read a folder. Raises Rejected with every problem found, with its file and line."""
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
        return tuple(source.name for source in self.library.messages())

    def has(self, name: str, channel: Channel) -> bool:
        """Whether a template has words for a channel, in every language."""
        there, needed = self._parts.get(name), _PARTS.get(channel)
        return there is not None and needed is not None and there.issuperset(needed)

    def answers_of(self, name: str) -> tuple[str, ...] | None:
        """The ids of the answers that an inquiry has labels for; None when there is no such inquiry."""
        return self._answers.get(name)

    def has_call(self, case_type: CaseType) -> bool:
        return f"{case_type}/{Kind.CALL}" in self._books[SOURCE_LANGUAGE]

    def languages_of(self, templates: Iterable[str]) -> tuple[str, ...]:
        """The languages in which these templates, and all that surrounds a message, have every word."""
        wanted = frozenset(templates)
        needed = [source for source in self.library.sources if source.name in wanted or _common(source.name)]
        keys = {text.key for source in needed for text in source.texts}
        return tuple(
            sorted(
                language
                for language, catalogue in self.library.languages.items()
                if language == SOURCE_LANGUAGE or keys <= catalogue.messages.keys()
            )
        )

    def call_script(self, facts: CallFacts, language: str) -> CallScript:
        """What is said on the telephone. Raises Rejected when the case type has no script."""
        spoken = self._language(language)
        locale = locale_of(spoken, facts.country)
        return desk.call_script(facts, self._books[spoken], self.library.languages[spoken], locale)

    def desk_texts(self, case_type: CaseType, language: str) -> DeskTexts | None:
        """What staff have to know of a case type; None when it has no texts."""
        spoken = self._language(language)
        return desk.desk_texts(case_type, self._books[spoken])

    def inquiry(self, facts: InquiryFacts, language: str) -> InquiryWords:
        """A question to the client's own people, the bank or the gateway. Raises Rejected as `compose` does."""
        if facts.item.template not in self._answers:
            raise Rejected(f"There is no inquiry '{facts.item.template}'.")
        spoken = self._language(language)
        locale = locale_of(spoken, facts.country)
        return inquiry.inquiry(facts, self._books[spoken], self.library.languages[spoken], locale)

    def compose(self, letter: Letter) -> Composed:
        """Give a letter its words. Raises Rejected when no template fits or an obligatory part is missing."""
        if letter.channel not in _FORMS:
            raise Rejected(f"There are no words for the channel '{letter.channel}'.")
        return self.given_form(letter.channel, self.draft(letter))

    def given_form(self, channel: Channel, drafted: Draft) -> Composed:
        """A draft in the form of a channel that has one."""
        form, frame = _FORMS[channel]
        rendered: Rendered = form(drafted)
        return Composed(rendered, self._digest(drafted, frame))

    def draft(self, letter: Letter) -> Draft:
        """What a letter has to say, before a channel gives it a form. Raises Rejected as `compose` does."""
        if not 0 < len(letter.items) <= MAX_ITEMS:
            raise Rejected(f"A message carries between one and {MAX_ITEMS} cases, not {len(letter.items)}.")
        check_link(letter.chat_url)
        check_link(letter.unsubscribe_url)
        language = self._language(letter.language, letter.fallback)
        locale = locale_of(language, letter.country)
        return draft(letter, self._books[language], self.library.languages[language], locale)

    def _language(self, wanted: str, instead: str = "") -> str:
        return find_language(wanted, self._spoken) or find_language(instead, self._spoken) or self._fallback

    def _digest(self, drafted: Draft, frame: tuple[str, ...]) -> str:
        names = frozenset([*frame, *(group.words.name for group in drafted.groups)])
        key = (drafted.catalogue.language, names)
        if key not in self._digests:
            book = drafted.book
            self._digests[key] = hashlib.sha256(b"".join(book[name].digest for name in sorted(names))).hexdigest()
        return self._digests[key]


def _common(name: str) -> bool:
    return name.startswith((f"{FRAME}/", "common/", "staff/"))
