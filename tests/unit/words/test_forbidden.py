"""Threats, urgency, exposure, secrets, admissions and the bank's reasons are found in each of the eight languages."""

from __future__ import annotations

import pytest

from bot.channels.words.forbidden import forbidden_in
from bot.channels.words.forbidden_words import ACCOUNT, ADMISSION, BANK_REASON, EXPOSING, SECRET, THREAT, URGENCY
from bot.channels.words.kinds import Kind

LANGUAGES = ("en", "es", "fr", "de", "pt_BR", "it", "nl", "pl")


def found(text, language, part="item", template="missing_payment/first", kind=Kind.MESSAGE):
    return list(forbidden_in(text, template, part, kind, language))


@pytest.mark.parametrize("words", [THREAT, URGENCY, EXPOSING, SECRET, ACCOUNT, ADMISSION, BANK_REASON])
def test_every_language_has_its_own_list(words):
    assert {language.partition("_")[0] for language in LANGUAGES} <= set(words)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Sinon nous saisirons le tribunal."),
        ("de", "Sonst gehen wir vor Gericht."),
        ("de", "Wir leiten rechtliche Schritte ein."),
        ("pt_BR", "Seu nome será negativado."),
        ("pt_BR", "Tomaremos medidas legais."),
        ("it", "Ci rivolgeremo al giudice."),
        ("nl", "Wij schakelen een deurwaarder in."),
        ("pl", "Sprawa trafi do sądu."),
        ("pl", "Zajmie się tym komornik."),
    ],
)
def test_a_threat(language, text):
    assert "threatens" in found(text, language)[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Dernière chance !"),
        ("de", "Zahlen Sie sofort."),
        ("pt_BR", "Pague imediatamente."),
        ("it", "Paghi immediatamente."),
        ("nl", "Betaal onmiddellijk."),
        ("pl", "Proszę zapłacić natychmiast."),
    ],
)
def test_urgency(language, text):
    assert "more urgent" in found(text, language)[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "votre dette"),
        ("de", "Ihre überfällige Rechnung"),
        ("pt_BR", "sua dívida"),
        ("it", "il Suo debito"),
        ("nl", "uw schuld"),
        ("pl", "Twoje zadłużenie"),
    ],
)
def test_what_a_screen_or_a_listener_should_not_tell(language, text):
    assert "exposes" in found(text, language, "sms")[0]
    assert "exposes" in found(text, language, "voicemail", "missing_payment/call", Kind.CALL)[0]
    assert found(text, language, "item") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Provision insuffisante"),
        ("de", "mangels Deckung"),
        ("pt_BR", "falta de saldo"),
        ("it", "fondi insufficienti"),
        ("nl", "onvoldoende saldo"),
        ("pl", "brak środków"),
        ("es", "sin fondos"),
        ("en", "insufficient funds"),
    ],
)
def test_the_bank_s_reason_is_for_staff_and_banks_only(language, text):
    assert "between the customer and the bank" in found(text, language)[0]
    assert found(text, language, "ask", "bank_reversal/ask_bank", Kind.INQUIRY) == []
    assert found(text, language, "beware", "bank_reversal/desk", Kind.DESK) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "C'est notre erreur."),
        ("de", "Das war unser Fehler."),
        ("pt_BR", "Foi nosso erro."),
        ("it", "È stato un nostro errore."),
        ("nl", "Dat was onze fout."),
        ("pl", "To nasz błąd."),
    ],
)
def test_an_admission_before_a_decision(language, text):
    assert "admits" in found(text, language, template="disputed_charge/received")[0]
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Non vediamo le Sue fatture."),  # sue
        ("fr", "Nous vous demandons une réponse ; vos cours sont maintenus par courts messages."),  # demanda, courts
        ("de", "Diese Nachricht ist an Sie gerichtet."),  # gericht
        ("pl", "Sądzimy, że to pomyłka banku."),  # sąd
        ("nl", "Wij gebruiken automatische incasso."),
        ("it", "Abbiamo scoperto una differenza."),
    ],
)
def test_ordinary_words_of_one_language_are_no_threat_of_another(language, text):
    assert found(text, language) == []


def test_where_the_language_is_not_known_every_list_counts():
    assert found("brak środków", "") != []
    assert found("brak środków", "ja") != []
    assert found("CVV 123", "pl") != []


def test_an_inquiry_may_name_an_account_but_no_secret():
    assert found("Which IBAN did it come from?", "en", "ask", "data_mismatch/ask_bank", Kind.INQUIRY) == []
    assert found("What is the password?", "en", "ask", "data_mismatch/ask_bank", Kind.INQUIRY) != []
