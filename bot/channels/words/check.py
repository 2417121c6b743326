"""Finds what is wrong with a templates folder before a customer does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from bot.app.messages import Rendered
from bot.app.words import Letter
from bot.channels.segments import measure
from bot.channels.words.check_aside import ASIDE, aside, left_over
from bot.channels.words.composer import TemplateComposer
from bot.channels.words.draft import Draft
from bot.channels.words.email import MAX_SUBJECT
from bot.channels.words.forbidden import forbidden_in
from bot.channels.words.formats import amount_format, locale_of
from bot.channels.words.library import Library, read_library
from bot.channels.words.problems import Problem
from bot.channels.words.samples import letters
from bot.channels.words.short import MAX_SEGMENTS, framed, full_words
from bot.channels.words.source import Source
from bot.channels.words.whatsapp import MOST_WORDS, said
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel


def check(folder: Path) -> list[Problem]:
    """Judge a templates folder: its syntax, its catalogues, its words, and what they give with sample letters.

    Returns every problem with its file (relative to the folder) and line; none means that the folder may be used.
    """
    return check_library(read_library(folder))


def check_library(library: Library, of: Collection[str] | None = None) -> list[Problem]:
    """The same for a folder that was read; `of` = only templates that stand in one of these folders of it are tried."""

    def tried(sources: Iterable[Source]) -> list[Source]:
        return [source for source in sources if of is None or source.name.partition("/")[0] in of]

    problems = [*library.problems, *_words(library)]
    if not problems:  # a template that cannot be read cannot be tried
        composer = TemplateComposer(library)
        problems += [problem for source in tried(library.messages()) for problem in _tried(source, composer)]
        problems += [
            problem for kind in ASIDE for source in tried(library.of_kind(kind)) for problem in aside(source, composer)
        ]
    if not library.messages():
        problems.append(Problem(".", 0, "There are no templates in the folder."))
    return sorted(set(problems))


def check_words(library: Library) -> list[Problem]:
    """The part of `check_library` that is quick: everything but what the words give with sample letters.

    Trying every message in every language and on every channel takes many seconds, for whoever has to answer soon.
    """
    return sorted({*library.problems, *_words(library)})


def _words(library: Library) -> Iterator[Problem]:
    for source in library.sources:
        for text in source.texts:
            for language, catalogue in library.languages.items():
                english = (text.key[1], text.plural)
                for form in catalogue.forms([part for part in english if part], text.key[0]):
                    for sentence in forbidden_in(form, source.name, text.part, source.kind, language):
                        yield Problem(text.file, text.line, f"In '{language}': {sentence}")


def _tried(source: Source, composer: TemplateComposer) -> Iterator[Problem]:
    for language in composer.languages:
        for letter in letters(source.name, language):
            part = {Channel.SMS: "sms", Channel.CHAT: "chat", Channel.WHATSAPP: "whatsapp"}.get(letter.channel, "item")
            for sentence in _sentences(letter, composer):
                yield Problem(source.file, source.blocks.get(part, 0), f"{letter.channel} in '{language}': {sentence}")


def _sentences(letter: Letter, composer: TemplateComposer) -> Iterator[str]:
    try:
        drafted = composer.draft(letter)
        rendered = composer.given_form(letter.channel, drafted).rendered
    except Rejected as error:
        yield str(error)
        return
    empty = [group.words.name for group in drafted.groups if not group.say("sms" if _short(letter) else "item")]
    yield from (f"'{name}' says nothing." for name in empty)
    yield from _content(letter, rendered)
    yield from _too_long(letter, drafted)


def _too_long(letter: Letter, drafted: Draft) -> Iterator[str]:
    if letter.channel is Channel.SMS and (count := measure(framed(drafted, full_words(drafted))).count) > MAX_SEGMENTS:
        yield f"The text needs {count} segments; {MAX_SEGMENTS} is the most."
    if letter.channel is Channel.EMAIL and len(drafted.lead.say("subject")) > MAX_SUBJECT:
        yield f"The subject is longer than {MAX_SUBJECT} characters."
    if letter.channel is Channel.WHATSAPP and any(len(said(group, drafted)) > MOST_WORDS for group in drafted.groups):
        yield f"It says more than {MOST_WORDS} characters."


def _content(letter: Letter, rendered: Rendered) -> Iterator[str]:
    everything = f"{rendered.subject}\n{rendered.text}\n{rendered.html}"
    if found := left_over(everything):
        yield f"'{found}' is left over in the words."
    for what, needle in _obligatory(letter).items():
        if needle not in rendered.text:
            yield f"It lacks {what}."
    for what, needle in _secret(letter).items():
        if needle in everything:
            yield f"It shows {what} where it may not."


def _obligatory(letter: Letter) -> dict[str, str]:
    needed = {"the sender's name": letter.brand}
    if letter.channel is Channel.EMAIL:
        needed |= {"the way to stop e-mails": letter.unsubscribe_url, "the code to check it with": letter.check_code}
    if letter.channel is Channel.WHATSAPP:
        needed |= {"its reference": letter.reference, "the way out (STOP)": "STOP"}
        needed |= {"the code to check it with": letter.check_code}
    if letter.channel is Channel.SMS:
        needed["its reference"] = letter.reference
        if letter.first_sms:
            needed |= {"the way out (STOP)": "STOP", "the code to check it with": letter.check_code}
    return needed


def _secret(letter: Letter) -> dict[str, str]:
    item = letter.items[0]
    if letter.verified and (letter.show_amount or letter.channel not in {Channel.SMS, Channel.WHATSAPP}):
        return {}
    locale = locale_of(letter.language, letter.country)
    amount = amount_format(item.currency, locale, plain=_short(letter)).write(item.open_minor)
    whose = {"the customer's name": letter.customer_name, "the invoice": item.invoice}
    return {"an amount": amount} if letter.verified else whose | {"an amount": amount}


def _short(letter: Letter) -> bool:
    return letter.channel is Channel.SMS
