"""Which language a reply is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.language import LanguageReader
from bot.conversation.learning.lines import Line, read_corpus
from bot.conversation.settings import SUPPORTED, UnderstandingSettings

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


FOREIGN = {
    "sv": "jag har redan betalat|tack, betalar på fredag",
    "cs": "už jsem zaplatil|zaplatím v pátek",
    "hu": "köszönöm szépen|már kifizettem",
    "tr": "dün ödedim|yanlış numara",
    "ro": "am plătit deja|am platit ieri",
    "ca": "ja ho he pagat|gràcies",
    "uk": "Дякую|я вже заплатив",
    "ru": "спасибо|уже оплатил",
    "el": "ευχαριστώ|ναι",
    "ar": "شكرا|لقد دفعت بالفعل",
    "he": "תודה",
    "zh": "谢谢|已经付了",
    "ja": "もう払いました",
    "ko": "감사합니다",
    "th": "ขอบคุณ",
    "ka": "გადავიხადე",
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in FOREIGN.items() for text in texts.split("|")]
)
@pytest.mark.parametrize("served", [("en", "es"), ("de", "pl")])
def test_a_short_text_in_a_language_that_nobody_serves_is_named(code: str, text: str, served: tuple[str, ...]) -> None:
    found = READER.read(text, languages=served, locale=served[0])
    assert (found.code, found.served) == (code, False)


@pytest.mark.parametrize(
    ("code", "text"), [("de", "ich habe schon bezahlt"), ("pl", "już zapłaciłem"), ("fr", "j'ai payé")]
)
def test_a_supported_language_that_the_client_does_not_serve_is_named(code: str, text: str) -> None:
    found = READER.read(text, languages=("en", "es"), locale="en-US")
    assert (found.code, found.served) == (code, False)


@pytest.mark.parametrize(
    "text", ["ok", "OK 👍", "stop", "PayPal?", "k", "lol", "IBAN?", "whatsapp", "RE-2024-0554", "a@b.example"]
)
def test_words_of_all_languages_leave_it_to_the_locale(text: str) -> None:
    assert READER.read(text, languages=("en", "de", "it"), locale="it-CH").code == "it"
    assert READER.read(text, languages=("de", "it"), locale="fr").code == "de"


def test_of_a_mixed_reply_the_larger_part_counts_and_the_other_is_told() -> None:
    found = READER.read(
        "Ich zahle am Freitag. Thank you very much for your patience and kind words!",
        languages=("en", "de"),
        locale="de",
    )
    assert (found.code, found.second) == ("en", "de")
    assert not READER.read("Ich zahle am Freitag. Vielen Dank für Ihre Geduld!", languages=("en", "de")).second


def test_a_word_with_one_letter_of_another_script_is_still_latin() -> None:
    assert READER.read("I p\u0430id it on Monday", languages=("en", "es"), locale="es").code == "en"


def test_the_shares_that_docs_conversation_names_hold() -> None:
    lines = [line for line in read_corpus() if line.writer in {"b", "c"}]
    short = [line for line in lines if len(line.text.split()) <= 3][::4]
    long = [line for line in lines if len(line.text.split()) >= 6][::40]
    assert short
    assert long

    def share(chosen: list[Line], change: Callable[[str], str], *, at_home: bool) -> float:
        right = []
        for line in chosen:
            others = [code for code in SUPPORTED if code != line.language]
            locale = line.language if at_home else others[len(line.text) % len(others)]
            right.append(READER.read(change(line.text), languages=SUPPORTED, locale=locale).code == line.language)
        return sum(right) / len(right)

    home, away = share(short, str, at_home=True), share(short, str, at_home=False)
    assert 0.9 * home + 0.1 * away >= 0.95
    assert share([line for line in short if len(line.text.split()) == 2], str, at_home=False) >= 0.8
    assert share(long, str, at_home=True) >= 0.99
    assert share(long, str.upper, at_home=True) >= 0.97


@given(st.text(max_size=300), st.sampled_from(["", "en-US", "es", "??"]))
def test_confidence_is_a_probability(text: str, locale: str) -> None:
    found = READER.read(text, languages=("en", "es"), locale=locale)
    assert 0 <= found.confidence <= 1
