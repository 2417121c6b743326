"""Call scripts, desk texts and inquiries: each says what its reader may know, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.app.words import CallFacts, InquiryFacts
from bot.channels.words import TemplateComposer, check
from bot.channels.words.catalogue import find_language
from bot.channels.words.extract import main
from bot.channels.words.library import read_library
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType, Channel, CustomerKind
from tests.unit.words.letters import ITEM

WRITTEN = tuple(
    CaseType(name)
    for name in (
        *("missing_payment", "underpayment", "overpayment", "duplicate_payment", "disputed_charge", "refund_request"),
    )
)
CALL = CallFacts(
    item=ITEM,
    country="US",
    brand="Northwind Energy",
    customer_name="Ana Ruiz",
    customer_kind=CustomerKind.CONSUMER,
    check_where="call the number on your bill",
)
INQUIRY = """
{% block kind %}inquiry{% endblock %}
{% block subject %}{% trans %}Invoice {{ invoice }}: which amount is right?{% endtrans %}{% endblock %}
{% block item %}{% trans %}Invoice {{ invoice }} was for {{ expected }}; {{ paid }} has come in.{% endtrans %}{% endblock %}
{% block ask %}{% trans %}Which of the two is right?{% endtrans %}{% endblock %}
{% block next %}{% trans %}Without your answer the customer waits.{% endtrans %}{% endblock %}
{% block answer_invoice %}{% trans %}The invoice is right{% endtrans %}{% endblock %}
{% block answer_payment %}{% trans %}The payment is right{% endtrans %}{% endblock %}
"""
LINKS = (
    ("payment", "https://pay.northwind.example/q/abc?answer=payment"),
    ("invoice", "https://pay.northwind.example/q/abc?answer=invoice"),
)
FACTS = InquiryFacts(
    item=replace(ITEM, template="missing_payment/ask_client"),
    country="US",
    brand="Northwind Energy",
    party="client",
    recipient="Billing",
    answers=LINKS,
    reference="K7Q2M9XW4T",
    check_code="NW-K7Q2M9XW4T",
    needed_by=date(2026, 5, 22),
    payment_reference="TRX-1",
    payment_day=date(2026, 5, 18),
    reason_code="R01",
)


@pytest.fixture
def asking(folder):
    """A templates folder with an inquiry, in English alone."""
    (folder / "missing_payment" / "ask_client.j2").write_text(INQUIRY, "utf-8")
    (folder / "locale" / "es" / "LC_MESSAGES" / "messages.po").unlink()
    return folder


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("case_type", WRITTEN)
def test_before_the_person_has_confirmed_who_they_are_a_call_says_nothing_of_the_matter(composer, case_type, language):
    script = composer.call_script(replace(CALL, item=replace(ITEM, case_type=case_type)), language)
    assert "Northwind Energy" in script.identify
    assert "Ana Ruiz" in script.identify
    assert not any(said in script.identify for said in ("INV", "2041", "1,250"))
    assert "INV-2041" in script.item
    assert script.ask
    assert script.next


def test_a_voicemail_says_who_called_and_how_to_call_back_and_names_nobody(composer):
    for case_type in WRITTEN:
        said = composer.call_script(replace(CALL, item=replace(ITEM, case_type=case_type)), "en").voicemail
        assert "Northwind Energy" in said
        assert "call the number on your bill" in said
        assert not any(word in said for word in ("Ana", "Ruiz", "INV", "2041", "1,250", "invoice", "payment"))


def test_a_case_type_without_a_script_is_refused(folder):
    composer = TemplateComposer.load(folder)
    assert not composer.has_call(CaseType.MISSING_PAYMENT)
    with pytest.raises(Rejected, match="missing_payment/call"):
        composer.call_script(CALL, "en")


@pytest.mark.parametrize("case_type", WRITTEN)
def test_the_desk_learns_what_it_is_about_in_its_own_language(composer, case_type):
    english, spanish = (composer.desk_texts(case_type, language) for language in ("en", "es"))
    assert all((english.about, english.find_out, english.beware, english.done))
    assert "Root cause" in english.done
    assert "Causa" in spanish.done
    assert composer.has_call(case_type)


def test_a_case_type_without_desk_texts_has_none(folder):
    assert TemplateComposer.load(folder).desk_texts(CaseType.MISSING_PAYMENT, "en") is None


def test_an_inquiry_shows_figures_and_answers_and_nothing_of_the_customer(asking):
    assert check(asking) == []
    words = TemplateComposer.load(asking).inquiry(FACTS, "en")
    mail = words.mail.rendered
    assert words.answers == {"payment": "The payment is right", "invoice": "The invoice is right"}
    assert list(words.answers) == ["payment", "invoice"]
    assert dict(words.facts)["Billed"] == "$2,000.00"
    assert dict(words.facts)["Reason code"] == "R01"
    assert words.needed_by == "Please answer by May 22, 2026."
    assert mail.subject == "Invoice INV-2041: which amount is right?"
    for said in (
        *words.answers.values(),
        "$750.00",
        "Which of the two is right?",
        "NW-K7Q2M9XW4T",
        "automated assistant",
    ):
        assert said in mail.text
        assert said in mail.html
    for _, link in LINKS:
        assert link in mail.text
        assert link in mail.html


def test_what_an_inquiry_may_be_answered_is_known_and_needs_words(asking):
    composer = TemplateComposer.load(asking)
    assert composer.answers_of("missing_payment/ask_client") == ("invoice", "payment")
    assert composer.answers_of("missing_payment/first") is None
    with pytest.raises(Rejected, match="no words for the answer 'not_sure'"):
        composer.inquiry(replace(FACTS, answers=(("not_sure", "https://pay.northwind.example/q/abc"),)), "en")
    with pytest.raises(Rejected, match="no inquiry 'missing_payment/first'"):
        composer.inquiry(replace(FACTS, item=ITEM), "en")
    with pytest.raises(Rejected, match="code to check it with"):
        composer.inquiry(replace(FACTS, check_code=""), "en")


def test_what_is_not_a_message_cannot_be_sent_to_a_customer(asking, composer):
    assert not TemplateComposer.load(asking).has("missing_payment/ask_client", Channel.EMAIL)
    assert not composer.has("missing_payment/call", Channel.EMAIL)
    assert "missing_payment/desk" not in composer.names


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (
            "missing_payment/call.j2",
            INQUIRY,
            "A template of the kind 'call' is a case type's 'call.j2', and only that.",
        ),
        ("missing_payment/ask.j2", "{% block kind %}letter{% endblock %}", "'letter' is not a kind of template"),
        ("missing_payment/ask.j2", INQUIRY.replace("answer_", "reply_"), "'reply_invoice' is not a part of an inquiry"),
        ("missing_payment/ask.j2", INQUIRY[: INQUIRY.index("{% block answer_invoice")], "An inquiry offers answers"),
        ("missing_payment/ask.j2", INQUIRY.replace("{{ paid }}", "{{ greeting }}"), "'greeting' is not a variable"),
        (
            "missing_payment/desk.j2",
            "{% block kind %}desk{% endblock %}{% block about %}{{ invoice }}{% endblock %}",
            "'invoice' is not a variable of a template.",
        ),
        ("missing_payment/desk.j2", "{% block kind %}desk{% endblock %}", "The part 'beware' is missing."),
    ],
)
def test_a_kind_with_the_wrong_name_or_parts_is_found(asking, file, text, sentence):
    (asking / file).write_text(text, "utf-8")
    assert any(problem.file == file and sentence in problem.sentence for problem in check(asking))


def test_a_button_with_a_long_label_is_found(asking):
    path = asking / "missing_payment" / "ask_client.j2"
    path.write_text(path.read_text("utf-8").replace("The invoice is right", "The invoice is right " * 3), "utf-8")
    assert any("longer than the 40 characters of a button" in problem.sentence for problem in check(asking))


def test_messages_of_a_case_type_need_words_for_whatsapp(folder):
    path = folder / "missing_payment" / "first.j2"
    path.write_text(path.read_text("utf-8").replace("{% block whatsapp %}", "{% block next3 %}"), "utf-8")
    assert "The part 'whatsapp' is missing." in [problem.sentence for problem in check(folder)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("pt", "pt_BR"),
        ("pt-BR", "pt_BR"),
        ("pt_br", "pt_BR"),
        ("pt-PT", "pt_BR"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("es_419", "es"),
        ("ja", None),
        ("", None),
    ],
)
def test_a_language_finds_its_words(wanted, found):
    assert find_language(wanted, ("en", "es", "de", "pt_BR")) == found


def test_the_very_language_comes_before_its_base_and_its_base_before_another_region():
    assert find_language("pt-PT", ("pt", "pt_BR", "pt_PT")) == "pt_PT"
    assert find_language("pt-AO", ("pt", "pt_BR", "pt_PT")) == "pt"


def test_a_playbook_speaks_the_languages_in_which_all_its_words_are_there(folder):
    composer = TemplateComposer.load(folder)
    assert composer.languages_of(["missing_payment/first"]) == ("en", "es")
    assert main(["--templates", str(folder), "--language", "it"]) == 1
    assert TemplateComposer(read_library(folder)).languages_of(["missing_payment/first"]) == ("en", "es")


def test_words_that_change_are_read_anew_and_what_cannot_be_read_is_said(folder):
    assert read_library(folder) is read_library(folder)
    first = folder / "missing_payment" / "first.j2"
    before = read_library(folder).books["en"]["missing_payment/first"].digest
    first.write_text(first.read_text("utf-8").replace("{% block subject %}", "{% block subject %}{# anew #}"), "utf-8")
    assert read_library(folder).books["en"]["missing_payment/first"].digest != before
    first.unlink()
    first.mkdir()
    problems = [one for one in read_library(folder).problems if one.file == "missing_payment/first.j2"]
    assert len(problems) == 1
