"""Which language a reply is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.language import LanguageReader
from bot.conversation.settings import UnderstandingSettings

READER = LanguageReader(UnderstandingSettings())
SHORT = {
    "en": "yes|no thanks|tomorrow|I paid|call me|WRONG NUMBER|got it|sent it yesterday",
    "es": "sí|no gracias|manana|YA PAGUE|llámeme|numero equivocado|el lunes|quien es",
    "fr": "oui|non merci|demain|déjà payé|C'EST QUOI|appelez-moi",
    "de": "nein danke|am freitag|schon bezahlt|wer ist das|nächste woche",
    "pt": "não obrigado|amanhã|já paguei|quem é|tudo bem",
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SHORT.items() for text in texts.split("|")])
def test_short_replies_of_a_customer_at_home(code: str, text: str) -> None:
    assert READER.read(text, languages=("en", "es", "fr", "de", "pt"), locale=code).code == code


@pytest.mark.parametrize("text", ["ya pague ayer", "no entiendo nada", "quiero mi dinero", "SI CLARO"])
def test_the_words_beat_the_locale(text: str) -> None:
    assert READER.read(text, languages=("en", "es"), locale="en-US").code == "es"


@pytest.mark.parametrize("text", ["", "12345", "👍👍", "!!!", "$50"])
def test_without_letters_the_locale_decides(text: str) -> None:
    assert READER.read(text, languages=("en", "es"), locale="es-MX").code == "es"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Bonjour, j'ai déjà payé cette facture la semaine dernière par virement"),
        ("fi", "Hei, maksoin laskun jo viime viikolla pankkisiirrolla, kiitos paljon"),
        ("ru", "Здравствуйте, я уже оплатил этот счет на прошлой неделе"),
    ],
)
def test_a_long_text_in_a_foreign_language_is_named(code: str, text: str) -> None:
    found = READER.read(text, languages=("en", "es"), locale="en-US")
    assert (found.code, found.served) == (code, False)


def test_the_same_text_always_reads_the_same() -> None:
    assert {READER.read("ok mañana pago", languages=("en", "es")) for _ in range(20)} == {
        READER.read("ok mañana pago", languages=("en", "es"))
    }


def test_unknown_languages_are_ignored() -> None:
    assert READER.read("I paid it yesterday", languages=("xx", "en"), locale="zz").code == "en"
    assert READER.read("I paid it yesterday", languages=("xx",)).code == "en"


@given(st.text(max_size=300), st.sampled_from(["", "en-US", "es", "??"]))
def test_confidence_is_a_probability(text: str, locale: str) -> None:
    found = READER.read(text, languages=("en", "es"), locale=locale)
    assert 0 <= found.confidence <= 1
