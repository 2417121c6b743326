"""Tries what does not go to customers: call scripts, the desk's texts, inquiries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Final

from bot.app.words import CallFacts, DeskTexts, InquiryFacts
from bot.channels.words.composer import TemplateComposer
from bot.channels.words.email import MAX_SUBJECT
from bot.channels.words.kinds import Kind, answers_in
from bot.channels.words.problems import Problem
from bot.channels.words.samples import letters
from bot.channels.words.source import Source
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType

ASIDE: Final = (Kind.CALL, Kind.DESK, Kind.INQUIRY)
LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\{%|%\(|\{\}|\bNone\b")
_MARKS: Final = ("{{", "}}", "{%", "%(", "{}", "None")  # one of them is in whatever the pattern finds
MAX_LABEL: Final = 40  # characters on a button


def left_over(text: str) -> str:
    """What was left over in some words of what they were made from; "" = nothing."""
    found = LEFT_OVER.search(text) if any(mark in text for mark in _MARKS) else None
    return found[0] if found else ""


def aside(source: Source, composer: TemplateComposer) -> Iterator[Problem]:
    """What is wrong with a template of another kind than a message, in each language."""
    trial = {Kind.CALL: _call, Kind.DESK: _desk, Kind.INQUIRY: _inquiry}[source.kind]
    for language in composer.languages:
        try:
            found = list(trial(source, composer, language))
        except Rejected as error:
            found = [("item", str(error))]
        for part, sentence in found:
            yield Problem(source.file, source.blocks.get(part, 0), f"{source.kind} in '{language}': {sentence}")


def _call(source: Source, composer: TemplateComposer, language: str) -> Iterator[tuple[str, str]]:
    for letter in letters(source.name, language):
        (item, *_) = letter.items
        facts = CallFacts(
            item=item,
            country=letter.country,
            brand=letter.brand,
            customer_name=letter.customer_name,
            customer_kind=letter.customer_kind,
            check_where=letter.check_where,
        )
        script = composer.call_script(facts, language)
        yield from _left_over({field.name: getattr(script, field.name) for field in fields(script)})
        for part in ("identify", "voicemail"):
            if letter.brand not in getattr(script, part):
                yield part, "It lacks the name of who calls."
        if letter.customer_name not in script.identify:
            yield "identify", "It does not say whom we ask for."
        if letter.customer_name in script.voicemail:
            yield "voicemail", "It names the customer to whoever listens."


def _desk(source: Source, composer: TemplateComposer, language: str) -> Iterator[tuple[str, str]]:
    texts = composer.desk_texts(CaseType(source.name.partition("/")[0]), language)
    said = {field.name: getattr(texts, field.name) for field in fields(DeskTexts)}
    yield from _left_over(said)
    yield from ((part, f"'{part}' says nothing.") for part, text in said.items() if not text)


def _inquiry(source: Source, composer: TemplateComposer, language: str) -> Iterator[tuple[str, str]]:
    for facts in dict.fromkeys(_samples(source, language)):  # letters differ in what an inquiry does not say
        words = composer.inquiry(facts, language)
        mail = words.mail.rendered
        yield from _left_over({"subject": mail.subject, "item": mail.text + mail.html})
        if len(words.subject) > MAX_SUBJECT:
            yield "subject", f"The subject is longer than {MAX_SUBJECT} characters."
        for id_, label in words.answers.items():
            if len(label) > MAX_LABEL:
                yield f"answer_{id_}", f"'{label}' is longer than the {MAX_LABEL} characters of a button."
        for what, needle in {"who asks": facts.brand, "the code to check it with": facts.check_code}.items():
            if needle not in mail.text:
                yield "item", f"It lacks {what}."


def _samples(source: Source, language: str) -> Iterator[InquiryFacts]:
    answers = tuple((id_, f"https://pay.northwind.example/q/k7q2#{id_}") for id_ in answers_in(source.blocks))
    for letter in letters(source.name, language):
        (item, *_) = letter.items
        bare = InquiryFacts(
            item=item,
            country=letter.country,
            brand=letter.brand,
            party="bank",
            recipient="",
            answers=answers,
            reference=letter.reference,
            check_code=letter.check_code,
            today=letter.today,
        )
        yield bare
        yield replace(
            bare,
            party="client",
            recipient="Billing team",
            needed_by=letter.today,
            payment_reference="TRX-2026-0104711",
            payment_day=letter.today,
            reason_code="R01",
        )


def _left_over(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    for part, text in said.items():
        if found := left_over(text):
            yield part, f"'{found}' is left over in the words."
