"""The words of pages: complete in every language, and quick answers mean what their buttons say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.channels.words import formats
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel, DateRole, Intent, Question
from bot.web.answers import ABOUT, ANSWERS, answers_for, phrases
from bot.web.checking import check_pages
from bot.web.sentences import Sentence
from bot.web.sheet import Card
from bot.web.texts import FOLDER, gaps, read_texts
from bot.web.words import plain
from tests.contract.store.making import new_case

SAID = [*phrases(), *(sentence.value for sentence in Sentence)]
MEANS = {
    "will_pay": Intent.PROMISE_TO_PAY,
    "paid": Intent.ALREADY_PAID,
    "instalments": Intent.PAYMENT_PLAN,
    "how": Intent.HOW_TO_PAY,
    "contest": Intent.DISPUTE,
    "copy": Intent.DOCUMENT_REQUEST,
    "refund": Intent.REFUND_REQUEST,
    "credit": Intent.KEEP_AS_CREDIT,
    "yes": Intent.AFFIRM,
    "no": Intent.DENY,
    "person": Intent.HUMAN_REQUEST,
    "stranger": Intent.WRONG_PERSON,
}
COUNTRIES = {"en": ("US", "GB"), "es": ("US", "ES", "MX")}


def test_every_text_is_there_in_every_language():
    assert gaps(SAID) == []
    assert set(read_texts().languages) == {"en", "es", "fr", "de", "pt_BR", "it", "nl", "pl"}


def test_a_missing_translation_fails(tmp_path: Path):
    folder = tmp_path / "pages"
    shutil.copytree(FOLDER, folder)
    catalogue = folder / "locale" / "es" / "LC_MESSAGES" / "messages.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace('msgstr "Continuar"', 'msgstr ""'), "utf-8")
    assert any("Continue" in str(problem) for problem in gaps(SAID, folder))
    assert any("New" in str(problem) for problem in gaps([*SAID, "New sentence"]))


@cache
def understander() -> Understander:
    return Understander()


def text_of(name: str, language: str, country: str, *, invoice: str = "") -> str:
    say = read_texts().languages[language].phrase
    day = formats.day(date(2026, 3, 12), formats.locale_of(language, country))
    text = say(ANSWERS[name].text) % ({"day": day} if ANSWERS[name].day else {})
    return say(ABOUT) % {"invoice": invoice, "text": text} if invoice else text


# What the shipped playbooks ask, and nothing. "Yes" and "no" are offered to a question of that sort only.
ASKED = (
    None,
    Question.CONFIRM,
    Question.WHICH_DAY,
    Question.REFERENCE,
    Question.REASON,
    Question.EVIDENCE,
    Question.REFUND_OR_CREDIT,
)


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize(("language", "country"), [(lang, c) for lang, found in COUNTRIES.items() for c in found])
def test_each_quick_answer_is_understood_as_what_it_says(language: str, country: str, question: Question | None):
    assert set(MEANS) == set(ANSWERS)
    for name, intent in MEANS.items():
        if name in {"yes", "no"} and question is not Question.CONFIRM:
            continue
        for invoice in ("", "INV-20481"):
            text = text_of(name, language, country, invoice=invoice)
            read = read_as(text, language, country, question)
            assert read.decided, text
            assert read.primary is intent, text
            assert not invoice or invoice in {found.text for found in read.references}, text
            if name == "will_pay":
                assert [(d.date, d.role) for d in read.dates] == [(date(2026, 3, 12), DateRole.WILL_PAY_ON)], text


@pytest.mark.parametrize("question", ASKED)
def test_each_button_means_what_it_says_in_whatever_language_it_is_read(question: Question | None):
    """What is understood is the English of the button: a language without rules of its own loses nothing."""
    for name, intent in MEANS.items():
        if name in {"yes", "no"} and question is not Question.CONFIRM:
            continue
        day = date(2026, 3, 12) if ANSWERS[name].day else None
        for invoice in ("", "INV-20481"):
            read = read_as(plain(ANSWERS[name], day, invoice), "en", "US", question)
            assert (read.decided, read.primary) == (True, intent), name
            assert not day or [(d.date, d.role) for d in read.dates] == [(day, DateRole.WILL_PAY_ON)]


def read_as(text: str, language: str, country: str, question: Question | None) -> Reading:
    return understander().read(
        ReplyIn(
            text=text,
            locale=f"{language}-{country}",
            languages=("en", "es"),
            received_at=datetime(2026, 3, 5, 12, tzinfo=UTC),
            timezone="America/New_York",
            country=country,
            channel=Channel.CHAT,
            last_question=question,
            invoices=("INV-20481", "INV-20482"),
        )
    )


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_case_without_an_invoice_is_headed_by_our_reference_and_calls_it_no_invoice(language: str):
    words = {"en": ("Our reference MP-7", "Invoice INV-1"), "de": ("Unsere Referenz MP-7", "Rechnung INV-1")}[language]
    spoken = read_texts().choose(language)
    card = Card("MP-7", "", "open", "they", "", "", "", "", "", ())
    alone, known = (spoken.render("_cards", {"cards": [one]}) for one in (card, replace(card, invoice="INV-1")))
    assert (f"<h2>{words[0]}</h2>" in alone, words[1].split()[0] in alone) == (True, False)
    assert (f"<h2>{words[1]}</h2>" in known, 'class="code">MP-7<' in known) == (True, True)


def test_the_question_last_asked_comes_first():
    case = replace(new_case(), last_question=Question.REFUND_OR_CREDIT)
    assert [answer.id for answer in answers_for(case)][:2] == ["refund", "credit"]
    assert "person" in [answer.id for answer in answers_for(case)]


def test_the_language_is_the_visitors_then_the_customers_then_the_clients():
    texts = read_texts()
    assert texts.choose("es-MX", "en", among=["en", "es"]).code == "es"
    assert texts.choose("", "es", among=["en", "es"]).code == "es"
    assert texts.choose("fr", "", among=["es", "en"]).code == "es"
    assert texts.choose("fr-CA", among=["fr", "en"]).code == "fr"
    assert texts.choose("pt-BR", "en").code == "pt_BR"
    assert texts.choose("es", among=["en"]).code == "en"
    assert texts.choose("ja", "xx").code == "en"
    assert texts.choose("es", among=["ja"]).code == "es"


def test_a_language_with_messages_and_without_a_page_is_a_problem():
    assert check_pages(["en", "es", "es_MX"]) == []
    [found] = check_pages(["en", "es", "xx"])
    assert found.file == "locale/xx/LC_MESSAGES/messages.po"
    assert "--language xx" in found.sentence


def test_a_page_that_lacks_a_word_is_a_problem_of_the_check(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "pages")
    catalogue = tmp_path / "pages" / "locale" / "es" / "LC_MESSAGES" / "messages.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace('msgid "Continue"', 'msgid "Went on"'), "utf-8")
    assert check_pages(["en"], tmp_path / "pages")
