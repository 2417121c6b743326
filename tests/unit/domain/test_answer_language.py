"""In which language a reply is answered, and when the contact's language changes."""

from __future__ import annotations

import pytest

from bot.domain.answer_language import AnswerLanguage, language_of_answer
from bot.domain.reading import Reading

SERVED = ("en", "es", "pt-BR")
LONG = "Voy a pagar la factura el viernes"


def read(language: str, text: str = LONG, confidence: float = 0.99) -> Reading:
    return Reading(language, confidence, False, (), (), decided=True, stripped_text=text)


@pytest.mark.parametrize(
    ("reading", "usual", "asked", "before", "expected"),
    [
        (read("en"), "en", "", "", AnswerLanguage()),
        (read("es"), "en", "", "", AnswerLanguage("es")),
        (read("es"), "en", "", "pt-BR", AnswerLanguage("es")),
        (read("es"), "en", "", "es", AnswerLanguage("es", "es")),
        (read("pt"), "en", "", "", AnswerLanguage("pt-BR")),
        (read("es"), "es-MX", "", "", AnswerLanguage()),
        (read("es", "ok gracias"), "en", "", "", AnswerLanguage()),
        (read("es", confidence=0.7), "en", "", "", AnswerLanguage()),
        (read("fr"), "en", "", "", AnswerLanguage()),
        (read("en", "in Spanish please"), "en", "es", "", AnswerLanguage("es", "es", asked=True)),
        (read("en", "in Polish please"), "en", "pl", "", AnswerLanguage(unserved="pl")),
        (read("en", "in English please"), "en", "en", "", AnswerLanguage(asked=True)),
    ],
)
def test_the_language_of_an_answer(reading: Reading, usual: str, asked: str, before: str, expected: AnswerLanguage):
    assert language_of_answer(reading, SERVED, usual, asked, before) == expected
